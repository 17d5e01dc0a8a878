using System.Globalization;

namespace Traceability.Codes;

/// <summary>The thirty-two symbols and what people type for them (docs/formats/source-code.md §2, §4).</summary>
internal static class Symbols
{
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    public const int BitsPerSymbol = 5;

    private const byte NoSymbol = byte.MaxValue;
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = FullWidthFirst - '!';
    private const char MinusSign = '\u2212';

    private static readonly byte[] ValueOf = Values();

    /// <summary>True for the characters that people put between groups (§4.2).</summary>
    public static bool IsSeparator(char character) =>
        character is ' ' or '-' or MinusSign
        || (character > '\u007F' && char.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation);

    /// <summary>The value 0-31 of a symbol as people type it (§4.3); false for a character that stands for none.</summary>
    public static bool TryFold(char character, out byte value)
    {
        if (character is >= FullWidthFirst and <= FullWidthLast)
            character = (char)(character - FullWidthOffset);
        value = character < ValueOf.Length ? ValueOf[character] : NoSymbol;
        return value != NoSymbol;
    }

    /// <summary>Writes five bits a symbol, the last symbol lowest.</summary>
    public static void Write(ulong bits, Span<byte> ascii)
    {
        for (var at = ascii.Length - 1; at >= 0; at--, bits >>= BitsPerSymbol)
            ascii[at] = (byte)Alphabet[(int)(bits & 31)];
    }

    private static byte[] Values()
    {
        var values = new byte[128];
        Array.Fill(values, NoSymbol);
        for (var value = 0; value < Alphabet.Length; value++)
            values[Alphabet[value]] = values[char.ToLowerInvariant(Alphabet[value])] = (byte)value;
        values['O'] = values['o'] = 0;
        values['I'] = values['i'] = values['L'] = values['l'] = 1;
        return values;
    }
}
