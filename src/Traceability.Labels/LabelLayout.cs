namespace Traceability.Labels;

/// <summary>
/// Where things stand on a label, in hundredths of a millimetre: the symbol's square, the names beside it (below it on upright
/// labels) and two lines over the full width at the foot. No text box touches the symbol's square, which ends with its quiet zone.
/// </summary>
internal sealed record LabelLayout(
    int FontSize, int SymbolSquare, int NamesLeft, int NamesTop, int NamesWidth, int MostNameLines, int FootTop, int FootWidth)
{
    // Small labels keep 1.4 mm of type (4 pt), the least that offset and thermal printing hold; large ones do not shout.
    private const int LeastFontSize = 140;
    private const int MostFontSize = 400;
    private const int NameLinesBelowSymbol = 6;

    public int LineHeight => FontSize * 13 / 10;

    public static LabelLayout For(LabelSize size)
    {
        var (width, height) = (size.WidthHundredths, size.HeightHundredths);
        var fontSize = int.Clamp(int.Min(width / 20, height / 15), LeastFontSize, MostFontSize);
        var (line, margin) = (fontSize * 13 / 10, fontSize / 2);
        var footTop = height - 2 * line - margin / 2;

        if (4 * width >= 5 * height)
        {
            var square = int.Min(footTop, (width + fontSize) / 2);
            return new(fontSize, square, square, margin, width - square - margin, (footTop - margin) / line, footTop, width - 2 * margin);
        }

        var namesTop = int.Min(width, footTop - NameLinesBelowSymbol * line);
        return new(fontSize, namesTop, margin, namesTop, width - 2 * margin, (footTop - namesTop) / line, footTop, width - 2 * margin);
    }
}
