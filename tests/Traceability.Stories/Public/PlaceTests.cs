using System.Net;
using System.Text.Json;
using Traceability.Storage;
using Traceability.Stories.Manners;
using Traceability.Stories.Operating;

namespace Traceability.Stories.Public;

/// <summary>Where a scan came from: told by whoever wishes, or known by the operator's own file of networks; to the public it is a city, or nothing.</summary>
public sealed class PlaceTests
{
    private const string Networks = """
        # office networks
        203.0.113.0/24,210100
        203.0.113.128/25,110100,北京市

        2001:db8::/32, 330400
        """;

    [Fact]
    public async Task The_button_and_its_consent_come_in_a_script_of_their_own_once_the_scan_is_counted()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);

        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{shop.Codes[0]}", UriKind.Relative));
        page.Headers.Add("Accept", "text/html");
        using var shown = await house.Browser.SendAsync(page);
        Assert.Contains("p.src='/counted.js'", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("camera=(), microphone=(), geolocation=(self)", Assert.Single(shown.Headers.GetValues("Permissions-Policy")));

        using var script = await house.Browser.GetAsync(new Uri("/counted.js", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (script.StatusCode, script.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=3600", script.Headers.CacheControl?.ToString());
        var source = await script.Content.ReadAsStringAsync();
        foreach (var words in (string[])["自愿", "最多 30 天", "不给别人看", "optional", "30 days at most", "shown to others"])
            Assert.Contains(words, source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.5", "沈阳市")]
    [InlineData("203.0.113.200", "北京市")]
    [InlineData("2001:db8:1::7", "嘉兴市")]
    [InlineData("203.0.114.5", null)]
    [InlineData("::", null)]
    public async Task The_operators_file_tells_the_city_of_who_offers_no_place(string network, string? city)
    {
        using var file = new NetworksFile(Networks);
        await using var house = await OpenHouse.Open(("Scans:NetworkCitiesFile", file.Path), ("Doors:TrustedProxies:0", "127.0.0.1"));
        var shop = await Shop.Open(house, 3);

        await shop.Scan(shop.Codes[0], network: network);
        // Whoever says where he stands is believed before any file.
        await shop.Scan(shop.Codes[1], network: network, place: new { lon = 122.07, lat = 41.12, datum = "wgs84", accuracyMetres = 50 });

        Assert.Equal(city, await FirstPlace(shop, shop.Codes[0]));
        Assert.Equal("盘锦市", await FirstPlace(shop, shop.Codes[1]));
    }

    [Fact]
    public async Task The_first_city_is_that_of_a_place_told_afterwards_and_of_the_network_where_the_place_has_none()
    {
        using var file = new NetworksFile(Networks);
        await using var house = await OpenHouse.Open(("Scans:NetworkCitiesFile", file.Path), ("Doors:TrustedProxies:0", "127.0.0.1"));
        var shop = await Shop.Open(house, 3);
        var panjin = new { lon = 122.07, lat = 41.12, datum = "wgs84", accuracyMetres = 50 };
        var scan = AttackedHouse.ScanId();
        await shop.Scan(shop.Codes[0], network: "198.51.100.1", scanId: scan);
        Assert.Null(await FirstPlace(shop, shop.Codes[0]));
        await shop.Scan(shop.Codes[0], network: "198.51.100.1", scanId: scan, place: panjin);
        Assert.Equal("盘锦市", await FirstPlace(shop, shop.Codes[0]));
        await shop.Scan(shop.Codes[0], network: "198.51.100.2", place: new { lon = 120.75, lat = 30.75, datum = "wgs84", accuracyMetres = 50 });
        Assert.Equal("盘锦市", await FirstPlace(shop, shop.Codes[0]));

        // In the sea.
        await shop.Scan(shop.Codes[1], network: "203.0.113.200", place: new { lon = 130.0, lat = 20.0, datum = "wgs84", accuracyMetres = 50 });
        Assert.Equal("北京市", await FirstPlace(shop, shop.Codes[1]));
    }

    // Panjin, then Jiaxing, then a third city that only the file knows, with its middle and without.
    [Theory]
    [InlineData("198.51.100.0/24,110100,北京市,116.4,39.9", 1)]
    [InlineData("198.51.100.0/24,110100,北京市", 0)]
    [InlineData("192.0.2.0/24,110100,北京市,116.4,39.9", 0)]
    public async Task A_city_that_the_file_places_completes_a_route_that_no_item_takes(string line, long alerts)
    {
        using var file = new NetworksFile(line);
        await using var house = await OpenHouse.Open(("Scans:NetworkCitiesFile", file.Path), ("Doors:TrustedProxies:0", "127.0.0.1"));
        var shop = await Shop.Open(house, 2);
        foreach (var (network, lon, lat) in ((string, double, double)[])[("198.51.100.1", 122.07, 41.12), ("198.51.100.2", 120.75, 30.75), ("198.51.100.3", 0, 0)])
        {
            house.Clock.GoTo(house.Clock.GetUtcNow().AddHours(12));
            await shop.Scan(shop.Codes[0], network: network, place: lon == 0 ? null : new { lon, lat, datum = "wgs84", accuracyMetres = 50 });
        }

        await house.House.Alerts.Drain();
        Assert.Equal(alerts, house.Count("SELECT count(*) FROM alert WHERE cause = 'ManyPlaces'"));
    }

    [Theory]
    [InlineData("203.0.113.0/24", "Line 1")]
    [InlineData("203.0.113.1/24,210100", "Line 1")]
    [InlineData("010.0.0.0/8,210100", "Line 1")]
    [InlineData("1/8,210100", "Line 1")]
    [InlineData("fe80::%1/64,210100", "Line 1")]
    [InlineData("203.0.113.0/24,110100,北京\u202e市", "Line 1")]
    [InlineData("203.0.113.0/24,210100,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "Line 1")]
    [InlineData("", "at most")]
    [InlineData("203.0.113.0/24,110100", "Line 1")]
    [InlineData("203.0.113.0/24,11010,北京市", "Line 1")]
    [InlineData("203.0.113.0/24,110100,北京市,116.4", "Line 1")]
    [InlineData("203.0.113.0/24,110100,北京市,116.4,99.9", "Line 1")]
    [InlineData("203.0.113.0/24,110100,北京市,116.4,NaN", "Line 1")]
    [InlineData("203.0.113.0/33,210100", "Line 1")]
    [InlineData("203.0.113.0/24,999999", "Line 1")]
    [InlineData("203.0.113.0/24,210100\n203.0.113.0/24,330400", "Line 2")]
    [InlineData(null, "may read")]
    public async Task A_file_of_networks_that_cannot_be_used_stops_the_start_and_says_where(string? text, string told)
    {
        using var file = new NetworksFile(text);
        var error = await Assert.ThrowsAsync<SettingException>(() => OpenHouse.Open(("Scans:NetworkCitiesFile", file.Path)));
        Assert.Contains("Scans:NetworkCitiesFile", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> FirstPlace(Shop shop, string code) =>
        JsonElement.Parse((await shop.Look(code)).Body).GetProperty("scans").TryGetProperty("firstPlace", out var place) ? place.GetString() : null;

    private sealed class NetworksFile : IDisposable
    {
        public NetworksFile(string? text)
        {
            if (text is not null)
                File.WriteAllText(Path, text);
        }

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"traceability-networks-{Guid.CreateVersion7():N}.txt");

        public void Dispose() => File.Delete(Path);
    }
}
