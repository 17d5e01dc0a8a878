namespace Traceability.Pages.Doors;

/// <summary>Under which names a door answers: those it listens on, this machine's own, and those it is known by outside.</summary>
public static class DoorHosts
{
    /// <summary>Host names for addresses such as <c>http://0.0.0.0:8080</c>, which stands for this machine only.</summary>
    public static IEnumerable<string> Of(string urls, params IEnumerable<string> known) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(url => BindingHost(url))
            .Where(host => host is not ("0.0.0.0" or "[::]" or "*" or "+"))
            .Concat(known)
            .Concat(["localhost", "127.0.0.1", "[::1]"]);

    // A listening address may name every interface, which is no Uri.
    private static string BindingHost(string url)
    {
        var afterScheme = url[(url.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/');
        var colon = afterScheme.LastIndexOf(':');
        return colon > afterScheme.LastIndexOf(']') ? afterScheme[..colon] : afterScheme;
    }
}
