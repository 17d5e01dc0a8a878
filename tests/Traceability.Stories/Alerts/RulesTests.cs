using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;
using Traceability.Stories.Manners;
using Traceability.Stories.Operating;

namespace Traceability.Stories.Alerts;

/// <summary>From scans at the public door to alerts at the desk: what the rules tell is recorded behind the scan, and the shopper sees none of it.</summary>
public sealed class RulesTests : IAsyncLifetime
{
    private static readonly object Shanghai = Place(121.47, 31.23), Beijing = Place(116.4, 39.9);

    private OpenHouse _house = null!;
    private Shop _shop = null!;
    private HttpClient _officer = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open(("Doors:TrustedProxies:0", "127.0.0.1"));
        _shop = await Shop.Open(_house, 10);
        _officer = await _house.Client("Authority", Role.Officer);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_spoiled_label_that_is_scanned_is_told_at_once_and_once()
    {
        await _shop.Village.Range(_shop.Batch, 10, 10, "Spoiled", "演示");
        for (var i = 0; i < 3; i++)
            Assert.Equal("Withdrawn", (await _shop.Scan(_shop.Codes[9], network: $"198.51.100.{i}")).Verdict);

        Assert.Equal([("AfterWithdrawal", "Open", 3L)], await Alerts());
    }

    [Fact]
    public async Task A_label_that_is_about_before_it_is_on_sale_is_told_when_three_networks_saw_it()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(await Alerts());
            Assert.Equal("NotActivated", (await _shop.Scan(_shop.Codes[9], network: $"198.51.100.{i}")).Verdict);
            Later(3);
        }

        Assert.Equal([("BeforeActivation", "Open", 1L)], await Alerts());
    }

    [Fact]
    public async Task Two_places_that_no_vehicle_connects_wait_until_no_flood_can_explain_them()
    {
        await _shop.Scan(_shop.Codes[0], place: Shanghai, network: "198.51.100.1");
        Later(0.5);
        Assert.Equal("SeenBefore", (await _shop.Scan(_shop.Codes[0], place: Beijing, network: "203.0.113.2")).Verdict);
        Assert.Equal([("ImpossibleTravel", "Waiting", 1L)], await Alerts());

        Later(6.1);

        Assert.Equal([("ImpossibleTravel", "Open", 1L)], await Alerts());
        Assert.Equal("SeenBefore", (await _shop.Scan(_shop.Codes[0], network: "203.0.113.3")).Verdict);
    }

    [Fact]
    public async Task A_place_told_after_the_scan_is_heard_by_the_rules()
    {
        await _shop.Scan(_shop.Codes[0], place: Shanghai, network: "198.51.100.1");
        Later(0.5);
        var scan = AttackedHouse.ScanId();
        Assert.Equal("SeenBefore", (await _shop.Scan(_shop.Codes[0], network: "203.0.113.2", scanId: scan)).Verdict);
        Assert.Empty(await Alerts());

        Assert.Equal("SeenBefore", (await _shop.Scan(_shop.Codes[0], place: Beijing, network: "203.0.113.2", scanId: scan)).Verdict);

        Assert.Equal([("ImpossibleTravel", "Waiting", 1L)], await Alerts());
        Assert.Equal(2, _house.Count("SELECT count(*) FROM scan"));
    }

    [Fact]
    public async Task A_flood_takes_down_what_it_made()
    {
        await _shop.Scan(_shop.Codes[0], place: Shanghai, network: "198.51.100.1");
        Later(0.5);
        for (var i = 0; i < 30; i++)
            await _shop.Scan(_shop.Codes[0], place: Beijing, network: $"203.0.113.{i}");
        Later(7);

        Assert.Equal(["Flood Open", "ImpossibleTravel Voided"], (await Alerts()).Select(alert => $"{alert.Cause} {alert.State}").Order());
    }

    [Fact]
    public async Task A_code_under_another_key_than_its_batchs_is_told_of_the_batch_and_answered_as_never_issued()
    {
        var number = _house.Count("SELECT max(number) FROM batch");
        await _house.House.Keys.Rotate(CancellationToken.None);
        var forged = _house.House.Keys.Seal.Seal(_house.House.Keys.Ring.Sealing.Symbol, (uint)number, 1).ToString();

        Assert.Equal("NeverIssued", (await _shop.Scan(forged)).Verdict);

        Assert.Equal([("KeyAlarm", "Open", 1L)], await Alerts());
    }

    [Fact]
    public async Task Who_explains_an_alert_takes_the_conflict_back_as_well()
    {
        (double, double)[] cities = [(121.47, 31.23), (116.4, 39.9), (113.26, 23.13), (104.07, 30.67), (87.62, 43.82), (108.94, 34.34)];
        for (var i = 0; i < cities.Length; i++)
        {
            await _shop.Scan(_shop.Codes[0], place: Place(cities[i].Item1, cities[i].Item2), network: $"198.51.100.{i}");
            Later(4.5);
        }

        Later(7);
        await _house.House.Alerts.Drain();
        Assert.Contains("PlacesInConflict", (await _shop.Look(_shop.Codes[0])).Body, StringComparison.Ordinal);
        var alert = (await _officer.Look("/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray().First().GetProperty("id").GetGuid();

        (await _officer.Post($"/alerts/{alert}/explained", """{"reason":"Exhibition","text":"巡回展","remember":"Batch"}""")).Expect(HttpStatusCode.OK);

        Assert.DoesNotContain("PlacesInConflict", (await _shop.Look(_shop.Codes[0])).Body, StringComparison.Ordinal);
        Assert.Equal("SeenBefore", (await _shop.Scan(_shop.Codes[0], place: Shanghai, network: "198.51.100.77")).Verdict);
    }

    private static object Place(double lon, double lat) => new { lon, lat, datum = "wgs84", accuracyMetres = 30 };

    private void Later(double hours) => _house.Clock.GoTo(_house.Clock.GetUtcNow().AddHours(hours));

    private async Task<List<(string Cause, string State, long TimesSeen)>> Alerts()
    {
        await _house.House.Alerts.Drain();
        return
        [
            .. (await _officer.Look("/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray()
                .Select(alert => (alert.GetProperty("cause").GetString()!, alert.GetProperty("state").GetString()!, alert.GetProperty("timesSeen").GetInt64())),
        ];
    }
}
