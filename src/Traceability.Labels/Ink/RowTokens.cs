namespace Traceability.Labels.Ink;

/// <summary>
/// A picture as the literals and matches of a deflate stream (RFC 1951 §2): rows unfiltered, a row that repeats the one above as a match of a whole row, a run
/// of one byte as a match of the byte before. Nothing else in a label is worth a search.
/// </summary>
internal sealed class RowTokens(int stride, int height)
{
    private const int ShortestMatch = 3, LongestMatch = 258, ShortestRun = 4;
    private const uint AdlerModulus = 65_521;

    private readonly int[] _tokens = new int[(stride + 1) * height];

    /// <summary>A token below this is a literal byte; another is a length above sixteen bits of distance.</summary>
    public const int FirstMatch = ShortestMatch << 16;

    /// <summary>The tokens of the picture last read.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    private int Count { get; set; }

    /// <summary>Reads a picture; returns the Adler-32 of its bytes with the filter type of each row before them (RFC 1950 §2.2, PNG §9).</summary>
    public uint Read(Bitmap picture)
    {
        Count = 0;
        var (a, b) = (1UL, 0UL);
        var bytes = stride + 1;
        for (int y = 0, same; y < height; y += same)
        {
            var row = picture.Row(y);
            // A row of two bytes with its filter is too short to be repeated once.
            for (same = 1; bytes >= ShortestMatch && y + same < height && picture.Row(y + same).SequenceEqual(row); same++)
            {
            }

            var (sum, weighted) = AddRow(row);
            AddMatches((same - 1) * bytes, bytes);
            // Each of the equal rows adds the same sums, to a first sum that grows with each.
            var (k, n) = ((ulong)same, (ulong)bytes);
            b = (b + (k * n * a) + (k * weighted) + (n * sum * (k * (k - 1) / 2) % AdlerModulus)) % AdlerModulus;
            a = (a + (k * sum)) % AdlerModulus;
        }

        return (uint)(b << 16 | a);
    }

    private (ulong Sum, ulong Weighted) AddRow(ReadOnlySpan<byte> row)
    {
        var (sum, weighted) = (0UL, 0UL);
        // The type of filter: none.
        _tokens[Count++] = 0;
        for (var at = 0; at < row.Length;)
        {
            var run = 1;
            while (at + run < row.Length && row[at + run] == row[at])
                run++;
            // A dark dot is a 1 in a picture and black, so 0, in a PNG.
            var value = (byte)~row[at];
            // The bytes of a run weigh as many as stand behind them, and one.
            sum += (ulong)run * value;
            weighted += (ulong)(run * ((2L * (row.Length - at)) - run + 1) / 2 * value);
            at += run;

            if (run >= ShortestRun)
            {
                _tokens[Count++] = value;
                AddMatches(run - 1, 1);
                continue;
            }

            for (; run > 0; run--)
                _tokens[Count++] = value;
        }

        return (sum, weighted);
    }

    private void AddMatches(int length, int distance)
    {
        while (length > 0)
        {
            // What is left must be long enough to be a match as well.
            var taken = length <= LongestMatch ? length : int.Min(LongestMatch, length - ShortestMatch);
            _tokens[Count++] = taken << 16 | distance;
            length -= taken;
        }
    }
}
