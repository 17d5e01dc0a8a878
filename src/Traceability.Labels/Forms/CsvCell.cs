using System.Globalization;
using System.Text;

namespace Traceability.Labels;

/// <summary>A text as one field of RFC 4180 that no spreadsheet takes for a formula.</summary>
public static class CsvCell
{
    private const string FormulaStarts = "=+-@＝＋－＠﹦﹢﹣﹫−";

    /// <summary>
    /// The quoted field. A text that starts a formula in half or full width, also behind white space or invisible characters, or
    /// that starts with a control character, gets an apostrophe in front; NUL and broken surrogates are dropped.
    /// </summary>
    public static string Quote(string text)
    {
        var cell = new StringBuilder("\"", text.Length + 3);
        if (StartsFormula(text))
            cell.Append('\'');

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0 or 0xFFFD)
                continue;

            if (rune.Value == '"')
                cell.Append('"');

            cell.Append(rune);
        }

        return cell.Append('"').ToString();
    }

    private static bool StartsFormula(string text)
    {
        if (text.Length > 0 && char.IsControl(text[0]))
            return true;

        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                return FormulaStarts.Contains(letter);
        }

        return false;
    }
}
