namespace Traceability.Labels;

/// <summary>
/// Where things may stand on a label, in dots: the symbol's square, the names beside it (below it on upright labels) and two lines over the full width at the
/// foot. No text touches the symbol's square, which ends with its quiet zone.
/// </summary>
internal sealed record LabelLayout(
    int Width, int Height, int SymbolSquare, int FontSize, int NamesLeft, int NamesTop, int NamesWidth, int NameLines, int FootTop, int FootWidth, int FootFontSize)
{
    // 1.4 mm (4 pt) is the least that offset and thermal printing hold, 14 dots the least for a character of ten strokes; large labels do not shout.
    private const double LeastFontMillimetres = 1.4, MostFontMillimetres = 4, LeastFootMillimetres = 1.2;
    private const int LeastFontDots = 14;
    private const int NameLinesBelowSymbol = 6;

    /// <summary>The width of one of the 23 characters of the printed code, in font sizes: every code is as wide as every other.</summary>
    public const double CodeCell = 0.62;

    public const int CodeCharacters = 23;

    public int LineHeight => LineOf(FontSize);

    public int FootLineHeight => LineOf(FootFontSize);

    public int Margin => FontSize / 2;

    public static LabelLayout For(LabelWish wish)
    {
        var (width, height) = (wish.Dots(wish.Size.WidthHundredths / 100.0), wish.Dots(wish.Size.HeightHundredths / 100.0));
        if (wish.IsSymbolOnly)
            return new LabelLayout(width, height, int.Min(width, height), 0, 0, 0, 0, 0, height, 0, 0);

        var least = int.Max((int)double.Ceiling(LeastFontMillimetres * wish.DotsPerMillimetre), LeastFontDots);
        var font = int.Clamp(int.Min(width / 20, height / 15), least, int.Max(least, wish.Dots(MostFontMillimetres)));
        var (line, margin) = (LineOf(font), font / 2);
        var footWidth = width - (2 * margin);
        var foot = int.Clamp((int)(footWidth / (CodeCell * CodeCharacters)), wish.Dots(LeastFootMillimetres), font);
        var footTop = height - (2 * LineOf(foot)) - (margin / 2);

        if (4 * width >= 5 * height)
        {
            var square = int.Min(footTop, (width + font) / 2);
            return new(width, height, square, font, square, margin, width - square - margin, (footTop - margin) / line, footTop, footWidth, foot);
        }

        var namesTop = int.Min(width, footTop - (NameLinesBelowSymbol * line));
        return new(width, height, namesTop, font, margin, namesTop, footWidth, (footTop - namesTop) / line, footTop, footWidth, foot);
    }

    private static int LineOf(int fontSize) => fontSize * 13 / 10;
}
