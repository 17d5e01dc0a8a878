using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Codes;

/// <summary>A label of the caller's own, found by what somebody scanned or typed of it.</summary>
/// <param name="Batch">Its batch.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="Code">Its code.</param>
internal sealed record FoundLabel(BatchRow Batch, uint Serial, string Code)
{
    private const int SerialDigitsMax = 10;

    /// <summary>Finds it by its code or its whole address; where a batch is known, by the serial printed in a list of it too. The problem tells in words why there is none.</summary>
    public static async Task<(FoundLabel? Label, Problem? Problem)> Find(
        TraceabilityDb db, string typed, string field, Guid? batchId, LabelUri addresses, KeyShelf keys, CancellationToken cancellation)
    {
        var folded = TypedText.Fold(typed);
        if (batchId is { } known && folded.Length <= SerialDigitsMax && uint.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return await db.Batches.SingleOrDefaultAsync(batch => batch.Id == known && serial >= 1 && serial <= batch.Count, cancellation) is { } own
                ? (new FoundLabel(own, serial, typed), null)
                : (null, Problem.BadInput(field, "This batch has no such serial.", "unknownLabel", "这一批没有这个序号。"));
        }

        return addresses.Read(typed) switch
        {
            LabelUriReading.Label { Code: var code } => await Opened(db, code, field, keys, cancellation),
            LabelUriReading.Mistyped => (null, Problem.BadInput(field, "A symbol of this code is wrong: check your typing, or scan it.", "mistyped", "码里有一位不对：请核对，或用相机扫。")),
            LabelUriReading.NotOurAddress => (null, Problem.BadInput(field, "This QR code leads elsewhere: it is on no label of ours.", "notOurAddress", "这个二维码指向别的网址，不是我们的标签。")),
            _ => (null, Problem.BadInput(field, "This is no source code: it has twenty symbols.", zh: "这不是知源码：码有 20 位，在二维码下面。")),
        };
    }

    /// <summary>The batch of an opened code, if it is the caller's and holds the serial.</summary>
    public static Task<BatchRow?> BatchOf(TraceabilityDb db, SealOpening.Opened opened, CancellationToken cancellation) => db.Batches.SingleOrDefaultAsync(
        batch => batch.Number == opened.Batch && batch.KeySymbol == opened.KeySymbol && opened.Serial <= batch.Count, cancellation);

    private static async Task<(FoundLabel? Label, Problem? Problem)> Opened(TraceabilityDb db, SourceCode code, string field, KeyShelf keys, CancellationToken cancellation) =>
        keys.Seal.Open(code) is SealOpening.Opened { Serial: > 0 } opened && await BatchOf(db, opened, cancellation) is { } batch
            ? (new FoundLabel(batch, opened.Serial, code.ToString()), null)
            : (null, Problem.BadInput(field, "This label is none of yours.", "unknownLabel", "这不是您单位的标签。"));
}
