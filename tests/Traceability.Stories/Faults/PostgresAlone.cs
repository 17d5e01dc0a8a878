using Traceability.Storage.Tests.Postgres;

namespace Traceability.Stories.Faults;

/// <summary>PostgreSQL on a server of its own, to which anything may happen.</summary>
internal sealed class PostgresAlone(string directory, PostgresServer server, string schema, PostgresServerProcess process) : PostgresSchema(directory, server, schema)
{
    /// <summary>The server.</summary>
    public PostgresServerProcess Server => process;

    public override string Log => Path.Combine(process.Files, "pg_wal", Word("SELECT pg_walfile_name(pg_current_wal_lsn())"));

    // The first process of the server writes nothing; untouched, it can make others in the place of those that end.
    public override IReadOnlyCollection<int> Writers(RunningHouse house) => process.Servants;

    /// <summary>A server that waits for its disk, as the database of a house must; the test is skipped when none can be had.</summary>
    public static PostgresServerProcess Begin(Tmpfs? disk)
    {
        try
        {
            return PostgresServerProcess.Make("-c fsync=on", disk?.Directory);
        }
        catch (InvalidOperationException error)
        {
            Assert.Skip($"No PostgreSQL that may be broken: {error.Message}");
            throw;
        }
    }

    /// <summary>The file of a table or an index.</summary>
    public string FileOf(string relation) => Path.Combine(process.Files, Word($"SELECT pg_relation_filepath('{relation}')"));

    public override ValueTask DisposeAsync()
    {
        process.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
