using Traceability.Labels.Qr;

namespace Traceability.Labels;

/// <summary>How the labels of a run are drawn, decided once: symbol, whole dots for each module, every line of text. All measures are dots of the printer.</summary>
public sealed class LabelPlan
{
    private LabelPlan(LabelContent content, LabelWish wish, LabelLayout layout, QrTemplate symbol, int dotsPerModule, IReadOnlyList<LabelLine> lines, LabelArtwork? artwork)
    {
        (Content, Wish, Symbol, DotsPerModule, Lines, Artwork) = (content, wish, symbol, dotsPerModule, lines, artwork);
        (Width, Height) = (layout.Width, layout.Height);
        SymbolInset = ((layout.SymbolSquare - (dotsPerModule * ModulesAcross)) / 2) + (dotsPerModule * QrMatrix.QuietModules);
        Code = wish.IsSymbolOnly ? null : new LabelLine("", layout.Margin, layout.FootTop + layout.FootFontSize, layout.FootFontSize, IsBold: true);
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

    /// <summary>Left and top of the first module of the symbol: its quiet zone lies before it.</summary>
    public int SymbolInset { get; }

    /// <summary>Every line that is the same on all labels.</summary>
    public IReadOnlyList<LabelLine> Lines { get; }

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

    private static LabelPlanning Try(LabelContent content, LabelWish wish, QrTemplate symbol)
    {
        var layout = LabelLayout.For(wish);
        var dots = int.Max(layout.SymbolSquare, 0) / (symbol.Modules + (2 * QrMatrix.QuietModules));
        if (dots / wish.DotsPerMillimetre < wish.LeastModuleMillimetres)
            return new LabelPlanning.ModulesTooSmall(dots / wish.DotsPerMillimetre, wish.LeastModuleMillimetres, null);
        if (wish.IsSymbolOnly)
            return new LabelPlanning.Planned(new LabelPlan(content, wish, layout, symbol, dots, [], null));

        var artwork = LabelArtwork.Place(content.Artwork, layout);
        return LabelNames.Set(content, artwork is null ? layout : LabelArtwork.Below(layout)) switch
        {
            (_, { } cut) => new LabelPlanning.TextDoesNotFit(cut, null),
            (var lines, _) => new LabelPlanning.Planned(new LabelPlan(content, wish, layout, symbol, dots, lines, artwork)),
        };
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
