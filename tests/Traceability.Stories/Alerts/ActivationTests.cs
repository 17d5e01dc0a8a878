using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Alerts;

/// <summary>What an activation is held against: whatever the producer declared, and what was counted. It is told to officers and forbids nothing.</summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private const string Near = """{"lon":122.06,"lat":41.05,"datum":"wgs84","accuracyMetres":20}""";
    private const string Far = """{"lon":121.47,"lat":31.23,"datum":"wgs84","accuracyMetres":20}""";

    private OpenHouse _house = null!;
    private Village _village = null!;
    private HttpClient _mill = null!;
    private Guid _batch;

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _village = await Village.Settle(_house);
        await _village.Transfer(10_000_000);
        _batch = await _village.Issue(await _village.MakeLot("A", 5_000_000), 1_000, "alerts");
        _mill = await _house.Client("Mill", Role.Producer);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData(true, Far, 1)]
    [InlineData(true, Near, 0)]
    [InlineData(true, null, 0)]
    [InlineData(false, Far, 0)]
    public async Task Labels_that_are_activated_far_from_the_declared_site_are_told(bool isDeclared, string? place, int alerts)
    {
        if (isDeclared)
            await Declare("""{"lon":122.05,"lat":41.05,"datum":"wgs84"}""", null);
        await Activate(1, 10, place);

        Assert.Equal(alerts, (await Told("ActivationFar")).Count);
    }

    [Fact]
    public async Task Labels_beyond_the_declared_capacity_of_a_day_are_told_once_and_counted_on_another_day_from_nothing()
    {
        await Declare(null, 100);
        await Activate(1, 150);
        Assert.Empty(await Told("ActivationPace"));
        await Activate(151, 160);
        await Activate(161, 170);

        var alert = Assert.Single(await Told("ActivationPace"));
        Assert.Equal((70, 2, "Open"), (alert.GetProperty("labels").GetInt32(), alert.GetProperty("timesSeen").GetInt32(), alert.GetProperty("state").GetString()));
        Assert.False(alert.TryGetProperty("serial", out _));

        _house.Clock.GoTo(OpenHouse.Noon.AddDays(1));
        await Activate(171, 300);
        Assert.Single(await Told("ActivationPace"));
        Assert.Equal(2, (await Told("ActivationPace"))[0].GetProperty("timesSeen").GetInt32());
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    public async Task Labels_beyond_what_was_counted_on_goods_or_for_goods_are_told(int activated, int alerts)
    {
        (await _mill.Post($"/batches/{_batch}/stock-counts", """{"first":1,"last":100,"applied":40,"spoiled":30,"destroyed":10,"inStock":20}""")).Expect(HttpStatusCode.Created);
        await Activate(1, activated);
        // Nobody counted these.
        await Activate(500, 600);

        Assert.Equal(alerts, (await Told("ActivationWithoutStock")).Count);
    }

    [Fact]
    public async Task What_was_declared_is_told_again_and_can_be_taken_back()
    {
        await Declare("""{"lon":122.05,"lat":41.05,"datum":"wgs84"}""", 100);
        var party = (await _mill.Look($"/parties/{_village.Mill}")).Expect(HttpStatusCode.OK);
        Assert.Equal((122.05, "wgs84", 100), (party["site"].GetProperty("lon").GetDouble(), party["site"].GetProperty("datum").GetString(), party["capacityPerDay"].GetInt32()));

        await Declare(null, null);
        Assert.False((await _mill.Look($"/parties/{_village.Mill}")).Json.TryGetProperty("site", out _));
    }

    [Fact]
    public async Task A_lot_says_where_and_until_when_it_is_sold()
    {
        var lot = (await _mill.Post("/lots", Lot("B", ""","market":[{"lon":122.0,"lat":41.0,"datum":"wgs84","radiusMetres":200000}],"sellBy":"2027-10-01" """))).Expect(HttpStatusCode.Created);
        Assert.Equal(200_000, lot["market"][0].GetProperty("radiusMetres").GetInt32());
        Assert.Equal("2027-10-01", lot["sellBy"].GetString());

        var batch = await _village.Issue(lot.Id, 10, "sold");
        var number = (uint)_house.Count($"SELECT number FROM batch WHERE upper(id) = '{batch.ToString().ToUpperInvariant()}'");
        var terms = (await _house.House.Batches.Find(number, _house.Count("SELECT version FROM facts_version"), CancellationToken.None))!.Terms;
        Assert.Equal((1, new DateTimeOffset(2027, 10, 1, 23, 59, 59, 999, TimeSpan.FromHours(8))), (terms.Market.Count, terms.SellBy));
    }

    [Theory]
    [InlineData(""","market":[{"lon":122,"lat":41,"radiusMetres":200000}]""", "market[0].datum")]
    [InlineData(""","market":[{"lon":122,"lat":41,"datum":"wgs84","radiusMetres":0}]""", "market[0].radiusMetres")]
    [InlineData(""","market":[{"lon":41,"lat":122,"datum":"wgs84","radiusMetres":200000}]""", "market[0]")]
    [InlineData(""","market":[null]""", "market")]
    [InlineData(""","sellBy":"2026-10-09" """, "sellBy")]
    [InlineData(""","sellBy":"2200-01-01" """, "sellBy")]
    [InlineData(""","sellBy":"9999-12-31" """, "sellBy")]
    [InlineData(""","sellBy":"0001-01-01" """, "sellBy")]
    [InlineData(""","sellBy":"2027-10-1" """, "sellBy")]
    public async Task A_market_that_makes_no_sense_is_refused(string more, string field) =>
        Assert.Equal(field, (await _mill.Post("/lots", Lot("C", more))).Expect(HttpStatusCode.BadRequest).Field);

    [Theory]
    [InlineData("""{"lon":122.05,"lat":41.05}""", "100", "site.datum")]
    [InlineData("""{"lon":41.05,"lat":122.05,"datum":"wgs84"}""", "100", "site")]
    [InlineData("null", "0", "capacityPerDay")]
    [InlineData("null", "-1", "capacityPerDay")]
    public async Task What_is_declared_without_sense_is_refused(string site, string capacity, string field)
    {
        var party = (await _mill.Look($"/parties/{_village.Mill}")).Expect(HttpStatusCode.OK);
        var refused = await _mill.Put($"/parties/{_village.Mill}", $$"""{"name":"辽河口米业","kind":"Mill","site":{{site}},"capacityPerDay":{{capacity}}}""", party.ETag);
        Assert.Equal(field, refused.Expect(HttpStatusCode.BadRequest).Field);
    }

    [Fact]
    public async Task A_place_of_activation_without_a_datum_is_refused_and_nothing_is_activated()
    {
        var refused = await _mill.Post($"/batches/{_batch}/ranges", """{"first":1,"last":1,"state":"Activated","place":{"lon":122,"lat":41,"accuracyMetres":5}}""");
        Assert.Equal("place.datum", refused.Expect(HttpStatusCode.BadRequest).Field);
        Assert.Equal(0, _house.Count("SELECT count(*) FROM label_range"));
    }

    private string Lot(string name, string more) =>
        $$"""{"productId":"{{_village.Product}}","partyId":"{{_village.Mill}}","name":"{{name}}","seasonId":"{{_village.Season}}","grams":500000{{more}}}""";

    private async Task Declare(string? site, long? capacity)
    {
        var party = (await _mill.Look($"/parties/{_village.Mill}")).Expect(HttpStatusCode.OK);
        (await _mill.Put($"/parties/{_village.Mill}", $$"""{"name":"辽河口米业","kind":"Mill","site":{{site ?? "null"}},"capacityPerDay":{{capacity?.ToString() ?? "null"}}}""", party.ETag)).Expect(HttpStatusCode.OK);
    }

    private async Task Activate(int first, int last, string? place = null) =>
        (await _mill.Post($"/batches/{_batch}/ranges", $$"""{"first":{{first}},"last":{{last}},"state":"Activated","place":{{place ?? "null"}}}""")).Expect(HttpStatusCode.OK);

    private async Task<List<System.Text.Json.JsonElement>> Told(string cause) =>
        [.. (await _mill.Look($"/alerts?cause={cause}")).Expect(HttpStatusCode.OK)["items"].EnumerateArray()];
}
