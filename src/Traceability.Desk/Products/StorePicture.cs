using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Reading;
using Traceability.Storage;
using Traceability.Storage.Products;
using RemoveReply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Products.PictureReply>, Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Products.PictureReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Products;

/// <summary>Keeps the pictures that show a product to whoever scans its labels. They are kept as supplied; the public door takes out whatever a file says beside the picture.</summary>
internal static class StorePicture
{
    private const string Route = "/products/{id:guid}/pictures", OneRoute = Route + "/{sha256}", Field = "picture";

    public static void Map(IEndpointRouteBuilder api)
    {
        // A few bytes more than a picture may have, so that the answer to a larger one says what is wrong with it.
        api.MapPost(Route, Keep).For(Everyone.Recorders).WithSummary("Keeps a picture of a product, a JPEG or PNG, that whoever scans its labels is shown.").WithMetadata(new RequestSizeLimitAttribute(ProductPictureRow.BytesMax + 4096));
        api.MapDelete(OneRoute, Remove).For(Everyone.Recorders).WithSummary("Takes a picture of a product back.");
        api.MapGet(OneRoute, Show).For(Everyone.Readers).WithSummary("Reads a picture of a product as it was sent.").Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/png");
    }

    /// <summary>Keeps the file after those that are kept already, or says why not. The same file again changes nothing.</summary>
    public static async Task<Reply> Keep(Guid id, Stream body, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        await body.CopyToAsync(file, cancellation);
        var content = file.ToArray();
        if (content.Length > ProductPictureRow.BytesMax)
            return new Problem(StatusCodes.Status413PayloadTooLarge, "tooLarge", "A picture has at most 2 MiB: save it smaller and send it once more.", Field) { Zh = "每张图片最大 2 MB，请缩小后再上传。" };
        if (PictureFile.KindOf(content) is not (PictureKind.Jpeg or PictureKind.Png))
            return new Problem(StatusCodes.Status415UnsupportedMediaType, "mediaType", "Send the picture as a JPEG or PNG file.", Field) { Zh = "请上传 JPEG 或 PNG 图片。" };
        if (PictureFault.Of(content, Field) is { } fault)
            return fault;

        var now = clock.GetUtcNow();
        var reply = new PictureReply(id, Convert.ToHexStringLower(SHA256.HashData(content)));
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (!await db.Products.AnyAsync(product => product.Id == id, cancellation))
                return Written<Reply>.Nothing(Problem.NotFound);
            var kept = await db.ProductPictures.Where(picture => picture.ProductId == id).Select(picture => new { picture.Sha256, picture.Number }).ToListAsync(cancellation);
            if (kept.Exists(picture => picture.Sha256 == reply.Sha256))
                return Written<Reply>.Nothing(TypedResults.Ok(reply));
            if (kept.Count >= ProductPictureRow.OfProductMax)
                return Written<Reply>.Nothing(Problem.Conflict("tooManyPictures", $"A product has at most {ProductPictureRow.OfProductMax} pictures: take one off first.", Field, $"一个产品最多 {ProductPictureRow.OfProductMax} 张图片，请先去掉一张。"));
            db.ProductPictures.Add(new ProductPictureRow(id, reply.Sha256, caller.TenantId, kept.Select(picture => picture.Number).DefaultIfEmpty().Max() + 1, content));
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/products/{id}/pictures/{reply.Sha256}", reply), ActOf("picture", id, reply.Sha256, caller, now));
        }, cancellation);
    }

    /// <summary>Takes the picture back, or says that it is not there.</summary>
    public static async Task<RemoveReply> Remove(Guid id, string sha256, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<RemoveReply>(caller.Scope, async db =>
        {
            if (await Find(db, id, sha256, cancellation) is not { } kept)
                return Written<RemoveReply>.Nothing(Problem.NotFound);
            db.ProductPictures.Remove(kept);
            return Written<RemoveReply>.Done(TypedResults.NoContent(), ActOf("pictureRemoved", id, sha256, caller, now));
        }, cancellation);
    }

    /// <summary>The picture as a file.</summary>
    public static async Task<IResult> Show(Guid id, string sha256, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await PictureOf(db, id, sha256, context, cancellation);
    }

    /// <summary>The picture of a product that <paramref name="db"/> shows, as a file.</summary>
    public static async Task<IResult> PictureOf(TraceabilityDb db, Guid id, string sha256, HttpContext context, CancellationToken cancellation)
    {
        if (await Find(db, id, sha256, cancellation) is not { } kept || PictureFile.Read(kept.Content) is not { } picture)
            return Problem.NotFound;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(kept.Content, picture.MediaType, $"picture-{sha256[..12]}.{(picture.Kind == PictureKind.Jpeg ? "jpg" : "png")}");
    }

    private static Task<ProductPictureRow?> Find(TraceabilityDb db, Guid id, string sha256, CancellationToken cancellation) =>
        db.ProductPictures.SingleOrDefaultAsync(picture => picture.ProductId == id && picture.Sha256 == sha256, cancellation);

    private static Act ActOf(string what, Guid product, string sha256, Caller caller, DateTimeOffset now) => Act.Of(ActKind.ProductRecorded, now,
        Fact.Text("what", what), Fact.Id("product", product), Fact.Text("sha256", sha256), Fact.Id("by", caller.Id));
}

/// <summary>A picture as kept.</summary>
/// <param name="ProductId">The product that it shows.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hex: its name among the pictures of the product.</param>
public sealed record PictureReply(Guid ProductId, string Sha256);
