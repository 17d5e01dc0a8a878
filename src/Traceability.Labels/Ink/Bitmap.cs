using System.Runtime.InteropServices;

namespace Traceability.Labels.Ink;

/// <summary>A picture of dark and light dots, light at first: rows from the top, packed most significant bit first, a dark dot is a 1.</summary>
public sealed class Bitmap
{
    /// <summary>The most dots a picture may have: a label of 300 mm × 300 mm at 600 dpi.</summary>
    public const int MostDots = 7_087 * 7_087;

    private readonly byte[] rows;

    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 dot, or there are more than <see cref="MostDots"/>.</exception>
    public Bitmap(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, MostDots, nameof(width));
        (Width, Height, Stride) = (width, height, (width + 7) / 8);
        rows = new byte[Stride * height];
    }

    /// <summary>Dots in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes in a row; the bits of the last one beyond <see cref="Width"/> are 0.</summary>
    public int Stride { get; }

    /// <summary>The bytes of a row counted from the top, to read or to write; who writes leaves the bits beyond the width 0.</summary>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return rows.AsSpan(y * Stride, Stride);
    }

    /// <summary>Whether a dot is dark; every dot outside the picture is light.</summary>
    public bool IsDark(int x, int y) =>
        x >= 0 && x < Width && y >= 0 && y < Height && (rows[y * Stride + x / 8] & 0x80 >> x % 8) != 0;

    /// <summary>Makes the dots of a row light from <paramref name="left"/> to before <paramref name="right"/>.</summary>
    internal static void ClearRow(Span<byte> row, int left, int right)
    {
        for (var x = left; x < right; x++)
        {
            if (x % 8 == 0 && x + 8 <= right)
            {
                row[x / 8] = 0;
                x += 7;
                continue;
            }

            row[x / 8] &= (byte)~(0x80 >> (x % 8));
        }
    }

    /// <summary>This picture in another size: a dot is dark when at least half of what it stands for is.</summary>
    public Bitmap Resized(int width, int height)
    {
        var resized = new Bitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Share(y, height, Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Share(x, width, Width);
                var dark = 0;
                for (var line = top; line < bottom; line++)
                {
                    var row = Row(line);
                    for (var dot = left; dot < right; dot++)
                        dark += row[dot / 8] >> (7 - (dot % 8)) & 1;
                }

                if (2 * dark >= (right - left) * (bottom - top))
                    FillRow(resized.Row(y), x, x + 1);
            }
        }

        return resized;

        // At least one dot: an enlarged picture says each several times.
        static (int From, int To) Share(int at, int parts, int dots)
        {
            var from = (int)((long)at * dots / parts);
            return (from, int.Max(from + 1, (int)((long)(at + 1) * dots / parts)));
        }
    }

    /// <summary>Makes a picture of the same size equal to this one; another size is an <see cref="ArgumentException"/>.</summary>
    public void CopyTo(Bitmap other)
    {
        if (other.Width != Width || other.Height != Height)
            throw new ArgumentException("The pictures have different sizes.", nameof(other));
        rows.CopyTo(other.rows, 0);
    }

    /// <summary>Darkens all dots of a rectangle that lie inside the picture.</summary>
    public void FillBox(int x, int y, int width, int height)
    {
        var (left, right) = (int.Max(x, 0), (int)long.Min((long)x + width, Width));
        var (top, bottom) = (int.Max(y, 0), (int)long.Min((long)y + height, Height));
        if (left >= right)
            return;

        for (var line = top; line < bottom; line++)
            FillRow(Row(line), left, right);
    }

    /// <summary>Darkens the dots of a row from <paramref name="left"/> to before <paramref name="right"/>, at least one.</summary>
    internal static void FillRow(Span<byte> row, int left, int right)
    {
        var (first, last) = (left / 8, (right - 1) / 8);
        var (start, end) = ((byte)(0xFF >> left % 8), (byte)(0xFF << 7 - (right - 1) % 8));
        if (first == last)
        {
            row[first] |= (byte)(start & end);
            return;
        }

        row[first] |= start;
        row[(first + 1)..last].Fill(0xFF);
        row[last] |= end;
    }

    /// <summary>Darkens, in so many rows from <paramref name="y"/> on, the dots that are dark in a row no longer than this picture's own.</summary>
    public void DrawRows(ReadOnlySpan<byte> row, int y, int count)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(row);
        for (var line = y; line < y + count; line++)
        {
            var to = Row(line);
            var wide = MemoryMarshal.Cast<byte, ulong>(to);
            for (var i = 0; i < words.Length; i++)
                wide[i] |= words[i];
            for (var i = words.Length * sizeof(ulong); i < row.Length; i++)
                to[i] |= row[i];
        }
    }

    /// <summary>Darkens the dots that are dark in <paramref name="other"/> laid with its upper left corner at (x, y), where they lie inside.</summary>
    public void Draw(Bitmap other, int x, int y)
    {
        var (top, bottom) = (int.Max(y, 0), (int)long.Min((long)y + other.Height, Height));
        for (var line = top; line < bottom; line++)
            DrawRow(other.Row(line - y), Row(line), x);
    }

    /// <summary>
    /// Darkens the dots an outline covers by half or nearly so, its origin at <paramref name="x"/> dots from the left and
    /// <paramref name="baseline"/> dots from the top.
    /// </summary>
    /// <param name="outline">The contours, filled by the non-zero winding rule; what lies outside the picture is cut off.</param>
    /// <param name="x">Dots, also fractions of one.</param>
    /// <param name="baseline">Dots; whole ones keep horizontal strokes sharp.</param>
    /// <param name="scale">Dots for a font unit.</param>
    /// <param name="xScale">Widens or, below 1, narrows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a scale is not above 0.</exception>
    public void Fill(Outline outline, double x, double baseline, double scale, double xScale = 1) =>
        new OutlineFill(this, x, baseline, scale, xScale).Add(outline, 0);

    /// <summary>Fills a line of text like the outline of one letter after the other, the line's origin at the place given.</summary>
    /// <param name="text">The line.</param>
    /// <param name="x">Dots from the left, also fractions of one.</param>
    /// <param name="baseline">Dots from the top; whole ones keep horizontal strokes sharp.</param>
    /// <param name="scale">Dots for a font unit: the font size in dots over <see cref="TextOutline.UnitsPerEm"/>.</param>
    /// <param name="xScale">Widens or, below 1, narrows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a scale is not above 0.</exception>
    public void Fill(TextOutline text, double x, double baseline, double scale, double xScale = 1)
    {
        var fill = new OutlineFill(this, x, baseline, scale, xScale);
        foreach (var (place, glyph) in text.Glyphs)
            fill.Add(glyph.Outline, place);
    }

    // Each byte falls into two neighbours, the left or right of which may lie outside.
    private void DrawRow(ReadOnlySpan<byte> from, Span<byte> to, int x)
    {
        var (first, shift) = (x >> 3, x & 7);
        var start = (int)long.Max(0, -1L - first);
        var end = (int)long.Min(from.Length, (long)to.Length - first);
        for (var i = start; i < end; i++)
        {
            if (first + i >= 0)
                to[first + i] |= (byte)(from[i] >> shift);

            if (first + i + 1 < to.Length)
                to[first + i + 1] |= (byte)(from[i] << 8 - shift);
        }

        to[^1] &= (byte)(0xFF << (8 - Width % 8) % 8);
    }
}
