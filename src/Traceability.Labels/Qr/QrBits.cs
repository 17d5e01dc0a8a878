namespace Traceability.Labels.Qr;

/// <summary>How the twenty symbols of a code stand in the data bits of a symbol (ISO/IEC 18004 §7.4.4, §7.4.5): the only part of the data that differs between labels.</summary>
/// <param name="groups">For each group of bits: the symbols in it, the value of the character before the first one when they share a group, and how many bits.</param>
/// <param name="digitsMax">A longer run of digits is cut into a segment of its own (Annex J.2), so the bits would stand elsewhere.</param>
internal sealed class QrBits(QrBits.Group[] groups, int digitsMax)
{
    public const int SymbolsPerCode = 20;

    /// <summary>Words of 64 bits that hold the variable bits of any mode.</summary>
    public const int Words = 3;

    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int AlphanumericDigitsMax = 12;
    private const int ByteDigitsMax = 5;

    private static readonly int[] ValueOf = [.. Enumerable.Range(0, 128).Select(letter => Alphanumeric.IndexOf((char)letter))];

    public record struct Group(int First, int Count, int Before, int Bits);

    public IReadOnlyList<Group> Groups => groups;

    /// <summary>Where the bits may stand behind this prefix. Which of them it is shows when a template is taken: a wrong one does not fit the drawings.</summary>
    public static IEnumerable<QrBits> Candidates(string prefix, string alphabet)
    {
        if (alphabet.All(Alphanumeric.Contains))
        {
            yield return new QrBits([.. Pairs(0)], AlphanumericDigitsMax);
            if (Alphanumeric.IndexOf(prefix[^1]) is >= 0 and var before)
                yield return new QrBits([new Group(0, 1, before, 11), .. Pairs(1), new Group(SymbolsPerCode - 1, 1, -1, 6)], AlphanumericDigitsMax);
        }

        yield return new QrBits([.. Enumerable.Range(0, SymbolsPerCode).Select(at => new Group(at, 1, -1, 8))], ByteDigitsMax);

        static IEnumerable<Group> Pairs(int from) => Enumerable.Range(0, (SymbolsPerCode - from) / 2).Select(pair => new Group(from + (2 * pair), 2, -1, 11));
    }

    /// <summary>False for a code with so long a run of digits that its bits stand elsewhere.</summary>
    public bool Fits(ReadOnlySpan<byte> code)
    {
        var run = 0;
        foreach (var symbol in code)
        {
            run = symbol is >= (byte)'0' and <= (byte)'9' ? run + 1 : 0;
            if (run > digitsMax)
                return false;
        }

        return true;
    }

    /// <summary>Writes the variable bits of a code, group behind group.</summary>
    public void Pack(ReadOnlySpan<byte> code, Span<ulong> bits)
    {
        bits.Clear();
        var at = 0;
        foreach (var group in groups)
        {
            var value = (ulong)Value(group, code);
            bits[at >> 6] |= value << (at & 63);
            if ((at & 63) + group.Bits > 64)
                bits[(at >> 6) + 1] |= value >> (64 - (at & 63));
            at += group.Bits;
        }
    }

    /// <summary>The value of a group: a character in a byte, or one or two in alphanumeric mode.</summary>
    public static int Value(Group group, ReadOnlySpan<byte> code)
    {
        if (group.Bits == 8)
            return code[group.First];

        var first = ValueOf[code[group.First]];
        return group.Count == 2 ? (45 * first) + ValueOf[code[group.First + 1]] : group.Before >= 0 ? (45 * group.Before) + first : first;
    }
}
