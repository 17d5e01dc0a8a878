using System.Numerics;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>Draws labels as black-and-white PNG, a dot of the printer for each dot of the picture. One instance serves one thread.</summary>
public sealed class LabelPng
{
    private const int Samples = 64;
    private readonly LabelPlan _plan;
    private readonly Bitmap _stationery, _picture;
    private readonly CodeGlyphs? _glyphs;
    private readonly PngWriter _writer;

    /// <summary>Draws what is the same on all labels of a plan.</summary>
    /// <exception cref="ArgumentException">The font lacks a character: ask <see cref="Stationery.FirstMissing"/> before.</exception>
    public LabelPng(LabelPlan plan, OutlineFont font)
    {
        _plan = plan;
        _stationery = Stationery.Draw(plan, font);
        _glyphs = plan.Code is null ? null : new CodeGlyphs(plan, font);
        _picture = new Bitmap(plan.Width, plan.Height);
        _writer = new PngWriter(plan.Width, plan.Height, plan.Wish.DotsPerMillimetre, Enumerable.Range(0, Samples).Select(Sample));
    }

    /// <summary>Bytes that no picture exceeds.</summary>
    public int MostBytes => _writer.MostBytes;

    /// <summary>Writes the picture of one label, given the twenty symbols of its code; returns its bytes.</summary>
    public int Write(ReadOnlySpan<byte> code, Span<byte> to)
    {
        Draw(code);
        return _writer.Write(_picture, to);
    }

    // Codes that use every symbol in every place, so that their pictures hold what any label may.
    private Bitmap Sample(int number)
    {
        Span<byte> code = stackalloc byte[LabelForm.SymbolsPerCode];
        for (var at = 0; at < code.Length; at++)
            code[at] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"u8[((number * 7) + (at * at * 5) + (number * at)) & 31];
        Draw(code);
        return _picture;
    }

    private void Draw(ReadOnlySpan<byte> code)
    {
        _stationery.CopyTo(_picture);
        Span<ulong> rows = stackalloc ulong[_plan.Symbol.Modules];
        _plan.Symbol.DrawBest(code, rows);
        DrawSymbol(rows);
        if (_glyphs is null)
            return;
        Span<byte> printed = stackalloc byte[LabelForm.PrintedLength];
        LabelForm.Print(code, printed);
        _glyphs.Draw(printed, _picture);
    }

    private void DrawSymbol(ReadOnlySpan<ulong> rows)
    {
        var (leftmost, dots) = (_plan.SymbolLeft, _plan.DotsPerModule);
        Span<byte> line = stackalloc byte[(leftmost + (rows.Length * dots) + 7) / 8];
        for (var y = 0; y < rows.Length; y++)
        {
            line.Clear();
            for (var left = rows[y]; left != 0;)
            {
                var from = BitOperations.LeadingZeroCount(left);
                var to = from + BitOperations.LeadingZeroCount(~(left << from));
                Bitmap.FillRow(line, leftmost + (from * dots), leftmost + (to * dots));
                left &= ulong.MaxValue >> to;
            }

            _picture.DrawRows(line, _plan.SymbolTop + (y * dots), dots);
        }
    }
}
