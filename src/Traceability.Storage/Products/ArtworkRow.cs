namespace Traceability.Storage.Products;

/// <summary>The artwork that the labels of a product bear, as supplied.</summary>
public sealed record ArtworkRow(Guid ProductId, Guid TenantId) : ITenantOwned
{
    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>The file, a PNG that was read once before it was kept.</summary>
    public required byte[] Png { get; set; }
}
