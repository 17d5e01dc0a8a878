namespace Traceability.Codes;

/// <summary>What a well-formed code opens to (docs/formats/source-code.md §7).</summary>
public abstract record SealOpening
{
    internal static readonly SealOpening NotOurs = new NeverIssued();

    private SealOpening()
    {
    }

    /// <summary>
    /// Sealed under a key of ours. Whether the batch exists, holds the serial and records this key symbol is for the batch row to say:
    /// a mismatch there is never issued as well.
    /// </summary>
    public sealed record Opened(char KeySymbol, uint Batch, uint Serial) : SealOpening;

    /// <summary>Not sealed by us: a key symbol we do not hold, or the 26 control bits are not zero.</summary>
    public sealed record NeverIssued : SealOpening;
}
