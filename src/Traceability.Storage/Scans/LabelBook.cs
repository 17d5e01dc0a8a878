using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;

namespace Traceability.Storage.Scans;

/// <summary>Looks a code up and changes nothing: open the seal, read one row, take the batch from memory, judge.</summary>
public sealed class LabelBook(Store store, DatabaseEngine engine, KeyShelf keys, BatchShelf batches, CityShelf cities)
{
    /// <summary>The public answer to a check at a moment. A receipt of this very label gets the verdict first given to its owner.</summary>
    public async Task<LabelAnswer> Look(SourceCode code, string? gtin, string? receipt, DateTimeOffset now, CancellationToken cancellation)
    {
        // The version stands in the same row: what is read after it can only be newer. A code that opens to nothing costs the same read, of no label, so that time tells nothing of our keys.
        var opened = Open(code);
        var key = opened is null ? default : KeyOf(opened);
        var seen = await engine.ReadLabel(key, cancellation);
        await keys.Follow(seen.FactsVersion, cancellation);
        if (opened is null)
            return Open(code) is null ? NeverIssued(code) : await Look(code, gtin, receipt, now, cancellation);
        if (await batches.Find(opened.Batch, seen.FactsVersion, cancellation) is not { } batch || !Holds(batch, opened))
            return NeverIssued(code);

        var label = new FoundLabel(code, key, batch, seen.Row ?? new LabelRow(key.Shard, key.Batch, key.Serial));
        var own = await OwnVerdict(label, receipt, cancellation);
        return Answer(label, Judge(keys, batch, label.Row, own, now), gtin, own is not null, now);
    }

    /// <summary>True for a code of ours, whatever became of its label. It asks memory only.</summary>
    public async ValueTask<bool> IsIssued(SourceCode code, CancellationToken cancellation) => (await Identify(code, null, cancellation)).Label is not null;

    /// <summary>What is said of a code that opens to nothing of ours.</summary>
    public static LabelAnswer NeverIssued(SourceCode code) =>
        new(code, new Judgement(Verdict.NeverIssued, Cause.None, null, null), new ScanTally(0, null, null, false), null, false);

    /// <summary>A label's row to be changed within a deed; it appears when nothing ever happened to the label.</summary>
    public static async Task<LabelRow> RowOf(TraceabilityDb db, LabelKey key, CancellationToken cancellation)
    {
        // The journal may write the same label at this moment: who comes second finds the row instead of failing.
        await db.Database.ExecuteSqlAsync($"INSERT INTO label (shard, batch, serial, scan_count, version) VALUES ({key.Shard}, {(long)key.Batch}, {(long)key.Serial}, 0, 1) ON CONFLICT DO NOTHING", cancellation);
        return (await db.Labels.FindAsync([key.Shard, key.Batch, key.Serial], cancellation))!;
    }

    /// <summary>Within a deed: what a label's scans contradicted is explained, and only later ones count for a conflict.</summary>
    public static async Task ExplainConflict(TraceabilityDb db, LabelKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Labels.FindAsync([key.Shard, key.Batch, key.Serial], cancellation) is not { } label)
            return;
        (label.ConflictSince, label.ExplainedAt) = (null, now);
        label.Version++;
    }

    /// <summary>The label and batch of a code as this process knows them at a version of the facts; by default the newest version that it has seen.</summary>
    internal async Task<IdentifiedLabel> Identify(SourceCode code, long? atVersion, CancellationToken cancellation)
    {
        // Another process may have rotated: a symbol unknown here is asked for once more before it is called foreign.
        if (!keys.Ring.TryGet(code.KeySymbol, out _))
            await keys.Reload(cancellation);
        var opened = Open(code);
        var version = atVersion ?? keys.FactsVersion;
        await keys.Follow(version, cancellation);
        if (opened is null || await batches.Find(opened.Batch, version, cancellation) is not { } batch)
            return new IdentifiedLabel(version, null, null, null);
        return Holds(batch, opened)
            ? new IdentifiedLabel(version, KeyOf(opened), batch, null)
            : new IdentifiedLabel(version, null, null, batch.KeySymbol == opened.KeySymbol ? null : batch);
    }

    internal static Judgement Judge(KeyShelf keys, BatchSnapshot batch, LabelRow label, Verdict? ownVerdict, DateTimeOffset now)
    {
        var compromisedSince = keys.Ring.TryGet(batch.KeySymbol, out var key) && key.State is KeyState.Compromised stolen ? stolen.Since : (DateTimeOffset?)null;
        return ScanRule.Judge(new LabelFacts(batch.Ranges.Find(label.Serial), compromisedSince, label.ToSuspicion(), label.ConflictSince, label.FirstScanAt, ownVerdict), now);
    }

    internal LabelAnswer Answer(FoundLabel label, Judgement judgement, string? gtin, bool yours, DateTimeOffset now)
    {
        var snapshot = label.Snapshot;
        var today = HouseTime.DayOf(now);
        var rights = snapshot.Rights.Select(right =>
            ShowRight.Of(right, snapshot.ProducerId, snapshot.Permissions, snapshot.MadeOn, snapshot.MadeAt, today, now)
            with
            { CertificateSha256 = right.CertificateSha256 is { } sha256 && snapshot.CertificatePictures.Contains(sha256) ? sha256 : null }).ToList();
        return new LabelAnswer(
            label.Code, judgement,
            new ScanTally(label.Row.ScanCount, label.Row.FirstScanAt, cities.NameOf(label.Row.FirstScanAdcode), yours),
            snapshot.Backing with { Rights = rights },
            gtin is not null && gtin != snapshot.Product.Gtin,
            snapshot.Cartons?.ItemsIn(label.Key.Serial));
    }

    private SealOpening.Opened? Open(SourceCode code) => keys.Seal.Open(code) is SealOpening.Opened { Serial: > 0 } opened ? opened : null;

    private static LabelKey KeyOf(SealOpening.Opened opened) => new(ShardKey.Of(opened.Batch, opened.Serial), opened.Batch, opened.Serial);

    // A code under another key than its batch's was made by whoever stole a key, not by us.
    private static bool Holds(BatchSnapshot batch, SealOpening.Opened opened) =>
        batch.IsIssued && batch.KeySymbol == opened.KeySymbol && opened.Serial <= batch.Ranges.Count;

    // A receipt from before the label was on sale owns nothing: else its holder would be told FirstScan for ever and never be counted.
    private async Task<Verdict?> OwnVerdict(FoundLabel label, string? receipt, CancellationToken cancellation)
    {
        if (!keys.Receipts.TryOpen(receipt, label.Key.Batch, label.Key.Serial, out var scanId))
            return null;
        var scan = LabelMemory.Of(label.Row, SaleTerms.Free).Oldest(scanId);
        if (LabelMemory.MayHaveForgotten(label.Row))
        {
            await using var db = store.Read(TenantScope.House);
            scan = PastScan.Older(scan, await engine.FindForgotten(db, new ScanKey(label.Key, scanId), cancellation));
        }

        return scan is { Verdict: var verdict } && ScanRule.Confirms(verdict) ? verdict : null;
    }
}

/// <summary>A label with its batch at a version of the facts; neither when the code was never issued, and the batch it pretends to be of when it was sealed under another key than that.</summary>
internal readonly record struct IdentifiedLabel(long FactsVersion, LabelKey? Label, BatchSnapshot? Snapshot, BatchSnapshot? Pretended);

/// <summary>An issued label with what is known of it.</summary>
internal sealed record FoundLabel(SourceCode Code, LabelKey Key, BatchSnapshot Snapshot, LabelRow Row);
