namespace Traceability.Labels;

/// <summary>The texts of a label in their lines: what the mark rules ask for stands whole or not at all, the rest is cut to its place.</summary>
/// <param name="Lines">Every line but the printed code.</param>
/// <param name="LeftOut">Texts that are cut or do not stand there at all.</param>
/// <param name="Missing">A required text for which there is no room; null when all stand.</param>
internal sealed record LabelNames(IReadOnlyList<LabelLine> Lines, IReadOnlyList<string> LeftOut, string? Missing)
{
    // The name of the right is what the label is about.
    private const double RightNameSize = 1.3;

    private const string CodeShape = "XXXXX-XXXXX-XXXXX-XXXXX";

    private enum Weight
    {
        Required,
        Wanted,
        Welcome,
    }

    private record struct Name(string Text, int LinesMax, Weight Weight, double Size = 1);

    /// <summary>Sets the texts of a content into a layout.</summary>
    public static LabelNames Of(LabelContent content, LabelLayout layout)
    {
        Name[] names =
        [
            new(Notice(content), 2, Weight.Required),
            new(content.RightName, 2, Weight.Required, RightNameSize),
            new(content.RightNumber, 2, Weight.Required),
            new(content.ProductName == content.RightName ? "" : content.ProductName, 2, Weight.Wanted),
            new(content.ProducerName, 2, Weight.Wanted),
            new(content.Lot == "" ? "" : $"批次 {content.Lot}", 1, Weight.Wanted),
            new("扫码查验 SCAN", 1, Weight.Welcome),
        ];
        var (lines, leftOut) = (new List<LabelLine>(), new List<string>());
        var top = layout.Names.Top;
        foreach (var name in names)
        {
            var text = PrintableText.Of(name.Text);
            var (fitted, size, isWhole) = Fit(text, name, layout, layout.Names.Top + layout.Names.Height - top);
            if (!isWhole && name.Weight == Weight.Required)
                return new([], [], text);
            if (!isWhole && name.Weight == Weight.Wanted)
                leftOut.Add(text);
            if (!isWhole && name.Weight == Weight.Welcome)
                continue;
            foreach (var line in fitted)
            {
                lines.Add(new LabelLine(line, layout.Names.Left, top + size, size));
                top += LabelLayout.LineOf(size);
            }
        }

        if (layout.FootFontSize * LabelLayout.CodeCell * LabelLayout.CodeCharacters > layout.FootWidth + 1)
            return new([], [], CodeShape);
        if (Foot(content.Uscc, layout) is not { } foot)
            return new([], [], PrintableText.Of(content.Uscc));
        lines.Add(foot);
        return new(lines, leftOut, null);
    }

    // Its own size first, then that of all others; each within the lines that are left.
    private static (IReadOnlyList<string> Lines, int Size, bool IsWhole) Fit(string text, Name name, LabelLayout layout, int heightLeft)
    {
        foreach (var size in (int[])[(int)(layout.FontSize * name.Size), layout.FontSize])
        {
            var linesMax = int.Clamp(heightLeft / LabelLayout.LineOf(size), 0, name.LinesMax);
            var fitted = FittedText.Balanced(text, (double)layout.Names.Width / size, linesMax);
            var isWhole = FittedText.IsWhole(text, fitted);
            if (isWhole || size == layout.FontSize)
                return (fitted, size, isWhole);
        }

        throw new InvalidOperationException("The last size is always taken.");
    }

    private static LabelLine? Foot(string uscc, LabelLayout layout)
    {
        foreach (var before in (string[])["统一社会信用代码 ", "信用代码 ", ""])
        {
            var text = PrintableText.Of(before + uscc);
            if (FittedText.IsWhole(text, [.. FittedText.Lines(text, (double)layout.FootWidth / layout.FootFontSize, 1)]))
                return new LabelLine(text, layout.Margin, layout.FootTop + layout.FootFontSize + LabelLayout.LineOf(layout.FootFontSize), layout.FootFontSize);
        }

        return null;
    }

    private static string Notice(LabelContent content)
    {
        string[] notices =
        [
            content.IsDemonstration ? "演示 DEMO" : "",
            content.IsTestPrint ? "试印 TEST" : "",
            content.ItemsPerCarton is { } items ? $"箱 CARTON {(content.IsLastCartonShort ? "≤ " : "")}{items}" : "",
        ];
        return string.Join(' ', notices.Where(notice => notice.Length > 0));
    }
}
