using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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

    // The shell holds the other end of a pipe: when this process is gone it reads the end of it, and takes the server down and away.
    private const string Script = """
        trap : INT TERM HUP
        "$2/initdb" -D "$1/data" -A trust -U administrator -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=und --no-sync >"$1/initdb.log" 2>&1 || { echo failed; exit 1; }
        "$2/postgres" -D "$1/data" -p "$3" -k "$1" -c listen_addresses=127.0.0.1 -c max_connections=300 -c max_locks_per_transaction=256 -c fsync="$4" -c jit=off \
          -c logging_collector=off >"$1/server.log" 2>&1 &
        server=$!
        read -r _ || true
        kill -INT "$server"
        wait "$server"
        rm -rf "$1"
        """;

    private readonly string _suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private readonly string _administrator;
    private int _schemas;

    private PostgresServer(string administrator)
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

            return Start(syncs);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, $"no PostgreSQL: {error.Message}");
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

    private static (PostgresServer?, string) Start(bool syncs)
    {
        var binaries = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault() : null;
        if (binaries is null)
            return (null, $"no PostgreSQL: install the package postgresql, or name a server in {Variable}");

        // The server refuses to run as root; the directory is the server's own.
        var directory = Directory.CreateTempSubdirectory("traceability-postgres-").FullName;
        string[] asServer = [];
        if (Environment.UserName == "root")
        {
            Process.Start("chown", ["postgres", directory]).WaitForExit();
            asServer = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"];
        }

        var port = FreePort();
        string[] command = [.. asServer, "sh", "-c", Script, "sh", directory, binaries, $"{port}", syncs ? "on" : "off"];
        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            shell.StandardInput.Close();
            shell.WaitForExit(10_000);
        };
        var administrator = $"Host=127.0.0.1;Port={port};Username=administrator;Database=postgres;Maximum Pool Size=20";
        for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(60) && !shell.HasExited; Thread.Sleep(50))
        {
            try
            {
                using var connection = new NpgsqlConnection(administrator);
                connection.Open();
                return (new PostgresServer(administrator), "");
            }
            catch (NpgsqlException)
            {
                // Not up yet.
            }
        }

        throw new InvalidOperationException($"it did not start, see {directory}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
