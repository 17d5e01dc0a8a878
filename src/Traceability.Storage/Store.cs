using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage.Ledger;

namespace Traceability.Storage;

/// <summary>The only way to change stored facts: one writer at a time per process, one transaction per deed, and no deed without its act.</summary>
/// <remarks>A deed cannot be committed without naming at least one <see cref="Act"/>: the shape of <see cref="Written{T}"/> asks for it.</remarks>
public sealed class Store : IDisposable
{
    /// <summary>Longest wait for the writer, unless the store was given another; then the caller is told to come again.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    private readonly DatabaseEngine _engine;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _waitMax;
    private readonly DeedMeter _meter;

    /// <summary>A store over a database whose schema was migrated.</summary>
    public Store(DatabaseEngine engine, TimeProvider clock, TimeSpan? waitMax = null)
    {
        (_engine, _clock, _waitMax) = (engine, clock, waitMax ?? WaitMax);
        _meter = new DeedMeter(engine);
        Watch = new StorageWatch(engine, clock);
        Gate = new WritingGate(engine, Watch);
    }

    /// <summary>Whether the storage works.</summary>
    public StorageWatch Watch { get; }

    internal WritingGate Gate { get; }

    /// <summary>A view for reading. The caller disposes it.</summary>
    public TraceabilityDb Read(TenantScope scope)
    {
        var db = new TraceabilityDb(_engine.Options, scope);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>Does a deed in one transaction and answers after it is durable; a refusal leaves everything as it was.</summary>
    /// <exception cref="StoreBusyException">
    /// The writer stayed taken for <see cref="WaitMax"/>, another process held the database for as long as the connection waits, or the storage failed: the deed was not acknowledged.
    /// </exception>
    public async Task<T> Write<T>(TenantScope scope, Func<TraceabilityDb, Task<Written<T>>> deed, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var pass = await Gate.EnterAsync(_waitMax, cancellation);
            Gate.Mend();
            var written = await Do(scope, deed, cancellation);
            _meter.Did(written.Acts, Stopwatch.GetElapsedTime(began));
            return written.Result;
        }
        catch (Exception error) when (error is DbUpdateConcurrencyException || _engine.FaultOf(error) != StorageFault.None)
        {
            Gate.Failed(error);
            _meter.Refused(_engine.FaultOf(error));
            throw error as StoreBusyException ?? new StoreBusyException(error);
        }
    }

    /// <summary>Sends what a deed has prepared so far to the database, within its transaction, so that its later statements see it.</summary>
    public static Task Flush(TraceabilityDb db, CancellationToken cancellation) => db.SaveChangesAsync(cancellation);

    /// <inheritdoc />
    public void Dispose()
    {
        Gate.Dispose();
        Watch.Dispose();
        _meter.Dispose();
    }

    private async Task<Written<T>> Do<T>(TenantScope scope, Func<TraceabilityDb, Task<Written<T>>> deed, CancellationToken cancellation)
    {
        await using var db = new TraceabilityDb(_engine.Options, scope);
        await using var transaction = await _engine.BeginDeed(db, cancellation);

        var written = await deed(db);
        if (!written.Commits)
            return written;

        foreach (var act in written.Acts)
            db.Acts.Add(ActRow.Of(act, Guid.CreateVersion7(_clock.GetUtcNow()), scope.TenantId));
        await db.SaveChangesAsync(cancellation);
        if (written.Acts.Any(act => ChangesFacts(act.Kind)))
            await db.FactsVersions.ExecuteUpdateAsync(row => row.SetProperty(v => v.Version, v => v.Version + 1), cancellation);

        // Once the commit has begun nobody may walk away from it: its outcome must be known.
        await transaction.CommitAsync(CancellationToken.None);
        return written;
    }

    // No verdict rests on these.
    private static bool ChangesFacts(ActKind kind) =>
        kind is not (ActKind.Scanned or ActKind.CodesRead or ActKind.StockCounted or ActKind.ReprintDecided or ActKind.PrintJobChanged
            or ActKind.AlertRaised or ActKind.AlertDecided or ActKind.SignedIn or ActKind.PeopleChanged or ActKind.DossierRead);
}

/// <summary>What a deed came to: a result with the acts it is to be remembered by, or a refusal that changes nothing.</summary>
/// <typeparam name="T">What the door answers.</typeparam>
public sealed record Written<T>
{
    private Written(T result, IReadOnlyList<Act> acts, bool commits) => (Result, Acts, Commits) = (result, acts, commits);

    /// <summary>What the door answers.</summary>
    public T Result { get; }

    /// <summary>The acts; empty for a refusal.</summary>
    public IReadOnlyList<Act> Acts { get; }

    /// <summary>Done: commit, remembered by these acts.</summary>
    public static Written<T> Done(T result, Act act, params IEnumerable<Act> more) => new(result, [act, .. more], true);

    /// <summary>Nothing was done: roll back whatever was tried.</summary>
    public static Written<T> Nothing(T result) => new(result, [], false);

    internal bool Commits { get; }

    // A place that is forgotten, a counter of strangers' guesses: nobody disputes them, and an act for each would fill the disk.
    internal static Written<T> Tallied(T result) => new(result, [], true);
}

/// <summary>The store cannot take the deed now; the same request may be sent again.</summary>
public sealed class StoreBusyException(Exception? cause = null) : Exception("The store is busy.", cause);
