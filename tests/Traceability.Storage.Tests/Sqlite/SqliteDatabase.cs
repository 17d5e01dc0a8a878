using System.Data.Common;
using Microsoft.Data.Sqlite;
using Traceability.Storage.Sqlite;
using Traceability.Storage.Tests.Access;
using Traceability.Storage.Tests.Codes;
using Traceability.Storage.Tests.Houses;
using Traceability.Storage.Tests.Issuing;
using Traceability.Storage.Tests.Scans;
using Traceability.Storage.Tests.Schema;

namespace Traceability.Storage.Tests.Sqlite;

/// <summary>The contract on SQLite: a file in the directory of the house.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    public override string ConnectionString(string directory) => SqliteEngine.ConnectionStringOf(Path.Combine(directory, SqliteEngine.FileName));

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override DatabaseEngine Engine(string connectionString) => new SqliteEngine(connectionString);

    public override DbConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    public override IReadOnlyList<Column> Columns(DbConnection connection) => Read(connection, """
        SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name <> 'schema_migration' AND t.name NOT LIKE 'sqlite_%'
        """, row => new Column(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3) == 0, row.GetInt32(4)));

    public override IReadOnlyList<TableIndex> Indexes(DbConnection connection) => Read(connection, """
        SELECT t.name, i."unique", (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
        FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'c'
        """, row => new TableIndex(row.GetString(0), row.GetString(2), row.GetInt32(1) == 1));

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

public sealed class SqliteSchemaTests(SqliteDatabase database) : SchemaContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteStoreTests(SqliteDatabase database) : StoreContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteTenantTests(SqliteDatabase database) : TenantContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteAllowanceBookTests(SqliteDatabase database) : AllowanceBookContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqlitePrintJobBookTests(SqliteDatabase database) : PrintJobBookContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteLabelBookTests(SqliteDatabase database) : LabelBookContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteScanJournalTests(SqliteDatabase database) : ScanJournalContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteLabelMemoryTests(SqliteDatabase database) : LabelMemoryContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteKeyShelfTests(SqliteDatabase database) : KeyShelfContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteAlertKeeperTests(SqliteDatabase database) : AlertKeeperContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteAlertPatternTests(SqliteDatabase database) : AlertPatternContract(database), IClassFixture<SqliteDatabase>;

public sealed class SqliteSignInFailuresTests(SqliteDatabase database) : SignInFailuresContract(database), IClassFixture<SqliteDatabase>;
