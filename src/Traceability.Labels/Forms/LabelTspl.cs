using System.Globalization;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>
/// Commands for printers that speak TSPL: the stationery once, then for each label its symbol, which the printer draws, and its printed code. No text of the
/// records stands in a command.
/// </summary>
public sealed class LabelTspl : LabelForm
{
    // Rolls with gaps have two or three millimetres; the printer looks for the gap and only starts from this.
    private const string Gap = "GAP 2 mm,0 mm";

    // Printers that speak TSPL have 203, 300 or 600 dots per inch; with fewer the code would not fit in their smallest font.
    private const int LeastDpi = 203;

    private readonly Bitmap? _stationery;
    private readonly string _name;
    private readonly string _size;
    private readonly ThermalLabel _label;

    /// <summary>A file for the labels of a plan, their texts drawn from a font.</summary>
    /// <exception cref="ArgumentException">The address holds other than printable ASCII or one of <c>" ^ ~ \</c>; the font lacks a character of the
    /// texts (<see cref="Stationery.FirstMissing"/>); the printer has fewer than 203 dots per inch; or its own symbol would be too small to read.</exception>
    public LabelTspl(LabelPlan plan, OutlineFont font)
    {
        if (Refuse(plan) is { } fault)
            throw new ArgumentException(fault, nameof(plan));

        var address = Encoding.ASCII.GetString(PrinterText.Address(plan.Content.UrlPrefix));
        var symbol = ThermalSymbol.Of(plan);
        var (width, height) = (plan.Wish.Size.WidthHundredths / 100m, plan.Wish.Size.HeightHundredths / 100m);
        _stationery = plan.Wish.IsSymbolOnly ? null : Stationery.Draw(plan, font);
        _name = _stationery is null ? "" : StationeryName.Of(_stationery);
        _size = string.Create(CultureInfo.InvariantCulture, $"SIZE {width:0.##} mm,{height:0.##} mm\r\n{Gap}\r\nDIRECTION 1\r\nREFERENCE 0,0\r\n");
        var beforeAddress = Ascii(
            "CLS\r\n",
            _stationery is null ? "" : $"PUTPCX 0,0,\"{_name}.PCX\"\r\n",
            $"QRCODE {symbol.Left},{symbol.Top},{LabelMediumRule.Level(plan.Wish.Medium)},{symbol.DotsPerModule},A,0,M2,\"{address}");
        var beforePrinted = plan.Code is { } code ? Ascii("\"\r\n", Text(code, TsplFont.Within(plan.CodeCellDots, code.FontSize))) : null;
        _label = new ThermalLabel(beforeAddress, beforePrinted, Ascii("\"\r\nPRINT 1\r\n"));
    }

    /// <summary>Why these printers cannot print a plan, in a sentence; null when they can.</summary>
    public static string? Refuse(LabelPlan plan) =>
        plan.Wish.Dpi < LeastDpi ? "No printer that speaks TSPL has fewer than 203 dots per inch." : ThermalSymbol.Refuse(plan);

    /// <inheritdoc />
    public override LabelFormKind Kind => LabelFormKind.Tspl;

    internal override void Begin(LabelOutput to, int count)
    {
        to.Write(Ascii(_size));
        if (_stationery is null)
            return;

        var picture = PcxPicture.Of(_stationery);
        to.Write(Ascii($"DOWNLOAD \"{_name}.PCX\",{picture.Length},"));
        to.Write(picture);
        to.Write("\r\n"u8);
    }

    internal override void Write(LabelOutput to, int index, uint serial, ReadOnlySpan<byte> code) => _label.Write(to, code);

    // The next run brings its own: what stays behind fills the printer's memory.
    internal override void End(LabelOutput to)
    {
        if (_stationery is not null)
            to.Write(Ascii($"KILL \"{_name}.PCX\"\r\n"));
    }

    private static string Text(LabelLine code, TsplFont font) =>
        $"TEXT {code.Left},{code.Baseline - font.Height},\"{font.Name}\",0,1,1,\"";

    private static byte[] Ascii(params ReadOnlySpan<string> parts) => Encoding.ASCII.GetBytes(string.Concat(parts));
}
