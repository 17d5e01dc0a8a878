using System.Globalization;

namespace Traceability.Labels;

/// <summary>Breaks a text into lines that fit a width, on the safe side for any sans-serif font, never inside a character.</summary>
internal static class FittedText
{
    /// <summary>At most <paramref name="mostLines"/> lines of <paramref name="widthEm"/> font sizes; what is cut ends with an ellipsis.</summary>
    public static IEnumerable<string> Lines(string text, double widthEm, int mostLines)
    {
        var rest = text.Trim();
        for (var line = 1; rest.Length > 0 && line <= mostLines; line++)
        {
            var length = LengthWithin(rest, widthEm);
            if (length < rest.Length && line == mostLines)
            {
                yield return rest[..LengthWithin(rest, widthEm - 1)].TrimEnd() + "…";
                yield break;
            }

            if (length < rest.Length)
                length = BeforeLastWord(rest, length);

            yield return rest[..length].TrimEnd();
            rest = rest[length..].TrimStart();
        }
    }

    /// <summary>The same, and where the text stands whole on several lines, on as many lines of about one length: no last character stands alone.</summary>
    public static IReadOnlyList<string> Balanced(string text, double widthEm, int mostLines)
    {
        IReadOnlyList<string> lines = [.. Lines(text, widthEm, mostLines)];
        while (lines.Count > 1 && IsWhole(text, lines))
        {
            widthEm -= 0.5;
            IReadOnlyList<string> narrower = [.. Lines(text, widthEm, mostLines)];
            if (narrower.Count > lines.Count || !IsWhole(text, narrower))
                break;
            lines = narrower;
        }

        return lines;
    }

    /// <summary>True when the lines say all of the text.</summary>
    public static bool IsWhole(string text, IReadOnlyList<string> lines) => string.Concat(lines).Replace(" ", "") == text.Replace(" ", "");

    private static int LengthWithin(string text, double widthEm)
    {
        var length = 0;
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text, length);
            widthEm -= Em(text.AsSpan(length, element));
            if (widthEm < 0)
                break;

            length += element;
        }

        return length;
    }

    private static int BeforeLastWord(string text, int length)
    {
        var space = text.AsSpan(0, length + 1).LastIndexOf(' ');
        return space > length / 4 ? space : length;
    }

    // Combining marks are charged in full, so that a stack of hundreds is cut instead of painted over the symbol.
    private static double Em(ReadOnlySpan<char> element)
    {
        var em = 0.0;
        foreach (var rune in element.EnumerateRunes())
        {
            em += rune.Value switch
            {
                >= 0x250 or 'M' or 'W' or 'm' or '@' or '%' => 1,
                >= 'A' and <= 'Z' or '&' => 0.75,
                ' ' or '.' or ',' or '-' or '/' => 0.4,
                _ => 0.6,
            };
        }

        return em;
    }
}
