namespace Traceability.Codes;

/// <summary>What a scanned or typed text turned out to be.</summary>
public abstract record LabelUriReading
{
    private LabelUriReading()
    {
    }

    /// <summary>A well-formed code, with the GTIN and the lot that the link claims for it; whether they are its own is for the batch to say.</summary>
    public sealed record Label(SourceCode Code, Gtin? Gtin, string? Lot) : LabelUriReading;

    /// <summary>Twenty symbols, bare or at an address of ours, whose check symbol disagrees.</summary>
    public sealed record Mistyped : LabelUriReading;

    /// <summary>An address, but none of ours, whatever code it carries.</summary>
    public sealed record NotOurAddress : LabelUriReading;

    /// <summary>Neither a code nor an address, or an address of ours that names no label.</summary>
    public sealed record Malformed : LabelUriReading;
}
