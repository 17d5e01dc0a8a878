using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Scans;

/// <summary>Alerts told of a label that somebody sowed, and what was kept of them.</summary>
internal static class ToldAlerts
{
    public static readonly ScanPlace Panjin = new(GeoPoint.At(122.05, 41.15), 0);
    public static readonly ScanPlace Shenyang = new(GeoPoint.At(123.43, 41.80), 0);
    public static readonly ScanPlace Shanghai = new(GeoPoint.At(121.47, 31.23), 0);

    public static (AlertState, int) Shape(AlertRow row) => (row.State, (int)row.TimesSeen);

    public static Alert Told(AlertCause cause, params Sighting[] evidence) => new(cause, evidence);

    // A moment of its own each, as scans have.
    public static Sighting Seen(TestHouse house, ScanPlace? place) => new(house.Clock.Pass(TimeSpan.FromMilliseconds(1)), Verdict.SeenBefore, Cause.None, place, 77777, 77777, null);

    public static Task Decide(TestHouse house, Func<AlertBook, AlertRow, Task> decision) => house.House.Store.Write(TenantScope.House, async db =>
    {
        var book = new AlertBook(db, house.Clock.GetUtcNow(), CancellationToken.None);
        await decision(book, await db.Alerts.SingleAsync(alert => alert.Serial == 1));
        return Written<bool>.Done(true, book.Acts[0]);
    }, CancellationToken.None);

    // Without what the seed has brought.
    public static async Task<List<AlertRow>> Alerts(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return await db.Alerts.Where(alert => alert.Serial != 600).OrderBy(alert => alert.Id).ToListAsync(CancellationToken.None);
    }

    public static async Task<int> Acts(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return await db.Acts.CountAsync(act => act.Kind == ActKind.AlertRaised, CancellationToken.None);
    }

    public static async Task<long> FactsVersion(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return (await db.FactsVersions.SingleAsync(CancellationToken.None)).Version;
    }

    public sealed record Label(TestHouse House, Seed Seed, LabelKey Key, Storage.Issuing.BatchSnapshot Batch)
    {
        public static async Task<Label> Of(TestHouse house, uint serial = 1, Seed? seed = null)
        {
            seed ??= await Seed.Sow(house.House, "甲");
            var batch = (await house.House.Batches.Find(seed.Batch.Number, await FactsVersion(house), CancellationToken.None))!;
            return new Label(house, seed, new LabelKey(ShardKey.Of(seed.Batch.Number, serial), seed.Batch.Number, serial), batch);
        }

        public Task Tell(Alert alert)
        {
            House.House.Alerts.Raise(Key, Batch, [alert]);
            return House.House.Alerts.Drain();
        }
    }
}
