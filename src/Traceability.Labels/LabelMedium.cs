using Traceability.Labels.Qr;

namespace Traceability.Labels;

/// <summary>What a label is printed on (承印物).</summary>
public enum LabelMedium
{
    /// <summary>纸: flat and clean; level M.</summary>
    Paper,
    /// <summary>织物: threads eat modules; level Q.</summary>
    Textile,
    /// <summary>曲面: bottles and rolls bend the symbol; level Q.</summary>
    Curved,
}

/// <summary>How much a symbol must be able to lose on a medium.</summary>
public static class LabelMediumRule
{
    /// <summary>The error correction level for a medium (ISO/IEC 18004 §7.5.1).</summary>
    public static QrLevel Level(LabelMedium medium) => medium == LabelMedium.Paper ? QrLevel.M : QrLevel.Q;
}
