using System.Globalization;
using System.Security;
using System.Text;
using Traceability.Labels.Ink;
using Traceability.Labels.Qr;

namespace Traceability.Labels.Forms;

/// <summary>Draws labels as SVG in black only: the symbol as one path in whole modules, the texts as text. Its viewBox counts dots.</summary>
public sealed class LabelSvg
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private const string TextFonts = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif";
    private const string CodeFonts = "'Noto Sans Mono CJK SC','DejaVu Sans Mono',monospace";
    private readonly QrTemplate _symbol;
    private readonly byte[] _beforePath;
    private readonly byte[] _beforeCode;
    private readonly byte[] _end;
    private readonly bool _hasCode;
    private readonly int _inset;

    /// <summary>Everything that is the same on all labels of a plan, ready as bytes; texts are escaped.</summary>
    public LabelSvg(LabelPlan plan)
    {
        (_symbol, _hasCode, _inset) = (plan.Symbol, plan.Code is not null, QrMatrix.QuietModules);
        var quiet = QrMatrix.QuietModules * plan.DotsPerModule;
        var (width, height) = (plan.Wish.Size.WidthHundredths / 100m, plan.Wish.Size.HeightHundredths / 100m);
        var start = new StringBuilder()
            .Append(Invariant, $"<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"zh-CN\" width=\"{width}mm\" height=\"{height}mm\" ")
            .Append(Invariant, $"viewBox=\"0 0 {plan.Width} {plan.Height}\"><rect width=\"{plan.Width}\" height=\"{plan.Height}\" fill=\"#fff\"/>");
        if (plan.Lines.Count > 0)
        {
            start.Append(Invariant, $"<g font-family=\"{TextFonts}\">");
            foreach (var line in plan.Lines)
                start.Append(Text(line, "")).Append(SecurityElement.Escape(line.Text)).Append("</text>");
            start.Append("</g>");
        }

        if (plan.Artwork is { Picture: var picture, Left: var left, Top: var top })
        {
            var png = new PngWriter(picture.Width, picture.Height, plan.Wish.DotsPerMillimetre, [picture]);
            var file = new byte[png.MostBytes];
            start.Append(Invariant, $"<image x=\"{left}\" y=\"{top}\" width=\"{picture.Width}\" height=\"{picture.Height}\" href=\"data:image/png;base64,{Convert.ToBase64String(file, 0, png.Write(picture, file))}\"/>");
        }

        start.Append(Invariant, $"<path shape-rendering=\"crispEdges\" transform=\"translate({plan.SymbolLeft - quiet} {plan.SymbolTop - quiet}) scale({plan.DotsPerModule})\" d=\"");
        _beforePath = Encoding.UTF8.GetBytes(start.ToString());
        // Whatever face the viewer has, the code is as wide as planned.
        _beforeCode = plan.Code is { } code
            ? Encoding.UTF8.GetBytes("\"/>" + Text(code, string.Create(Invariant, $" font-family=\"{CodeFonts}\" textLength=\"{plan.CodeCellDots * LabelForm.PrintedLength:0.##}\" lengthAdjust=\"spacingAndGlyphs\"")))
            : "\"/>"u8.ToArray();
        _end = Encoding.UTF8.GetBytes(_hasCode ? "</text></svg>" : "</svg>");
    }

    /// <summary>Bytes that no document exceeds.</summary>
    public int MostBytes => _beforePath.Length + QrOutline.MostBytes(_symbol.Modules) + _beforeCode.Length + LabelForm.PrintedLength + _end.Length;

    /// <summary>Writes the document of one label, given the twenty symbols of its code; returns its bytes.</summary>
    public int Write(ReadOnlySpan<byte> code, Span<byte> to)
    {
        Span<ulong> rows = stackalloc ulong[_symbol.Modules];
        _symbol.DrawBest(code, rows);
        _beforePath.CopyTo(to);
        var at = _beforePath.Length;
        at += QrOutline.Write(rows, _inset, to[at..]);
        _beforeCode.CopyTo(to[at..]);
        at += _beforeCode.Length;
        if (_hasCode)
        {
            LabelForm.Print(code, to[at..]);
            at += LabelForm.PrintedLength;
        }

        _end.CopyTo(to[at..]);
        return at + _end.Length;
    }

    private static string Text(LabelLine line, string more) => string.Create(
        Invariant, $"<text x=\"{line.Left}\" y=\"{line.Baseline}\" font-size=\"{line.FontSize}\"{more}>");
}
