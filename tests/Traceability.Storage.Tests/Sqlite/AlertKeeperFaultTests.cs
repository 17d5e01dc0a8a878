using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Sqlite;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Sqlite;

/// <summary>A storage that is away keeps nobody who tells alerts waiting; what fitted into the queue is written when it is back.</summary>
public sealed class AlertKeeperFaultTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task While_the_storage_is_away_alerts_wait_those_beyond_the_limit_are_dropped_and_nobody_is_held()
    {
        using var first = await database.Open();
        var seed = await Seed.Sow(first.House, "甲");
        var engine = new AwayEngine(first.Settings.ConnectionString);
        using var house = await House.Open(first.Settings, first.Clock, CancellationToken.None, engine);
        await using var db = house.Store.Read(TenantScope.House);
        var batch = (await house.Batches.Find(seed.Batch.Number, (await db.FactsVersions.SingleAsync(CancellationToken.None)).Version, CancellationToken.None))!;
        var alert = new Alert(AlertCause.ManyPlaces, [new Sighting(first.Clock.GetUtcNow(), Verdict.SeenBefore, Cause.None, null, 1, 1, null)]);

        engine.IsAway = true;
        for (uint i = 0; i < AlertKeeper.WaitingMax + AlertKeeper.GroupMax + 100; i++)
            house.Alerts.Raise(new LabelKey(0, seed.Batch.Number, (i % 10) + 1), batch, [alert]);
        Assert.Equal(1, await db.Alerts.CountAsync(CancellationToken.None));

        engine.IsAway = false;
        await house.Alerts.Drain();
        var told = await db.Alerts.Where(row => row.Serial != 600).ToListAsync(CancellationToken.None);
        Assert.Equal(10, told.Count);
        // Who took the first out of the queue before it was full made room for a group at most.
        Assert.InRange(told.Sum(row => row.TimesSeen), AlertKeeper.WaitingMax, AlertKeeper.WaitingMax + AlertKeeper.GroupMax);
    }

    private sealed class AwayEngine(string connectionString) : SqliteEngine(connectionString)
    {
        public bool IsAway { get; set; }

        public override Task<IDbContextTransaction> BeginDeed(TraceabilityDb db, CancellationToken cancellation) =>
            IsAway ? throw HinderedEngine.DiskFailure : base.BeginDeed(db, cancellation);
    }
}
