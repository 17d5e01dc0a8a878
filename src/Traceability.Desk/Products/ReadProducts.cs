using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;

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
        return Paging.Reply(await db.Products.Page(row => row.Id, after, limit, ProductReply.Of, cancellation));
    }

    private static async Task<IResult> One(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Products.SingleOrDefaultAsync(product => product.Id == id, cancellation) is not { } product)
            return Problem.NotFound;
        EntityTag.Tell(context, product.Version);
        return TypedResults.Ok(ProductReply.Of(product));
    }
}
