namespace Traceability.Labels.Ink;

/// <summary>The symbols that stand for match lengths 3 to 258 and distances 1 to 32,768, with their extra bits (RFC 1951 §3.2.5).</summary>
internal static class DeflateSymbols
{
    private const int FirstLength = 257, LongestMatch = 258, LongestSymbol = 285;

    /// <summary>Symbol, extra bits and their number for a match length.</summary>
    public static (int Symbol, int Extra, int ExtraBits) Length(int length)
    {
        if (length == LongestMatch)
            return (LongestSymbol, 0, 0);
        var (symbol, extra, bits) = Stepped(length - 3, 4);
        return (FirstLength + symbol, extra, bits);
    }

    /// <summary>Symbol, extra bits and their number for a distance.</summary>
    public static (int Symbol, int Extra, int ExtraBits) Distance(int distance) => Stepped(distance - 1, 2);

    // Both tables double their step after each group; a group has as many symbols as the first steps of one.
    private static (int Symbol, int Extra, int ExtraBits) Stepped(int value, int group)
    {
        if (value < 2 * group)
            return (value, 0, 0);
        var bits = 31 - int.LeadingZeroCount(value / group);
        return ((bits * group) + (value >> bits), value & ((1 << bits) - 1), bits);
    }
}
