using Npgsql;
using Traceability.Storage.Postgres;

namespace Traceability.Storage.Tests.Postgres;

public sealed class PostgresMigrationTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly PostgresDatabase _database = new();
    private readonly string _service, _owner;

    public PostgresMigrationTests()
    {
        _service = _database.ConnectionString("");
        _owner = _database.OwnerConnectionString(_service);
    }

    public void Dispose() => _database.Drop(_service);

    [Fact]
    public void Numbers_run_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, PostgresMigrations.Known.Count), PostgresMigrations.Known.Select(migration => migration.Number));

    [Fact]
    public void Applying_twice_changes_nothing_the_second_time()
    {
        Migrate();
        var once = Schema();
        Migrate(Noon.AddDays(1));

        Assert.Equal(once, Schema());
        Assert.Equal($"{PostgresMigrations.Known.Count}", Scalar("SELECT count(*) FROM schema_migration"));
        Assert.Equal($"{Noon.ToUnixTimeMilliseconds()}", Scalar("SELECT max(applied_at) FROM schema_migration"));
    }

    [Fact]
    public void A_migration_that_reads_differently_than_when_it_was_applied_is_refused()
    {
        Migrate();
        Scalar("UPDATE schema_migration SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x') WHERE number = 1");

        Assert.Contains(PostgresMigrations.Known[0].Name, Assert.Throws<SchemaException>(() => Migrate()).Message);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        Migrate();
        Scalar("INSERT INTO schema_migration VALUES (9000, '9000_later', 'x', 0)");
        var before = Schema();

        Assert.Contains("9000", Assert.Throws<SchemaException>(() => Migrate()).Message);
        Assert.Equal(before, Schema());
    }

    // What somebody else makes and does not commit stops the second file in its middle; there its connection is ended, as by kill -9.
    [Fact]
    public async Task A_migration_killed_halfway_leaves_nothing_of_its_file_and_goes_on_next_time()
    {
        using var blocker = (NpgsqlConnection)_database.Connect(_service);
        using (var blocking = blocker.BeginTransaction())
        {
            Run(blocker, "CREATE TABLE act (id integer)");
            var migrating = Task.Run(() => Migrate());
            while (Scalar("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%CREATE TABLE act (%'") == "0")
                await Task.Delay(10, TestContext.Current.CancellationToken);

            Assert.Equal(PostgresErrorCodes.AdminShutdown, (await Assert.ThrowsAsync<PostgresException>(() => migrating)).SqlState);
            blocking.Rollback();
        }

        Assert.Equal("1", Scalar("SELECT max(number) FROM schema_migration"));
        Assert.Equal("", Scalar("SELECT to_regclass('label')::text"));
        Migrate();
        Assert.Equal($"{PostgresMigrations.Known.Count}", Scalar("SELECT count(*) FROM schema_migration"));
    }

    [Fact]
    public async Task Many_that_start_at_once_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Migrate())));

        Assert.Equal($"{PostgresMigrations.Known.Count}", Scalar("SELECT count(*) FROM schema_migration"));
        Assert.Equal("1", Scalar("SELECT count(*) FROM facts_version"));
    }

    [Fact]
    public void A_role_that_passes_row_level_security_is_refused()
    {
        var administrator = PostgresServer.Get().ConnectionString(PostgresDatabase.SchemaOf(_service), null);

        Assert.Contains("superuser", Assert.Throws<SchemaException>(() => new PostgresEngine(administrator, _owner).Migrate(Noon)).Message);
        Assert.Equal("", Scalar("SELECT to_regclass('schema_migration')::text"));
    }

    [Fact]
    public void The_services_role_alone_migrates_what_it_owns()
    {
        using var alone = new PostgresEngine(_owner);
        alone.Migrate(Noon);
        alone.Prepare(Noon);

        Assert.Equal("1", Scalar("SELECT version FROM facts_version"));
    }

    [Fact]
    public void Without_the_owner_a_service_starts_on_a_schema_that_is_up_to_date_and_says_what_to_do_on_another()
    {
        Scalar($"GRANT USAGE ON SCHEMA {PostgresDatabase.SchemaOf(_service)} TO {PostgresServer.Get().Service}");
        using var alone = new PostgresEngine(_service);
        Assert.Contains("Database:OwnerConnectionString", Assert.Throws<SchemaException>(() => alone.Migrate(Noon)).Message);

        Migrate();
        alone.Migrate(Noon);

        Scalar($"DELETE FROM schema_migration WHERE number = {PostgresMigrations.Known.Count}");
        Assert.Contains("Database:OwnerConnectionString", Assert.Throws<SchemaException>(() => alone.Migrate(Noon)).Message);
    }

    [Theory]
    [InlineData("DROP TABLE party")]
    [InlineData("ALTER TABLE party DISABLE ROW LEVEL SECURITY")]
    [InlineData("TRUNCATE act")]
    [InlineData("DELETE FROM act")]
    [InlineData("DELETE FROM label")]
    [InlineData("UPDATE scan SET verdict = ''")]
    [InlineData("DELETE FROM scan_default")]
    [InlineData("UPDATE movement SET quantity = 1")]
    [InlineData("DELETE FROM facts_version")]
    [InlineData("UPDATE schema_migration SET sha256 = ''")]
    [InlineData("SELECT drop_scan_months(0)")]
    public void The_services_role_may_not(string sql)
    {
        Migrate();
        using var connection = PostgresDatabase.ConnectAsService(_service);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(() => Run(connection, sql)).SqlState);
    }

    private void Migrate(DateTimeOffset? now = null)
    {
        using var engine = new PostgresEngine(_service, _owner);
        engine.Migrate(now ?? Noon);
    }

    private string Schema() => Scalar("""
        SELECT string_agg(c.relname || '.' || a.attname || ':' || format_type(a.atttypid, a.atttypmod), ' ' ORDER BY c.relname, a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0
        """);

    private string Scalar(string sql)
    {
        using var connection = (NpgsqlConnection)_database.Connect(_service);
        using var command = new NpgsqlCommand(sql, connection);
        return $"{command.ExecuteScalar()}";
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
