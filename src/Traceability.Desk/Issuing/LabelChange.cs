using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using VerdictNames = Traceability.Pages.Scans.VerdictNames;

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

    /// <summary>The act of a change.</summary>
    public static Act ActOf(BatchRow batch, LabelRange change, long changed, Caller caller) => Act.Of(ActKind.RangeChanged, change.Since,
        Fact.Id("batch", batch.Id), Fact.Number("first", change.First), Fact.Number("last", change.Last), Fact.Text("state", change.State.ToString()),
        Fact.Text("reason", change.Reason), Fact.Number("changed", changed), Fact.Id("by", caller.Id));

    /// <summary>What a change would come to, or which label forbids it; it changes nothing. Where lawful, labels that may not take the state stay as they are and forbid nothing.</summary>
    public static async Task<(JudgedChange? Judged, Problem? Problem)> Judge(TraceabilityDb db, BatchRow batch, LabelRange change, bool whereLawful, CancellationToken cancellation)
    {
        if (batch.State != BatchState.Issued)
            return (null, batch.NotIssued());
        if (!LabelStateRule.MayEverBe(batch.Kind, change.State))
            return (null, Problem.Conflict("testPrint", "This is a test print: its labels can be spoiled or withdrawn, never activated.", "state", "这是试印批：只能报废或作废，永远不能启用。"));

        // Carton by carton a batch falls into thousands of pieces: only those that the change touches or joins are read.
        var (before, after) = (change.First - 1, change.Last == uint.MaxValue ? uint.MaxValue : change.Last + 1);
        var rows = await db.LabelRanges.Where(range => range.BatchId == batch.Id && range.First <= after && range.Last >= before).ToListAsync(cancellation);
        var elsewhere = await db.LabelRanges.CountAsync(range => range.BatchId == batch.Id, cancellation) - rows.Count;
        var book = new RangeBook(batch.Count, rows.Select(row => row.ToRange()));
        return (whereLawful ? book.ApplyWhereLawful(change, elsewhere) : book.Apply(change, elsewhere)) switch
        {
            RangeChange.Applied applied => (new JudgedChange(batch, change, applied, rows), null),
            var refused => (null, Refusal(refused, change.State)),
        };
    }

    /// <summary>Prepares within the transaction what was judged in it; nothing when no label changes.</summary>
    public static async Task Make(TraceabilityDb db, JudgedChange judged, CancellationToken cancellation)
    {
        var (batch, change, applied, rows) = judged;
        if (applied.Changed == 0)
            return;

        var kept = applied.Book.Ranges.Select(range => new LabelRangeRow(batch.Id, range.First, range.Last, range.State, range.Reason, range.Since)).ToHashSet();
        db.LabelRanges.RemoveRange(rows.Where(row => !kept.Contains(row)));
        await Store.Flush(db, cancellation);
        db.LabelRanges.AddRange(kept.Except(rows));
        batch.Version++;

        if (change.State == LabelState.Spoiled && applied.FromNotActivated > 0 && batch.Quantity > 0)
            await Return(db, batch, applied.FromNotActivated, change.Since, cancellation);
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
        RangeChange.Unlawful unlawful => Problem.Conflict("unlawfulState", $"Label {unlawful.Serial} is {VerdictNames.Of(unlawful.From).En} and cannot become {VerdictNames.Of(wanted).En}.{(wanted == LabelState.Spoiled ? " Only labels not in use yet can be spoiled: withdraw the others." : "")}", "state",
            $"第 {unlawful.Serial} 枚现在是“{VerdictNames.Of(unlawful.From).Zh}”，不能改成“{VerdictNames.Of(wanted).Zh}”。{(wanted == LabelState.Spoiled ? "只有还没启用的标签能报废，其余请选“作废”。" : "")}") with
        {
            More = new JsonObject { ["serial"] = unlawful.Serial, ["from"] = unlawful.From.ToString() },
        },
        _ => Problem.Conflict("tooManyPieces", $"A batch can be cut into {RangeBook.PiecesMax} ranges at most.", zh: $"一批最多分成 {RangeBook.PiecesMax} 段，请一次改更大的一段。"),
    };
}

/// <summary>A change of labels that was judged and not made yet.</summary>
/// <param name="Batch">Their batch.</param>
/// <param name="Change">What is to become of which labels.</param>
/// <param name="Applied">What it comes to.</param>
/// <param name="Rows">The stored ranges that it touches or joins.</param>
internal sealed record JudgedChange(BatchRow Batch, LabelRange Change, RangeChange.Applied Applied, IReadOnlyList<LabelRangeRow> Rows);
