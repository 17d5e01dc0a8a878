using Microsoft.EntityFrameworkCore;
using Npgsql;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Postgres;

/// <summary>The wall below the service's own: raw SQL as the service's role, which no query filter sees.</summary>
public sealed class PostgresTenantWallTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Whatever_statement_asks_another_tenants_rows_are_neither_seen_nor_written()
    {
        using var house = await database.Open();
        var (a, b) = (await Seed.Sow(house.House, "甲"), await Seed.Sow(house.House, "乙"));
        using var connection = PostgresDatabase.ConnectAsService(house.Settings.ConnectionString);
        For(connection, a.Tenant.Id.ToString());

        foreach (var table in Guarded(house))
        {
            Assert.NotEqual(0L, Scalar(connection, $"SELECT count(*) FROM {table}"));
            Assert.Equal(0L, Scalar(connection, $"SELECT count(*) FROM {table} WHERE tenant_id <> $1", a.Tenant.Id));
            Assert.Equal(0, Run(connection, $"UPDATE {table} SET tenant_id = $1 WHERE tenant_id = $2", a.Tenant.Id, b.Tenant.Id));
            if (table != "batch")
                Assert.Equal(0, Run(connection, $"DELETE FROM {table} WHERE tenant_id = $1", b.Tenant.Id));
            // Neither given away nor made in another's name.
            AssertRefused(() => Run(connection, $"UPDATE {table} SET tenant_id = $1", b.Tenant.Id));
            Run(connection, $"CREATE TEMP TABLE copy AS SELECT * FROM {table} LIMIT 1");
            Run(connection, "UPDATE copy SET tenant_id = $1", b.Tenant.Id);
            AssertRefused(() => Run(connection, $"INSERT INTO {table} ({Columns(house, table)}) SELECT {Columns(house, table)} FROM copy"));
            Run(connection, "DROP TABLE copy");
        }
    }

    [Fact]
    public async Task A_connection_that_does_not_say_for_whom_it_works_is_shown_nothing_and_the_house_everything()
    {
        using var house = await database.Open();
        await Seed.Sow(house.House, "甲");
        await Seed.Sow(house.House, "乙");
        using var connection = PostgresDatabase.ConnectAsService(house.Settings.ConnectionString);

        Assert.All(Guarded(house), table => Assert.Equal(0L, Scalar(connection, $"SELECT count(*) FROM {table}")));
        For(connection, "house");
        Assert.All(Guarded(house), table => Assert.Equal(2L, Scalar(connection, $"SELECT count(DISTINCT tenant_id) FROM {table}")));
        For(connection, "");
        Assert.All(Guarded(house), table => Assert.Equal(0L, Scalar(connection, $"SELECT count(*) FROM {table}")));
    }

    [Fact]
    public async Task Not_even_the_owner_of_the_tables_passes()
    {
        using var house = await database.Open();
        await Seed.Sow(house.House, "甲");
        using var connection = PostgresDatabase.ConnectAsService(house.Settings.OwnerConnectionString!);

        Assert.All(Guarded(house), table => Assert.Equal(0L, Scalar(connection, $"SELECT count(*) FROM {table}")));
    }

    [Fact]
    public async Task What_a_connection_was_told_it_has_forgotten_when_the_pool_hands_it_on()
    {
        using var house = new TestHouse(database);
        await house.OpenAgain();
        var seed = await Seed.Sow(house.House, "甲");
        var engine = database.Engine(house.Settings.ConnectionString + ";Maximum Pool Size=1");
        int Backend(NpgsqlConnection connection) => (int)Scalar(connection, "SELECT pg_backend_pid()")!;

        int backend;
        await using (var view = new TraceabilityDb(engine.Options, TenantScope.Of(seed.Tenant.Id)))
        {
            await view.Database.OpenConnectionAsync(CancellationToken.None);
            Assert.Equal(1, await view.Parties.IgnoreQueryFilters().CountAsync(CancellationToken.None));
            backend = Backend((NpgsqlConnection)view.Database.GetDbConnection());
        }

        // Taken past EF Core, the same connection is told nothing.
        await using var other = new TraceabilityDb(engine.Options, TenantScope.House);
        var connection = (NpgsqlConnection)other.Database.GetDbConnection();
        await connection.OpenAsync(CancellationToken.None);
        Assert.Equal(backend, Backend(connection));
        Assert.True(Scalar(connection, "SELECT current_setting('traceability.tenant', true)") is "" or DBNull);
        Assert.Equal(0L, Scalar(connection, "SELECT count(*) FROM party"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ALTER TABLE party NO FORCE ROW LEVEL SECURITY")]
    [InlineData("ALTER TABLE party DISABLE ROW LEVEL SECURITY")]
    [InlineData("DROP POLICY tenant ON party")]
    [InlineData("CREATE POLICY wide ON party USING (true)")]
    [InlineData("ALTER POLICY tenant ON party WITH CHECK (true)")]
    public async Task Every_table_whose_rows_belong_to_one_tenant_has_the_wall_and_one_without_is_noticed(string? plant)
    {
        using var house = await database.Open();
        using var connection = (NpgsqlConnection)house.Connect();
        if (plant is not null)
            Run(connection, plant);

        var walled = new List<string>();
        using (var command = new NpgsqlCommand("""
            SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relrowsecurity AND relforcerowsecurity
              AND (SELECT array_agg(polname || ':' || polcmd::text || ':' || (polroles = '{0}') || ':' || polpermissive || ':' || pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '')) FROM pg_policy WHERE polrelid = pg_class.oid)
                = ARRAY['tenant:*:true:true:(( SELECT current_setting(''traceability.tenant''::text, true) AS current_setting) = ANY (ARRAY[''house''::text, (tenant_id)::text]))']
            """, connection))
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
                walled.Add(rows.GetString(0));
        }

        Assert.Equal(plant is null ? [] : ["party"], Guarded(house).Except(walled));
        Assert.Empty(walled.Except(Guarded(house)));
    }

    private static List<string> Guarded(TestHouse house)
    {
        using var db = house.House.Store.Read(TenantScope.House);
        return [.. db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(ITenantOwned))).Select(entity => entity.GetTableName()!)];
    }

    private static string Columns(TestHouse house, string table)
    {
        using var connection = house.Connect();
        return string.Join(", ", house.Database.Columns(connection).Where(column => column.Table == table).Select(column => column.Name));
    }

    private static void For(NpgsqlConnection connection, string tenant) => Scalar(connection, "SELECT set_config('traceability.tenant', $1, false)", tenant);

    private static void AssertRefused(Func<object?> statement) => Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(statement).SqlState);

    private static int Run(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private static object? Scalar(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
