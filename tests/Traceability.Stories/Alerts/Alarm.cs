using Microsoft.EntityFrameworkCore;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Scans;

namespace Traceability.Stories.Alerts;

/// <summary>Alerts as the rules tell them of one label, without the weeks of scans behind them.</summary>
internal static class Alarm
{
    public static readonly ScanPlace Panjin = new(GeoPoint.At(122.05, 41.15), 0);
    public static readonly ScanPlace Shenyang = new(GeoPoint.At(123.43, 41.80), 0);
    public static readonly ScanPlace Shanghai = new(GeoPoint.At(121.47, 31.23), 0);

    /// <summary>Tells an alert of a label that was seen at places, an hour apart, and answers its identity once it is recorded.</summary>
    public static async Task<Guid> Tell(OpenHouse house, Guid batch, uint serial, AlertCause cause, params ScanPlace?[] places)
    {
        // Identities grow with time only.
        var now = house.Clock.GetUtcNow().AddMilliseconds(1);
        house.Clock.GoTo(now);
        return await Tell(house, batch, serial, new Alert(cause,
            [.. places.Select((place, at) => new Sighting(now.AddHours(at - places.Length), Verdict.SeenBefore, Cause.None, place, (ulong)at, (ulong)at, null))])
        { Metres = 120_000, Hours = places.Length - 1 });
    }

    public static async Task<Guid> Tell(OpenHouse house, Guid batch, uint serial, Alert alert)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        var number = (await db.Batches.SingleAsync(row => row.Id == batch)).Number;
        var snapshot = await house.House.Batches.Find(number, (await db.FactsVersions.SingleAsync()).Version, CancellationToken.None);
        house.House.Alerts.Raise(new LabelKey(ShardKey.Of(number, serial), number, serial), snapshot!, [alert]);
        await house.House.Alerts.Drain();
        return (await db.Alerts.Where(row => row.BatchId == batch && row.Serial == serial && row.Cause == alert.Cause).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync())[^1];
    }
}
