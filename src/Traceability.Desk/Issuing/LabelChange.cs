using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The one way by which labels of a batch change their state: judged by the core, kept as ranges, and what a label carried goes back when it was spoiled unused.</summary>
internal static class LabelChange
{
    /// <summary>Reads what is wanted of labels; the problem names the field.</summary>
    public static Problem? Read(LabelState state, string? typed, out string? reason)
    {
        reason = null;
        if (state == LabelState.NotActivated)
            return Problem.BadInput("state", "Give Activated, Spoiled, Withdrawn or Retired.", zh: "请从列表里选一项。");
        if (PlainText.ReadOptional(typed, "reason", 200, out reason) is { } badReason)
            return badReason;
        return reason is null && state != LabelState.Activated
            ? Problem.BadInput("reason", "Say why: whoever scans such a label will read it.", "reasonNeeded", "请写明原因：扫到这枚标签的人会看到。")
            : null;
    }

    /// <summary>Changes all of a range within the transaction, or says which label forbids it; nothing is prepared when no label changes.</summary>
    public static Task<(RangeChange.Applied? Applied, Problem? Problem)> Make(TraceabilityDb db, BatchRow batch, LabelRange change, CancellationToken cancellation) =>
        Make(db, batch, change, (book, elsewhere) => book.Apply(change, elsewhere), cancellation);

    /// <summary>The same for every label that may take the state; the others stay as they are.</summary>
    public static Task<(RangeChange.Applied? Applied, Problem? Problem)> MakeWhereLawful(TraceabilityDb db, BatchRow batch, LabelRange change, CancellationToken cancellation) =>
        Make(db, batch, change, (book, elsewhere) => book.ApplyWhereLawful(change, elsewhere), cancellation);

    /// <summary>The act of a change.</summary>
    public static Act ActOf(BatchRow batch, LabelRange change, long changed, Caller caller) => Act.Of(ActKind.RangeChanged, change.Since,
        Fact.Id("batch", batch.Id), Fact.Number("first", change.First), Fact.Number("last", change.Last), Fact.Text("state", change.State.ToString()),
        Fact.Text("reason", change.Reason), Fact.Number("changed", changed), Fact.Id("by", caller.Id));

    private static async Task<(RangeChange.Applied? Applied, Problem? Problem)> Make(
        TraceabilityDb db, BatchRow batch, LabelRange change, Func<RangeBook, int, RangeChange> apply, CancellationToken cancellation)
    {
        if (batch.State != BatchState.Issued)
            return (null, batch.NotIssued());
        if (!LabelStateRule.MayEverBe(batch.Kind, change.State))
            return (null, Problem.Conflict("testPrint", "This is a test print: its labels can be spoiled or withdrawn, never activated.", "state", "这是试印批：只能作废或撤回，永远不能启用。"));

        // Carton by carton a batch falls into thousands of pieces: only those that the change touches or joins are read.
        var (before, after) = (change.First - 1, change.Last == uint.MaxValue ? uint.MaxValue : change.Last + 1);
        var rows = await db.LabelRanges.Where(range => range.BatchId == batch.Id && range.First <= after && range.Last >= before).ToListAsync(cancellation);
        var elsewhere = await db.LabelRanges.CountAsync(range => range.BatchId == batch.Id, cancellation) - rows.Count;
        var outcome = apply(new RangeBook(batch.Count, rows.Select(row => row.ToRange())), elsewhere);
        if (outcome is not RangeChange.Applied applied)
            return (null, Refusal(outcome, change.State));
        if (applied.Changed == 0)
            return (applied, null);

        var kept = applied.Book.Ranges.Select(range => new LabelRangeRow(batch.Id, range.First, range.Last, range.State, range.Reason, range.Since)).ToHashSet();
        db.LabelRanges.RemoveRange(rows.Where(row => !kept.Contains(row)));
        await Store.Flush(db, cancellation);
        db.LabelRanges.AddRange(kept.Except(rows));
        batch.Version++;

        if (change.State == LabelState.Spoiled && applied.FromNotActivated > 0 && batch.Quantity > 0)
            await Return(db, batch, applied.FromNotActivated, change.Since, cancellation);
        return (applied, null);
    }

    // What a label carried goes back to its lot while the season runs; afterwards it has expired with the season.
    private static async Task Return(TraceabilityDb db, BatchRow batch, long labels, DateTimeOffset now, CancellationToken cancellation)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Kind == AccountKind.Lot && account.LotId == batch.LotId, cancellation);
        if (account.SeasonId is { } season && await db.Seasons.AnyAsync(row => row.Id == season && row.ClosedAt != null, cancellation))
            return;
        var book = new AllowanceBook(db, now, cancellation);
        await book.Move(MovementKind.Return, await book.Issued(account), account, batch.Quantity / batch.Count * labels, $"batch:{batch.Id}");
    }

    private static Problem Refusal(RangeChange change, LabelState wanted) => change switch
    {
        RangeChange.Unlawful unlawful => Problem.Conflict("unlawfulState", $"Label {unlawful.Serial} is {unlawful.From} and cannot become {wanted}.", "state",
            $"第 {unlawful.Serial} 枚现在是“{LabelWords.Of(unlawful.From).Zh}”，不能改成“{LabelWords.Of(wanted).Zh}”。") with
        {
            More = new JsonObject { ["serial"] = unlawful.Serial, ["from"] = unlawful.From.ToString() },
        },
        _ => Problem.Conflict("tooManyPieces", $"A batch can be cut into {RangeBook.PiecesMax} ranges at most.", zh: $"一批最多分成 {RangeBook.PiecesMax} 段，请一次改更大的一段。"),
    };
}
