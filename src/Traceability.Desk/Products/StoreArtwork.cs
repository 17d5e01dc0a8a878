using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Labels.Ink;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Products;
using RemoveReply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Products.ArtworkReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Products;

/// <summary>Keeps the artwork that a product's labels bear: the official mark as its user supplied it, or nothing. It is printed in black and never drawn here.</summary>
internal static class StoreArtwork
{
    private const string Route = "/products/{id:guid}/artwork";

    public static void Map(IEndpointRouteBuilder api)
    {
        // A few bytes more than a file may have, so that the answer to a larger one says what is wrong with it.
        api.MapPut(Route, Put).For(Everyone.Recorders).WithSummary("Keeps the artwork, a PNG, that the labels of a product bear.").WithMetadata(new RequestSizeLimitAttribute(PngPicture.MostBytes + 4096));
        api.MapDelete(Route, Remove).For(Everyone.Recorders).WithSummary("Takes the artwork of a product back.");
        api.MapGet(Route, Show).For(Everyone.Readers).WithSummary("Reads the artwork of a product.").Produces<Stream>(StatusCodes.Status200OK, "image/png");
    }

    /// <summary>Keeps the file, or says why not. The same file again changes nothing.</summary>
    public static async Task<Reply> Put(Guid id, Stream body, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        await body.CopyToAsync(file, cancellation);
        var png = file.ToArray();
        var reading = PngPicture.Read(png);
        if (reading is PngReading.Refused refused)
            return Refusal(refused.Fault);

        var picture = ((PngReading.Read)reading).Picture;
        var now = clock.GetUtcNow();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(png));
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (!await db.Products.AnyAsync(product => product.Id == id, cancellation))
                return Written<Reply>.Nothing(Problem.NotFound);
            var reply = TypedResults.Ok(new ArtworkReply(id, sha256, picture.Width, picture.Height));
            var kept = await db.Artworks.SingleOrDefaultAsync(artwork => artwork.ProductId == id, cancellation);
            if (kept?.Sha256 == sha256)
                return Written<Reply>.Nothing(reply);
            if (kept is not null)
                (kept.Sha256, kept.Png) = (sha256, png);
            else
                db.Artworks.Add(new ArtworkRow(id, caller.TenantId) { Sha256 = sha256, Png = png });
            return Written<Reply>.Done(reply, ActOf(id, sha256, caller, now));
        }, cancellation);
    }

    /// <summary>Takes the artwork back, or says that there is none.</summary>
    public static async Task<RemoveReply> Remove(Guid id, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<RemoveReply>(caller.Scope, async db =>
        {
            if (await db.Artworks.SingleOrDefaultAsync(artwork => artwork.ProductId == id, cancellation) is not { } kept)
                return Written<RemoveReply>.Nothing(Problem.NotFound);
            db.Artworks.Remove(kept);
            return Written<RemoveReply>.Done(TypedResults.NoContent(), ActOf(id, null, caller, now));
        }, cancellation);
    }

    /// <summary>The artwork as a file.</summary>
    public static async Task<IResult> Show(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Artworks.SingleOrDefaultAsync(artwork => artwork.ProductId == id, cancellation) is not { } artwork)
            return Problem.NotFound;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(artwork.Png, "image/png", $"artwork-{artwork.Sha256[..12]}.png");
    }

    private static Act ActOf(Guid product, string? sha256, Caller caller, DateTimeOffset now) => Act.Of(ActKind.ProductRecorded, now,
        Fact.Text("what", "artwork"), Fact.Id("product", product), Fact.Text("sha256", sha256), Fact.Id("by", caller.Id));

    private static Problem Refusal(PngFault fault) => fault switch
    {
        PngFault.NotPng => new Problem(StatusCodes.Status415UnsupportedMediaType, "mediaType", "Send the artwork as a PNG file.") { Zh = "请上传 PNG 文件。" },
        PngFault.FileTooLarge => new Problem(StatusCodes.Status413PayloadTooLarge, "tooLarge", "Artwork has at most 1 MiB.") { Zh = "图案文件最大 1 MB。" },
        PngFault.SizeOutOfRange => Problem.BadInput("artwork", $"Artwork has at most {PngPicture.MostSide} dots on a side and {PngPicture.MostDots} in all.", "pictureSize", $"图案每边最多 {PngPicture.MostSide} 点，总共最多 {PngPicture.MostDots} 点，请缩小后再上传。"),
        PngFault.SixteenBits or PngFault.Interlaced => Problem.BadInput("artwork", "Save the artwork as a plain PNG: eight bits a colour, not interlaced.", "pictureKind", "请另存为普通 PNG：每色 8 位，不要隔行。"),
        _ => Problem.BadInput("artwork", "This PNG file is damaged.", "pictureDamaged", "这个 PNG 文件不完整或已损坏，请重新导出后再上传。"),
    };
}

/// <summary>Artwork as kept.</summary>
/// <param name="ProductId">The product whose labels bear it.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hex.</param>
/// <param name="Width">Its dots across.</param>
/// <param name="Height">Its dots down.</param>
public sealed record ArtworkReply(Guid ProductId, string Sha256, int Width, int Height);
