using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Postgres;

/// <summary>PostgreSQL: many processes over one database, deeds one after the other under the row of the facts' counter, scans beside them.</summary>
/// <param name="connectionString">The service's own role: neither a superuser nor one that passes row-level security.</param>
/// <param name="ownerConnectionString">The role that owns the tables and brings them up to date, when it is another.</param>
public class PostgresEngine(string connectionString, string? ownerConnectionString = null) : DatabaseEngine
{
    /// <summary>How many months of scans have their partition made ahead.</summary>
    public const int MonthsAhead = 3;

    private const string IdleInTransaction = "25P03";

    private static readonly string ReadLabelSql =
        $"SELECT facts_version.version, {LabelColumns.Names} FROM facts_version LEFT JOIN label ON shard = $1 AND batch = $2 AND serial = $3 WHERE id = 1";

    private readonly NpgsqlDataSource _views = PostgresSession.ForViews(connectionString);
    private readonly NpgsqlDataSource _labels = PostgresSession.ForLabels(connectionString);
    private DbContextOptions<TraceabilityDb>? _options;

    /// <inheritdoc />
    // Never retried: whether a commit that failed was done is not known, and what is done twice is counted twice.
    public override DbContextOptions<TraceabilityDb> Options => _options ??= new DbContextOptionsBuilder<TraceabilityDb>()
        .UseNpgsql(_views, npgsql => npgsql.ExecutionStrategy(strategy => new NonRetryingExecutionStrategy(strategy)))
        .AddInterceptors(new TenantOfConnection()).Options;

    /// <inheritdoc />
    public override bool HasOneWriter => false;

    /// <inheritdoc />
    public override void Migrate(DateTimeOffset now) => PostgresMigrations.Apply(connectionString, ownerConnectionString, now);

    /// <inheritdoc />
    public override void Prepare(DateTimeOffset now)
    {
        using var command = _views.CreateCommand("SELECT make_scan_months($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now.ToUnixTimeMilliseconds() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MonthsAhead });
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override async Task<IDbContextTransaction> BeginDeed(TraceabilityDb db, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await db.Database.ExecuteSqlRawAsync("SELECT version FROM facts_version WHERE id = 1 FOR UPDATE", cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public override async ValueTask<SeenLabel> ReadLabel(LabelKey key, CancellationToken cancellation)
    {
        await using var command = _labels.CreateCommand(ReadLabelSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = key.Shard });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key.Batch });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key.Serial });
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellation);
        await row.ReadAsync(cancellation);
        return new SeenLabel(row.GetInt64(0), LabelColumns.Read(row, 1, key));
    }

    /// <inheritdoc />
    public override async Task<PastScan?> FindForgotten(TraceabilityDb db, ScanKey scan, CancellationToken cancellation)
    {
        var (label, id) = scan;
        var found = from row in db.Scans
                    where row.Shard == label.Shard && row.Batch == label.Batch && row.Serial == label.Serial && row.ScanId == id
                    orderby row.At
                    select new PastScan(row.At, row.Verdict) as PastScan?;
        return await found.FirstOrDefaultAsync(cancellation);
    }

    /// <inheritdoc />
    public override IScanTable OpenScans() => new PostgresScanTable(connectionString);

    /// <inheritdoc />
    public override StorageFault FaultOf(DbException error) => error switch
    {
        PostgresException { SqlState: var state } => FaultOf(state),
        NpgsqlException => StorageFault.Down,
        _ => StorageFault.None,
    };

    /// <inheritdoc />
    public override void Mend()
    {
        _views.Clear();
        _labels.Clear();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _views.Dispose();
        _labels.Dispose();
    }

    private static StorageFault FaultOf(string state) => state switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled => StorageFault.Busy,
        // After a failover the connection may end at a server that only reads.
        PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransaction => StorageFault.Down,
        _ => state[..2] switch
        {
            // Connection, sign-in, no such database, resources, operator, system, internal.
            "08" or "28" or "3D" or "53" or "57" or "58" or "XX" => StorageFault.Down,
            _ => StorageFault.None,
        },
    };
}
