using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;

namespace Traceability.Storage.Scans;

/// <summary>Looks a code up and changes nothing: open the seal, take the batch from memory, read one row, judge.</summary>
public sealed class LabelBook(Store store, KeyShelf keys, BatchShelf batches, CityShelf cities)
{
    /// <summary>The public answer to a check at a moment. A receipt of this very label gets the verdict first given to its owner.</summary>
    public async Task<LabelAnswer> Look(SourceCode code, string? gtin, string? receipt, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        return await Find(db, code, cancellation) is { } label
            ? await Answer(db, label, gtin, receipt, now, cancellation)
            : NeverIssued(code);
    }

    /// <summary>What is said of a code that opens to nothing of ours.</summary>
    public static LabelAnswer NeverIssued(SourceCode code) =>
        new(code, new Judgement(Verdict.NeverIssued, Cause.None, null, null), new ScanTally(0, null, null, false), null, false);

    internal async Task<FoundLabel?> Find(TraceabilityDb db, SourceCode code, CancellationToken cancellation)
    {
        // Another process may have rotated: a symbol unknown here is asked for once more before it is called foreign.
        if (!keys.Ring.TryGet(code.KeySymbol, out _))
            await keys.Follow(db, await db.FactsVersions.Select(facts => facts.Version).SingleAsync(cancellation), cancellation);
        if (keys.Seal.Open(code) is not SealOpening.Opened opened || opened.Serial == 0)
            return null;

        var shard = ShardKey.Of(opened.Batch, opened.Serial);
        // The version first: what is read after it can only be newer.
        var version = await db.FactsVersions.Select(facts => facts.Version).SingleAsync(cancellation);
        var row = await db.Labels.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Shard == shard && row.Batch == opened.Batch && row.Serial == opened.Serial, cancellation);
        await keys.Follow(db, version, cancellation);
        var batch = await batches.Find(db, opened.Batch, version, cancellation);

        // A code under another key than its batch's was made by whoever stole a key, not by us.
        return batch is { IsIssued: true } && batch.KeySymbol == opened.KeySymbol && opened.Serial <= batch.Ranges.Count
            ? new FoundLabel(code, opened.Batch, opened.Serial, batch, row ?? new LabelRow(shard, opened.Batch, opened.Serial))
            : null;
    }

    internal async Task<LabelAnswer> Answer(TraceabilityDb db, FoundLabel label, string? gtin, string? receipt, DateTimeOffset now, CancellationToken cancellation)
    {
        var own = await OwnScan(db, label, receipt, cancellation);
        return Answer(label, Judge(label, own?.Verdict, now), gtin, own is not null, now);
    }

    // A receipt from before the label was on sale owns nothing: else its holder would be told FirstScan for ever and never be counted.
    internal async Task<ScanRow?> OwnScan(TraceabilityDb db, FoundLabel label, string? receipt, CancellationToken cancellation) =>
        keys.Receipts.TryOpen(receipt, label.Batch, label.Serial, out var scanId) && await ScanOf(db, label, scanId, cancellation) is { } own && ScanRule.Confirms(own.Verdict)
            ? own : null;

    internal static Task<ScanRow?> ScanOf(TraceabilityDb db, FoundLabel label, Guid scanId, CancellationToken cancellation) =>
        db.Scans.AsNoTracking().SingleOrDefaultAsync(
            scan => scan.Shard == label.Row.Shard && scan.Batch == label.Batch && scan.Serial == label.Serial && scan.ScanId == scanId, cancellation);

    internal Judgement Judge(FoundLabel label, Verdict? ownVerdict, DateTimeOffset now)
    {
        var compromisedSince = keys.Ring.TryGet(label.Snapshot.KeySymbol, out var key) && key.State is KeyState.Compromised stolen ? stolen.Since : (DateTimeOffset?)null;
        return ScanRule.Judge(
            new LabelFacts(label.Snapshot.Ranges.Find(label.Serial), compromisedSince, label.Row.ToSuspicion(), label.Row.FirstScanAt, ownVerdict), now);
    }

    internal LabelAnswer Answer(FoundLabel label, Judgement judgement, string? gtin, bool yours, DateTimeOffset now)
    {
        var snapshot = label.Snapshot;
        var today = HouseTime.DayOf(now);
        var rights = snapshot.Rights.Select(right =>
            ShowRight.Of(right, snapshot.ProducerId, snapshot.Permissions, snapshot.MadeOn, snapshot.MadeAt, today, now)).ToList();
        return new LabelAnswer(
            label.Code, judgement,
            new ScanTally(label.Row.ScanCount, label.Row.FirstScanAt, cities.NameOf(label.Row.FirstScanAdcode), yours),
            snapshot.Backing with { Rights = rights },
            gtin is not null && gtin != snapshot.Product.Gtin,
            snapshot.Cartons?.ItemsIn(label.Serial));
    }
}

/// <summary>An issued label with what is known of it.</summary>
internal sealed record FoundLabel(SourceCode Code, uint Batch, uint Serial, BatchSnapshot Snapshot, LabelRow Row);
