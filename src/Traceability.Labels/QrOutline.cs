using System.Globalization;
using System.Text;
using QRCoder;

namespace Traceability.Labels;

/// <summary>A QR symbol of level M as one SVG path in whole modules, quiet zone of four modules included in the coordinates.</summary>
/// <param name="Path">Closed outlines of the dark areas. Outlines, not rows: the seam between two rows costs decoders codes.</param>
/// <param name="ModulesAcross">The side in modules, both quiet zones counted (ISO/IEC 18004 §6.3.8).</param>
internal sealed record QrOutline(string Path, int ModulesAcross)
{
    public static QrOutline Of(string text)
    {
        using var symbol = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = symbol.ModuleMatrix;
        return new QrOutline(Trace((x, y) => rows[y][x], rows.Count), rows.Count);
    }

    // Every outline runs with the dark side on its right, so each has a step to the east above a dark module: start there.
    private static string Trace(Func<int, int, bool> isDark, int side)
    {
        var path = new StringBuilder();
        var walked = new bool[side, side];
        for (var y = 1; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (isDark(x, y) && !isDark(x, y - 1) && !walked[x, y])
                    Walk(x, y);
            }
        }

        return path.ToString();

        void Walk(int startX, int startY)
        {
            var (x, y, stepX, stepY, run) = (startX, startY, 1, 0, 0);
            path.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
            do
            {
                if (stepX == 1)
                    walked[x, y] = true;

                (x, y, run) = (x + stepX, y + stepY, run + 1);
                var turn = Turn(x, y, stepX, stepY);
                if (turn == 0)
                    continue;

                path.Append(CultureInfo.InvariantCulture, $"{(stepX != 0 ? 'h' : 'v')}{(stepX + stepY) * run}");
                (stepX, stepY, run) = (-turn * stepY, turn * stepX, 0);
            }
            while ((x, y, stepX) != (startX, startY, 1));

            path.Append('z');
        }

        // 1 right, -1 left, 0 straight on. Where two dark modules touch at a corner only, the outline keeps them apart.
        int Turn(int x, int y, int stepX, int stepY)
        {
            var right = isDark(x + (stepX - stepY - 1) / 2, y + (stepX + stepY - 1) / 2);
            var left = isDark(x + (stepX + stepY - 1) / 2, y + (stepY - stepX - 1) / 2);
            return !right ? 1 : left ? -1 : 0;
        }
    }
}
