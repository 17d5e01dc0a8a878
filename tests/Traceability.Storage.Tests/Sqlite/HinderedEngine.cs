using Microsoft.Data.Sqlite;
using Traceability.Storage.Scans;
using Traceability.Storage.Sqlite;

namespace Traceability.Storage.Tests.Sqlite;

/// <summary>SQLite whose writer of scans is hindered where a test says so, and whose mending is counted.</summary>
internal sealed class HinderedEngine(string connectionString) : SqliteEngine(connectionString)
{
    /// <summary>Called before a group's transaction begins.</summary>
    public Action BeforeBegin { get; set; } = () => { };

    /// <summary>Called before a group is committed.</summary>
    public Action<ScanPage> BeforeCommit { get; set; } = _ => { };

    /// <summary>Called after a group is committed and before it is synced.</summary>
    public Action AfterCommit { get; set; } = () => { };

    /// <summary>Called before what was committed is synced.</summary>
    public Action BeforeSync { get; set; } = () => { };

    /// <summary>Called in place of mending.</summary>
    public Action BeforeMend { get; set; } = () => { };

    public int Opened { get; private set; }

    public int Mended { get; private set; }

    public List<int> Groups { get; } = [];

    /// <summary>A failure as the disk makes it.</summary>
    public static SqliteException DiskFailure => new("disk I/O error", SQLitePCL.raw.SQLITE_IOERR);

    public override IScanTable OpenScans()
    {
        Opened++;
        return new Table(this, base.OpenScans());
    }

    public override void Mend()
    {
        BeforeMend();
        base.Mend();
        Mended++;
    }

    private sealed class Table(HinderedEngine engine, IScanTable inner) : IScanTable
    {
        public ScanFacts Begin(ScanQuestions asked)
        {
            engine.BeforeBegin();
            return inner.Begin(asked);
        }

        public bool Commit(ScanPage page)
        {
            engine.BeforeCommit(page);
            engine.Groups.Add(page.Scans.Count);
            var isDone = inner.Commit(page);
            engine.AfterCommit();
            return isDone;
        }

        public void Sync()
        {
            engine.BeforeSync();
            inner.Sync();
        }

        public void Abandon() => inner.Abandon();

        public void Dispose() => inner.Dispose();
    }
}
