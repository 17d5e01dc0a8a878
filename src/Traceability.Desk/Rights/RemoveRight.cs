using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Takes away a right that was recorded by mistake, with its states; the files that acts name stay. One that a second person found to agree with its certificate is no mistake.</summary>
internal static class RemoveRight
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/rights/{id:guid}", Remove).For(Everyone.Recorders).AsksForVersion(required: false)
        .WithSummary("Takes away a right that was recorded by mistake, that nobody has checked and on which nothing rests.");

    /// <summary>Takes the right away, or says what rests on it; If-Match, where it is sent, says which record was seen.</summary>
    public static async Task<Reply> Remove(Guid id, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.RightKeptBy(caller, id, cancellation) is not { } right)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (context.Request.Headers.IfMatch.Count > 0 && EntityTag.Check(context, right.Version) is { } stale)
                return Written<Reply>.Nothing(stale);
            if (right.CheckedAt is not null)
                return Written<Reply>.Nothing(Problem.Conflict("rightChecked", "A second person found it to agree with its certificate. If it does not, let one say where they differ, and take it away then.",
                    zh: "已有同事复核过，与证书一致。如果其实不一致，请同事先写明哪里不同，再删除。"));
            if (await StaysFor(db, right, cancellation) is { } stays)
                return Written<Reply>.Nothing(stays);

            db.RightStates.RemoveRange(await db.RightStates.Where(state => state.RightId == id).ToListAsync(cancellation));
            db.Rights.Remove(right);
            return Written<Reply>.Done(TypedResults.NoContent(), Act.Of(ActKind.RightRecorded, now,
                Fact.Text("what", "removed"), Fact.Id("right", id), Fact.Text("kind", right.Kind.ToString()), Fact.Text("number", right.Number), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static async Task<Problem?> StaysFor(TraceabilityDb db, RightRow right, CancellationToken cancellation)
    {
        await using var house = db.WholeHouse();
        var (id, named) = (right.Id, $"\"trademark\":\"{right.Id}\"");
        var resting = new Resting(cancellation);
        await resting.Ask(house.Products.Where(row => row.GiRightId == id || row.TrademarkId == id || row.DesignPatentId == id || row.CopyrightId == id), "products", "产品", "products");
        await resting.Ask(house.Permissions.Where(row => row.RightId == id), "permissions", "用标核准或许可", "approvals or licences");
        await resting.Ask(house.Seasons.Where(row => row.GiRightId == id), "seasons", "产季", "seasons");
        // A product may have named it before it was corrected, and labels were issued under that name: the acts remember.
        var products = (await house.Acts.Where(act => act.Kind == ActKind.ProductRecorded && act.At >= right.RecordedAt && act.Facts.Contains(named)).Select(act => act.Facts).ToListAsync(cancellation))
            .ConvertAll(facts => JsonElement.Parse(facts).GetProperty("product").GetGuid());
        await resting.Ask(house.Lots.Where(lot => products.Contains(lot.ProductId)), "lots", "生产批次", "lots");
        return resting.Refusal("rightInUse", "这项权利", "the right");
    }
}
