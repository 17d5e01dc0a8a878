using Traceability.Labels.Qr;

namespace Traceability.Labels.Forms;

/// <summary>
/// Where a printer that draws the symbol itself has to draw it, so that it stands with its quiet zone in the planned square whatever the printer makes of it.
/// </summary>
/// <param name="Version">The largest version a printer may choose: the least one that holds the text in a single mode (ISO/IEC 18004 §7.4).</param>
/// <param name="Left">Dots from the left to the first module.</param>
/// <param name="Top">Dots from the top to it.</param>
/// <param name="DotsPerModule">Dots on each side of a module.</param>
/// <remarks>
/// The plan's symbol may cut a GTIN out as a numeric segment, which saves three bits: just enough, at a few lengths of the address, to be a version smaller than
/// what a printer draws that does not. A printer that cuts better draws a smaller symbol from the same corner, with more light around it.
/// </remarks>
internal sealed record ThermalSymbol(int Version, int Left, int Top, int DotsPerModule)
{
    // ^BQ of older firmware and QRCODE end at ten.
    private const int MostDotsPerModule = 10;

    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int FirstVersion = 1;

    // Data codewords of versions 1 to 7 (ISO/IEC 18004 Table 7).
    private static readonly int[] CodewordsM = [16, 28, 44, 64, 86, 108, 124];
    private static readonly int[] CodewordsQ = [13, 22, 34, 48, 62, 76, 88];

    /// <summary>Why a printer that draws the symbol itself cannot print a plan; null when it can.</summary>
    public static string? Refuse(LabelPlan plan) => Place(plan).DotsPerModule / plan.Wish.DotsPerMillimetre < plan.Wish.LeastModuleMillimetres
        ? "A printer that draws the symbol itself would make its modules too small: choose a larger label."
        : null;

    /// <summary>The place for the symbols of a plan.</summary>
    /// <exception cref="ArgumentException">With whole dots of this printer the modules would become too small to read.</exception>
    public static ThermalSymbol Of(LabelPlan plan) => Refuse(plan) is { } fault ? throw new ArgumentException(fault, nameof(plan)) : Place(plan);

    private static ThermalSymbol Place(LabelPlan plan)
    {
        var version = int.Max(plan.Symbol.Version, VersionInOneMode(plan.Content.UrlPrefix, LabelMediumRule.Level(plan.Wish.Medium)));
        var modules = 17 + (4 * version);
        var dots = int.Min(plan.SquareSide / (modules + (2 * QrMatrix.QuietModules)), MostDotsPerModule);
        var inset = (plan.SquareSide - (dots * modules)) / 2;
        return new ThermalSymbol(version, plan.SquareLeft + inset, plan.SquareTop + inset, dots);
    }

    private static int VersionInOneMode(string prefix, QrLevel level)
    {
        var count = prefix.Length + LabelForm.SymbolsPerCode;
        var bits = prefix.All(Alphanumeric.Contains) ? 4 + 9 + (11 * (count / 2)) + (6 * (count % 2)) : 4 + 8 + (8 * count);
        return FirstVersion + Array.FindIndex(level == QrLevel.M ? CodewordsM : CodewordsQ, codewords => bits <= 8 * codewords);
    }
}
