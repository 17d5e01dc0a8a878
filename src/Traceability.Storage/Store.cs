using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Traceability.Ledger;
using Traceability.Storage.Ledger;
using Traceability.Storage.Sqlite;

namespace Traceability.Storage;

/// <summary>The only way to change stored facts: one writer at a time per process, one transaction per deed, and no deed without its act.</summary>
/// <remarks>A deed cannot be committed without naming at least one <see cref="Act"/>: the shape of <see cref="Written{T}"/> asks for it.</remarks>
public sealed class Store(DbContextOptions<TraceabilityDb> options, TimeProvider clock, TimeSpan? waitMax = null) : IDisposable
{
    /// <summary>Longest wait for the writer, unless the store was given another; then the caller is told to come again.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    // SQLite has one writer: a queue in memory is fair and cheap, a queue of file locks is neither.
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>A view for reading. The caller disposes it.</summary>
    public TraceabilityDb Read(TenantScope scope)
    {
        var db = new TraceabilityDb(options, scope);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>Does a deed in one transaction and answers after it is durable; a refusal leaves everything as it was.</summary>
    /// <exception cref="StoreBusyException">The writer stayed taken for <see cref="WaitMax"/>, or another process held the database for as long as the connection waits.</exception>
    public async Task<T> Write<T>(TenantScope scope, Func<TraceabilityDb, Task<Written<T>>> deed, CancellationToken cancellation)
    {
        if (!await _writer.WaitAsync(waitMax ?? WaitMax, cancellation))
            throw new StoreBusyException();
        try
        {
            await using var db = new TraceabilityDb(options, scope);
            await using var transaction = await Begin(db, cancellation);

            var written = await deed(db);
            if (!written.Commits)
                return written.Result;

            foreach (var act in written.Acts)
                db.Acts.Add(RowOf(act, scope));
            await db.SaveChangesAsync(cancellation);
            if (written.Acts.Any(act => ChangesFacts(act.Kind)))
                await db.FactsVersions.ExecuteUpdateAsync(row => row.SetProperty(v => v.Version, v => v.Version + 1), cancellation);

            // Once the commit has begun nobody may walk away from it: its outcome must be known.
            await transaction.CommitAsync(CancellationToken.None);
            return written.Result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Sends what a deed has prepared so far to the database, within its transaction, so that its later statements see it.</summary>
    public static Task Flush(TraceabilityDb db, CancellationToken cancellation) => db.SaveChangesAsync(cancellation);

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private static async Task<IDbContextTransaction> Begin(TraceabilityDb db, CancellationToken cancellation)
    {
        try
        {
            return await db.Database.BeginTransactionAsync(cancellation);
        }
        catch (DbException error) when (SqliteHouse.IsBusy(error))
        {
            throw new StoreBusyException();
        }
    }

    // No verdict rests on these.
    private static bool ChangesFacts(ActKind kind) =>
        kind is not (ActKind.Scanned or ActKind.CodesRead or ActKind.StockCounted or ActKind.ReprintDecided or ActKind.PrintJobChanged);

    private ActRow RowOf(Act act, TenantScope scope)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new ActRow(id.ToByteArray()[^1], id, act.Kind, act.At, scope.TenantId, act.Facts, RandomNumberGenerator.GetBytes(32));
    }
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

    // A counter of strangers' guesses: nobody disputes it, and an act for each guess would fill the disk for whoever guesses.
    internal static Written<T> Tallied(T result) => new(result, [], true);
}

/// <summary>The store cannot take the deed now; the same request may be sent again.</summary>
public sealed class StoreBusyException() : Exception("The store is busy.");
