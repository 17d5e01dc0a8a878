using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using Traceability.Storage.Postgres;
using Traceability.Storage.Tests.Access;
using Traceability.Storage.Tests.Codes;
using Traceability.Storage.Tests.Houses;
using Traceability.Storage.Tests.Issuing;
using Traceability.Storage.Tests.Scans;
using Traceability.Storage.Tests.Schema;

namespace Traceability.Storage.Tests.Postgres;

/// <summary>The contract on PostgreSQL: a schema for each house, a service that owns nothing.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    private readonly ConcurrentBag<PostgresEngine> _engines = [];

    public override string ConnectionString(string directory)
    {
        var server = PostgresServer.Get();
        return server.ConnectionString(server.NewSchema(), server.Service);
    }

    public override string OwnerConnectionString(string connectionString) => As(PostgresServer.Get().Owner, connectionString);

    public override DatabaseProvider Provider => DatabaseProvider.Postgres;

    public override string TextType => "text";

    public override DatabaseEngine Engine(string connectionString)
    {
        var engine = new PostgresEngine(connectionString);
        _engines.Add(engine);
        return engine;
    }

    /// <summary>As the administrator, who sees every tenant's rows and may change tables.</summary>
    public override DbConnection Connect(string connectionString) => Open(As(null, connectionString));

    /// <summary>A plain connection as the service has it.</summary>
    internal static NpgsqlConnection ConnectAsService(string connectionString) => Open(connectionString);

    public override void Drop(string connectionString)
    {
        while (_engines.TryTake(out var engine))
            engine.Dispose();
        PostgresServer.Get().Drop(SchemaOf(connectionString));
    }

    // What PostGIS adds is generated, and no part of the model.
    public override IReadOnlyList<Column> Columns(DbConnection connection) => Read(connection, """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, coalesce(array_position(i.indkey::smallint[], a.attnum), -1) + 1
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration'
          AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum
        """, row => new Column(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt32(4)));

    public override IReadOnlyList<TableIndex> Indexes(DbConnection connection) => Read(connection, """
        SELECT c.relname, i.indisunique, (SELECT string_agg(a.attname, ',' ORDER BY k.nth) FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, nth) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum)
        FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration' AND NOT i.indisprimary
        """, row => new TableIndex(row.GetString(0), row.GetString(2), row.GetBoolean(1)));

    internal static string SchemaOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).SearchPath!;

    private static string As(string? role, string connectionString) => PostgresServer.Get().ConnectionString(SchemaOf(connectionString), role);

    private static NpgsqlConnection Open(string connectionString)
    {
        // Without a pool: a schema is here for one test, and a connection for one look.
        var builder = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build().OpenConnection();
    }

    private static List<T> Read<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}

public sealed class PostgresSchemaTests(PostgresDatabase database) : SchemaContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresStoreTests(PostgresDatabase database) : StoreContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresTenantTests(PostgresDatabase database) : TenantContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresAllowanceBookTests(PostgresDatabase database) : AllowanceBookContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresPrintJobBookTests(PostgresDatabase database) : PrintJobBookContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresLabelBookTests(PostgresDatabase database) : LabelBookContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresScanJournalTests(PostgresDatabase database) : ScanJournalContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresLabelMemoryTests(PostgresDatabase database) : LabelMemoryContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresKeyShelfTests(PostgresDatabase database) : KeyShelfContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresAlertKeeperTests(PostgresDatabase database) : AlertKeeperContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresAlertPatternTests(PostgresDatabase database) : AlertPatternContract(database), IClassFixture<PostgresDatabase>;

public sealed class PostgresSignInFailuresTests(PostgresDatabase database) : SignInFailuresContract(database), IClassFixture<PostgresDatabase>;
