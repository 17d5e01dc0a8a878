using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Traceability.Geo;
using Traceability.Ledger;
using Traceability.Storage.Postgres;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Postgres;

public sealed class PostgresEngineTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Theory]
    [InlineData(PostgresErrorCodes.LockNotAvailable, StorageFault.Busy)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, StorageFault.Busy)]
    [InlineData(PostgresErrorCodes.SerializationFailure, StorageFault.Busy)]
    [InlineData(PostgresErrorCodes.QueryCanceled, StorageFault.Busy)]
    [InlineData(PostgresErrorCodes.AdminShutdown, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.ConnectionFailure, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.TooManyConnections, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.DiskFull, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.IoError, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.DataCorrupted, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.InvalidPassword, StorageFault.Down)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, StorageFault.Down)]
    [InlineData("25P03", StorageFault.Down)]
    [InlineData(PostgresErrorCodes.UniqueViolation, StorageFault.None)]
    [InlineData(PostgresErrorCodes.ForeignKeyViolation, StorageFault.None)]
    [InlineData(PostgresErrorCodes.CheckViolation, StorageFault.None)]
    [InlineData(PostgresErrorCodes.InsufficientPrivilege, StorageFault.None)]
    [InlineData(PostgresErrorCodes.SyntaxError, StorageFault.None)]
    public void What_an_error_means(string state, StorageFault fault)
    {
        using var engine = Nowhere();

        Assert.Equal(fault, engine.FaultOf(new InvalidOperationException("", new DbUpdateException("", new PostgresException("", "", "", state)))));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_down_and_who_walks_away_is_no_fault()
    {
        using var engine = Nowhere();

        Assert.Equal(StorageFault.Down, engine.FaultOf((await Record.ExceptionAsync(async () => await engine.ReadLabel(default, CancellationToken.None)))!));
        Assert.Equal(StorageFault.None, engine.FaultOf(new OperationCanceledException("", new PostgresException("", "", "", PostgresErrorCodes.QueryCanceled))));
    }

    [Fact]
    public async Task A_deed_that_another_process_does_not_let_in_says_come_again_and_scans_go_on_beside_it()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        using var store = new Store(database.Engine(house.Settings.ConnectionString + ";Options=-c lock_timeout=200ms"), house.Clock);
        using var other = house.Connect();

        using (var deed = other.BeginTransaction())
        {
            Scalar(other, "SELECT version FROM facts_version FOR UPDATE");
            await Assert.ThrowsAsync<StoreBusyException>(() => Write(store));
            await house.House.Scans.Append(house.CodeOf(seed.Batch, 1), null, Guid.CreateVersion7(house.Clock.GetUtcNow()), null, ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None);
        }

        await Write(store);
    }

    // What the role, its string or the server say otherwise does not count.
    [Fact]
    public async Task Every_commit_is_durable_before_it_is_answered_whatever_the_defaults()
    {
        using var house = new TestHouse(database);
        await house.OpenAgain();
        using (var administrator = house.Connect())
            Scalar(administrator, $"ALTER ROLE {PostgresServer.Get().Service} SET synchronous_commit = off");
        try
        {
            var engine = database.Engine(house.Settings.ConnectionString + ";Options=-c synchronous_commit=off");
            await using var db = new TraceabilityDb(engine.Options, TenantScope.House);
            await db.Database.OpenConnectionAsync(CancellationToken.None);
            Assert.Equal("on", Scalar(db.Database.GetDbConnection(), "SHOW synchronous_commit"));
            // The journal's connection asks for itself.
            engine.OpenScans().Dispose();
        }
        finally
        {
            using var administrator = house.Connect();
            Scalar(administrator, $"ALTER ROLE {PostgresServer.Get().Service} RESET synchronous_commit");
        }
    }

    [Fact]
    public async Task A_house_whose_connections_are_all_ended_answers_again_at_once()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        await Scan(house, seed, 1);
        using (var administrator = house.Connect())
            Scalar(administrator, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{PostgresServer.Get().Service}' AND application_name = current_schema()");

        await Patience.Sent(() => Scan(house, seed, 2));
        await Patience.Sent(() => Write(house.House.Store));

        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(2, await db.Scans.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Shapes_for_PostGIS_say_what_the_bytes_say()
    {
        Assert.SkipUnless(PostgresServer.Get().HasPostgis, "no PostGIS: install the package postgresql-15-postgis-3");
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        using var connection = house.Connect();
        Scalar(connection, "SELECT set_config('search_path', current_schema() || ', public', false)");

        Assert.Equal("t", Scalar(connection, "SELECT left(bool_and(ST_Equals(z.shape, ST_GeomFromWKB(z.geometry, 4326)) AND ST_Covers(z.shape, p.shape))::text, 1) FROM zone z, plot p"));
        var shape = Wkb.FromBytes(seed.Plot.Geometry);
        Assert.Equal(shape.Area, double.Parse(Scalar(connection, "SELECT ST_Area(shape) FROM plot"), CultureInfo.InvariantCulture), 12);
        // Not from pg_indexes: it spells out the indexes of every schema, and fails when another test drops its own meanwhile.
        Assert.Equal("2", Scalar(connection, """
            SELECT count(*) FROM pg_class index JOIN pg_am method ON method.oid = index.relam JOIN pg_attribute shape ON shape.attrelid = index.oid
            WHERE index.relnamespace = current_schema()::regnamespace AND method.amname = 'gist' AND shape.attname = 'shape'
            """));
    }

    private static PostgresEngine Nowhere() => new("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Timeout=2");

    private static Task<CountedScan> Scan(TestHouse house, Seed seed, uint serial) => house.House.Scans.Append(
        house.CodeOf(seed.Batch, serial), null, Guid.CreateVersion7(house.Clock.GetUtcNow()), null, ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None);

    private static Task<int> Write(Store store) =>
        store.Write(TenantScope.House, _ => Task.FromResult(Written<int>.Done(0, Act.Of(ActKind.KeyChanged, default))), CancellationToken.None);

    private static string Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{command.ExecuteScalar()}";
    }
}
