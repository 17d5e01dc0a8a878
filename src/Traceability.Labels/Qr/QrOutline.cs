namespace Traceability.Labels.Qr;

/// <summary>Traces the dark areas of a symbol as closed outlines. Outlines, not rows: the seam between two rows costs decoders codes.</summary>
internal static class QrOutline
{
    // A corner costs at most a letter, a sign and two digits, and no module has more than four of its own; a start costs seven.
    private const int MostBytesPerModule = 20;

    /// <summary>No path of so many modules a side is longer, in bytes.</summary>
    public static int MostBytes(int modules) => modules * modules * MostBytesPerModule;

    /// <summary>Writes SVG path data (SVG 2 §9.3) in whole modules, shifted right and down by <paramref name="inset"/>; returns its bytes.</summary>
    public static int Write(ReadOnlySpan<ulong> rows, int inset, Span<byte> path)
    {
        var (written, side) = (0, rows.Length);
        // Bits of modules whose upper edge was walked: every outline runs with the dark side on its right, so each has a step to the east above a dark module.
        Span<ulong> walked = stackalloc ulong[side];
        walked.Clear();
        for (var y = 0; y < side; y++)
        {
            var tops = rows[y] & ~(y > 0 ? rows[y - 1] : 0);
            while ((tops & ~walked[y]) is not 0 and var left)
                written += Walk(rows, walked, System.Numerics.BitOperations.LeadingZeroCount(left), y, inset, path[written..]);
        }

        return written;
    }

    private static int Walk(ReadOnlySpan<ulong> rows, Span<ulong> walked, int startX, int startY, int inset, Span<byte> path)
    {
        var (x, y, stepX, stepY, run) = (startX, startY, 1, 0, 0);
        path[0] = (byte)'M';
        var at = 1 + Number(startX + inset, path[1..]);
        path[at++] = (byte)' ';
        at += Number(startY + inset, path[at..]);
        do
        {
            if (stepX == 1)
                walked[y] |= 1UL << (63 - x);

            (x, y, run) = (x + stepX, y + stepY, run + 1);
            // Where two dark modules touch at a corner only, the outline keeps them apart.
            var right = IsDark(rows, x + ((stepX - stepY - 1) >> 1), y + ((stepX + stepY - 1) >> 1));
            var left = IsDark(rows, x + ((stepX + stepY - 1) >> 1), y + ((stepY - stepX - 1) >> 1));
            var turn = !right ? 1 : left ? -1 : 0;
            if (turn == 0)
                continue;

            path[at++] = stepX != 0 ? (byte)'h' : (byte)'v';
            at += Number((stepX + stepY) * run, path[at..]);
            (stepX, stepY, run) = (-turn * stepY, turn * stepX, 0);
        }
        while ((x, y, stepX) != (startX, startY, 1));

        path[at++] = (byte)'z';
        return at;
    }

    private static bool IsDark(ReadOnlySpan<ulong> rows, int x, int y) => (uint)y < (uint)rows.Length && (uint)x < 64 && (rows[y] << x >> 63) != 0;

    // Coordinates and steps stay below a hundred.
    private static int Number(int number, Span<byte> to)
    {
        var at = 0;
        if (number < 0)
        {
            to[at++] = (byte)'-';
            number = -number;
        }

        if (number >= 10)
            to[at++] = (byte)('0' + (number / 10));
        to[at] = (byte)('0' + (number % 10));
        return at + 1;
    }
}
