using System.Buffers;
using System.Collections.Frozen;

namespace Traceability.Codes;

/// <summary>
/// The address in the QR symbol, written and read (docs/formats/source-code.md §9). A look-alike site may carry a genuine code, so an address counts only
/// when its host and port are, character by character, the public one or a recorded former one.
/// </summary>
public sealed class LabelUri
{
    private static readonly SearchValues<char> AddressMarks = SearchValues.Create(":/\\@");

    private readonly FrozenSet<string> _origins;

    /// <summary>
    /// Takes the public address such as <c>https://example.com:8443</c> and former authorities such as <c>old.example.com</c>. Anything but scheme,
    /// host and port, or a host that QR alphanumeric mode cannot hold, is an <see cref="ArgumentException"/> that says so.
    /// </summary>
    public LabelUri(string publicUrl, IEnumerable<string> formerAuthorities)
    {
        var address = Configured(publicUrl);
        Prefix = $"{address.Scheme}://{address.Authority}/".ToUpperInvariant();
        _origins = formerAuthorities
            .SelectMany(former => new[] { Configured($"http://{former}"), Configured($"https://{former}") })
            .Append(address)
            .Select(each => each.Origin)
            .ToFrozenSet();
    }

    /// <summary>What stands before the twenty symbols of a plain label: <c>HTTPS://HOST/</c>.</summary>
    public string Prefix { get; }

    /// <summary>What stands before the twenty symbols of a label with a GTIN: <c>HTTPS://HOST/01/GTIN/21/</c>.</summary>
    public string PrefixFor(Gtin gtin) => $"{Prefix}01/{gtin}/21/";

    /// <summary>The text of the QR symbol, all of it in alphanumeric mode.</summary>
    public string Write(SourceCode code, Gtin? gtin = null) => (gtin is { } known ? PrefixFor(known) : Prefix) + code;

    /// <summary>Reads a bare code, a plain label address or a GS1 Digital Link of ours.</summary>
    public LabelUriReading Read(string? text)
    {
        if (SourceCode.Read(text) is not SourceCodeReading.Malformed and var bare)
            return Label(bare, null, null);
        if (text is null || !text.AsSpan().ContainsAny(AddressMarks))
            return new LabelUriReading.Malformed();
        if (!WebAddress.TryRead(text, out var address) || !_origins.Contains(address.Origin))
            return new LabelUriReading.NotOurAddress();

        var segments = address.Path.Split('/');
        if (segments.Length == 2)
            return Label(SourceCode.Read(segments[1]), null, null);
        return segments.Length > 2 && DigitalLink.TryRead(segments.AsSpan(1), address.Query, out var link)
            ? Label(SourceCode.Read(link.Serial), link.Gtin, link.Lot)
            : new LabelUriReading.Malformed();
    }

    private static LabelUriReading Label(SourceCodeReading reading, Gtin? gtin, string? lot) => reading switch
    {
        SourceCodeReading.Valid valid => new LabelUriReading.Label(valid.Code, gtin, lot),
        SourceCodeReading.Mistyped => new LabelUriReading.Mistyped(),
        _ => new LabelUriReading.Malformed(),
    };

    // What the platform makes of the address must be what is compared later: no odd port, no number in disguise of a host.
    private static WebAddress Configured(string url) =>
        WebAddress.TryRead(url, out var address)
        && address is { Path: "" or "/", Query: "" }
        && !address.Authority.Contains('[')
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Authority == address.Origin
            ? address
            : throw new ArgumentException($"'{url}' is not an address of scheme, host and optional port in plain ASCII.", nameof(url));
}
