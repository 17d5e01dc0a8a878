using System.Globalization;
using Microsoft.Data.Sqlite;
using Traceability.Storage.Sqlite;

namespace Traceability.Storage.Tests.Sqlite;

public sealed class SqliteMigrationTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _directory = Directory.CreateTempSubdirectory("migrations").FullName;

    private string File => SqliteEngine.ConnectionStringOf(Path.Combine(_directory, SqliteEngine.FileName));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    // Two branches may each bring one: a number can be missing until both are merged, but none stands twice.
    [Fact]
    public void Numbers_run_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, SqliteMigrations.Known.Count), SqliteMigrations.Known.Select(migration => migration.Number));

    [Fact]
    public void Applying_twice_changes_nothing_the_second_time()
    {
        new SqliteEngine(File).Migrate(Noon);
        var once = Schema();
        new SqliteEngine(File).Migrate(Noon.AddDays(1));

        Assert.Equal(once, Schema());
        Assert.Equal(SqliteMigrations.Known.Count.ToString(CultureInfo.InvariantCulture), Scalar("SELECT count(*) FROM schema_migration"));
        Assert.Equal(Noon.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Scalar("SELECT max(applied_at) FROM schema_migration"));
    }

    [Fact]
    public void A_migration_that_reads_differently_than_when_it_was_applied_is_refused()
    {
        new SqliteEngine(File).Migrate(Noon);
        Scalar("UPDATE schema_migration SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x') WHERE number = 1");

        Assert.Contains(SqliteMigrations.Known[0].Name, Assert.Throws<SchemaException>(() => new SqliteEngine(File).Migrate(Noon)).Message);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        new SqliteEngine(File).Migrate(Noon);
        Scalar("INSERT INTO schema_migration VALUES (9000, '9000_later', 'x', 0)");
        var before = Schema();

        Assert.Contains("9000", Assert.Throws<SchemaException>(() => new SqliteEngine(File).Migrate(Noon)).Message);
        Assert.Equal(before, Schema());
    }

    [Fact]
    public void Scans_from_before_there_were_groups_are_kept()
    {
        Scalar("CREATE TABLE schema_migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        foreach (var known in SqliteMigrations.Known.Take(4))
        {
            Scalar(known.Sql);
            Scalar($"INSERT INTO schema_migration VALUES ({known.Number}, '{known.Name}', '{known.Sha256}', 0)");
        }

        Scalar("INSERT INTO label (shard, batch, serial, scan_count, first_scan_at) VALUES (1, 2, 3, 1, 4)");
        Scalar("INSERT INTO scan VALUES (1, 2, 3, 'A', 4, 'FirstScan', '211100')");

        new SqliteEngine(File).Migrate(Noon);

        Assert.Equal("1|2|3|A|4|FirstScan|211100", Scalar("SELECT concat_ws('|', shard, batch, serial, scan_id, at, verdict, adcode, act_id) FROM scan"));
        Assert.Equal("1|1", Scalar("SELECT scan_count || '|' || version FROM label"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10 * 4096)]
    public void A_damaged_file_is_refused_in_a_sentence_that_says_what_to_do(int at)
    {
        new SqliteEngine(File).Migrate(Noon);
        SqliteConnection.ClearAllPools();
        var path = Path.Combine(_directory, SqliteEngine.FileName);
        var bytes = System.IO.File.ReadAllBytes(path);
        bytes.AsSpan(at, 200).Fill(0xEE);
        System.IO.File.WriteAllBytes(path, bytes);

        Assert.Contains("restore the last backup", Assert.Throws<SchemaException>(() => new SqliteEngine(File).Migrate(Noon)).Message);
    }

    [Fact]
    public void Batches_from_before_there_were_cartons_are_of_items()
    {
        Scalar("CREATE TABLE schema_migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        Scalar(SqliteMigrations.Known[0].Sql);
        Scalar($"INSERT INTO schema_migration VALUES (1, '{SqliteMigrations.Known[0].Name}', '{SqliteMigrations.Known[0].Sha256}', 0)");
        Scalar("""
            PRAGMA foreign_keys = OFF;
            INSERT INTO batch (id, tenant_id, number, key_symbol, lot_id, count, quantity, state, issued_by, issued_at, idempotency_key, version)
            VALUES ('a', 't', 1, '1', 'l', 10, 10, 'Issued', 'k', 0, 'one', 1), ('b', 't', 2, '1', 'l', 10, 10, 'Issued', 'k', 0, 'two', 1)
            """);

        new SqliteEngine(File).Migrate(Noon);

        Assert.Equal("Items,Items", Scalar("SELECT group_concat(kind) FROM batch WHERE items_batch_id IS NULL AND items_per_carton IS NULL"));
    }

    // A table that is in the way stops the migration in its middle, as a full disk or a killed process would.
    [Fact]
    public void A_migration_that_fails_halfway_leaves_nothing_behind_and_goes_on_next_time()
    {
        Scalar("CREATE TABLE scan (id INTEGER)");
        var before = Schema();

        Assert.Throws<SqliteException>(() => new SqliteEngine(File).Migrate(Noon));
        Assert.Equal(before, Schema());

        Scalar("DROP TABLE scan");
        new SqliteEngine(File).Migrate(Noon);
        Assert.Equal("1", Scalar("SELECT version FROM facts_version"));
    }

    [Fact]
    public async Task Many_that_start_at_once_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => new SqliteEngine(File).Migrate(Noon))));

        Assert.Equal(SqliteMigrations.Known.Count.ToString(CultureInfo.InvariantCulture), Scalar("SELECT count(*) FROM schema_migration"));
        Assert.Equal("1", Scalar("SELECT count(*) FROM facts_version"));
    }

    private string Schema() => Scalar("SELECT group_concat(name || ':' || coalesce(sql, ''), char(10)) FROM (SELECT name, sql FROM sqlite_schema ORDER BY name)");

    private string Scalar(string sql)
    {
        using var connection = new SqliteConnection(File);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
