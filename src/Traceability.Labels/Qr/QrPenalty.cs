using System.Numerics;

namespace Traceability.Labels.Qr;

/// <summary>The penalty of a masked symbol (ISO/IEC 18004 §7.8.3.1), all modules of a row at once.</summary>
public static class QrPenalty
{
    private const int Run = 3, RunLength = 5, Block = 3, Finder = 40, Balance = 10;

    /// <summary>The sum of the four rules for a symbol of at most 64 modules a side, the left module of each row in the highest bit.</summary>
    /// <remarks>The light area of rule 3 must lie inside the symbol; the quiet zone does not count as one.</remarks>
    public static int Of(ReadOnlySpan<ulong> rows)
    {
        var side = rows.Length;
        var (runs, blocks, finders, dark) = (0, 0, 0, 0);
        // What the rows above told: equal to the one above them for one, two, three rows; five equal in a column so far.
        var (sameAbove, sameTwo, sameThree, fiveAbove, besideAbove) = (0UL, 0UL, 0UL, 0UL, 0UL);
        var inside = ulong.MaxValue << (64 - side);
        for (var y = 0; y < side; y++)
        {
            var row = rows[y];
            dark += BitOperations.PopCount(row);

            var beside = ~(row ^ (row << 1)) & (inside << 1);
            var pairs = beside & (beside << 1);
            var five = pairs & (pairs << 2);
            runs += RunPenalty(five, five >> 1);
            finders += BitOperations.PopCount(FindersInRow(row, inside));

            var same = y == 0 ? 0 : ~(row ^ rows[y - 1]) & inside;
            blocks += BitOperations.PopCount(same & beside & besideAbove);
            var fiveHere = same & sameAbove & sameTwo & sameThree;
            runs += RunPenalty(fiveHere, fiveAbove);
            if (y >= 10)
                finders += BitOperations.PopCount(FindersAbove(rows.Slice(y - 10, 11)) & inside);
            (sameThree, sameTwo, sameAbove, fiveAbove, besideAbove) = (sameTwo, sameAbove, same, fiveHere, beside);
        }

        return runs + (Block * blocks) + (Finder * finders) + (Balance * Steps(dark, side * side));
    }

    // A run of n ≥ 5 holds n − 4 windows of five and costs 3 + (n − 5): its windows, and two more for the one that begins it.
    private static int RunPenalty(ulong windows, ulong shifted) =>
        BitOperations.PopCount(windows) + ((Run - (RunLength - 4)) * BitOperations.PopCount(windows & ~shifted));

    // 1011101 with four light modules on one side: each window of eleven once.
    private static ulong FindersInRow(ulong row, ulong inside)
    {
        var windows = inside << 10;
        var light = ~row;
        var lightBefore = light & (light << 1) & (light << 2) & (light << 3);
        var core = row & (light << 1) & (row << 2) & (row << 3) & (row << 4) & (light << 5) & (row << 6);
        return ((core & (lightBefore << 7)) | (lightBefore & (core << 4))) & windows;
    }

    private static ulong FindersAbove(ReadOnlySpan<ulong> r)
    {
        var coreFirst = r[0] & ~r[1] & r[2] & r[3] & r[4] & ~r[5] & r[6] & ~(r[7] | r[8] | r[9] | r[10]);
        var coreLast = ~(r[0] | r[1] | r[2] | r[3]) & r[4] & ~r[5] & r[6] & r[7] & r[8] & ~r[9] & r[10];
        return coreFirst | coreLast;
    }

    // Whole steps of 5 % between the share of dark modules and one half.
    private static int Steps(int dark, int modules) => int.Abs((20 * dark) - (10 * modules)) / modules;
}
