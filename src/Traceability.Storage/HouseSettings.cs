using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Traceability.Storage;

/// <summary>Where the house keeps its things and what it is called outside. Read from configuration once, at start; anything wrong says what to do.</summary>
/// <param name="DataDirectory">Database, keys and demonstration.</param>
/// <param name="Provider">The database technology.</param>
/// <param name="ConnectionString">The database.</param>
/// <param name="ZonesDirectory">The data pack of boundaries.</param>
/// <param name="PublicUrl">The address printed in codes, without a slash at the end; none until the public door knows its own.</param>
/// <param name="FormerHosts">Hosts whose printed codes are still ours.</param>
/// <param name="FontFile">The font that labels are drawn in; none to look for an installed one.</param>
/// <param name="FourEyesAboveCount">Above this count of codes a second person must agree.</param>
/// <param name="OwnerConnectionString">The database as the role that owns its tables sees it; none when that is the service's own.</param>
public sealed record HouseSettings(
    string DataDirectory, DatabaseProvider Provider, string ConnectionString, string ZonesDirectory, string? PublicUrl, IReadOnlyList<string> FormerHosts, string? FontFile, uint FourEyesAboveCount,
    string? OwnerConnectionString = null)
{
    // Read by OpenTelemetry itself, which tells of a bad one without naming it.
    private const string CollectorHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>Where sealing and receipt keys lie: beside the database, never in it.</summary>
    public string KeyDirectory => Path.Combine(DataDirectory, "keys");

    /// <summary>The collector that metrics are sent to, as OTLP over http; none for a house that is only looked at.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>How long a door that was told to close goes on answering, no longer ready, so that a proxy turns away first.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>Proxies in front of the doors, whose word on where a request came from is taken; nobody else's is.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Label printers that the desk may send to, by the name that people choose; none unless the operator names some.</summary>
    public IReadOnlyDictionary<string, DnsEndPoint> Printers { get; init; } = new Dictionary<string, DnsEndPoint>();
    /// <summary>What lies under the border of a plot while it is drawn; none unless the operator names a source of tiles.</summary>
    public MapTiles? Tiles { get; init; }

    /// <summary>Which networks are used in which city (<see cref="Origins.CityShelf"/>); none when the operator brought no such file.</summary>
    public string? NetworkCitiesFile { get; init; }

    /// <summary>What pages say of their operator.</summary>
    public Imprint Imprint { get; init; } = Imprint.Unsigned;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A setting cannot be used; the message names it and says what to do.</exception>
    public static HouseSettings Read(IConfiguration configuration)
    {
        var named = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) || !Enum.IsDefined(provider) || !char.IsAsciiLetter(named[0]))
            throw new SettingException("Database:Provider", named, $"This build knows {string.Join(" and ", Enum.GetNames<DatabaseProvider>())}.");

        var data = Path.GetFullPath(configuration["Traceability:DataDirectory"] ?? "data");
        var zones = Path.GetFullPath(configuration["Traceability:ZonesDirectory"] ?? Path.Combine(AppContext.BaseDirectory, "geo", "zones"));
        if (!Directory.Exists(zones))
            throw new SettingException("Traceability:ZonesDirectory", zones, "Name a directory that holds a data pack (geo/README.md).");

        var fourEyes = configuration["Issuing:FourEyesAboveCount"] ?? "5000000";
        if (!uint.TryParse(fourEyes, out var fourEyesAboveCount))
            throw new SettingException("Issuing:FourEyesAboveCount", fourEyes, "Give a whole number of codes.");

        return new HouseSettings(
            data, provider, Checked(configuration, provider, "Database:ConnectionString") ?? Sqlite.SqliteEngine.ConnectionStringOf(Path.Combine(data, Sqlite.SqliteEngine.FileName)),
            zones, PublicAddress(configuration["Traceability:PublicUrl"]),
            configuration.GetSection("Traceability:FormerHosts").GetChildren().Select(host => host.Value ?? "").Where(host => host.Length > 0).ToList(),
            configuration["Labels:FontFile"] is { Length: > 0 } font ? Path.GetFullPath(font) : null, fourEyesAboveCount,
            Checked(configuration, provider, "Database:OwnerConnectionString"))
        {
            OtlpEndpoint = Collector(configuration["Telemetry:OtlpEndpoint"], configuration[CollectorHeaders]),
            Drain = DrainOf(configuration["Doors:DrainSeconds"]),
            TrustedProxies = [.. configuration.GetSection("Doors:TrustedProxies").GetChildren().Select(proxy => ProxyOf(proxy.Value ?? ""))],
            Printers = configuration.GetSection("Labels:Printers").GetChildren().ToDictionary(printer => printer.Key, printer => PrinterOf(printer.Value ?? "")),
            Tiles = MapTiles.Read(configuration["Pages:TileUrl"], configuration["Pages:TileAttribution"]),
            NetworkCitiesFile = configuration["Scans:NetworkCitiesFile"] is { Length: > 0 } networks ? Path.GetFullPath(networks) : null,
            Imprint = ImprintSettings.Read(configuration),
        };
    }

    private static Uri? Collector(string? typed, string? headers)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (!string.IsNullOrWhiteSpace(headers) && !headers.Split(',').All(header => header.IndexOf('=') > 0))
            throw new SettingException(CollectorHeaders, "…", "Give name=value, several separated by commas.");
        return Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw new SettingException("Telemetry:OtlpEndpoint", "…", "Give the collector's address for OTLP over http, such as http://127.0.0.1:4318, without a name, a password or a query.");
    }

    private static IPNetwork ProxyOf(string typed) =>
        IPNetwork.TryParse(typed, out var network) ? network
        : IPAddress.TryParse(typed, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
        : throw new SettingException("Doors:TrustedProxies", typed, "Give the address of a proxy, such as 10.0.0.7, or a network of them, such as 10.0.0.0/24.");

    private static DnsEndPoint PrinterOf(string typed) =>
        Uri.TryCreate($"tcp://{typed}", UriKind.Absolute, out var uri) && uri is { Port: > 0, UserInfo.Length: 0, AbsolutePath: "" or "/", Query.Length: 0, Fragment.Length: 0, DnsSafeHost.Length: > 0 }
            ? new DnsEndPoint(uri.DnsSafeHost, uri.Port)
            : throw new SettingException("Labels:Printers", typed, "Give the address of a label printer with its port, such as 192.168.1.50:9100.");

    private static TimeSpan DrainOf(string? typed) =>
        int.TryParse(typed ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 60
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException("Doors:DrainSeconds", typed!, "Give whole seconds from 0 to 60: a little longer than your proxy takes to notice that a door is not ready.");

    /// <summary>The address printed in codes, in the form in which it is compared and printed.</summary>
    /// <exception cref="SettingException">It is no plain http or https address.</exception>
    public static string? PublicAddress(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        return Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 && uri.Host.All(char.IsAscii)
            && uri.UserInfo.Length == 0 && uri.PathAndQuery == "/" && uri.Fragment.Length == 0
            ? $"{uri.Scheme}://{uri.Authority}"
            : throw new SettingException("Traceability:PublicUrl", typed, "Give a plain address such as https://zy.example.cn, without path or query; another script in its name is written in its ASCII form.");
    }

    // Never told back: it may hold a password.
    private static string? Checked(IConfiguration configuration, DatabaseProvider provider, string setting)
    {
        var given = configuration[setting];
        if (given is null && (provider == DatabaseProvider.Sqlite || setting == "Database:OwnerConnectionString"))
            return given;
        try
        {
            var isUsable = provider == DatabaseProvider.Sqlite
                ? new SqliteConnectionStringBuilder(given) is { DataSource: { Length: > 0 } file, Mode: not SqliteOpenMode.Memory, Password: "" } && !file.StartsWith(':') && !file.StartsWith("file:", StringComparison.Ordinal)
                : new Npgsql.NpgsqlConnectionStringBuilder(given) is { Host.Length: > 0, Database.Length: > 0, Port: > 0 and <= ushort.MaxValue };
            if (isUsable)
                return given;
        }
        catch (ArgumentException)
        {
            // Answered below; what was given may hold a password.
        }

        if (provider == DatabaseProvider.Sqlite)
            throw new SettingException(setting, "…", "With Database:Provider=Sqlite name a file of this machine, such as Data Source=/var/lib/traceability/traceability.db, or leave it out.");

        throw new SettingException(setting, given is null ? "" : "…", "With Database:Provider=Postgres name at least host and database, such as Host=127.0.0.1;Database=traceability;Username=traceability;Password=….");
    }

    /// <summary>Where a door listens: addresses separated by semicolons.</summary>
    /// <exception cref="SettingException">One of them is no http or https address.</exception>
    public static string DoorUrls(IConfiguration configuration, string setting, string usual)
    {
        var urls = configuration[setting] ?? usual;
        // A listening address may name every interface, which is no host.
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0").Replace("://+", "://0.0.0.0"), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
                throw new SettingException(setting, url, "Give an address such as http://127.0.0.1:8080.");
        }

        return urls.TrimEnd('/');
    }
}

/// <summary>The database technologies that this build knows.</summary>
public enum DatabaseProvider
{
    /// <summary>One file on this machine.</summary>
    Sqlite,
    /// <summary>A PostgreSQL server, or a cluster of them.</summary>
    Postgres,
}

/// <summary>A setting that cannot be used.</summary>
public sealed class SettingException(string setting, string value, string whatToDo)
    : Exception($"{setting} is “{value}”, which cannot be used. {whatToDo}");
