using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Products;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Products.ProductReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Products;

/// <summary>Corrects how a product is called and marked. The rights and the content its labels were issued on stay: others make another product.</summary>
internal static class CorrectProduct
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/products/{id:guid}", Correct).For(Everyone.Recorders).AsksForVersion();

    /// <summary>Corrects what was asked, or says why not.</summary>
    public static async Task<Reply> Correct(
        Guid id, ProductCorrection request, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Products.SingleOrDefaultAsync(product => product.Id == id, cancellation) is not { } product)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (EntityTag.Check(context, product.Version) is { } stale)
                return Written<Reply>.Nothing(stale);
            if (ProductForm.Read(request.Name, request.NameEn, request.Gtin, request.Designer, product.Kind, out var words) is { } bad)
                return Written<Reply>.Nothing(bad);
            if (await ProductForm.UnknownTrademark(db, request.TrademarkId, cancellation) is { } unknown)
                return Written<Reply>.Nothing(unknown);

            (product.Name, product.NameEn, product.Gtin, product.Designer) = (words.Name, words.NameEn, words.Gtin, words.Designer);
            product.TrademarkId = request.TrademarkId;
            product.Version++;
            EntityTag.Tell(context, product.Version);
            var pictures = (await db.PicturesOf([id], cancellation))[id];
            return Written<Reply>.Done(TypedResults.Ok(ProductReply.Of(product, pictures)), RecordProduct.ActOf(product, caller, now));
        }, cancellation);
    }
}

/// <summary>What is right about a product: all of it, not only what changes.</summary>
/// <param name="Name">As printed, at most 100 characters.</param>
/// <param name="NameEn">In English, at most 100 characters.</param>
/// <param name="Gtin">GTIN with its check digit; labels already printed keep the link they carry.</param>
/// <param name="TrademarkId">The trademark on the pack.</param>
/// <param name="Designer">For apparel: who drew it.</param>
public sealed record ProductCorrection(string Name, string? NameEn = null, string? Gtin = null, Guid? TrademarkId = null, string? Designer = null);
