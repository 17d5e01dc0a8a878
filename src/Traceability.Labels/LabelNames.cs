namespace Traceability.Labels;

/// <summary>Sets the texts of a label: what the mark rules ask for stands whole or not at all, the rest is cut to its place.</summary>
internal static class LabelNames
{
    private record struct Name(string Text, int LinesMax, bool IsBold, bool IsRequired);

    /// <summary>The lines, or the required text for which there is no room.</summary>
    public static (IReadOnlyList<LabelLine> Lines, string? Cut) Set(LabelContent content, LabelLayout layout)
    {
        Name[] names =
        [
            new(Notice(content), 2, true, true),
            new(content.RightName, 2, true, true),
            new(content.RightNumber, 2, false, true),
            new(content.ProductName == content.RightName ? "" : content.ProductName, 2, false, false),
            new(content.ProducerName, 2, false, false),
            new(content.Lot == "" ? "" : $"批次 {content.Lot}", 1, false, false),
        ];
        var lines = new List<LabelLine>();
        foreach (var name in names)
        {
            var (text, left) = (PrintableText.Of(name.Text), layout.NameLines - lines.Count);
            var fitted = FittedText.Lines(text, (double)layout.NamesWidth / layout.FontSize, int.Min(name.LinesMax, int.Max(left, 0))).ToList();
            if (name.IsRequired && !FittedText.IsWhole(text, fitted))
                return ([], text);
            foreach (var line in fitted)
                lines.Add(new LabelLine(line, layout.NamesLeft, layout.NamesTop + layout.FontSize + (lines.Count * layout.LineHeight), layout.FontSize, name.IsBold));
        }

        var uscc = PrintableText.Of(content.Uscc);
        var foot = FittedText.Lines(uscc, (double)layout.FootWidth / layout.FootFontSize, 1).ToList();
        if (!FittedText.IsWhole(uscc, foot))
            return ([], uscc);
        lines.AddRange(foot.Select(line => new LabelLine(
            line, layout.Margin, layout.FootTop + layout.FootFontSize + layout.FootLineHeight, layout.FootFontSize)));
        return (lines, null);
    }

    private static string Notice(LabelContent content)
    {
        string[] notices =
        [
            content.IsDemonstration ? "演示 DEMO" : "",
            content.IsTestPrint ? "试印 TEST" : "",
            content.ItemsPerCarton is { } items ? $"箱 CARTON {items}" : "",
        ];
        return string.Join(' ', notices.Where(notice => notice.Length > 0));
    }
}
