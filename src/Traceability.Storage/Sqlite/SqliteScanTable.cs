using Microsoft.Data.Sqlite;
using Traceability.Scans;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Sqlite;

/// <summary>Scans in the embedded database: one connection, every statement prepared once.</summary>
/// <remarks>
/// A commit only appends to the write-ahead log; <see cref="Sync"/> then syncs it, so that the next group is written meanwhile. After a power cut the log is read
/// up to the last commit that is whole: a group stands only with all before it, whoever wrote them.
/// </remarks>
internal sealed class SqliteScanTable : IScanTable
{
    private const string LabelIs = "shard = ? AND batch = ? AND serial = ?";
    private static readonly string[] VerdictNames = Enum.GetNames<Verdict>();

    private readonly SqliteConnection _connection;
    private readonly SqliteLogKeeper _log;
    private readonly SqliteLogFile _file;
    private readonly SqliteStatement _bringHome, _begin, _commit, _rollback, _version, _label, _newest, _oldest, _keepLabel, _keepForgotten, _keepScan, _keepAct, _keepMisses, _keepSample;

    public SqliteScanTable(string connectionString)
    {
        _connection = SqliteEngine.Open(connectionString);
        // What leads to the leaves of a table that is written all over stays in memory; leaves do not, however much there is of it.
        foreach (var pragma in (string[])["PRAGMA cache_size = -16384", "PRAGMA busy_timeout = 0", "PRAGMA wal_autocheckpoint = 0", "PRAGMA synchronous = NORMAL"])
        {
            using var statement = new SqliteStatement(_connection, pragma);
            statement.Run();
        }

        _bringHome = new(_connection, "PRAGMA wal_checkpoint(PASSIVE)");
        _begin = new(_connection, "BEGIN IMMEDIATE");
        _commit = new(_connection, "COMMIT");
        _rollback = new(_connection, "ROLLBACK");
        _version = new(_connection, "SELECT version FROM facts_version WHERE id = 1");
        _label = new(_connection, $"SELECT {SqliteLabelReader.Columns} FROM label WHERE {LabelIs}");
        _newest = new(_connection, $"SELECT at, verdict FROM forgotten_scan WHERE {LabelIs} AND scan_id = ? ORDER BY at DESC LIMIT 1");
        _oldest = new(_connection, $"SELECT at, verdict FROM forgotten_scan WHERE {LabelIs} AND scan_id = ? ORDER BY at LIMIT 1");
        // Whoever wrote the label in between has taken the version: then nothing is written, and the group is judged again.
        _keepLabel = new(_connection, """
            INSERT INTO label (shard, batch, serial, scan_count, first_scan_at, first_scan_adcode, version, memory, places_until, conflict_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET scan_count = excluded.scan_count, first_scan_at = excluded.first_scan_at, first_scan_adcode = excluded.first_scan_adcode, version = excluded.version,
                memory = excluded.memory, places_until = excluded.places_until, conflict_since = excluded.conflict_since
            WHERE label.version = excluded.version - 1
            """);
        _keepForgotten = new(_connection, "INSERT INTO forgotten_scan (shard, batch, serial, scan_id, at, verdict) VALUES (?, ?, ?, ?, ?, ?)");
        _keepScan = new(_connection, "INSERT INTO scan (shard, batch, serial, scan_id, at, verdict, adcode, salt, act_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _keepAct = new(_connection, "INSERT INTO act (shard, id, kind, at, facts, salt, leaves) VALUES (?, ?, ?, ?, ?, ?, ?)");
        _keepMisses = new(_connection, "INSERT INTO never_issued_day (day, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count");
        _keepSample = new(_connection, $"""
            INSERT INTO never_issued_sample (day, code, at, adcode) SELECT ?1, ?2, ?3, ?4
            WHERE (SELECT count(*) FROM never_issued_sample WHERE day = ?1) < {MissTally.SamplesMax} ON CONFLICT DO NOTHING
            """);
        _file = new SqliteLogFile(_connection);
        _log = new SqliteLogKeeper(connectionString);
    }

    public ScanFacts Begin(ScanQuestions asked)
    {
        if (_log.IsLong)
        {
            _bringHome.Run();
            _log.IsShort();
        }

        Begin();
        var labels = new Dictionary<LabelKey, LabelRow>(asked.Labels.Count);
        foreach (var key in asked.Labels)
        {
            if (Of(_label, key).Step())
            {
                labels.Add(key, SqliteLabelReader.RowOf(_label, 0, key));
                _label.Reset();
            }
        }

        _version.Step();
        var version = _version.Number(0);
        _version.Reset();
        return new ScanFacts(version, labels, Known(_newest, asked.Repeats, labels), Known(_oldest, asked.Owned, labels));
    }

    public bool Commit(ScanPage page)
    {
        foreach (var label in page.Labels)
        {
            if (Of(_keepLabel, label.Key).With(label.ScanCount).With(label.FirstScanAt).With(label.FirstScanAdcode).With(label.Version)
                .With(label.Memory.AsSpan()).With(label.PlacesUntil).With(label.ConflictSince).Run() == 0)
            {
                Abandon();
                return false;
            }
        }

        foreach (var scan in page.Forgotten)
            Of(_keepForgotten, scan.Label).With(scan.ScanId).With(scan.At).With(VerdictNames[(int)scan.Verdict]).Run();
        foreach (var scan in page.Scans)
        {
            Of(_keepScan, scan.Key.Label).With(scan.ScanId).With(scan.At).With(VerdictNames[(int)scan.Verdict]).With(scan.Adcode).With(scan.Salt.AsSpan())
                .With(scan.ActId!.Value).Run();
        }

        if (page.Act is { } act)
            _keepAct.With(act.Shard).With(act.Id).With(act.Kind.ToString()).With(act.At).With(act.Facts).With(act.Salt.AsSpan()).With(act.Leaves.AsSpan()).Run();
        foreach (var miss in page.Misses)
        {
            var day = miss.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            _keepMisses.With(day).With(miss.Count).Run();
            foreach (var sample in miss.Samples)
                _keepSample.With(day).With(sample.Code).With(sample.At).With(sample.Adcode).Run();
        }

        _commit.Run();
        return true;
    }

    public void Sync() => _file.Sync();

    public void Abandon() => _rollback.Run();

    public void Dispose()
    {
        _file.Dispose();
        _log.Dispose();
        foreach (var statement in (SqliteStatement[])[_bringHome, _begin, _commit, _rollback, _version, _label, _newest, _oldest, _keepLabel, _keepForgotten, _keepScan, _keepAct, _keepMisses, _keepSample])
            statement.Dispose();
        _connection.Dispose();
    }

    // Another process gives the file free for a millisecond now and then: who looks more seldom may miss it for ever.
    private void Begin()
    {
        for (var since = Environment.TickCount64; ;)
        {
            try
            {
                _begin.Run();
                return;
            }
            catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && Environment.TickCount64 - since < SqliteEngine.BusyMilliseconds)
            {
                Thread.Sleep(1);
            }
        }
    }

    // Where a label has forgotten nothing, its own memory is asked.
    private static Dictionary<ScanKey, PastScan> Known(SqliteStatement statement, IReadOnlyCollection<ScanKey> asked, Dictionary<LabelKey, LabelRow> labels)
    {
        var known = new Dictionary<ScanKey, PastScan>();
        foreach (var key in asked)
        {
            if (!labels.TryGetValue(key.Label, out var label) || !LabelMemory.MayHaveForgotten(label) || !Of(statement, key.Label).With(key.ScanId).Step())
                continue;
            known[key] = new PastScan(statement.Moment(0)!.Value, Enum.Parse<Verdict>(statement.Text(1)!));
            statement.Reset();
        }

        return known;
    }

    private static SqliteStatement Of(SqliteStatement statement, LabelKey key) => statement.With(key.Shard).With(key.Batch).With(key.Serial);
}
