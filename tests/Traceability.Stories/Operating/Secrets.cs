using System.Text.RegularExpressions;

namespace Traceability.Stories.Operating;

/// <summary>Finds in a text what must not stand in it.</summary>
internal static partial class Secrets
{
    /// <summary>Whatever looks like a code: twenty symbols of Crockford's base 32 by themselves, in groups or in one.</summary>
    public static IEnumerable<string> CodesIn(string text) => Code().Matches(text).Select(match => match.Value);

    [GeneratedRegex("(?<![0-9A-Za-z-])(?=[^\\n]{0,24}[0-9])(?:[0-9A-HJKMNP-TV-Z]{20}|[0-9A-HJKMNP-TV-Z]{5}(?:[- ][0-9A-HJKMNP-TV-Z]{5}){3})(?![0-9A-Za-z-])", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
