using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Pages.Doors;
using Traceability.Storage;

namespace Traceability.Desk.Issuing;

/// <summary>Reads the rolls of a batch, and how its labels were accounted for.</summary>
internal static class ReadStock
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").For(Everyone.Readers);
        read.MapGet("/batches/{id:guid}/rolls", Rolls).For(Everyone.AtBatches).WithSummary("Lists the rolls of a batch.").Produces<PageOf<RollReply>>();
        read.MapGet("/batches/{id:guid}/reconciliation", Reconciliation).WithSummary("Reads how the labels of a batch were accounted for.").Produces<ReconciliationReply>();
    }

    private static async Task<IResult> Rolls(Guid id, Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await db.Batches.AnyAsync(batch => batch.Id == id, cancellation)
            ? Paging.Reply(await db.Rolls.Where(roll => roll.BatchId == id).Page(row => row.Id, after, limit, RollReply.Of, cancellation))
            : Problem.NotFound;
    }

    // How the labels were accounted for, for the API and for the page.
    public static async Task<IResult> Reconciliation(Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
            return Problem.NotFound;

        var rolls = await db.Rolls.Where(roll => roll.BatchId == id).OrderBy(roll => roll.First).ToListAsync(cancellation);
        var standing = await db.StockCounts.Where(count => count.BatchId == id && count.ReplacedBy == null).OrderBy(count => count.First).ToListAsync(cancellation);
        var names = rolls.ToDictionary(roll => roll.Span, roll => roll.Name);
        var counts = standing.Select(count => StockCountReply.Of(count, names.GetValueOrDefault(count.Span))).ToList();
        var ofRolls = counts.Where(count => count.Roll is not null).ToDictionary(count => count.Roll!);
        var total = ReconciliationRule.Total(batch.Count, [.. counts.Select(count => (count.Ordered, count.Difference))]);
        return TypedResults.Ok(new ReconciliationReply(
            id, total.Ordered, total.Counted, total.NotCounted, total.Difference, total.IsBalanced,
            [.. rolls.Select(roll => new RollCountReply(RollReply.Of(roll), ofRolls.GetValueOrDefault(roll.Name)))],
            [.. counts.Where(count => count.Roll is null)]));
    }
}

/// <summary>How the labels of a batch were accounted for.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Ordered">Labels in it.</param>
/// <param name="Counted">Labels in rolls and ranges that were counted.</param>
/// <param name="NotCounted">Labels in none.</param>
/// <param name="Difference">Sum of the differences of all counts.</param>
/// <param name="Balanced">All were counted and every count balances.</param>
/// <param name="Rolls">Each roll with its newest count.</param>
/// <param name="Ranges">The newest counts of ranges that are no roll.</param>
public sealed record ReconciliationReply(
    Guid BatchId, long Ordered, long Counted, long NotCounted, long Difference, bool Balanced, IReadOnlyList<RollCountReply> Rolls, IReadOnlyList<StockCountReply> Ranges);

/// <summary>A roll with its newest count.</summary>
/// <param name="Roll">The roll.</param>
/// <param name="Count">Its count; none when it was not counted, or only as a part of a larger range.</param>
public sealed record RollCountReply(RollReply Roll, StockCountReply? Count);
