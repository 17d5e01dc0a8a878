using Traceability.Products;

namespace Traceability.Storage.Products;

/// <summary>Which kind of product a row holds. Names are stored.</summary>
public enum ProductKind
{
    /// <summary>Under a geographical indication.</summary>
    Gi,
    /// <summary>An original apparel design.</summary>
    Apparel,
}

/// <summary>A stored product of either kind.</summary>
public sealed record ProductRow(
    Guid Id, Guid TenantId, ProductKind Kind, Guid? GiRightId, long? NetContentGrams, Guid? DesignPatentId, Guid? CopyrightId) : ITenantOwned
{
    /// <summary>As printed.</summary>
    public required string Name { get; set; }

    /// <summary>In English.</summary>
    public string? NameEn { get; set; }

    /// <summary>14-digit GTIN.</summary>
    public string? Gtin { get; set; }

    /// <summary>Trademark on the pack.</summary>
    public Guid? TrademarkId { get; set; }

    /// <summary>Who drew an apparel design.</summary>
    public string? Designer { get; set; }

    /// <summary>Hashes of its pictures, lower-case hex, separated by blanks.</summary>
    public string PictureSha256 { get; set; } = "";

    /// <summary>Counts its corrections; the entity tag of the API.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The product as the core knows it.</summary>
    public Product ToProduct() => Kind == ProductKind.Gi
        ? new GiProduct(Id, Name, NameEn, Gtin, TrademarkId, GiRightId!.Value, NetContentGrams!.Value)
        : new ApparelDesign(Id, Name, NameEn, Gtin, TrademarkId, DesignPatentId!.Value, CopyrightId!.Value, Designer ?? "",
            PictureSha256.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
