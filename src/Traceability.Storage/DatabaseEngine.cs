using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Traceability.Storage.Postgres;
using Traceability.Storage.Scans;
using Traceability.Storage.Sqlite;

namespace Traceability.Storage;

/// <summary>What the house asks of a database technology beyond what EF Core says. One class for each technology, and every contract test runs on all of them.</summary>
public abstract class DatabaseEngine : IDisposable
{
    /// <summary>The engine that the settings name.</summary>
    public static DatabaseEngine Of(HouseSettings settings) => settings.Provider switch
    {
        DatabaseProvider.Postgres => new PostgresEngine(settings.ConnectionString, settings.OwnerConnectionString),
        _ => new SqliteEngine(settings.ConnectionString),
    };

    /// <summary>Options of a context; the schema must have been migrated.</summary>
    public abstract DbContextOptions<TraceabilityDb> Options { get; }

    /// <summary>The database takes one writer at a time, so the scan journal passes the same gate as every deed.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>How many groups of scans are written at once, each of labels of its own.</summary>
    public virtual int LaneCount => 1;

    /// <summary>Most scans of one group.</summary>
    public virtual int GroupMax => 2_000;

    /// <summary>Brings the schema up to date, and refuses a database that this program does not fit.</summary>
    /// <exception cref="SchemaException">The database is newer than this program or is damaged.</exception>
    public abstract void Migrate(DateTimeOffset now);

    /// <summary>Makes room for what comes after a moment, where room is made ahead; called at start and then hourly. When it fails, nothing fails for the while.</summary>
    public virtual void Prepare(DateTimeOffset now)
    {
    }

    /// <summary>Begins the transaction of a deed. No other deed runs before it ends, in whatever process.</summary>
    public abstract Task<IDbContextTransaction> BeginDeed(TraceabilityDb db, CancellationToken cancellation);

    /// <summary>A label's row and the version of the facts, read in one statement.</summary>
    public abstract ValueTask<SeenLabel> ReadLabel(LabelKey key, CancellationToken cancellation);

    /// <summary>The oldest scan of an id on a label whose memory may have forgotten it.</summary>
    public abstract Task<PastScan?> FindForgotten(TraceabilityDb db, ScanKey scan, CancellationToken cancellation);

    /// <summary>A writer of scans with a connection of its own.</summary>
    public abstract IScanTable OpenScans();

    /// <summary>What a fault of the database means for whoever asked.</summary>
    public abstract StorageFault FaultOf(DbException error);

    /// <summary>After <see cref="StorageFault.Down"/> and before the next write: makes sure that what is written from here on rests on nothing that the disk lost.</summary>
    public abstract void Mend();

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>What any exception means: the fault of the database behind it, if there is one.</summary>
    public StorageFault FaultOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreBusyException)
                return StorageFault.Busy;
            // Who walked away is no fault of the database, though it was the database that ended the statement.
            if (cause is OperationCanceledException)
                return StorageFault.None;
            if (cause is DbException database)
                return FaultOf(database);
        }

        return StorageFault.None;
    }

    /// <summary>The database's own number for the fault behind an exception, for the operator: a word or two without a value of anybody's.</summary>
    internal string NameOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException database)
                return NameOf(database);
        }

        return error.GetType().Name;
    }

    /// <summary>The database's own number for a fault.</summary>
    protected virtual string NameOf(DbException error) => $"{error.GetType().Name} {error.SqlState}".TrimEnd();
}

/// <summary>What a fault of the database means.</summary>
public enum StorageFault
{
    /// <summary>The statement is at fault, not the storage.</summary>
    None,
    /// <summary>Somebody else held what was needed for too long; the same request may be sent again.</summary>
    Busy,
    /// <summary>The storage failed or cannot be reached; whether the last commit is durable is unknown.</summary>
    Down,
}

/// <summary>A label as seen at a version of the facts; no row when nothing ever happened to it.</summary>
public readonly record struct SeenLabel(long FactsVersion, LabelRow? Row);
