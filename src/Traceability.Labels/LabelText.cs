namespace Traceability.Labels;

/// <summary>What stands on one label, as the records have it: drawing cleans, cuts and escapes it, nothing here does.</summary>
public sealed record LabelText
{
    /// <summary>The text inside the QR symbol, drawn as given; upper case throughout keeps the symbol at version 3.</summary>
    public required string UrlText { get; init; }

    /// <summary>The source code as a person reads and types it: <c>XXXXX-XXXXX-XXXXX-XXXXX</c>.</summary>
    public required string HumanCode { get; init; }

    /// <summary>The geographical indication, or the apparel design.</summary>
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

    /// <summary>The label says 演示 in print and is worth nothing on goods.</summary>
    public bool IsDemonstration { get; init; }
}
