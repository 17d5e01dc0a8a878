using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;
using Traceability.Pages.Scans;
using Traceability.Reading;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>Gives the pictures that the page of a label shows, and no other: the product, the mark on the label and the certificates of its rights, without what their files say beside the picture.</summary>
internal static class ShowPicture
{
    /// <summary>Pictures on their way, each held in memory as long.</summary>
    public static Pool Pool { get; } = new("pictures", AtOnce: 16, Waiting: 64);

    public static bool IsAskedFor(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Shown>() is not null;

    public static void Map(IEndpointRouteBuilder door) =>
        door.MapGet("/{code}/pictures/{picture}", Show).WithMetadata(new Shown()).Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/png");

    private static async Task<IResult> Show(
        string code, string picture, HttpContext context, Store store, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation)
    {
        if (LabelPath.Read(code, null, out var path) is { } problem)
            return problem;
        var answer = await labels.Look(path.Code, null, null, clock.GetUtcNow(), cancellation);
        if (misses.Note(context, answer.Judgement.Verdict) is { } tooMany)
            return tooMany;
        await using var db = store.Read(TenantScope.House);
        var file = answer.Backing is { } backing ? await Find(db, backing, sha256 => sha256 is not null && ShownPicture.AddressOf(path.Code, sha256) == $"/{path.Code}/pictures/{picture}", cancellation) : null;
        if (file is null || PictureFile.Read(file) is not { } structure)
            return Problem.NotFound;

        var headers = context.Response.Headers;
        // The address names the content, so it needs no question within the day; a picture that was taken back is gone after that.
        headers.CacheControl = "public, max-age=86400, immutable";
        // Browsers that show it on its own put a page around it, with a style in the line.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
        headers["X-Robots-Tag"] = "noindex";
        return TypedResults.Bytes(structure.WithoutMetadata(file), structure.MediaType);
    }

    private static Task<byte[]?> Find(TraceabilityDb db, Backing backing, Func<string?, bool> isAsked, CancellationToken cancellation)
    {
        var product = backing.Product;
        if (isAsked(product.ArtworkSha256))
            return db.Artworks.Where(kept => kept.ProductId == product.ProductId).Select(kept => kept.Png).SingleOrDefaultAsync(cancellation);
        if (product.Pictures.FirstOrDefault(isAsked) is { } picture)
            return db.ProductPictures.Where(kept => kept.ProductId == product.ProductId && kept.Sha256 == picture).Select(kept => kept.Content).SingleOrDefaultAsync(cancellation);
        var certificate = backing.Rights.Select(right => right.CertificateSha256).FirstOrDefault(isAsked);
        return db.Certificates.Where(kept => kept.Sha256 == certificate).Select(kept => kept.Content).SingleOrDefaultAsync(cancellation);
    }

    private sealed record Shown;
}
