using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Products;

/// <summary>Takes away a product that was recorded by mistake, with its pictures and artwork. One of which a lot was made stays: its labels name it.</summary>
internal static class RemoveProduct
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/products/{id:guid}", Remove).For(Everyone.Recorders).AsksForVersion(required: false)
        .WithSummary("Takes away a product that was recorded by mistake and of which no lot was made.");

    /// <summary>Takes the product away, or says what rests on it; If-Match, where it is sent, says which record was seen.</summary>
    public static async Task<Reply> Remove(Guid id, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Products.SingleOrDefaultAsync(product => product.Id == id, cancellation) is not { } product)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (context.Request.Headers.IfMatch.Count > 0 && EntityTag.Check(context, product.Version) is { } stale)
                return Written<Reply>.Nothing(stale);
            var resting = new Resting(cancellation);
            await resting.Ask(db.Lots.Where(lot => lot.ProductId == id), "lots", "生产批次", "lots");
            if (resting.Refusal("productInUse", "这个产品", "the product") is { } stays)
                return Written<Reply>.Nothing(stays);

            db.ProductPictures.RemoveRange(await db.ProductPictures.Where(picture => picture.ProductId == id).ToListAsync(cancellation));
            db.Artworks.RemoveRange(await db.Artworks.Where(artwork => artwork.ProductId == id).ToListAsync(cancellation));
            db.Products.Remove(product);
            return Written<Reply>.Done(TypedResults.NoContent(), Act.Of(ActKind.ProductRecorded, now,
                Fact.Text("what", "removed"), Fact.Id("product", id), Fact.Text("name", product.Name), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}
