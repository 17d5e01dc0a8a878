using Traceability.Labels.Ink;

namespace Traceability.Labels;

/// <summary>What is the same on every label of a run, as the records have it: planning cleans and cuts it, nothing here does.</summary>
public sealed record LabelContent
{
    /// <summary>What stands before the twenty symbols in the QR: printable ASCII without quotes, such as <c>HTTPS://HOST/</c>.</summary>
    public required string UrlPrefix { get; init; }

    /// <summary>The geographical indication or its mark, or the apparel design.</summary>
    public required string RightName { get; init; }

    /// <summary>The standard, announcement, trademark or patent number that must stand beside <see cref="RightName"/>.</summary>
    public required string RightNumber { get; init; }

    /// <summary>The goods, as their producer calls them.</summary>
    public required string ProductName { get; init; }

    /// <summary>Who puts the goods on the market.</summary>
    public required string ProducerName { get; init; }

    /// <summary>The producer's unified social credit code, which a lawful user of the official mark must print.</summary>
    public required string Uscc { get; init; }

    /// <summary>The production lot; empty when none is printed.</summary>
    public string Lot { get; init; } = "";

    /// <summary>The official mark's artwork as its user supplied it, printed in black; none is ever drawn here.</summary>
    public Bitmap? Artwork { get; init; }

    /// <summary>The label says 演示 in print and is worth nothing on goods.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>The label says 试印 in print and can never be activated.</summary>
    public bool IsTestPrint { get; init; }

    /// <summary>The label stands for so many items inside a carton; none on an item.</summary>
    public int? ItemsPerCarton { get; init; }

    /// <summary>The last carton of the batch holds fewer, so no carton may promise the full number.</summary>
    public bool IsLastCartonShort { get; init; }
}
