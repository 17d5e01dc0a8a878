using Microsoft.EntityFrameworkCore;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Traceability.Storage.Scans;

namespace Traceability.Desk.Issuing;

/// <summary>Judges an activation against what its producer declared, in the deed that activates. It forbids nothing: an alert is for an officer to look at.</summary>
internal static class ActivationWatch
{
    private static readonly AlertThresholds Limits = AlertThresholds.Default;

    /// <summary>Records what there is to tell of a change that was made, and answers with the acts of that; none for any other change than an activation of items.</summary>
    /// <param name="db">The deed.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="change">What was changed.</param>
    /// <param name="place">Where whoever activated says he stood.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<Act>> Acts(TraceabilityDb db, BatchRow batch, LabelRange change, ScanPlace? place, CancellationToken cancellation)
    {
        if (change.State != LabelState.Activated || batch.Kind != BatchKind.Items)
            return [];

        await Store.Flush(db, cancellation);
        var party = await (from lot in db.Lots join owner in db.Parties on lot.PartyId equals owner.Id where lot.Id == batch.LotId select owner).AsNoTracking().SingleAsync(cancellation);
        Alert?[] alerts =
        [
            ActivationAlertRule.ActivationFar(place, party.Site, Limits),
            party.CapacityPerDay is null ? null : ActivationAlertRule.ActivationPace(await ActivatedOn(HouseTime.DayOf(change.Since), party.Id, db, cancellation), party.CapacityPerDay, Limits),
            await WithoutStock(db, batch, change, cancellation),
        ];
        var book = new AlertBook(db, change.Since, cancellation);
        foreach (var alert in alerts.OfType<Alert>())
            await book.Take(ToldAlert.Of(batch.TenantId, batch.Id, 0, alert, _ => null));
        return book.Acts;
    }

    // Of all batches that the party makes.
    private static Task<long> ActivatedOn(DateOnly day, Guid partyId, TraceabilityDb db, CancellationToken cancellation)
    {
        var since = HouseTime.StartOf(day);
        return (from range in db.LabelRanges
                where range.State == LabelState.Activated && range.Since >= since
                join batch in db.Batches on range.BatchId equals batch.Id
                where batch.Kind == BatchKind.Items
                join lot in db.Lots on batch.LotId equals lot.Id
                where lot.PartyId == partyId
                select (long)range.Last - range.First + 1).SumAsync(cancellation);
    }

    // Where a count stands, what was on goods and what was left for goods is all that can be on sale; where nobody counted, nothing is said.
    private static async Task<Alert?> WithoutStock(TraceabilityDb db, BatchRow batch, LabelRange change, CancellationToken cancellation)
    {
        var counts = await db.StockCounts.AsNoTracking().Where(count => count.BatchId == batch.Id && count.ReplacedBy == null && count.First <= change.Last && count.Last >= change.First).ToListAsync(cancellation);
        if (counts.Count == 0)
            return null;

        var ranges = await db.LabelRanges.AsNoTracking().Where(range => range.BatchId == batch.Id).ToListAsync(cancellation);
        var book = new RangeBook(batch.Count, ranges.Select(range => range.ToRange()));
        return counts.Select(count => ActivationAlertRule.ActivationWithoutStock(RecordedTally.Of(book, count.Span).Activated, count.Applied + count.InStock))
            .OfType<Alert>().MaxBy(alert => alert.Labels);
    }
}
