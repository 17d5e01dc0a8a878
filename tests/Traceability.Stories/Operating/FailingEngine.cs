using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Traceability.Storage;
using Traceability.Storage.Scans;
using Traceability.Storage.Sqlite;

namespace Traceability.Stories.Operating;

/// <summary>The embedded database, which fails when the story says so.</summary>
internal sealed class FailingEngine(HouseSettings settings) : SqliteEngine(settings.ConnectionString)
{
    private int _groupsWaiting, _labelsRead;

    /// <summary>How often a label was read for a check.</summary>
    public int LabelsRead => Volatile.Read(ref _labelsRead);

    /// <summary>Thrown by whoever reads a label.</summary>
    public Func<Exception>? Reading { get; set; }

    /// <summary>Thrown by whoever begins a deed, commits scans or mends.</summary>
    public Func<Exception>? Writing { get; set; }

    /// <summary>Readers of labels wait here; open at first.</summary>
    public ManualResetEventSlim ReadsPass { get; } = new(initialState: true);

    /// <summary>Readers of labels wait for this too, without a thread; done at first.</summary>
    public Task ReadsMayEnd { get; set; } = Task.CompletedTask;

    /// <summary>Groups of scans wait here before they begin; open at first.</summary>
    public ManualResetEventSlim GroupsPass { get; } = new(initialState: true);

    /// <summary>How many groups wait there.</summary>
    public int GroupsWaiting => Volatile.Read(ref _groupsWaiting);

    /// <summary>The disk is full.</summary>
    public static Exception Full() => new SqliteException("SQLite Error 13: 'database or disk is full'.", 13, 13);

    /// <summary>The file is away.</summary>
    public static Exception Away() => new SqliteException("SQLite Error 14: 'unable to open database file'.", 14, 14);

    public override async ValueTask<SeenLabel> ReadLabel(LabelKey key, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _labelsRead);
        ReadsPass.Wait(cancellation);
        await ReadsMayEnd.WaitAsync(cancellation);
        return Reading is { } fault ? throw fault() : await base.ReadLabel(key, cancellation);
    }

    public override Task<IDbContextTransaction> BeginDeed(TraceabilityDb db, CancellationToken cancellation) =>
        Writing is { } fault ? throw fault() : base.BeginDeed(db, cancellation);

    public override void Mend()
    {
        if (Writing is { } fault)
            throw fault();
        base.Mend();
    }

    public override IScanTable OpenScans() => new Table(this, base.OpenScans());

    public override void Dispose()
    {
        base.Dispose();
        ReadsPass.Dispose();
        GroupsPass.Dispose();
    }

    private sealed class Table(FailingEngine engine, IScanTable whole) : IScanTable
    {
        public ScanFacts Begin(ScanQuestions asked)
        {
            Interlocked.Increment(ref engine._groupsWaiting);
            engine.GroupsPass.Wait();
            Interlocked.Decrement(ref engine._groupsWaiting);
            return whole.Begin(asked);
        }

        public bool Commit(ScanPage page) => engine.Writing is { } fault ? throw fault() : whole.Commit(page);

        public void Sync() => whole.Sync();

        public void Abandon() => whole.Abandon();

        public void Dispose() => whole.Dispose();
    }
}
