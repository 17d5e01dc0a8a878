using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.RollReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Records which serials of a batch the press put on a roll, under the name that stands on it.</summary>
internal static class RecordRoll
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches/{id:guid}/rolls", Record).For(Everyone.Printers).WithSummary("Records which serials of a batch are on a roll.");

    // Records the roll in one deed, for the API and for the page.
    public static async Task<Reply> Record(Guid id, RollRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", 40, out var name) is { } badName)
            return badName;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (batch.State != BatchState.Issued)
                return Written<Reply>.Nothing(batch.NotIssued());
            if (!SerialSpan.TryCreate(request.First, request.Last, batch.Count, out var span))
                return Written<Reply>.Nothing(batch.NoSuchSerials());

            var rolls = await db.Rolls.AsNoTracking().Where(roll => roll.BatchId == id).ToListAsync(cancellation);
            if (rolls.Any(roll => roll.Name == name))
                return Written<Reply>.Nothing(Problem.Conflict("rollKnown", "This batch has a roll of that name.", "name", "这一批已有同名的卷。"));
            switch (RollRule.Judge([.. rolls.Select(roll => roll.Span)], span))
            {
                case RollDecision.Overlaps { Roll: var other }:
                    return Written<Reply>.Nothing(Overlaps(rolls.First(roll => roll.First == other.First)));
                case RollDecision.TooMany:
                    return Written<Reply>.Nothing(Problem.Conflict("tooManyRolls", $"A batch has {RollRule.RollsMax} rolls at most.", zh: $"一批最多登记 {RollRule.RollsMax} 卷。"));
            }

            var roll = new RollRow(Guid.CreateVersion7(now), caller.TenantId, id, name, span.First, span.Last, caller.Id, now);
            db.Rolls.Add(roll);
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/batches/{id}/rolls", RollReply.Of(roll)),
                Act.Of(ActKind.StockCounted, now,
                    Fact.Id("batch", id), Fact.Id("roll", roll.Id), Fact.Text("name", name), Fact.Number("first", roll.First), Fact.Number("last", roll.Last),
                    Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static Problem Overlaps(RollRow other) => Problem.Conflict("rollOverlaps", $"Roll {other.Name} holds labels {other.First} to {other.Last}.", "first", $"第 {other.First} 到 {other.Last} 枚已登记在卷“{other.Name}”上。") with
    {
        More = new JsonObject { ["roll"] = other.Name, ["first"] = other.First, ["last"] = other.Last },
    };
}

/// <summary>A roll of labels to be recorded.</summary>
/// <param name="Name">The name on the roll, unique in its batch.</param>
/// <param name="First">First serial on it.</param>
/// <param name="Last">Last serial on it, inclusive.</param>
public sealed record RollRequest(string Name, long First, long Last);

/// <summary>A roll of labels.</summary>
/// <param name="Id">Identity.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Name">The name on the roll.</param>
/// <param name="First">First serial on it.</param>
/// <param name="Last">Last serial on it.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record RollReply(Guid Id, Guid BatchId, string Name, uint First, uint Last, DateTimeOffset RecordedAt)
{
    internal static RollReply Of(RollRow row) => new(row.Id, row.BatchId, row.Name, row.First, row.Last, row.RecordedAt);
}
