using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>
/// Commands for printers that speak ZPL II: the stationery once, then for each label its symbol, which the printer draws, and its printed code. No text of the
/// records stands in a command.
/// </summary>
public sealed class LabelZpl : LabelForm
{
    // ^FO of a ^BQ counts from the height that ^BY set last in that printer, ten dots after switching on: set, it is known, and ten suits those who think it fixed.
    private const int UsualSinkDots = 10;

    // The resident font is proportional: so narrow, the widest code of a hundred thousand still fits the 23 cells, and beyond them there is the margin.
    private const double CodeWidthEm = 0.9;
    private const int LeastFontDots = 10;

    private readonly Bitmap? _stationery;
    private readonly string _name;
    private readonly ThermalLabel _label;

    /// <summary>A file for the labels of a plan, their texts drawn from a font.</summary>
    /// <exception cref="ArgumentException">The address holds other than printable ASCII or one of <c>" ^ ~ \</c>; the font lacks a character of the
    /// texts (<see cref="Stationery.FirstMissing"/>); or the printer's own symbol would be too small to read.</exception>
    public LabelZpl(LabelPlan plan, OutlineFont font)
    {
        var address = Encoding.ASCII.GetString(PrinterText.Address(plan.Content.UrlPrefix));
        var symbol = ThermalSymbol.Of(plan);
        var sink = int.Min(UsualSinkDots, symbol.Top);
        _stationery = plan.Wish.IsSymbolOnly ? null : Stationery.Draw(plan, font);
        _name = _stationery is null ? "" : StationeryName.Of(_stationery);
        var beforeAddress = Ascii(
            $"^XA^CI28^PW{plan.Width}^LL{plan.Height}^LH0,0",
            _stationery is null ? "" : $"^FO0,0^XGR:{_name}.GRF,1,1^FS",
            $"^BY2,3,{sink}^FO{symbol.Left},{symbol.Top - sink}^BQN,2,{symbol.DotsPerModule}^FD{LabelMediumRule.Level(plan.Wish.Medium)}A,{address}");
        var beforePrinted = plan.Code is { } code ? Ascii($"^FS^FT{code.Left},{code.Baseline}^A0N,{FontDots(code, 1)},{FontDots(code, CodeWidthEm)}^FD") : null;
        _label = new ThermalLabel(beforeAddress, beforePrinted, Ascii("^FS^PQ1^XZ\n"));
    }

    /// <summary>Why these printers cannot print a plan, in a sentence; null when they can.</summary>
    public static string? Refuse(LabelPlan plan) => ThermalSymbol.Refuse(plan);

    /// <inheritdoc />
    public override LabelFormKind Kind => LabelFormKind.Zpl;

    internal override void Begin(LabelOutput to, int count)
    {
        if (_stationery is null)
            return;

        to.Write(Ascii($"~DGR:{_name}.GRF,{_stationery.Stride * _stationery.Height},{_stationery.Stride},"));
        ZplGraphic.Write(_stationery, to);
        to.Write("\n"u8);
    }

    internal override void Write(LabelOutput to, int index, uint serial, ReadOnlySpan<byte> code) => _label.Write(to, code);

    // The next run brings its own: what stays behind fills the printer's memory.
    internal override void End(LabelOutput to)
    {
        if (_stationery is not null)
            to.Write(Ascii($"^XA^IDR:{_name}.GRF^FS^XZ\n"));
    }

    private static int FontDots(LabelLine code, double em) => int.Max((int)(code.FontSize * em), LeastFontDots);

    private static byte[] Ascii(params ReadOnlySpan<string> parts) => Encoding.ASCII.GetBytes(string.Concat(parts));
}
