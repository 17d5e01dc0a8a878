using Npgsql;

namespace Traceability.Storage.Postgres;

/// <summary>How the service speaks with PostgreSQL: sessions that ask nothing of the server's defaults.</summary>
internal static class PostgresSession
{
    /// <summary>Most connections of one process that EF Core takes, unless the connection string says otherwise.</summary>
    public const int ConnectionsMax = 20;

    // Durable before it is answered, whatever the role's default or the operator's string.
    private const string Must = "-c synchronous_commit=on -c client_min_messages=warning";

    // Nobody waits for a lock or a statement for ever, and a process that was stopped in the midst of a deed does not keep everybody else from theirs.
    private const string Limits = "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s";

    /// <summary>For EF Core: statements that come again are prepared.</summary>
    public static NpgsqlDataSource ForViews(string connectionString)
    {
        var builder = Of(connectionString, Limits);
        if (builder.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize)
            builder.MaxPoolSize = ConnectionsMax;
        builder.MaxAutoPrepare = 100;
        builder.AutoPrepareMinUsages = 3;
        return Source(builder);
    }

    /// <summary>For reading single labels: nothing is ever set in such a session, so nothing is to be reset when it is handed on.</summary>
    public static NpgsqlDataSource ForLabels(string connectionString)
    {
        var builder = Of(connectionString, Limits);
        builder.MaxPoolSize = 10;
        builder.MaxAutoPrepare = 4;
        builder.AutoPrepareMinUsages = 2;
        builder.NoResetOnClose = true;
        return Source(builder);
    }

    /// <summary>For a lane of the journal: its statements look rows up by their keys, however small a table seems to be since it was counted last.</summary>
    public static NpgsqlDataSource ForScans(string connectionString)
    {
        var builder = Of(connectionString, Limits + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan");
        builder.Pooling = false;
        builder.CommandTimeout = 15;
        return Source(builder);
    }

    /// <summary>For bringing the schema up to date: however long that takes, once nobody else does it.</summary>
    public static NpgsqlDataSource ForMigrating(string connectionString)
    {
        var builder = Of(connectionString, "");
        builder.Pooling = false;
        builder.CommandTimeout = 0;
        return Source(builder);
    }

    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ToString());
        // Every type here is PostgreSQL's own: the catalogue need not be read for each source.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Of(string connectionString, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = string.Join(' ', options, builder.Options, Must);
        builder.ApplicationName ??= "traceability";
        builder.PersistSecurityInfo = false;
        return builder;
    }
}
