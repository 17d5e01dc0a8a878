using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.BatchReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Makes the carton codes of a batch of items: one row, and which items lie in which carton follows from the serials. No allowance is spent: the items carry it.</summary>
internal static class MakeCartons
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches/{id:guid}/cartons", Make).For(Role.Producer).WithSummary("Makes the carton codes of a batch of items.");

    private static async Task<Reply> Make(
        Guid id, CartonsRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Caller caller, Store store, KeyShelf keys, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(idempotencyKey, "Idempotency-Key", 100, out var key) is { } badKey)
            return badKey;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.IdempotencyKey == key, cancellation) is { } done)
            {
                return Written<Reply>.Nothing(done.ItemsBatchId == id && done.ItemsPerCarton == request.ItemsPerCarton
                    ? IssueCodes.Created(done)
                    : IssueCodes.KeyReused);
            }

            if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } items)
                return Written<Reply>.Nothing(Problem.NotFound);
            var hasCartons = await db.Batches.AnyAsync(batch => batch.ItemsBatchId == id, cancellation);
            var decision = CartonRule.Judge(items.Kind, items.Count, request.ItemsPerCarton, hasCartons);
            if (decision is not CartonDecision.Packed packed)
                return Written<Reply>.Nothing(Refusal(decision));
            if (items.State != BatchState.Issued)
                return Written<Reply>.Nothing(Problem.Conflict("batchNotIssued", $"This batch is {items.State}.", zh: $"这一批{LabelWords.Of(items.State).Zh}，不能装箱。"));

            var cartons = new BatchRow(Guid.CreateVersion7(now), caller.TenantId, await IssueCodes.FreeNumber(db, cancellation), await keys.SealingSymbol(db, cancellation),
                items.LotId, packed.Cartons, Quantity: 0, caller.Id, now, key)
            { Kind = BatchKind.Cartons, State = BatchState.Issued, ItemsBatchId = id, ItemsPerCarton = (int)request.ItemsPerCarton };
            db.Batches.Add(cartons);
            return Written<Reply>.Done(IssueCodes.Created(cartons),
                Act.Of(ActKind.CodesIssued, now,
                    Fact.Id("batch", cartons.Id), Fact.Number("number", cartons.Number), Fact.Text("key", cartons.KeySymbol.ToString()), Fact.Id("lot", cartons.LotId),
                    Fact.Text("kind", cartons.Kind.ToString()), Fact.Id("items", id), Fact.Number("itemsPerCarton", request.ItemsPerCarton),
                    Fact.Number("count", cartons.Count), Fact.Number("quantity", 0), Fact.Text("state", cartons.State.ToString()), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static Problem Refusal(CartonDecision decision) => decision switch
    {
        CartonDecision.BadSize bad => Problem.BadInput("itemsPerCarton", $"A carton holds {bad.Min} to {bad.Max} items.", zh: $"一箱装 {bad.Min} 到 {bad.Max} 件。"),
        CartonDecision.NotItems not => Problem.Conflict("notItems", $"The codes of this batch are for {not.Kind}: only items go into cartons.", zh: $"这一批是{LabelWords.Of(not.Kind).Zh}：只有商品的码能装箱。"),
        CartonDecision.PackedAlready => Problem.Conflict("packedAlready", "These items have carton codes: two for one item would be ambiguous.", zh: "这些商品已有箱码：一件商品两个箱码会分不清。"),
        _ => throw new InvalidOperationException($"{decision} is no refusal."),
    };
}

/// <summary>Carton codes to be made.</summary>
/// <param name="ItemsPerCarton">Items to a carton, 2 to 10,000; the last carton holds what is left.</param>
public sealed record CartonsRequest(long ItemsPerCarton);
