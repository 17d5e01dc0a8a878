namespace Traceability.Storage;

/// <summary>Map tiles of somebody else, in the web Mercator projection of WGS 84 or CGCS2000, that lie under a plot while it is drawn.</summary>
/// <param name="Pattern">The address of a tile with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>.</param>
/// <param name="Attribution">Who made them, as they ask to be named.</param>
/// <param name="Origin">Scheme and host that a browser has to be allowed to ask.</param>
public sealed record MapTiles(string Pattern, string Attribution, string Origin)
{
    private static readonly string[] Places = ["{z}", "{x}", "{y}"];

    internal static MapTiles? Read(string? pattern, string? attribution)
    {
        if (string.IsNullOrWhiteSpace(pattern))
            return null;
        // Everything that is neither a place nor plain text of an address could end the header in which the origin stands.
        var bare = Places.Aggregate(pattern, (text, place) => text.Replace(place, "0"));
        if (!Uri.TryCreate(bare, UriKind.Absolute, out var uri) || uri.Scheme != "https" || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.HostNameType != UriHostNameType.Dns
            || !uri.Host.All(char.IsAscii) || !Places.All(place => pattern.Contains(place, StringComparison.Ordinal)) || bare.Any(symbol => symbol is '{' or '}' or '"' or '<' or '>' || char.IsWhiteSpace(symbol))
            || !pattern.StartsWith($"https://{uri.Authority}/", StringComparison.OrdinalIgnoreCase))
            throw new SettingException("Pages:TileUrl", "…", "Give an https address with {z}, {x} and {y} behind the host, such as https://tiles.example.cn/{z}/{x}/{y}.png.");
        return string.IsNullOrWhiteSpace(attribution)
            ? throw new SettingException("Pages:TileAttribution", "", "Say who made the tiles of Pages:TileUrl, as they ask to be named.")
            : new MapTiles(pattern, attribution.Trim(), $"https://{uri.Authority}");
    }
}
