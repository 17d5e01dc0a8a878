using System.Data.Common;
using System.Diagnostics;
using Npgsql;
using Traceability.Storage.Postgres;
using Traceability.Storage.Tests.Postgres;

namespace Traceability.Stories.Faults;

/// <summary>PostgreSQL: a schema of its own on the server of the tests. The service's role can be shut out, as a server that is down shuts everybody out.</summary>
internal class PostgresSchema(string directory, PostgresServer server, string schema) : HouseDatabase(directory)
{
    public override IReadOnlyList<string> Options =>
    [
        "--Database:Provider=Postgres",
        $"--Database:ConnectionString={server.ConnectionString(schema, server.Service)}",
        $"--Database:OwnerConnectionString={server.ConnectionString(schema, server.Owner)}",
    ];

    public override int Migrations => PostgresMigrations.Known.Count;

    public static PostgresSchema Empty(string directory) => PostgresServer.Get() is var server ? new(directory, server, server.NewSchema()) : null!;

    public override string Log => throw new NotSupportedException("A server that others use is left alone.");

    public override IReadOnlyCollection<int> Writers(RunningHouse house) => throw new NotSupportedException("A server that others use is left alone.");

    public override async Task<HouseDatabase> Copy(string directory) => new PostgresSchema(directory, server, await CopyTo(server, directory));

    public override async Task<HouseDatabase> CopyApart(Tmpfs? disk = null)
    {
        var process = PostgresAlone.Begin(disk);
        var (own, directory) = (new PostgresServer(process.Administrator), FilledHouse.TemporaryDirectory());
        return new PostgresAlone(directory, own, await CopyTo(own, directory), process);
    }

    public override IDisposable Hold()
    {
        var connection = Connect();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN; LOCK TABLE scan IN ACCESS EXCLUSIVE MODE";
        begin.ExecuteNonQuery();
        return connection;
    }

    public override Task<IAsyncDisposable> TakeAway()
    {
        Execute($"ALTER ROLE {server.Service} CONNECTION LIMIT 0; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{server.Service}'");
        return Task.FromResult<IAsyncDisposable>(new Away(this));
    }

    public override async ValueTask DisposeAsync()
    {
        server.Drop(schema);
        await base.DisposeAsync();
    }

    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString(schema, null)) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    // References are the server's own to keep.
    protected override IEnumerable<string> OwnFaults(DbConnection connection) => [];

    private async Task<string> CopyTo(PostgresServer other, string directory)
    {
        CopyFiles(Directory, directory);
        var copy = other.NewSchema();
        using var shell = Process.Start("sh", ["-c", $"""
            set -e
            pg_dump -n {schema} '{Address(server)}' | sed 's/{schema}/{copy}/g; s/{server.Owner}/{other.Owner}/g; s/{server.Service}/{other.Service}/g; /^CREATE SCHEMA/d' \
              | psql -q -v ON_ERROR_STOP=1 '{Address(other)}' >/dev/null
            """]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
        return copy;
    }

    private static string Address(PostgresServer server)
    {
        var administrator = new NpgsqlConnectionStringBuilder(server.ConnectionString("public", null));
        var password = administrator.Password is { } word ? $":{Uri.EscapeDataString(word)}" : "";
        return $"postgresql://{administrator.Username}{password}@{administrator.Host}:{administrator.Port}/{administrator.Database}";
    }

    private sealed class Away(PostgresSchema schema) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            schema.LetIn();
            return ValueTask.CompletedTask;
        }
    }

    private void LetIn() => Execute($"ALTER ROLE {server.Service} CONNECTION LIMIT -1");
}
