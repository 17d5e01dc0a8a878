using System.Data;
using Npgsql;
using NpgsqlTypes;
using Traceability.Scans;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Postgres;

/// <summary>Scans in PostgreSQL: one connection, every statement prepared once, three trips to the server for each group.</summary>
/// <remarks>Every statement names the shard in its keys and joins on it only, so that the tables can be distributed by it (distribute.sql).</remarks>
internal sealed class PostgresScanTable : IScanTable
{
    private const NpgsqlDbType Integers = NpgsqlDbType.Array | NpgsqlDbType.Integer, Longs = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Texts = NpgsqlDbType.Array | NpgsqlDbType.Text,
        Ids = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Blobs = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Days = NpgsqlDbType.Array | NpgsqlDbType.Date;

    private static readonly Statement Version = new("SELECT version FROM facts_version WHERE id = 1");

    private static readonly Statement Labels = new($"""
        SELECT label.shard, label.batch, label.serial, {LabelColumns.Names} FROM unnest($1, $2, $3) AS asked (shard, batch, serial) JOIN label USING (shard, batch, serial)
        """, Integers, Longs, Longs);

    private static readonly Statement Repeats = new("""
        SELECT scan.shard, scan.batch, scan.serial, scan.scan_id, scan.at, scan.verdict
        FROM unnest($1, $2, $3, $4) AS asked (shard, batch, serial, scan_id) JOIN scan USING (shard, batch, serial, scan_id) WHERE scan.at >= $5
        """, Integers, Longs, Longs, Ids, NpgsqlDbType.Bigint);

    private static readonly Statement Owned = new("""
        SELECT scan.shard, scan.batch, scan.serial, scan.scan_id, scan.at, scan.verdict
        FROM unnest($1, $2, $3, $4) AS asked (shard, batch, serial, scan_id) JOIN scan USING (shard, batch, serial, scan_id)
        """, Integers, Longs, Longs, Ids);

    // Locked in the order of their keys by everybody, so that two writers never wait for each other in a ring.
    private static readonly Statement KeepLabels = new("""
        INSERT INTO label (shard, batch, serial, scan_count, first_scan_at, first_scan_adcode, version, memory, places_until, conflict_since)
        SELECT shard, batch, serial, scan_count, first_scan_at, first_scan_adcode, version, memory, places_until, conflict_since
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            AS page (shard, batch, serial, scan_count, first_scan_at, first_scan_adcode, version, memory, places_until, conflict_since) ORDER BY shard, batch, serial
        ON CONFLICT (shard, batch, serial) DO UPDATE
        SET scan_count = excluded.scan_count, first_scan_at = excluded.first_scan_at, first_scan_adcode = excluded.first_scan_adcode, version = excluded.version,
            memory = excluded.memory, places_until = excluded.places_until, conflict_since = excluded.conflict_since
        WHERE label.version = excluded.version - 1
        """, Integers, Longs, Longs, Longs, Longs, Texts, Longs, Blobs, Longs, Longs);

    private static readonly Statement KeepScans = new("""
        INSERT INTO scan (shard, batch, serial, scan_id, at, verdict, adcode, salt, act_id)
        SELECT shard, batch, serial, scan_id, at, verdict, adcode, salt, $9
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS page (shard, batch, serial, scan_id, at, verdict, adcode, salt)
        """, Integers, Longs, Longs, Ids, Longs, Texts, Texts, Blobs, NpgsqlDbType.Uuid);

    private static readonly Statement KeepAct = new("INSERT INTO act (shard, id, kind, at, facts, salt, leaves) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        NpgsqlDbType.Integer, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea);

    // The day is one row for everybody: it is written last, and whoever holds it commits next. Until then nobody else adds samples of that day.
    private static readonly Statement KeepMisses = new("""
        INSERT INTO never_issued_day (day, count) SELECT day, count FROM unnest($1, $2) AS page (day, count) ORDER BY day
        ON CONFLICT (day) DO UPDATE SET count = never_issued_day.count + excluded.count
        """, Days, Longs);

    private static readonly Statement KeepSamples = new("""
        INSERT INTO never_issued_sample (day, code, at, adcode)
        SELECT day, code, at, adcode FROM (
            SELECT *, row_number() OVER (PARTITION BY day ORDER BY place) AS nth
            FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS page (day, code, at, adcode, place)
            WHERE NOT EXISTS (SELECT FROM never_issued_sample AS kept WHERE kept.day = page.day AND kept.code = page.code)) AS fresh
        WHERE nth <= $5 - (SELECT count(*) FROM never_issued_sample AS kept WHERE kept.day = fresh.day)
        ON CONFLICT DO NOTHING
        """, Days, Texts, Longs, Texts, NpgsqlDbType.Bigint);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<(bool Labels, bool Scans, bool Misses), Trip> _keep = [];
    private readonly Trip _ask, _askOwned;
    private NpgsqlTransaction? _transaction;

    public PostgresScanTable(string connectionString)
    {
        _source = PostgresSession.ForScans(connectionString);
        _connection = _source.CreateConnection();
        try
        {
            _connection.Open();
            // Acknowledged means durable.
            using (var asked = new NpgsqlCommand("SHOW synchronous_commit", _connection))
            {
                if (asked.ExecuteScalar() is not "on" and var answered)
                    throw new InvalidOperationException($"synchronous_commit is {answered}.");
            }

            _ask = new Trip(_connection, Version, Labels, Repeats);
            _askOwned = new Trip(_connection, Version, Labels, Repeats, Owned);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ScanFacts Begin(ScanQuestions asked)
    {
        var trip = asked.Owned.Count > 0 ? _askOwned : _ask;
        var labels = new Dictionary<LabelKey, LabelRow>(asked.Labels.Count);
        var (repeats, owned) = (new Dictionary<ScanKey, PastScan>(), new Dictionary<ScanKey, PastScan>());
        trip.Bind(Labels, Keys(asked.Labels));
        trip.Bind(Repeats, [.. Keys(asked.Repeats), asked.Since.ToUnixTimeMilliseconds()]);
        if (trip == _askOwned)
            trip.Bind(Owned, Keys(asked.Owned));

        // It is sent with what follows.
        _transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
        using var rows = trip.Read();
        rows.Read();
        var version = rows.GetInt64(0);
        rows.NextResult();
        while (rows.Read())
        {
            var key = KeyOf(rows);
            labels.Add(key, LabelColumns.Read(rows, 3, key)!);
        }

        rows.NextResult();
        while (rows.Read())
            Keep(repeats, rows, (scan, known) => scan.At > known.At);
        if (rows.NextResult())
        {
            while (rows.Read())
                Keep(owned, rows, (scan, known) => scan.At < known.At);
        }

        return new ScanFacts(version, labels, repeats, owned);
    }

    public bool Commit(ScanPage page)
    {
        var trip = TripOf(page);
        if (page.Labels is { Count: > 0 } labels)
        {
            trip.Bind(KeepLabels, [
                .. Keys([.. labels.Select(label => label.Key)]), Column(labels, label => label.ScanCount), Column(labels, label => label.FirstScanAt?.ToUnixTimeMilliseconds()),
                Column(labels, label => label.FirstScanAdcode), Column(labels, label => label.Version), Column(labels, label => label.Memory),
                Column(labels, label => label.PlacesUntil?.ToUnixTimeMilliseconds()), Column(labels, label => label.ConflictSince?.ToUnixTimeMilliseconds())]);
        }

        if (page is { Scans: var scans, Act: { } act })
        {
            trip.Bind(KeepScans, [
                .. Keys([.. scans.Select(scan => scan.Key)]), Column(scans, scan => scan.At.ToUnixTimeMilliseconds()),
                Column(scans, scan => scan.Verdict.ToString()), Column(scans, scan => scan.Adcode), Column(scans, scan => scan.Salt), act.Id]);
            trip.Bind(KeepAct, [act.Shard, act.Id, act.Kind.ToString(), act.At.ToUnixTimeMilliseconds(), act.Facts, act.Salt, act.Leaves]);
        }

        if (page.Misses is { Count: > 0 } misses)
        {
            var samples = misses.SelectMany(miss => miss.Samples).ToList();
            trip.Bind(KeepMisses, [Column(misses, miss => miss.Day), Column(misses, miss => miss.Count)]);
            trip.Bind(KeepSamples, [
                Column(samples, sample => sample.Day), Column(samples, sample => sample.Code), Column(samples, sample => sample.At.ToUnixTimeMilliseconds()), Column(samples, sample => sample.Adcode),
                (long)MissTally.SamplesMax]);
        }

        trip.Run();
        // A label that somebody else changed since it was read was passed over.
        if (page.Labels.Count > 0 && trip.Affected(KeepLabels) != page.Labels.Count)
        {
            Abandon();
            return false;
        }

        _transaction!.Commit();
        return true;
    }

    public void Sync()
    {
        // The server answers a commit after its own sync, which serves the commits of all connections that wait.
    }

    public void Abandon() => _transaction!.Rollback();

    public void Dispose()
    {
        _connection.Dispose();
        _source.Dispose();
    }

    private Trip TripOf(ScanPage page)
    {
        var what = (page.Labels.Count > 0, page.Scans.Count > 0, page.Misses.Count > 0);
        if (!_keep.TryGetValue(what, out var trip))
        {
            Statement[] labels = what.Item1 ? [KeepLabels] : [], scans = what.Item2 ? [KeepScans, KeepAct] : [], misses = what.Item3 ? [KeepMisses, KeepSamples] : [];
            _keep.Add(what, trip = new Trip(_connection, [.. labels, .. scans, .. misses]));
        }

        return trip;
    }

    private static object[] Keys(IReadOnlyCollection<LabelKey> keys) => [Column(keys, key => key.Shard), Column(keys, key => (long)key.Batch), Column(keys, key => (long)key.Serial)];

    private static object[] Keys(IReadOnlyCollection<ScanKey> keys) => [.. Keys([.. keys.Select(key => key.Label)]), Column(keys, key => key.ScanId)];

    private static T[] Column<TRow, T>(IReadOnlyCollection<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        var i = 0;
        foreach (var row in rows)
            column[i++] = value(row);
        return column;
    }

    private static LabelKey KeyOf(NpgsqlDataReader rows) => new(rows.GetInt32(0), (uint)rows.GetInt64(1), (uint)rows.GetInt64(2));

    private static void Keep(Dictionary<ScanKey, PastScan> known, NpgsqlDataReader rows, Func<PastScan, PastScan, bool> isBetter)
    {
        var key = new ScanKey(KeyOf(rows), rows.GetGuid(3));
        var scan = new PastScan(DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(4)), Enum.Parse<Verdict>(rows.GetString(5)));
        if (!known.TryGetValue(key, out var other) || isBetter(scan, other))
            known[key] = scan;
    }

    private sealed record Statement(string Sql, params NpgsqlDbType[] Types);

    // Statements that travel together; prepared when they travel first.
    private sealed class Trip
    {
        private readonly NpgsqlBatch _batch;
        private readonly Statement[] _statements;
        private bool _isPrepared;

        public Trip(NpgsqlConnection connection, params Statement[] statements)
        {
            _batch = new NpgsqlBatch(connection);
            _statements = statements;
            foreach (var statement in statements)
            {
                var command = new NpgsqlBatchCommand(statement.Sql);
                foreach (var type in statement.Types)
                    command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
                _batch.BatchCommands.Add(command);
            }
        }

        public void Bind(Statement statement, object?[] values)
        {
            var parameters = CommandOf(statement).Parameters;
            for (var i = 0; i < values.Length; i++)
                parameters[i].Value = values[i] ?? DBNull.Value;
        }

        public NpgsqlDataReader Read()
        {
            Prepare();
            return _batch.ExecuteReader();
        }

        public void Run()
        {
            Prepare();
            _batch.ExecuteNonQuery();
        }

        public int Affected(Statement statement) => CommandOf(statement).RecordsAffected;

        private NpgsqlBatchCommand CommandOf(Statement statement) => _batch.BatchCommands[Array.IndexOf(_statements, statement)];

        private void Prepare()
        {
            if (!_isPrepared)
                _batch.Prepare();
            _isPrepared = true;
        }
    }
}
