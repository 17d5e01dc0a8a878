using Npgsql;

namespace Traceability.Storage.Postgres;

/// <summary>Brings a schema of a PostgreSQL database to what this program wants: numbered SQL files, each in one transaction with its own record, under a lock of the schema.</summary>
public static class PostgresMigrations
{
    private const string Optional = "Traceability.Storage.Postgres.Optional.postgis.sql";
    private static readonly SchemaMigrations Files = SchemaMigrations.Of("Postgres");

    /// <summary>The migrations compiled into this program, ascending.</summary>
    public static IReadOnlyList<Migration> Known => Files.Known;

    /// <summary>Applies what is missing. Safe to call from several processes at once; interrupted, it goes on next time.</summary>
    /// <exception cref="SchemaException">The schema does not fit this program, or the service's role could pass what guards its tenants.</exception>
    public static void Apply(string connectionString, string? ownerConnectionString, DateTimeOffset now)
    {
        using var serviceSource = PostgresSession.ForMigrating(connectionString);
        using var service = serviceSource.OpenConnection();
        var role = RoleOf(service);
        using var ownerSource = ownerConnectionString is null ? null : PostgresSession.ForMigrating(InTheSchemaOf(connectionString, ownerConnectionString));
        using var other = ownerSource?.OpenConnection();
        var owner = other ?? service;
        var schema = SchemaOf(owner) ?? throw new SchemaException("There is no such schema in this database as “Search Path” names: create it, owned by the role that brings it up to date.");

        // For this session only: what it makes lies in the schema of the service, and what its functions call too. It works for the whole house.
        SchemaMigrations.Execute(owner, null, "SELECT set_config('search_path', quote_ident(@schema) || ', pg_temp', false), set_config('traceability.tenant', 'house', false)", ("@schema", schema));
        SchemaMigrations.Execute(owner, null, "SELECT pg_advisory_lock(hashtextextended(@schema || '.schema_migration', 0))", ("@schema", schema));
        Bring(owner, schema, now);
        if (other is not null)
            Grant(other, role, schema);
        if (SchemaOf(service) != schema)
            throw new SchemaException($"Database:ConnectionString leads to the schema {SchemaOf(service)}, Database:OwnerConnectionString to {schema}: name the same “Search Path” in both.");
        Shape(owner);
    }

    private static void Bring(NpgsqlConnection owner, string schema, DateTimeOffset now)
    {
        var isOwner = Scalar<bool>(owner, "SELECT has_schema_privilege(current_schema(), 'CREATE')");
        if (isOwner)
        {
            SchemaMigrations.Execute(owner, null, """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    number integer NOT NULL PRIMARY KEY,
                    name text NOT NULL,
                    sha256 text NOT NULL,
                    applied_at bigint NOT NULL)
                """);
        }
        else if (!Scalar<bool>(owner, "SELECT to_regclass('schema_migration') IS NOT NULL"))
        {
            throw NotOwner(schema);
        }

        foreach (var migration in Files.Missing(owner, null))
        {
            if (!isOwner)
                throw NotOwner(schema);
            using var transaction = owner.BeginTransaction();
            SchemaMigrations.Apply(migration, owner, transaction, now);
            transaction.Commit();
        }
    }

    private static string RoleOf(NpgsqlConnection service)
    {
        using var command = new NpgsqlCommand("SELECT current_user, rolsuper OR rolbypassrls, current_setting('server_encoding') FROM pg_roles WHERE rolname = current_user", service);
        using var row = command.ExecuteReader();
        row.Read();
        var role = row.GetString(0);
        if (row.GetBoolean(1))
            throw new SchemaException($"The role {role} of Database:ConnectionString is a superuser or has BYPASSRLS: row-level security would guard nothing. Give the service a plain role.");
        if (row.GetString(2) != "UTF8")
            throw new SchemaException($"The database is encoded in {row.GetString(2)}: create it with ENCODING 'UTF8'.");
        return role;
    }

    private static string? SchemaOf(NpgsqlConnection connection) => Scalar<object>(connection, "SELECT current_schema()") as string;

    private static string InTheSchemaOf(string connectionString, string ownerConnectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(ownerConnectionString);
        builder.SearchPath ??= new NpgsqlConnectionStringBuilder(connectionString).SearchPath;
        return builder.ToString();
    }

    // The service reads and writes rows; it changes no table, and what is evidence it only adds to.
    private static void Grant(NpgsqlConnection owner, string role, string schema)
    {
        var (quotedRole, quotedSchema) = (Quoted(owner, role), Quoted(owner, schema));
        SchemaMigrations.Execute(owner, null, $"""
            GRANT USAGE ON SCHEMA {quotedSchema} TO {quotedRole};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {quotedSchema} TO {quotedRole};
            REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM {quotedRole};
            REVOKE UPDATE, DELETE ON scan, movement FROM {quotedRole};
            REVOKE ALL ON scan_default FROM {quotedRole};
            REVOKE INSERT, DELETE ON facts_version FROM {quotedRole};
            REVOKE DELETE ON act, label, batch FROM {quotedRole};
            GRANT EXECUTE ON FUNCTION make_scan_months TO {quotedRole}
            """);
    }

    // Without PostGIS, or without the right to it, nothing of the service is missing.
    private static void Shape(NpgsqlConnection owner)
    {
        try
        {
            SchemaMigrations.Execute(owner, null, SchemaMigrations.Text(Optional));
        }
        catch (PostgresException error)
        {
            HouseProgram.Tell($"There is no PostGIS here; nothing but queries by hand misses it ({error.MessageText}).");
        }
    }

    private static SchemaException NotOwner(string schema) =>
        new($"The schema {schema} is to be brought up to date by the role that owns it: start once with Database:OwnerConnectionString.");

    private static string Quoted(NpgsqlConnection connection, string name) => Scalar<string>(connection, "SELECT quote_ident($1)", name);

    private static T Scalar<T>(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)command.ExecuteScalar()!;
    }
}
