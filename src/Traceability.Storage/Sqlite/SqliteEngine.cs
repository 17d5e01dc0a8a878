using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Traceability.Storage.Scans;
using static SQLitePCL.raw;

namespace Traceability.Storage.Sqlite;

/// <summary>The embedded database: one file, write-ahead log, every commit synced to the disk before it is answered.</summary>
public class SqliteEngine : DatabaseEngine
{
    /// <summary>Name of the file within the data directory.</summary>
    public const string FileName = "traceability.db";

    internal const int BusyMilliseconds = 5_000;

    // Every page is read: a second for each half gigabyte. Larger files are checked with every backup.
    private const long CheckedAtStartBytesMax = 256L << 20;

    // Only a migration makes a file: one that went away while the house is open must not come back empty.
    private readonly string _connectionString, _inUse;
    private readonly SqliteLabelReader _labels;

    /// <summary>The engine over the file of a connection string.</summary>
    public SqliteEngine(string connectionString)
    {
        _connectionString = connectionString;
        _inUse = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite }.ToString();
        _labels = new SqliteLabelReader(_inUse);
        Options = new DbContextOptionsBuilder<TraceabilityDb>().UseSqlite(_inUse).AddInterceptors(new SyncEveryCommit()).Options;
    }

    /// <summary>The connection string for a file, unless the operator gave one.</summary>
    public static string ConnectionStringOf(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = 10,
    }.ToString();

    /// <summary>A connection of its own for statements written by hand.</summary>
    internal static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        Prepare(connection);
        return connection;
    }

    /// <inheritdoc />
    public override DbContextOptions<TraceabilityDb> Options { get; }

    /// <inheritdoc />
    public override bool HasOneWriter => true;

    /// <inheritdoc />
    public override void Migrate(DateTimeOffset now)
    {
        try
        {
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            if (new FileInfo(connection.DataSource).Length <= CheckedAtStartBytesMax)
                CheckPages(connection);
            SqliteMigrations.Apply(connection, now);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB)
        {
            throw Damaged(error.Message);
        }
    }

    /// <inheritdoc />
    // The driver begins at once, not with the first write: a deed that read before it waited would fail whatever the patience.
    public override Task<IDbContextTransaction> BeginDeed(TraceabilityDb db, CancellationToken cancellation) => db.Database.BeginTransactionAsync(cancellation);

    /// <inheritdoc />
    public override ValueTask<SeenLabel> ReadLabel(LabelKey key, CancellationToken cancellation) => ValueTask.FromResult(_labels.Read(key));

    /// <inheritdoc />
    public override async Task<PastScan?> FindForgotten(TraceabilityDb db, ScanKey scan, CancellationToken cancellation)
    {
        var (label, id) = scan;
        var found = from row in db.Set<ForgottenScanRow>()
                    where row.Shard == label.Shard && row.Batch == label.Batch && row.Serial == label.Serial && row.ScanId == id
                    orderby row.At
                    select new PastScan(row.At, row.Verdict) as PastScan?;
        return await found.FirstOrDefaultAsync(cancellation);
    }

    /// <inheritdoc />
    public override IScanTable OpenScans() => new SqliteScanTable(_inUse);

    /// <inheritdoc />
    public override StorageFault FaultOf(DbException error) => error is not SqliteException { SqliteErrorCode: var code } ? StorageFault.None : code switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => StorageFault.Busy,
        SQLITE_NOMEM or SQLITE_READONLY or SQLITE_IOERR or SQLITE_CORRUPT or SQLITE_FULL or SQLITE_CANTOPEN or SQLITE_PROTOCOL or SQLITE_NOTADB => StorageFault.Down,
        _ => StorageFault.None,
    };

    /// <inheritdoc />
    // The library's own text for a number of its own: "SQLite 13 (3338), database or disk is full".
    protected override string NameOf(DbException error) =>
        error is SqliteException sqlite ? $"SQLite {sqlite.SqliteErrorCode} ({sqlite.SqliteExtendedErrorCode}), {sqlite3_errstr(sqlite.SqliteErrorCode).utf8_to_string()}" : base.NameOf(error);

    /// <inheritdoc />
    public override void Mend()
    {
        // After a failed sync the kernel calls the pages of the log clean, though the disk may lack them. Whatever follows them in the log would be lost with them at the
        // next power cut: so the log is brought home into the file, synced anew, and begun from its start.
        _labels.Clear();
        using (var pooled = new SqliteConnection(_inUse))
            SqliteConnection.ClearPool(pooled);
        using var connection = Open(_inUse);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 1000; PRAGMA wal_checkpoint(TRUNCATE)";
        using var row = command.ExecuteReader();
        row.NextResult();
        if (row.Read() && row.GetInt64(0) != 0)
            throw new StoreBusyException();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _labels.Clear();
        GC.SuppressFinalize(this);
    }

    private static void CheckPages(SqliteConnection connection)
    {
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (check.ExecuteScalar() is not "ok" and var fault)
            throw Damaged($"{fault}");
    }

    private static SchemaException Damaged(string fault) => new(
        $"The database file is damaged ({fault.ReplaceLineEndings(" ")}). Move it and its -wal away, keep them, and restore the last backup.");

    // FULL is the default of most builds, but an acknowledged scan must not rest on a default. The native wait polls every few milliseconds, the driver's own every 150.
    private static void Prepare(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {BusyMilliseconds}";
        command.ExecuteNonQuery();
    }

    private sealed class SyncEveryCommit : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            Prepare(connection);
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
