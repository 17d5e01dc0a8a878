namespace Traceability.Labels.Ink;

/// <summary>The two codes of a deflate block and the bits that announce them (RFC 1951 §3.2.4 to §3.2.7).</summary>
internal sealed class DeflateCodes
{
    public const int Literals = 286, Distances = 30, EndOfBlock = 256;

    private const int LengthMax = 15, HeaderLengthMax = 7;
    private const int RepeatZero = 17, RepeatZeroLong = 18;

    private static readonly byte[] HeaderOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly List<(int Bits, int Count)> _header = [];

    private DeflateCodes(HuffmanCode literal, HuffmanCode distance) => (Literal, Distance) = (literal, distance);

    /// <summary>Literals, end of block and match lengths.</summary>
    public HuffmanCode Literal { get; }

    /// <summary>Match distances.</summary>
    public HuffmanCode Distance { get; }

    /// <summary>What stands before the first symbol: last block, its kind, and the lengths of both codes where they are its own.</summary>
    public IReadOnlyList<(int Bits, int Count)> Header => _header;

    /// <summary>The codes that need no announcement and hold every symbol (§3.2.6).</summary>
    public static DeflateCodes Fixed { get; } = MakeFixed();

    /// <summary>Codes made for symbols met so often; whoever meets another takes <see cref="Fixed"/>.</summary>
    public static DeflateCodes For(ReadOnlySpan<int> literals, ReadOnlySpan<int> distances)
    {
        var codes = new DeflateCodes(HuffmanCode.For(literals, LengthMax), HuffmanCode.For(distances, LengthMax));
        codes.Announce();
        return codes;
    }

    private static DeflateCodes MakeFixed()
    {
        var lengths = new byte[288];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            lengths[symbol] = symbol switch { < 144 => 8, < 256 => 9, < 280 => 7, _ => 8 };
        var codes = new DeflateCodes(HuffmanCode.Of(lengths), HuffmanCode.Of([.. Enumerable.Repeat((byte)5, Distances)]));
        codes._header.Add((0b011, 3));
        return codes;
    }

    private void Announce()
    {
        var literals = int.Max(EndOfBlock + 1, 1 + Array.FindLastIndex(Literal.Lengths, length => length > 0));
        // One distance is announced even where there is none: it then has no bits.
        var distances = int.Max(1, 1 + Array.FindLastIndex(Distance.Lengths, length => length > 0));
        var said = Said([.. Literal.Lengths[..literals], .. Distance.Lengths[..distances]]).ToList();
        var counts = new int[HeaderOrder.Length];
        foreach (var (symbol, _, _) in said)
            counts[symbol]++;

        var code = HuffmanCode.For(counts, HeaderLengthMax);
        var ordered = HeaderOrder.Select(symbol => code.Lengths[symbol]).ToArray();
        var kept = int.Max(4, 1 + Array.FindLastIndex(ordered, length => length > 0));
        _header.AddRange([(0b101, 3), (literals - 257, 5), (distances - 1, 5), (kept - 4, 4)]);
        _header.AddRange(ordered[..kept].Select(length => ((int)length, 3)));
        foreach (var (symbol, more, moreBits) in said)
        {
            _header.Add(((int)(code.Codes[symbol] & 0xFFFF), code.Lengths[symbol]));
            if (moreBits > 0)
                _header.Add((more, moreBits));
        }
    }

    // Lengths one by one, runs of absent symbols together.
    private static IEnumerable<(int Symbol, int More, int MoreBits)> Said(byte[] lengths)
    {
        for (var at = 0; at < lengths.Length;)
        {
            var zeros = 0;
            while (zeros < 138 && at + zeros < lengths.Length && lengths[at + zeros] == 0)
                zeros++;
            yield return zeros switch
            {
                < 3 => (lengths[at], 0, 0),
                < 11 => (RepeatZero, zeros - 3, 3),
                _ => (RepeatZeroLong, zeros - 11, 7),
            };
            at += zeros < 3 ? 1 : zeros;
        }
    }
}
