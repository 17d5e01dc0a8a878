using Microsoft.Data.Sqlite;
using Traceability.Scans;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Sqlite;

/// <summary>Scans in the embedded database: one connection, every statement prepared once, one synced commit for each group.</summary>
internal sealed class SqliteScanTable : IScanTable
{
    private const string LabelIs = "shard = $shard AND batch = $batch AND serial = $serial";
    private readonly SqliteConnection _connection;
    private readonly Statement _begin, _commit, _rollback, _version, _label, _newest, _oldest, _keepLabel, _keepScan, _keepAct, _keepMisses, _keepSample;

    public SqliteScanTable(string connectionString)
    {
        // The native wait polls every few milliseconds, the driver's own every 150.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1 }.ToString());
        _connection.Open();
        new Statement(_connection, "PRAGMA synchronous = FULL").Run();
        new Statement(_connection, "PRAGMA busy_timeout = 5000").Run();
        // A table of scans is written all over: what leads to its leaves stays in memory.
        new Statement(_connection, "PRAGMA cache_size = -65536").Run();
        _begin = new(_connection, "BEGIN IMMEDIATE");
        _commit = new(_connection, "COMMIT");
        _rollback = new(_connection, "ROLLBACK");
        _version = new(_connection, "SELECT version FROM facts_version WHERE id = 1");
        _label = new(_connection, $"SELECT {LabelColumns.Names} FROM label WHERE {LabelIs}", "$shard", "$batch", "$serial");
        _newest = new(_connection, $"SELECT at, verdict FROM scan WHERE {LabelIs} AND scan_id = $scan ORDER BY at DESC LIMIT 1", "$shard", "$batch", "$serial", "$scan");
        _oldest = new(_connection, $"SELECT at, verdict FROM scan WHERE {LabelIs} AND scan_id = $scan ORDER BY at LIMIT 1", "$shard", "$batch", "$serial", "$scan");
        _keepLabel = new(_connection, """
            INSERT INTO label (shard, batch, serial, scan_count, first_scan_at, first_scan_adcode, version) VALUES ($shard, $batch, $serial, $count, $at, $adcode, $version)
            ON CONFLICT DO UPDATE SET scan_count = excluded.scan_count, first_scan_at = excluded.first_scan_at, first_scan_adcode = excluded.first_scan_adcode, version = excluded.version
            WHERE label.version = excluded.version - 1
            """, "$shard", "$batch", "$serial", "$count", "$at", "$adcode", "$version");
        _keepScan = new(_connection, """
            INSERT INTO scan (shard, batch, serial, scan_id, at, verdict, adcode, salt, act_id) VALUES ($shard, $batch, $serial, $scan, $at, $verdict, $adcode, $salt, $act)
            """, "$shard", "$batch", "$serial", "$scan", "$at", "$verdict", "$adcode", "$salt", "$act");
        _keepAct = new(_connection, "INSERT INTO act (shard, id, kind, at, facts, salt, leaves) VALUES ($shard, $id, $kind, $at, $facts, $salt, $leaves)",
            "$shard", "$id", "$kind", "$at", "$facts", "$salt", "$leaves");
        _keepMisses = new(_connection, "INSERT INTO never_issued_day (day, count) VALUES ($day, $count) ON CONFLICT DO UPDATE SET count = count + excluded.count", "$day", "$count");
        _keepSample = new(_connection, """
            INSERT INTO never_issued_sample (day, code, at, adcode) SELECT $day, $code, $at, $adcode
            WHERE (SELECT count(*) FROM never_issued_sample WHERE day = $day) < $max ON CONFLICT DO NOTHING
            """, "$day", "$code", "$at", "$adcode", "$max");
    }

    public ScanFacts Begin(ScanQuestions asked)
    {
        _begin.Run();
        var labels = new Dictionary<LabelKey, LabelRow>(asked.Labels.Count);
        foreach (var key in asked.Labels)
        {
            using var row = _label.Read(key.Shard, key.Batch, key.Serial);
            if (row.Read() && LabelColumns.Read(row, 0, key) is { } found)
                labels.Add(key, found);
        }

        using var version = _version.Read();
        version.Read();
        // Where nothing ever happened to a label it was never scanned.
        return new ScanFacts(version.GetInt64(0), labels,
            Known(_newest, asked.Repeats.Where(scan => labels.ContainsKey(scan.Label))), Known(_oldest, asked.Owned.Where(scan => labels.ContainsKey(scan.Label))));
    }

    public bool Commit(ScanPage page)
    {
        foreach (var label in page.Labels)
        {
            if (_keepLabel.Run(label.Shard, label.Batch, label.Serial, label.ScanCount, label.FirstScanAt?.ToUnixTimeMilliseconds(), label.FirstScanAdcode, label.Version) == 0)
            {
                Abandon();
                return false;
            }
        }

        foreach (var scan in page.Scans)
            _keepScan.Run(scan.Shard, scan.Batch, scan.Serial, scan.ScanId, scan.At.ToUnixTimeMilliseconds(), scan.Verdict.ToString(), scan.Adcode, scan.Salt, scan.ActId);
        if (page.Act is { } act)
            _keepAct.Run(act.Shard, act.Id, act.Kind.ToString(), act.At.ToUnixTimeMilliseconds(), act.Facts, act.Salt, act.Leaves);
        foreach (var miss in page.Misses)
        {
            _keepMisses.Run(miss.Day, miss.Count);
            foreach (var sample in miss.Samples)
                _keepSample.Run(sample.Day, sample.Code, sample.At.ToUnixTimeMilliseconds(), sample.Adcode, MissTally.SamplesMax);
        }

        _commit.Run();
        return true;
    }

    public void Abandon() => _rollback.Run();

    public void Dispose() => _connection.Dispose();

    private static Dictionary<ScanKey, PastScan> Known(Statement statement, IEnumerable<ScanKey> asked)
    {
        var known = new Dictionary<ScanKey, PastScan>();
        foreach (var key in asked)
        {
            using var row = statement.Read(key.Label.Shard, key.Label.Batch, key.Label.Serial, key.ScanId);
            if (row.Read())
                known[key] = new PastScan(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), Enum.Parse<Verdict>(row.GetString(1)));
        }

        return known;
    }

    private sealed class Statement
    {
        private readonly SqliteCommand _command;

        public Statement(SqliteConnection connection, string sql, params string[] parameters)
        {
            _command = connection.CreateCommand();
            _command.CommandText = sql;
            foreach (var name in parameters)
                _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        public int Run(params ReadOnlySpan<object?> values)
        {
            Bind(values);
            return _command.ExecuteNonQuery();
        }

        public SqliteDataReader Read(params ReadOnlySpan<object?> values)
        {
            Bind(values);
            return _command.ExecuteReader();
        }

        private void Bind(ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
                _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
