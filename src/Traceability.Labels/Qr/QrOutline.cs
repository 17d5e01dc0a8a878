using System.Numerics;

namespace Traceability.Labels.Qr;

/// <summary>
/// Traces the dark areas of a symbol as closed outlines, the dark side on the right, and writes them as SVG path data. Outlines, not rows: the seam between
/// two rows costs decoders codes.
/// </summary>
internal readonly ref struct QrOutline
{
    // A corner costs at most a letter, a sign and two digits, and no module has more than four of its own; a start costs seven.
    private const int MostBytesPerModule = 20;
    private const int Bits = 64;

    private readonly int _side, _inset;

    // The modules row by row and column by column, between light rows and light columns, and the upper edges not walked yet.
    private readonly Span<ulong> _across, _down, _tops;

    private QrOutline(int side, int inset, Span<ulong> across, Span<ulong> down, Span<ulong> tops)
    {
        (_side, _inset) = (side, inset);
        _across = across;
        _down = down;
        _tops = tops;
    }

    /// <summary>No path of so many modules a side is longer, in bytes.</summary>
    public static int MostBytes(int modules) => modules * modules * MostBytesPerModule;

    /// <summary>Writes path data (SVG 2 §9.3) in whole modules, shifted right and down by <paramref name="inset"/>; returns its bytes.</summary>
    public static int Write(ReadOnlySpan<ulong> rows, int inset, Span<byte> path)
    {
        var side = rows.Length;
        Span<ulong> words = stackalloc ulong[3 * (side + 2)];
        words.Clear();
        var across = words[..(side + 2)];
        var down = words.Slice(side + 2, side + 2);
        var tops = words[(2 * (side + 2))..];
        rows.CopyTo(across[1..]);
        for (var y = 0; y < side; y++)
        {
            tops[y] = across[y + 1] & ~across[y];
            for (var left = rows[y]; left != 0; left &= left - 1)
                down[Bits - BitOperations.TrailingZeroCount(left)] |= 1UL << (Bits - 1 - y);
        }

        return new QrOutline(side, inset, across, down, tops).WriteAll(path);
    }

    private int WriteAll(Span<byte> path)
    {
        var written = 0;
        for (var y = 0; y < _side; y++)
        {
            while (_tops[y] != 0)
                written += WriteOne(BitOperations.LeadingZeroCount(_tops[y]), y, path[written..]);
        }

        return written;
    }

    // From the left end of an upper edge: steps across and steps down take turns until the outline is back there.
    private int WriteOne(int startX, int startY, Span<byte> path)
    {
        var (x, y) = (startX, startY);
        path[0] = (byte)'M';
        var at = 1 + Number(x + _inset, path[1..]);
        path[at++] = (byte)' ';
        at += Number(y + _inset, path[at..]);
        var isEast = true;
        do
        {
            var step = isEast ? Run(_across[y + 1], _across[y], x) : -RunBack(_across[y], _across[y + 1], x);
            if (isEast)
                _tops[y] &= ~(ulong.MaxValue >> x) | (ulong.MaxValue >> (x + step));
            x += step;
            path[at++] = (byte)'h';
            at += Number(step, path[at..]);

            // Light on the right: turn right, also where two dark modules touch at a corner only; else dark ahead: turn left.
            var isSouth = isEast ? !IsSet(_across[y + 1], x) : IsSet(_across[y], x - 1);
            step = isSouth ? Run(_down[x], _down[x + 1], y) : -RunBack(_down[x + 1], _down[x], y);
            y += step;
            path[at++] = (byte)'v';
            at += Number(step, path[at..]);
            isEast = isSouth ? IsSet(_down[x], y) : !IsSet(_down[x + 1], y - 1);
        }
        while (x != startX || y != startY || !isEast);

        path[at++] = (byte)'z';
        return at;
    }

    // How far the right side stays dark and the left side light, from a place on.
    private static int Run(ulong right, ulong left, int from) => BitOperations.LeadingZeroCount(~((right & ~left) << from));

    private static int RunBack(ulong right, ulong left, int from) => BitOperations.TrailingZeroCount(~((right & ~left) >> (Bits - from)));

    private static bool IsSet(ulong line, int at) => (line << at >> (Bits - 1)) != 0;

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
