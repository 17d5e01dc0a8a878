using Microsoft.EntityFrameworkCore;
using Traceability.Storage.Rights;

namespace Traceability.Storage.Products;

/// <summary>A picture of a product as supplied, a JPEG or PNG, for whoever scans its labels; the same file is kept once.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hex.</param>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Number">Its place among the pictures of the product: what was sent first is shown first.</param>
/// <param name="Content">The file.</param>
public sealed record ProductPictureRow(Guid ProductId, string Sha256, Guid TenantId, int Number, byte[] Content) : ITenantOwned
{
    /// <summary>The most bytes of one: half of what phones are given to look at, for there may be several.</summary>
    public const int BytesMax = CertificateRow.ShownBytesMax / 2;

    /// <summary>The most pictures of one product.</summary>
    public const int OfProductMax = 4;
}

/// <summary>Reads which pictures products have.</summary>
public static class ProductPictures
{
    /// <summary>The hashes of the pictures of products, in the order in which they are shown.</summary>
    public static async Task<ILookup<Guid, string>> PicturesOf(this TraceabilityDb db, IReadOnlyCollection<Guid> products, CancellationToken cancellation) =>
        (await db.ProductPictures.Where(kept => products.Contains(kept.ProductId)).OrderBy(kept => kept.Number).Select(kept => new { kept.ProductId, kept.Sha256 }).ToListAsync(cancellation))
            .ToLookup(kept => kept.ProductId, kept => kept.Sha256);
}
