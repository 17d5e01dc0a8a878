namespace Traceability.Labels;

/// <summary>One run of labels for a press: the serials, and what is the same on all of them.</summary>
public sealed record PressRun
{
    /// <summary>What stands before the twenty symbols in the QR: printable ASCII without quotes, such as <c>HTTPS://HOST/</c>.</summary>
    public required string UrlPrefix { get; init; }

    /// <summary>The serial of the first label.</summary>
    public required uint FirstSerial { get; init; }

    /// <summary>How many labels; the last serial must stay within 32 bits.</summary>
    public required int Count { get; init; }

    /// <summary>The producer's own number of the product.</summary>
    public required string Sku { get; init; }

    /// <summary>The geographical indication, or the apparel design.</summary>
    public required string GiName { get; init; }

    /// <summary>The producer's unified social credit code.</summary>
    public required string Uscc { get; init; }

    /// <summary>The production lot.</summary>
    public required string Lot { get; init; }
}
