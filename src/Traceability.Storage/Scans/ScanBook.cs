using Traceability.Codes;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage.Codes;

namespace Traceability.Storage.Scans;

/// <summary>Counts scans. Acknowledged means durable: it answers after the transaction that holds the scan is committed.</summary>
public sealed class ScanBook(Store store, LabelBook labels, KeyShelf keys)
{
    /// <summary>Counts one scan of a code and gives its receipt. The same scan id on the same label is the same scan; whoever shows the receipt of a confirmation is not counted again.</summary>
    /// <param name="code">The code.</param>
    /// <param name="gtin">The GTIN of the link, if it named one.</param>
    /// <param name="scanId">Chosen by the client for this scan.</param>
    /// <param name="receipt">A receipt of this label, if the client has one.</param>
    /// <param name="adcode">Prefecture of the place offered, if one was offered and is known.</param>
    /// <param name="now">The moment of the scan.</param>
    /// <param name="cancellation">Gives up before the commit begins.</param>
    public Task<CountedScan> Count(
        SourceCode code, string? gtin, Guid scanId, string? receipt, string? adcode, DateTimeOffset now, CancellationToken cancellation) =>
        store.Write(TenantScope.House, async db =>
        {
            if (await labels.Find(db, code, cancellation) is not { } label)
                return await CountNeverIssued(db, code, now, cancellation);

            if (await labels.OwnScan(db, label, receipt, cancellation) is { } own)
                return Written<CountedScan>.Nothing(Again(label, own, gtin, now));
            if (await LabelBook.ScanOf(db, label, scanId, cancellation) is { } same)
                return Written<CountedScan>.Nothing(Again(label, same, gtin, now));

            var judgement = labels.Judge(label, null, now);
            var row = await db.Labels.FindAsync([label.Row.Shard, label.Batch, label.Serial], cancellation);
            if (row is null)
                db.Labels.Add(row = label.Row);
            var confirms = ScanRule.Confirms(judgement.Verdict);
            if (confirms)
            {
                row.ScanCount++;
                if (row.FirstScanAt is null)
                    (row.FirstScanAt, row.FirstScanAdcode) = (now, adcode);
            }

            db.Scans.Add(new ScanRow(row.Shard, label.Batch, label.Serial, scanId, now, judgement.Verdict, adcode));
            var answer = labels.Answer(label with { Row = row }, judgement, gtin, confirms, now);
            return Written<CountedScan>.Done(
                new CountedScan(answer, keys.Receipts.Issue(label.Batch, label.Serial, scanId)),
                Act.Of(ActKind.Scanned, now,
                    Fact.Id("batch", label.Snapshot.Id), Fact.Number("serial", label.Serial), Fact.Id("scan", scanId),
                    Fact.Text("verdict", judgement.Verdict.ToString()), Fact.Text("adcode", adcode)));
        }, cancellation);

    private CountedScan Again(FoundLabel label, ScanRow scan, string? gtin, DateTimeOffset now) =>
        new(labels.Answer(label, labels.Judge(label, scan.Verdict, now), gtin, ScanRule.Confirms(scan.Verdict), now),
            keys.Receipts.Issue(label.Batch, label.Serial, scan.ScanId));

    private static async Task<Written<CountedScan>> CountNeverIssued(TraceabilityDb db, SourceCode code, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = HouseTime.DayOf(now);
        var counter = await db.NeverIssuedDays.FindAsync([day], cancellation);
        if (counter is null)
            db.NeverIssuedDays.Add(counter = new NeverIssuedDayRow(day));
        counter.Count++;
        return Written<CountedScan>.Tallied(new CountedScan(LabelBook.NeverIssued(code), null));
    }
}

/// <summary>A scan as acknowledged.</summary>
/// <param name="Answer">What the public is told.</param>
/// <param name="Receipt">The owner's receipt; none for a code never issued.</param>
public sealed record CountedScan(LabelAnswer Answer, string? Receipt);
