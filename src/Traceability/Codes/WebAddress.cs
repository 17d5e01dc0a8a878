using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Traceability.Codes;

/// <summary>
/// An http or https URI cut into its parts (RFC 3986 §3) without repairing anything: where a browser would guess, this refuses. The fragment is dropped.
/// </summary>
internal sealed record WebAddress(string Scheme, string Authority, string Path, string Query)
{
    private const int MaxLength = 2_048;

    private const string SchemeMark = "://";

    // No user info, no escapes, nothing beyond ASCII: an authority of these characters means to every client what it shows.
    private static readonly SearchValues<char> AuthorityCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:[]");

    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>The authority in lower case without the default port of its scheme.</summary>
    public string Origin
    {
        get
        {
            var defaultPort = Scheme.Length == "https".Length ? ":443" : ":80";
            var lower = Authority.ToLowerInvariant();
            return lower.EndsWith(defaultPort, StringComparison.Ordinal) ? lower[..^defaultPort.Length] : lower;
        }
    }

    /// <summary>False for text that is no such address, or longer than 2,048 characters.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out WebAddress? address)
    {
        address = null;
        var schemeLength = text.IndexOf(SchemeMark, StringComparison.Ordinal);
        if (schemeLength < 0 || text.Length > MaxLength || text.AsSpan().ContainsAnyExcept(UriCharacters))
            return false;

        var scheme = text[..schemeLength];
        var (beforeFragment, _) = Cut(text[(schemeLength + SchemeMark.Length)..], '#');
        var (beforeQuery, query) = Cut(beforeFragment, '?');
        var pathAt = beforeQuery.IndexOf('/');
        var (authority, path) = pathAt < 0 ? (beforeQuery, "") : (beforeQuery[..pathAt], beforeQuery[pathAt..]);

        var isWeb = scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        if (!isWeb || authority.Length == 0 || authority.AsSpan().ContainsAnyExcept(AuthorityCharacters))
            return false;

        address = new WebAddress(scheme, authority, path, query);
        return true;
    }

    private static (string Before, string After) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
