using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Products;

namespace Traceability.Desk.Products;

/// <summary>Reads the products of the caller's tenant.</summary>
internal static class ReadProducts
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/products", List).For(Everyone.Readers).Produces<PageOf<ProductReply>>();
        api.MapGet("/products/{id:guid}", One).For(Everyone.Readers).Produces<ProductReply>();
    }

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var (page, problem) = await db.Products.Page(row => row.Id, after, limit, row => row, cancellation);
        if (page is null)
            return problem!;
        var pictures = await db.PicturesOf([.. page.Items.Select(row => row.Id)], cancellation);
        return TypedResults.Ok(new PageOf<ProductReply>([.. page.Items.Select(row => ProductReply.Of(row, pictures[row.Id]))], page.Next));
    }

    private static async Task<IResult> One(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Products.SingleOrDefaultAsync(product => product.Id == id, cancellation) is not { } product)
            return Problem.NotFound;
        EntityTag.Tell(context, product.Version);
        return TypedResults.Ok(ProductReply.Of(product, (await db.PicturesOf([id], cancellation))[id]));
    }
}
