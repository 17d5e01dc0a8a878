using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Traceability.Storage.Sqlite;

/// <summary>The embedded database: one file, write-ahead log, every commit synced to the disk before it is answered.</summary>
public static class SqliteHouse
{
    /// <summary>Name of the file within the data directory.</summary>
    public const string FileName = "traceability.db";

    /// <summary>The connection string for a file, unless the operator gave one.</summary>
    public static string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = 10,
    }.ToString();

    /// <summary>Options of a context over the file; the schema must have been migrated.</summary>
    public static DbContextOptions<TraceabilityDb> Options(string connectionString) =>
        new DbContextOptionsBuilder<TraceabilityDb>()
            .UseSqlite(connectionString)
            .AddInterceptors(new SyncEveryCommit())
            .Options;

    /// <summary>Creates the file where it is missing and brings its schema up to date.</summary>
    public static void Migrate(string connectionString, DateTimeOffset now)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        SqliteMigrations.Apply(connection, now);
    }

    /// <summary>True when another process held the file for longer than a connection waits.</summary>
    internal static bool IsBusy(DbException error) => error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY };

    // FULL is the default of most builds, but an acknowledged scan must not rest on a default.
    private sealed class SyncEveryCommit : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
