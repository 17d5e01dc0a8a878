using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>A picture as the data of <c>~DG</c>: hexadecimal digits with the run lengths of ZPL II ("Alternative Data Compression Scheme").</summary>
internal static class ZplGraphic
{
    // G to Y stand for 1 to 19 digits, g to z for 20 to 400.
    private const int MostRun = 419;
    private const byte SameRow = (byte)':', LightToEnd = (byte)',', DarkToEnd = (byte)'!';

    /// <summary>Writes all rows from the top.</summary>
    public static void Write(Bitmap picture, LabelOutput to)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            if (y > 0 && picture.Row(y).SequenceEqual(picture.Row(y - 1)))
                to.Write([SameRow]);
            else
                WriteRow(picture.Row(y), to);
        }
    }

    private static void WriteRow(ReadOnlySpan<byte> row, LabelOutput to)
    {
        var digits = 2 * row.Length;
        for (int at = 0, end; at < digits; at = end)
        {
            var digit = Digit(row, at);
            for (end = at + 1; end < digits && end - at < MostRun && Digit(row, end) == digit; end++)
            {
            }

            if (end == digits && digit is 0 or 15)
                to.Write([digit == 0 ? LightToEnd : DarkToEnd]);
            else
                WriteRun(digit, end - at, to);
        }
    }

    private static void WriteRun(int digit, int length, LabelOutput to)
    {
        var letter = (byte)"0123456789ABCDEF"[digit];
        if (length >= 20)
            to.Write([(byte)('g' - 1 + (length / 20))]);
        if (length > 1 && length % 20 != 0)
            to.Write([(byte)('G' - 1 + (length % 20))]);
        to.Write([letter]);
    }

    private static int Digit(ReadOnlySpan<byte> row, int at) => at % 2 == 0 ? row[at / 2] >> 4 : row[at / 2] & 15;
}
