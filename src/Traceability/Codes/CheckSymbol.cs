namespace Traceability.Codes;

/// <summary>
/// The last symbol (docs/formats/source-code.md §5): notices every single wrong symbol and every exchange of two symbols.
/// It tells a slip from a foreign label; forgery is caught by the seal, never here.
/// </summary>
internal static class CheckSymbol
{
    private const int SymbolMask = 31;
    private const int HeadTopShift = 45;
    private const int RightTopShift = 40;

    /// <summary>The check value 0-31 of ten symbols in <paramref name="head"/> and nine in <paramref name="right"/>.</summary>
    public static uint Of(ulong head, ulong right)
    {
        // Left unreduced the sum has degree 23 and fits, so the field is entered once at the end, not nineteen times.
        var sum = 0u;
        for (var shift = HeadTopShift; shift >= 0; shift -= Symbols.BitsPerSymbol)
            sum = (sum << 1) ^ ((uint)(head >> shift) & SymbolMask);
        for (var shift = RightTopShift; shift >= 0; shift -= Symbols.BitsPerSymbol)
            sum = (sum << 1) ^ ((uint)(right >> shift) & SymbolMask);
        sum <<= 1;

        // x⁵ = x² + 1
        while (sum > SymbolMask)
            sum = (sum & SymbolMask) ^ (sum >> 5) ^ ((sum >> 5) << 2);
        return sum;
    }
}
