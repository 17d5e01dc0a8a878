namespace Traceability.Labels.Qr;

/// <summary>The eight masks over the data area of versions 2 to 6, each with the format information that announces it (ISO/IEC 18004 §7.8.2, §7.9.1).</summary>
internal static class QrMasks
{
    public const int Count = 8;

    // BCH (15, 5) with x¹⁰+x⁸+x⁵+x⁴+x²+x+1; the mask over the fifteen bits keeps them from being all light.
    private const int Generator = 0b10100110111;
    private const int FormatMask = 0b101010000010010;
    private const int FormatLine = 8;

    /// <summary>For each mask the modules it turns, and the dark ones of its format information.</summary>
    public static ulong[][] For(int version, QrLevel level) => [.. Enumerable.Range(0, Count).Select(mask => Rows(version, level, mask))];

    /// <summary>The mask that a drawn symbol announces: bits 12 to 10 of the copy that runs along row 8 from the left.</summary>
    public static int Of(ulong[] rows) => (int)(rows[FormatLine] << 2 >> 61) ^ (FormatMask >> 10 & 0b111);

    private static ulong[] Rows(int version, QrLevel level, int mask)
    {
        var side = 17 + (4 * version);
        var rows = new ulong[side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (IsTurned(mask, x, y) && IsForData(version, side, x, y))
                    rows[y] |= Bit(x);
            }
        }

        var format = Format(level, mask);
        for (var at = 0; at < 15; at++)
        {
            if ((format >> at & 1) == 0)
                continue;
            // Down column 8 and left along row 8 around the first finder, over the timing pattern; the second copy beside the other two.
            var (x, y) = at < 8 ? (FormatLine, at < 6 ? at : at + 1) : (at == 8 ? 7 : 14 - at, FormatLine);
            rows[y] |= Bit(x);
            (x, y) = at < 8 ? (side - 1 - at, FormatLine) : (FormatLine, side - 15 + at);
            rows[y] |= Bit(x);
        }

        return rows;
    }

    private static int Format(QrLevel level, int mask)
    {
        var bits = (level == QrLevel.M ? 0b00 : 0b11) << 3 | mask;
        var rest = bits << 10;
        for (var at = 14; at >= 10; at--)
        {
            if ((rest >> at & 1) != 0)
                rest ^= Generator << (at - 10);
        }

        return (bits << 10 | rest) ^ FormatMask;
    }

    private static bool IsTurned(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => ((y / 2) + (x / 3)) % 2 == 0,
        5 => (x * y % 2) + (x * y % 3) == 0,
        6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
        _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
    };

    // Not the finders with their separators and format information, not the timing patterns, not the one alignment pattern.
    private static bool IsForData(int version, int side, int x, int y)
    {
        var centre = (4 * version) + 10;
        return !((x <= 8 && y <= 8) || (x <= 8 && y >= side - 8) || (x >= side - 8 && y <= 8) || x == 6 || y == 6
            || (int.Abs(x - centre) <= 2 && int.Abs(y - centre) <= 2));
    }

    private static ulong Bit(int x) => 1UL << (63 - x);
}
