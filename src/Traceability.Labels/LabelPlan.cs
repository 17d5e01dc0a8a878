using Traceability.Labels.Qr;

namespace Traceability.Labels;

/// <summary>How the labels of a run are drawn, decided once: symbol, whole dots for each module, every line of text. All measures are dots of the printer.</summary>
public sealed class LabelPlan
{
    private LabelPlan(LabelContent content, LabelWish wish, LabelLayout layout, QrTemplate symbol, int dotsPerModule, LabelNames? names, LabelArtwork? artwork)
    {
        (Content, Wish, Symbol, DotsPerModule, Artwork) = (content, wish, symbol, dotsPerModule, artwork);
        (Lines, LeftOut) = (names?.Lines ?? [], names?.LeftOut ?? []);
        (Width, Height) = (layout.Width, layout.Height);
        (SquareLeft, SquareTop, SquareSide) = (layout.Symbol.Left, layout.Symbol.Top, layout.Symbol.Width);
        Code = names is null ? null : new LabelLine("", layout.Margin, layout.FootTop + layout.FootFontSize, layout.FootFontSize);
    }

    /// <summary>What is printed.</summary>
    public LabelContent Content { get; }

    /// <summary>What was asked for.</summary>
    public LabelWish Wish { get; }

    /// <summary>Draws the symbols.</summary>
    public QrTemplate Symbol { get; }

    /// <summary>Whole dots on each side of a module.</summary>
    public int DotsPerModule { get; }

    /// <summary>The side of a module in millimetres.</summary>
    public double ModuleMillimetres => DotsPerModule / Wish.DotsPerMillimetre;

    /// <summary>Width in dots.</summary>
    public int Width { get; }

    /// <summary>Height in dots.</summary>
    public int Height { get; }

    /// <summary>Left edge of the square that is kept for the symbol and its quiet zone.</summary>
    public int SquareLeft { get; }

    /// <summary>Upper edge of that square.</summary>
    public int SquareTop { get; }

    /// <summary>Its side.</summary>
    public int SquareSide { get; }

    /// <summary>Left edge of the first module: the symbol stands in the middle of its square.</summary>
    public int SymbolLeft => SquareLeft + ((SquareSide - (DotsPerModule * Symbol.Modules)) / 2);

    /// <summary>Upper edge of the first module.</summary>
    public int SymbolTop => SquareTop + ((SquareSide - (DotsPerModule * Symbol.Modules)) / 2);

    /// <summary>Every line that is the same on all labels.</summary>
    public IReadOnlyList<LabelLine> Lines { get; }

    /// <summary>Texts that are cut on a label of this size, or left out: goods, producer or lot, never what the mark rules ask for.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>The artwork in its place; none when none was supplied, or only the symbol is wanted.</summary>
    public LabelArtwork? Artwork { get; }

    /// <summary>Where the printed code stands, without its text: 23 characters in cells of <see cref="CodeCellDots"/>; none when only the symbol is wanted.</summary>
    public LabelLine? Code { get; }

    /// <summary>The width of each character of the printed code.</summary>
    public double CodeCellDots => Code is null ? 0 : Code.FontSize * LabelLayout.CodeCell;

    /// <summary>Modules on a side with both quiet zones (ISO/IEC 18004 §6.3.8).</summary>
    public int ModulesAcross => Symbol.Modules + (2 * QrMatrix.QuietModules);

    /// <summary>Plans the labels of a run, or says why not and which size would do.</summary>
    public static LabelPlanning For(LabelContent content, LabelWish wish)
    {
        if (QrTemplate.For(content.UrlPrefix, LabelMediumRule.Level(wish.Medium)) is not { } symbol)
            return new LabelPlanning.AddressTooLong();

        return Try(content, wish, symbol) switch
        {
            LabelPlanning.ModulesTooSmall small => small with { Smallest = Smallest(content, wish, symbol) },
            LabelPlanning.TextDoesNotFit cut => cut with { Smallest = Smallest(content, wish, symbol) },
            var planned => planned,
        };
    }

    // Of all arrangements that do, the one that says most; then the one with the largest modules; then that with the largest artwork.
    private static LabelPlanning Try(LabelContent content, LabelWish wish, QrTemplate symbol)
    {
        var ways = LabelLayout.Ways(wish, content.Artwork is not null).Select(layout => Try(content, wish, symbol, layout)).ToList();
        return ways.OfType<LabelPlanning.Planned>()
                .OrderBy(way => way.Plan.LeftOut.Count).ThenByDescending(way => way.Plan.DotsPerModule).ThenByDescending(way => way.Plan.Artwork?.Height ?? 0).FirstOrDefault()
            ?? ways.OfType<LabelPlanning.TextDoesNotFit>().FirstOrDefault<LabelPlanning>()
            ?? ways.OfType<LabelPlanning.ModulesTooSmall>().MaxBy(way => way.ModuleMillimetres)!;
    }

    private static LabelPlanning Try(LabelContent content, LabelWish wish, QrTemplate symbol, LabelLayout layout)
    {
        var dots = layout.Symbol.Width / (symbol.Modules + (2 * QrMatrix.QuietModules));
        if (dots / wish.DotsPerMillimetre < wish.LeastModuleMillimetres)
            return new LabelPlanning.ModulesTooSmall(dots / wish.DotsPerMillimetre, wish.LeastModuleMillimetres, null);
        if (wish.IsSymbolOnly)
            return new LabelPlanning.Planned(new LabelPlan(content, wish, layout, symbol, dots, null, null));

        var names = LabelNames.Of(content, layout);
        if (names.Missing is { } missing)
            return new LabelPlanning.TextDoesNotFit(missing, null);
        var artwork = content.Artwork is null ? null : LabelArtwork.In(layout.Artwork, content.Artwork);
        return content.Artwork is not null && artwork is null
            ? new LabelPlanning.TextDoesNotFit("artwork 图样", null)
            : new LabelPlanning.Planned(new LabelPlan(content, wish, layout, symbol, dots, names, artwork));
    }

    // Half a millimetre at a time, in the same proportions: a label that is only a little wider needs a new die as well.
    private static LabelSize? Smallest(LabelContent content, LabelWish wish, QrTemplate symbol)
    {
        var (width, height) = (wish.Size.WidthHundredths / 100.0, wish.Size.HeightHundredths / 100.0);
        for (var more = 0.5; LabelSize.TryCreate(Half(width + more), Half(height * (width + more) / width), out var size); more += 0.5)
        {
            if (Try(content, wish with { Size = size }, symbol) is LabelPlanning.Planned)
                return size;
        }

        return null;

        static double Half(double millimetres) => double.Ceiling(millimetres * 2) / 2;
    }
}
