namespace Traceability.Labels.Qr;

/// <summary>How much of a symbol may be lost (ISO/IEC 18004 §7.5.1); the two levels that labels use.</summary>
public enum QrLevel
{
    /// <summary>15 %: flat, clean labels.</summary>
    M,
    /// <summary>25 %: textile and curved packs.</summary>
    Q,
}
