using System.Collections.Concurrent;
using Traceability.Storage;
using Traceability.Storage.Postgres;
using Traceability.Storage.Scans;
using Traceability.Storage.Sqlite;

namespace Traceability.Benchmarks.Scans;

/// <summary>The same endpoint without a database: what happened to labels is kept in memory and lost with it. Everything else is the product's own.</summary>
internal sealed class NoDatabase(string connectionString) : SqliteEngine(connectionString)
{
    private readonly ConcurrentDictionary<LabelKey, LabelRow> _labels = [];
    private readonly ConcurrentDictionary<ScanKey, PastScan> _scans = [];
    private long _factsVersion;

    public override ValueTask<SeenLabel> ReadLabel(LabelKey key, CancellationToken cancellation) =>
        ValueTask.FromResult(new SeenLabel(Version(), _labels.GetValueOrDefault(key)));

    public override IScanTable OpenScans() => new Memory(this);

    // Nobody changes facts while it is measured.
    private long Version()
    {
        if (_factsVersion == 0)
        {
            using var db = new TraceabilityDb(Options, TenantScope.House);
            _factsVersion = db.FactsVersions.Single().Version;
        }

        return _factsVersion;
    }

    private sealed class Memory(NoDatabase all) : IScanTable
    {
        public ScanFacts Begin(ScanQuestions asked) => new(
            all.Version(), Found(asked.Labels, all._labels), Found(asked.Repeats, all._scans), Found(asked.Owned, all._scans));

        public bool Commit(ScanPage page)
        {
            foreach (var label in page.Labels)
                all._labels[label.Key] = label;
            foreach (var scan in page.Scans)
                all._scans[scan.Key] = new PastScan(scan.At, scan.Verdict);
            return true;
        }

        public void Sync()
        {
        }

        public void Abandon()
        {
        }

        public void Dispose()
        {
        }

        private static Dictionary<TKey, T> Found<TKey, T>(IEnumerable<TKey> asked, ConcurrentDictionary<TKey, T> kept) where TKey : notnull
        {
            var found = new Dictionary<TKey, T>();
            foreach (var key in asked)
            {
                if (kept.TryGetValue(key, out var row))
                    found[key] = row;
            }

            return found;
        }
    }
}

/// <summary>A transaction for each scan: the same statements over the same connection, one synced commit each.</summary>
internal sealed class TransactionPerScan(string connectionString) : SqliteEngine(connectionString)
{
    public override int GroupMax => 1;

    public override IScanTable OpenScans() => new Synced(base.OpenScans());

    private sealed class Synced(IScanTable inner) : IScanTable
    {
        public ScanFacts Begin(ScanQuestions asked) => inner.Begin(asked);

        public bool Commit(ScanPage page)
        {
            var isDone = inner.Commit(page);
            inner.Sync();
            return isDone;
        }

        public void Sync()
        {
        }

        public void Abandon() => inner.Abandon();

        public void Dispose() => inner.Dispose();
    }
}

/// <summary>The same on PostgreSQL, over as many connections as are good for it: the server syncs the commits of several at once.</summary>
internal sealed class TransactionPerScanOnPostgres(string connectionString) : PostgresEngine(connectionString)
{
    public const int Connections = 16;

    public override int GroupMax => 1;

    public override int LaneCount => Connections;
}
