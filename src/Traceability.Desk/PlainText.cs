using System.Globalization;
using System.Text;
using Traceability.Pages.Doors;

namespace Traceability.Desk;

/// <summary>Text that people typed, fit to be stored, printed and shown: one line, trimmed, no control, no direction override, no half character.</summary>
internal static class PlainText
{
    /// <summary>Reads a required text; the problem names the field.</summary>
    public static Problem? Read(string? typed, string field, int lengthMax, out string text)
    {
        text = (typed ?? "").Trim();
        if (text.Length == 0)
            return Problem.BadInput(field, "This may not be empty.", zh: "这一项不能空着。");
        if (text.Length > lengthMax)
            return Problem.BadInput(field, $"This may have at most {lengthMax} characters.", zh: $"最多 {lengthMax} 个字。");
        foreach (var rune in text.EnumerateRunes())
        {
            // Rune enumeration turns half a surrogate pair into U+FFFD.
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                return Problem.BadInput(field, "This holds a character that cannot be printed.", zh: "里面有印不出来的字符，请重新输入。");
        }

        text = text.Normalize(NormalizationForm.FormC);
        return null;
    }

    /// <summary>Reads a text that may be left out.</summary>
    public static Problem? ReadOptional(string? typed, string field, int lengthMax, out string? text)
    {
        text = null;
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var problem = Read(typed, field, lengthMax, out var read);
        text = read;
        return problem;
    }
}
