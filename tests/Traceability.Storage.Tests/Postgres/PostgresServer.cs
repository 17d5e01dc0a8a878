using System.Security.Cryptography;
using Npgsql;

namespace Traceability.Storage.Tests.Postgres;

/// <summary>
/// A PostgreSQL server for the tests of this process: the one that <c>TRACEABILITY_TEST_POSTGRES</c> names (an administrator's connection string), else one of its own on loopback,
/// gone when the process ends, however it ends.
/// </summary>
internal sealed partial class PostgresServer
{
    private const string Variable = "TRACEABILITY_TEST_POSTGRES";

    private readonly string _suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private readonly string _administrator;
    private int _schemas;

    /// <summary>Makes a server ready for tests: it gets the two roles.</summary>
    /// <param name="administrator">The connection string of its administrator.</param>
    public PostgresServer(string administrator)
    {
        _administrator = administrator;
        Owner = $"traceability_owner_{_suffix}";
        Service = $"traceability_service_{_suffix}";
        // Names in the catalogues are of the server, not of the schema: two test processes over one server have roles of their own.
        Execute($"""
            CREATE ROLE {Owner} LOGIN PASSWORD '{_suffix}';
            CREATE ROLE {Service} LOGIN PASSWORD '{_suffix}';
            """);
        HasPostgis = Scalar("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'") == "1";
        if (HasPostgis)
            Execute("CREATE EXTENSION IF NOT EXISTS postgis");
    }

    /// <summary>The role that owns the tables; no superuser.</summary>
    public string Owner { get; }

    /// <summary>The role of the service, which owns nothing.</summary>
    public string Service { get; }

    /// <summary>Shapes can be tested.</summary>
    public bool HasPostgis { get; }

    /// <summary>The server, or why there is none.</summary>
    /// <param name="syncs">Every commit waits for the disk, as it must wherever durability is measured; tests of meaning need not.</param>
    public static (PostgresServer? Server, string Reason) Find(bool syncs = false)
    {
        try
        {
            if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            {
                var server = new PostgresServer(given);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Forget();
                return (server, "");
            }

            return (new PostgresServer(PostgresServerProcess.Make(syncs ? "" : "-c fsync=off").Administrator), "");
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, $"no PostgreSQL: {error.Message}, or name a server in {Variable}");
        }
    }

    /// <summary>A new, empty schema, in which the service may do nothing yet; answers its name.</summary>
    public string NewSchema()
    {
        var schema = $"house_{_suffix}_{Interlocked.Increment(ref _schemas)}";
        Execute($"CREATE SCHEMA {schema} AUTHORIZATION {Owner}");
        return schema;
    }

    /// <summary>Takes a schema away with everything in it.</summary>
    public void Drop(string schema) => Execute($"DROP SCHEMA IF EXISTS {schema} CASCADE");

    /// <summary>The connection string of a role in a schema; none for the administrator.</summary>
    public string ConnectionString(string schema, string? role)
    {
        var builder = new NpgsqlConnectionStringBuilder(_administrator) { SearchPath = schema, ApplicationName = schema };
        if (role is not null)
            (builder.Username, builder.Password) = (role, _suffix);
        return builder.ToString();
    }

    private void Forget()
    {
        try
        {
            Execute($"DROP ROLE {Service}; DROP ROLE {Owner}");
        }
        catch (NpgsqlException)
        {
            // A schema that a failed test left still has them: somebody else's server is cleaned by its administrator.
        }
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_administrator);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string Scalar(string sql)
    {
        using var connection = new NpgsqlConnection(_administrator);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return $"{command.ExecuteScalar()}";
    }
}
