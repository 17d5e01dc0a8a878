using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Traceability.Codes;

/// <summary>
/// A GS1 Digital Link (GS1 数字链接) of a trade item: GTIN (01), then variant (22), lot (10) and serial (21) in this order, or a serial that a
/// third party controls (235) instead of them. URI Syntax 1.6, uncompressed; other primary keys are not read.
/// </summary>
public sealed record DigitalLink
{
    /// <summary>The resolver that GS1 runs: the stem of the canonical form.</summary>
    public const string CanonicalStem = "https://id.gs1.org";

    private const string GtinKey = "01";
    private const string ThirdPartySerialKey = "235";
    private const string LotKey = "10";
    private const int MaxValueLength = 20;
    private const int MaxThirdPartySerialLength = 28;

    private static readonly string[] QualifierKeys = ["22", LotKey, "21", ThirdPartySerialKey];

    // GS1 AI encodable character set 82.
    private static readonly SearchValues<char> Encodable =
        SearchValues.Create("!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private readonly string?[] _qualifiers;

    private DigitalLink(Gtin gtin, string?[] qualifiers) => (Gtin, _qualifiers) = (gtin, qualifiers);

    /// <summary>The trade item (01).</summary>
    public Gtin Gtin { get; }

    /// <summary>The consumer product variant (22), where given.</summary>
    public string? Variant => _qualifiers[0];

    /// <summary>The batch or lot (10), where given.</summary>
    public string? Lot => _qualifiers[1];

    /// <summary>The serial number (21), where given.</summary>
    public string? Serial => _qualifiers[2];

    /// <summary>The third-party controlled serial (235), where given; then there is no other qualifier.</summary>
    public string? ThirdPartySerial => _qualifiers[3];

    /// <summary>False for a value that is empty, too long (20 characters, 28 for 235) or outside set 82, and for 235 beside another qualifier.</summary>
    public static bool TryCreate(
        Gtin gtin, string? variant, string? lot, string? serial, string? thirdPartySerial, [NotNullWhen(true)] out DigitalLink? link) =>
        TryCreate(gtin, [variant, lot, serial, thirdPartySerial], out link);

    /// <summary>
    /// Reads an http or https URI, scheme in one case, keys after any stem. Attributes in the query are ignored, but a key of ours that belongs in
    /// the path makes the link false.
    /// </summary>
    public static bool TryParse(string? uri, [NotNullWhen(true)] out DigitalLink? link)
    {
        link = null;
        if (uri is null || !WebAddress.TryRead(uri, out var address) || address.Scheme is not ("http" or "https" or "HTTP" or "HTTPS"))
            return false;

        // The stem may hold anything, so the primary key is sought from the end, pair by pair.
        var segments = address.Path.Split('/');
        for (var at = segments.Length - 2; at > 0; at -= 2)
        {
            if (segments[at] == GtinKey)
                return TryRead(segments.AsSpan(at), address.Query, out link);
        }

        return false;
    }

    /// <summary>The URI under a stem such as <c>https://example.com</c>.</summary>
    public string ToUri(string stem = CanonicalStem)
    {
        var uri = $"{stem.TrimEnd('/')}/{GtinKey}/{Gtin}";
        for (var at = 0; at < QualifierKeys.Length; at++)
        {
            if (_qualifiers[at] is { } value)
                uri += $"/{QualifierKeys[at]}/{PercentEscape.Encode(value)}";
        }

        return uri;
    }

    /// <summary>Links are equal when they say the same.</summary>
    public bool Equals(DigitalLink? other) => other is not null && Gtin == other.Gtin && _qualifiers.AsSpan().SequenceEqual(other._qualifiers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Gtin, Variant, Lot, Serial, ThirdPartySerial);

    /// <summary>Reads key and value segments that begin with the primary key.</summary>
    internal static bool TryRead(ReadOnlySpan<string> segments, string query, [NotNullWhen(true)] out DigitalLink? link)
    {
        link = null;
        if (segments.Length % 2 != 0 || segments[0] != GtinKey)
            return false;

        var digits = PercentEscape.Decode(segments[1]);
        if (digits.Length != Gtin.Digits || !Gtin.TryParse(digits, out var gtin))
            return false;

        var qualifiers = new string?[QualifierKeys.Length];
        var next = 0;
        for (var at = 2; at < segments.Length; at += 2)
        {
            var found = Array.IndexOf(QualifierKeys, segments[at], next);
            if (found < 0)
                return false;
            qualifiers[found] = PercentEscape.Decode(segments[at + 1]);
            next = found + 1;
        }

        return !MisplacesKey(query, besideThirdPartySerial: qualifiers[^1] is not null) && TryCreate(gtin, qualifiers, out link);
    }

    private static bool TryCreate(Gtin gtin, string?[] qualifiers, [NotNullWhen(true)] out DigitalLink? link)
    {
        var fits = qualifiers[..^1].All(value => value is null || IsEncodable(value, MaxValueLength))
            && (qualifiers[^1] is not { } serial
                || (IsEncodable(serial, MaxThirdPartySerialLength) && Array.TrueForAll(qualifiers[..^1], value => value is null)));
        link = fits ? new DigitalLink(gtin, qualifiers) : null;
        return fits;
    }

    private static bool IsEncodable(string value, int maxLength) =>
        value.Length > 0 && value.Length <= maxLength && !value.AsSpan().ContainsAnyExcept(Encodable);

    // Of the five keys only the lot is also an attribute, and only where the path cannot hold it.
    private static bool MisplacesKey(string query, bool besideThirdPartySerial) => query.Split('&')
        .Select(attribute => attribute.Split('=')[0])
        .Any(key => key == GtinKey || (Array.IndexOf(QualifierKeys, key) >= 0 && !(key == LotKey && besideThirdPartySerial)));
}
