using System.Text;

namespace Traceability.Parties;

/// <summary>What a person typed or pasted, as the registers write it.</summary>
public static class TypedText
{
    /// <summary>
    /// ASCII upper case without white space; full-width forms and the dots and dashes of Chinese keyboards become ASCII.
    /// All else, Chinese included, stays as it is.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var symbol in text)
            if (!char.IsWhiteSpace(symbol))
                folded.Append(Fold(symbol));

        return folded.ToString();
    }

    private static char Fold(char symbol) => symbol switch
    {
        // Unicode lays the full-width forms out in ASCII order.
        >= '\uFF01' and <= '\uFF5E' => Fold((char)(symbol - 0xFEE0)),
        '。' => '.',
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        _ => char.IsAsciiLetterLower(symbol) ? (char)(symbol - 32) : symbol,
    };
}
