using System.Globalization;
using System.Security;
using System.Text;

namespace Traceability.Labels;

/// <summary>Draws one label as SVG in black only: the QR symbol as one path, the texts as text.</summary>
public static class LabelSvg
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private const string TextFonts = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif";
    private const string CodeFonts = "'Noto Sans Mono CJK SC','DejaVu Sans Mono',monospace";

    /// <summary>
    /// One document whose viewBox counts hundredths of a millimetre, the symbol in whole modules with its quiet zone free; texts are
    /// cleaned and escaped, and what does not fit is cut with an ellipsis.
    /// </summary>
    public static LabelDrawing Draw(LabelText text, LabelSize size)
    {
        var layout = LabelLayout.For(size);
        var symbol = QrOutline.Of(text.UrlText);
        var module = layout.SymbolSquare / symbol.ModulesAcross;
        if (module < LabelDrawing.LeastModuleMillimetres * 100)
            return new LabelDrawing.ModulesTooSmall(module / 100.0);

        var (width, height) = (size.WidthHundredths, size.HeightHundredths);
        var inset = (layout.SymbolSquare - module * symbol.ModulesAcross) / 2;
        var svg = new StringBuilder(8 * 1024)
            .Append(Invariant, $"<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"zh-CN\" width=\"{width / 100m}mm\" height=\"{height / 100m}mm\" ")
            .Append(Invariant, $"viewBox=\"0 0 {width} {height}\"><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>")
            .Append(Invariant, $"<path shape-rendering=\"crispEdges\" transform=\"translate({inset} {inset}) scale({module})\" d=\"{symbol.Path}\"/>")
            .Append(Invariant, $"<g font-family=\"{TextFonts}\" font-size=\"{layout.FontSize}\">");
        WriteNames(svg, text, layout);
        WriteFoot(svg, text, layout);
        return new LabelDrawing.Drawn(svg.Append("</g></svg>").ToString());
    }

    private static void WriteNames(StringBuilder svg, LabelText text, LabelLayout layout)
    {
        (string Text, bool IsBold, int MostLines)[] names =
        [
            (text.IsDemonstration ? "演示 DEMO" : "", true, 1),
            (text.RightName, true, 2),
            (text.RightNumber, false, 2),
            (text.ProductName == text.RightName ? "" : text.ProductName, false, 2),
            (text.ProducerName, false, 2),
            (text.Lot == "" ? "" : $"批次 {text.Lot}", false, 1),
        ];
        var lines =
            from name in names
            from line in FittedText.Lines(PrintableText.Of(name.Text), (double)layout.NamesWidth / layout.FontSize, name.MostLines)
            select (Text: line, name.IsBold);

        var baseline = layout.NamesTop + layout.FontSize;
        foreach (var line in lines.Take(layout.MostNameLines))
        {
            WriteText(svg, layout.NamesLeft, baseline, line.Text, line.IsBold ? " font-weight=\"bold\"" : "");
            baseline += layout.LineHeight;
        }
    }

    private static void WriteFoot(StringBuilder svg, LabelText text, LabelLayout layout)
    {
        (string Text, string Style)[] foot =
        [
            (text.HumanCode, $" font-weight=\"bold\" font-family=\"{CodeFonts}\""),
            (text.Uscc, ""),
        ];
        var baseline = layout.FootTop + layout.FontSize;
        foreach (var (words, style) in foot)
        {
            foreach (var line in FittedText.Lines(PrintableText.Of(words), (double)layout.FootWidth / layout.FontSize, 1))
                WriteText(svg, layout.FontSize / 2, baseline, line, style);

            baseline += layout.LineHeight;
        }
    }

    private static void WriteText(StringBuilder svg, int left, int baseline, string text, string style) =>
        svg.Append(Invariant, $"<text x=\"{left}\" y=\"{baseline}\"{style}>{SecurityElement.Escape(text)}</text>");
}
