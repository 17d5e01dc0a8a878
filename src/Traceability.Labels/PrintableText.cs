using System.Globalization;
using System.Text;

namespace Traceability.Labels;

/// <summary>Text that prints as it reads: one line, nothing invisible, nothing that reorders its neighbours.</summary>
internal static class PrintableText
{
    /// <summary>Drops control, bidi, format and unassigned characters and broken surrogates; any run of white space becomes one space.</summary>
    public static string Of(string text)
    {
        var printable = new StringBuilder(text.Length);
        var spaceDue = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                spaceDue = printable.Length > 0;
                continue;
            }

            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned)
                continue;

            if (spaceDue)
                printable.Append(' ');

            printable.Append(rune);
            spaceDue = false;
        }

        return printable.ToString();
    }
}
