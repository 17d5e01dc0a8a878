using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.StockCountReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Records what somebody counted of a roll or a range, beside what our records say of it. It is recorded whether it balances or not.</summary>
internal static class CountStock
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches/{id:guid}/stock-counts", Count).For(Role.Producer).WithSummary("Records what was counted of a roll or a range of serials, beside what our records say.");

    // Records the count in one deed, for the API and for the page.
    public static async Task<Reply> Count(Guid id, StockCountRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (BadNumber(request) is { } badNumber)
            return badNumber;
        if (PlainText.ReadOptional(request.Roll, "roll", 40, out var rollName) is { } badRoll)
            return badRoll;
        if (PlainText.ReadOptional(request.Note, "note", 300, out var note) is { } badNote)
            return badNote;
        if (rollName is null ? request is not { First: not null, Last: not null } : request is not { First: null, Last: null })
            return Problem.BadInput("roll", "Say what was counted: either a roll, or the first and the last serial.", zh: "请说明盘点的是哪些：选一卷，或者填首号和末号，不要都填。");

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (batch.State != BatchState.Issued)
                return Written<Reply>.Nothing(batch.NotIssued());
            var roll = await db.Rolls.AsNoTracking().SingleOrDefaultAsync(
                roll => roll.BatchId == id && (rollName == null ? roll.First == request.First && roll.Last == request.Last : roll.Name == rollName), cancellation);
            if (roll is null && rollName is not null)
                return Written<Reply>.Nothing(Problem.BadInput("roll", "This batch has no roll of that name.", "unknownRoll", "这一批没有这个卷。"));
            if (!SerialSpan.TryCreate(roll?.First ?? request.First!.Value, roll?.Last ?? request.Last!.Value, batch.Count, out var span))
                return Written<Reply>.Nothing(batch.NoSuchSerials());

            var standing = await db.StockCounts.Where(count => count.BatchId == id && count.ReplacedBy == null).ToListAsync(cancellation);
            var place = ReconciliationRule.Place([.. standing.Select(earlier => earlier.Span)], span);
            if (place is not CountPlace.Stands stands)
                return Written<Reply>.Nothing(Refusal(place, standing));

            var ranges = await db.LabelRanges.AsNoTracking().Where(range => range.BatchId == id).ToListAsync(cancellation);
            var recorded = RecordedTally.Of(new RangeBook(batch.Count, ranges.Select(range => range.ToRange())), span);
            var count = new StockCountRow(Guid.CreateVersion7(now), caller.TenantId, id, span.First, span.Last, request.Applied, request.Spoiled, request.Destroyed, request.InStock,
                recorded.Activated, recorded.Spoiled, recorded.Withdrawn, recorded.Retired, note, caller.Id, now);
            foreach (var earlier in standing.Where(earlier => stands.Replaced.Contains(earlier.Span)))
                earlier.ReplacedBy = count.Id;
            await Store.Flush(db, cancellation);
            db.StockCounts.Add(count);

            var reply = StockCountReply.Of(count, roll?.Name);
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/batches/{id}/reconciliation", reply),
                Act.Of(ActKind.StockCounted, now,
                    Fact.Id("batch", id), Fact.Id("count", count.Id), Fact.Text("roll", reply.Roll), Fact.Number("first", count.First), Fact.Number("last", count.Last),
                    Fact.Number("applied", count.Applied), Fact.Number("spoiled", count.Spoiled), Fact.Number("destroyed", count.Destroyed), Fact.Number("inStock", count.InStock),
                    Fact.Number("recordedActivated", recorded.Activated), Fact.Number("recordedSpoiled", recorded.Spoiled),
                    Fact.Number("recordedWithdrawn", recorded.Withdrawn), Fact.Number("recordedRetired", recorded.Retired),
                    Fact.Number("difference", reply.Difference), Fact.List("contradictions", reply.Contradictions.Select(contradiction => contradiction.Code)),
                    Fact.Text("note", note), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static Problem? BadNumber(StockCountRequest request)
    {
        foreach (var (field, number) in ((string, long)[])[("applied", request.Applied), ("spoiled", request.Spoiled), ("destroyed", request.Destroyed), ("inStock", request.InStock)])
        {
            if (number is < 0 or > ReconciliationRule.NumberMax)
                return Problem.BadInput(field, $"A number of labels is 0 to {ReconciliationRule.NumberMax}.", zh: $"请填 0 到 {ReconciliationRule.NumberMax} 的整数。");
        }

        return null;
    }

    private static Problem Refusal(CountPlace place, List<StockCountRow> standing)
    {
        if (place is not CountPlace.CutsThrough { Earlier: var span })
            return Problem.Conflict("tooManyCounts", $"A batch has {ReconciliationRule.CountsMax} counts at most: count larger ranges.", zh: $"一批最多 {ReconciliationRule.CountsMax} 次盘点，请一次盘更大的一段。");
        var earlier = standing.First(count => count.Span == span);
        return Problem.Conflict("countOverlaps", $"Labels {earlier.First} to {earlier.Last} were counted together: count all of them again, or none.", "first",
            $"第 {earlier.First} 到 {earlier.Last} 枚是一起盘点的：要么全部重盘，要么不动。") with
        {
            More = new JsonObject { ["count"] = earlier.Id.ToString(), ["first"] = earlier.First, ["last"] = earlier.Last },
        };
    }
}

/// <summary>What was counted of a roll, or of the serials from first to last.</summary>
/// <param name="Applied">On goods.</param>
/// <param name="Spoiled">Spoiled, and there to be seen.</param>
/// <param name="Destroyed">Destroyed, by the record of whoever did it.</param>
/// <param name="InStock">Waiting for goods.</param>
/// <param name="Roll">The name of the roll; left out when a first and a last serial are given.</param>
/// <param name="First">The first serial; left out when a roll is given.</param>
/// <param name="Last">The last serial, inclusive; left out when a roll is given.</param>
/// <param name="Note">Where, by whom, why it does not balance.</param>
public sealed record StockCountRequest(
    long Applied, long Spoiled, long Destroyed, long InStock, string? Roll = null, long? First = null, long? Last = null, string? Note = null);

/// <summary>A count beside our records.</summary>
/// <param name="Id">Identity.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Roll">The roll, when the range is one.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="Ordered">Labels in the range.</param>
/// <param name="Applied">Counted on goods.</param>
/// <param name="Spoiled">Counted as spoiled.</param>
/// <param name="Destroyed">Counted as destroyed.</param>
/// <param name="InStock">Counted in stock.</param>
/// <param name="Difference">Ordered less the four; 0 is balanced, below 0 there are more labels than were ordered.</param>
/// <param name="Recorded">What our records said of the range at that moment.</param>
/// <param name="Contradictions">What cannot be true as it stands.</param>
/// <param name="Note">The note.</param>
/// <param name="CountedAt">When it was recorded.</param>
public sealed record StockCountReply(
    Guid Id, Guid BatchId, string? Roll, uint First, uint Last, long Ordered, long Applied, long Spoiled, long Destroyed, long InStock, long Difference,
    RecordedTally Recorded, IReadOnlyList<ContradictionReply> Contradictions, string? Note, DateTimeOffset CountedAt)
{
    internal static StockCountReply Of(StockCountRow row, string? roll)
    {
        var judged = row.Judge();
        return new(row.Id, row.BatchId, roll, row.First, row.Last, row.Span.Count, row.Applied, row.Spoiled, row.Destroyed, row.InStock, judged.Difference,
            row.Recorded, [.. judged.Contradictions.Select(found => new ContradictionReply(found.Code, found.Labels, found.Words.Zh, found.Words.En))], row.Note, row.CountedAt);
    }
}

/// <summary>One thing about a count that cannot be true as it stands.</summary>
/// <param name="Code">surplus, unaccounted, activatedNotApplied, spoiledNotRecorded or spoiledNotCounted.</param>
/// <param name="Labels">How many labels it is about.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record ContradictionReply(string Code, long Labels, string Zh, string En);
