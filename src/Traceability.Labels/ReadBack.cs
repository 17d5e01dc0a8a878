using System.Text;
using Traceability.Labels.Qr;
using Traceability.Reading;

namespace Traceability.Labels;

/// <summary>Reads a symbol back before it leaves the house.</summary>
public static class ReadBack
{
    // Readers miss now and then at one scale what they read at another; none of these is finer than a phone sees.
    private static readonly int[] PixelsPerModule = [4, 6, 3];

    /// <summary>True when a reader finds in the symbol of a code just what it stands for.</summary>
    public static bool Agrees(LabelPlan plan, string code, ILabelReader reader)
    {
        var rows = new ulong[plan.Symbol.Modules];
        plan.Symbol.DrawBest(Encoding.ASCII.GetBytes(code), rows);
        foreach (var pixels in PixelsPerModule)
        {
            if (reader.Read(Picture(rows, pixels)) is [var text, ..] texts)
                return texts.Count == 1 && text == plan.Content.UrlPrefix + code;
        }

        return false;
    }

    private static GreyPicture Picture(ulong[] rows, int pixels)
    {
        var side = (rows.Length + (2 * QrMatrix.QuietModules)) * pixels;
        var luminance = new byte[side * side];
        Array.Fill(luminance, byte.MaxValue);
        for (var at = 0; at < rows.Length * rows.Length; at++)
        {
            var (x, y) = (at % rows.Length, at / rows.Length);
            if ((rows[y] << x >> 63) == 0)
                continue;
            for (var line = 0; line < pixels; line++)
                luminance.AsSpan((((y + QrMatrix.QuietModules) * pixels) + line) * side + ((x + QrMatrix.QuietModules) * pixels), pixels).Clear();
        }

        return new GreyPicture(side, side, luminance);
    }
}
