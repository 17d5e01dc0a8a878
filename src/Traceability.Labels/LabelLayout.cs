namespace Traceability.Labels;

/// <summary>
/// Where things may stand on a label, in dots: the symbol's square, the names beside it or below it, artwork, and two lines over the full width at the foot.
/// Nothing touches the symbol's square, which ends with its quiet zone.
/// </summary>
internal sealed record LabelLayout
{
    // 1.4 mm (4 pt) is the least that offset and thermal printing hold, 14 dots the least for a character of ten strokes; large labels do not shout.
    private const double LeastFontMillimetres = 1.4, MostFontMillimetres = 4, LeastFootMillimetres = 1.2;
    private const int LeastFontDots = 14;
    private const int NameLinesBelowSymbol = 7;

    // Artwork is as high as some lines of text, the more the better; beside the symbol it needs the width of as many.
    private static readonly int[] ArtworkLines = [4, 3, 2];

    /// <summary>The width of one of the 23 characters of the printed code, in font sizes: every code is as wide as every other.</summary>
    public const double CodeCell = 0.62;

    public const int CodeCharacters = 23;

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The square that the symbol stands in the middle of, quiet zone and all.</summary>
    public required Box Symbol { get; init; }

    public Box Names { get; init; }

    /// <summary>Where artwork may stand; empty without any.</summary>
    public Box Artwork { get; init; }

    public int FontSize { get; init; }

    public int FootTop { get; init; }

    public int FootWidth { get; init; }

    public int FootFontSize { get; init; }

    public int Margin => FontSize / 2;

    public record struct Box(int Left, int Top, int Width, int Height);

    public static int LineOf(int fontSize) => fontSize * 13 / 10;

    /// <summary>Every way to arrange a label; which is best shows when its texts are set.</summary>
    public static IEnumerable<LabelLayout> Ways(LabelWish wish, bool hasArtwork)
    {
        var (width, height) = (wish.Dots(wish.Size.WidthHundredths / 100.0), wish.Dots(wish.Size.HeightHundredths / 100.0));
        if (wish.IsSymbolOnly)
        {
            var side = int.Min(width, height);
            return [new LabelLayout { Width = width, Height = height, Symbol = new((width - side) / 2, (height - side) / 2, side, side) }];
        }

        var least = int.Max((int)double.Ceiling(LeastFontMillimetres * wish.DotsPerMillimetre), LeastFontDots);
        var font = int.Clamp(int.Min(width / 20, height / 15), least, int.Max(least, wish.Dots(MostFontMillimetres)));
        var footWidth = width - (2 * (font / 2));
        var foot = int.Clamp((int)(footWidth / (CodeCell * CodeCharacters)), wish.Dots(LeastFootMillimetres), font);
        var bare = new LabelLayout
        {
            Width = width,
            Height = height,
            Symbol = default,
            FontSize = font,
            FootFontSize = foot,
            FootWidth = footWidth,
            FootTop = height - (2 * LineOf(foot)) - (font / 4),
        };
        return hasArtwork
            ? [.. ArtworkLines.SelectMany(lines => (LabelLayout[])[bare.Beside().ArtworkAboveNames(lines), bare.Below(lines).ArtworkAboveNames(lines)]), bare.Below(0).ArtworkBesideSymbol()]
            : [bare.Beside(), bare.Below(0)];
    }

    private LabelLayout Beside()
    {
        var side = int.Max(0, int.Min(FootTop, (Width + FontSize) / 2));
        return this with { Symbol = new(0, 0, side, side), Names = new(side, Margin, Width - side - Margin, FootTop - Margin) };
    }

    private LabelLayout Below(int moreLines)
    {
        var side = int.Max(0, int.Min(Width, FootTop - ((NameLinesBelowSymbol + moreLines) * LineOf(FontSize))));
        return this with { Symbol = new((Width - side) / 2, 0, side, side), Names = new(Margin, side, FootWidth, FootTop - side) };
    }

    private LabelLayout ArtworkAboveNames(int lines)
    {
        var high = lines * LineOf(FontSize);
        return this with
        {
            Artwork = new(Names.Left, Names.Top + (Margin / 2), Names.Width, high - Margin),
            Names = Names with { Top = Names.Top + high, Height = Names.Height - high },
        };
    }

    private LabelLayout ArtworkBesideSymbol()
    {
        var room = Width - Symbol.Width - Margin;
        return this with
        {
            Symbol = Symbol with { Left = 0 },
            Artwork = room < ArtworkLines[^1] * LineOf(FontSize) ? default : new(Symbol.Width, Margin, room, Symbol.Height - (2 * Margin)),
        };
    }
}
