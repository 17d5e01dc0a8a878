using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Traceability.Pages;

/// <summary>How text gets onto a page: encoded, in its own letters, and never longer than its place.</summary>
public static class PageText
{
    private const int EscapeBytesMax = 10;
    private const int EllipsisBytes = 3;

    /// <summary>
    /// Escapes what HTML gives a meaning and leaves Chinese as it is: the framework's own encoder would spend eight bytes on each character. A door registers
    /// it as its <see cref="HtmlEncoder"/>.
    /// </summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text, cut with an ellipsis where its encoded UTF-8 could pass a number of bytes: so no name makes a page too large for its first packets.</summary>
    public static string Fit(string text, int bytesMax)
    {
        var (used, end, cut) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair reads as U+FFFD and is escaped too.
            used += Encoder.WillEncode(rune.Value) || rune == Rune.ReplacementChar ? EscapeBytesMax : rune.Utf8SequenceLength;
            if (used > bytesMax)
                return text[..cut] + "…";
            end += rune.Utf16SequenceLength;
            if (used <= bytesMax - EllipsisBytes)
                cut = end;
        }

        return text;
    }
}
