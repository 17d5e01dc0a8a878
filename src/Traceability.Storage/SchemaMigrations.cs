using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Traceability.Storage;

/// <summary>The numbered SQL files of one database technology, as compiled into this program, and their records in a database.</summary>
public sealed class SchemaMigrations
{
    private SchemaMigrations(IReadOnlyList<Migration> known) => Known = known;

    /// <summary>The migrations compiled into this program, ascending.</summary>
    public IReadOnlyList<Migration> Known { get; }

    /// <summary>The files of the folder <c>Migrations</c> of a technology.</summary>
    public static SchemaMigrations Of(string technology)
    {
        var prefix = $"Traceability.Storage.{technology}.Migrations.";
        var names = typeof(SchemaMigrations).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return new SchemaMigrations([.. names.Select(resource =>
        {
            var (sql, name) = (Text(resource), resource[prefix.Length..^".sql".Length]);
            return new Migration(int.Parse(name[..4]), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        })]);
    }

    /// <summary>The text of an SQL file compiled into this program. Line ends differ between checkouts, a migration does not.</summary>
    public static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(SchemaMigrations).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>What a database lacks, by its table <c>schema_migration</c>.</summary>
    /// <exception cref="SchemaException">The database is newer than this program, or a migration that it records reads differently here.</exception>
    public IReadOnlyList<Migration> Missing(DbConnection connection, DbTransaction? transaction)
    {
        var applied = Applied(connection, transaction);
        if (applied.Keys.Except(Known.Select(known => known.Number)).Order().ToArray() is [var unknown, ..])
            throw new SchemaException($"The database has migration {unknown}, which this program does not know: run a newer program.");
        if (Known.FirstOrDefault(known => applied.TryGetValue(known.Number, out var sha256) && sha256 != known.Sha256) is { } changed)
            throw new SchemaException($"Migration {changed.Name} was changed after it was applied to this database.");
        return [.. Known.Where(known => !applied.ContainsKey(known.Number))];
    }

    /// <summary>Applies a migration and records it, within the caller's transaction.</summary>
    public static void Apply(Migration migration, DbConnection connection, DbTransaction transaction, DateTimeOffset now)
    {
        Execute(connection, transaction, migration.Sql);
        Execute(connection, transaction, "INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (@number, @name, @sha256, @at)",
            ("@number", migration.Number), ("@name", migration.Name), ("@sha256", migration.Sha256), ("@at", now.ToUnixTimeMilliseconds()));
    }

    /// <summary>Executes SQL.</summary>
    public static void Execute(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }

    private static Dictionary<int, string> Applied(DbConnection connection, DbTransaction? transaction)
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
}

/// <summary>One numbered change of the schema.</summary>
public sealed record Migration(int Number, string Name, string Sql, string Sha256);

/// <summary>The database and this program do not fit; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
