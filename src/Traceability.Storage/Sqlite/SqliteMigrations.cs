using Microsoft.Data.Sqlite;

namespace Traceability.Storage.Sqlite;

/// <summary>Brings a SQLite file to the schema of this program: numbered SQL files in one transaction, each with its own record, under the file's exclusive lock.</summary>
public static class SqliteMigrations
{
    private static readonly SchemaMigrations Files = SchemaMigrations.Of("Sqlite");

    /// <summary>The migrations compiled into this program, ascending.</summary>
    public static IReadOnlyList<Migration> Known => Files.Known;

    /// <summary>Applies what is missing. Safe to call from several processes at once; interrupted, it goes on next time.</summary>
    /// <exception cref="SchemaException">The file is newer than this program, or a migration that it records reads differently here.</exception>
    public static void Apply(SqliteConnection connection, DateTimeOffset now)
    {
        SchemaMigrations.Execute(connection, null, "PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        SchemaMigrations.Execute(connection, transaction, """
            CREATE TABLE IF NOT EXISTS schema_migration (
                number INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                applied_at INTEGER NOT NULL)
            """);

        foreach (var migration in Files.Missing(connection, transaction))
            SchemaMigrations.Apply(migration, connection, transaction, now);
        transaction.Commit();
    }
}
