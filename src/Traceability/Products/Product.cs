namespace Traceability.Products;

/// <summary>What a label is put on. It names the rights that let it carry a code; it never copies their state.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">As printed.</param>
/// <param name="NameEn">In English, where it has such a name.</param>
/// <param name="Gtin">14-digit GTIN, where it has one; it then stands in the link on the label.</param>
/// <param name="TrademarkId">The trademark on the pack, where there is one.</param>
public abstract record Product(Guid Id, string Name, string? NameEn, string? Gtin, Guid? TrademarkId)
{
    /// <summary>What one label takes from an allowance: net content in grams, or one piece.</summary>
    public abstract long QuantityPerLabel { get; }

    /// <summary>The rights without which no code is issued.</summary>
    public abstract IReadOnlyList<Guid> RequiredRightIds { get; }

    /// <summary>The required rights and the trademark: everything a scan shows.</summary>
    public IEnumerable<Guid> RightIds => TrademarkId is { } mark ? RequiredRightIds.Append(mark) : RequiredRightIds;
}

/// <summary>A product under a geographical indication (地理标志产品). Its zone is the zone of its right, so no producer chooses his own.</summary>
public sealed record GiProduct(Guid Id, string Name, string? NameEn, string? Gtin, Guid? TrademarkId, Guid GiRightId, long NetContentGrams)
    : Product(Id, Name, NameEn, Gtin, TrademarkId)
{
    /// <inheritdoc />
    public override long QuantityPerLabel => NetContentGrams;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> RequiredRightIds => [GiRightId];
}

/// <summary>An original apparel design (原创服装设计): it carries codes only with a granted design patent and a registered copyright.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">As printed.</param>
/// <param name="NameEn">In English, where it has such a name.</param>
/// <param name="Gtin">14-digit GTIN, where it has one.</param>
/// <param name="TrademarkId">The trademark on the garment, where there is one.</param>
/// <param name="DesignPatentId">The design patent.</param>
/// <param name="CopyrightId">The copyright registration of the work.</param>
/// <param name="Designer">Who drew it.</param>
/// <param name="PictureSha256">Hashes of the pictures that show it, lower-case hex.</param>
public sealed record ApparelDesign(
    Guid Id, string Name, string? NameEn, string? Gtin, Guid? TrademarkId, Guid DesignPatentId, Guid CopyrightId, string Designer,
    IReadOnlyList<string> PictureSha256) : Product(Id, Name, NameEn, Gtin, TrademarkId)
{
    /// <inheritdoc />
    public override long QuantityPerLabel => 1;

    /// <inheritdoc />
    public override IReadOnlyList<Guid> RequiredRightIds => [DesignPatentId, CopyrightId];
}
