using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Traceability.Storage.Sqlite;

/// <summary>Brings a SQLite file to the schema of this program: numbered SQL files, each in one transaction with its own record, under the file's exclusive lock.</summary>
public static class SqliteMigrations
{
    private const string Prefix = "Traceability.Storage.Sqlite.Migrations.";

    /// <summary>The migrations compiled into this program, ascending.</summary>
    public static IReadOnlyList<Migration> Known { get; } = Load();

    /// <summary>Applies what is missing. Safe to call from several processes at once; interrupted, it goes on next time.</summary>
    /// <exception cref="SchemaException">The file is newer than this program, or a migration that it records reads differently here.</exception>
    public static void Apply(SqliteConnection connection, DateTimeOffset now)
    {
        Execute(connection, null, "PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        Execute(connection, transaction, """
            CREATE TABLE IF NOT EXISTS schema_migration (
                number INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                applied_at INTEGER NOT NULL)
            """);

        var applied = Applied(connection, transaction);
        if (applied.Keys.Except(Known.Select(known => known.Number)).Order().ToArray() is [var unknown, ..])
            throw new SchemaException($"The database has migration {unknown}, which this program does not know: run a newer program.");

        foreach (var migration in Known)
        {
            if (applied.TryGetValue(migration.Number, out var sha256))
            {
                if (sha256 != migration.Sha256)
                    throw new SchemaException($"Migration {migration.Name} was changed after it was applied to this database.");
                continue;
            }

            Execute(connection, transaction, migration.Sql);
            using var record = connection.CreateCommand();
            record.Transaction = transaction;
            record.CommandText = "INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES ($number, $name, $sha256, $at)";
            record.Parameters.AddWithValue("$number", migration.Number);
            record.Parameters.AddWithValue("$name", migration.Name);
            record.Parameters.AddWithValue("$sha256", migration.Sha256);
            record.Parameters.AddWithValue("$at", now.ToUnixTimeMilliseconds());
            record.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static Dictionary<int, string> Applied(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var query = connection.CreateCommand();
        query.Transaction = transaction;
        query.CommandText = "SELECT number, sha256 FROM schema_migration";
        using var rows = query.ExecuteReader();
        var applied = new Dictionary<int, string>();
        while (rows.Read())
            applied.Add(rows.GetInt32(0), rows.GetString(1));
        return applied;
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Migration[] Load()
    {
        var assembly = typeof(SqliteMigrations).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                // Line ends differ between checkouts, the migration does not.
                var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
                var name = resource[Prefix.Length..^".sql".Length];
                return new Migration(int.Parse(name[..4]), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
            }),
        ];
    }
}

/// <summary>One numbered change of the schema.</summary>
public sealed record Migration(int Number, string Name, string Sql, string Sha256);

/// <summary>The database and this program do not fit; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
