using System.Net;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Alerts;

/// <summary>What an officer does with alerts over HTTP, and what everybody else sees of them.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private Village _village = null!;
    private HttpClient _officer = null!, _mill = null!, _rival = null!;
    private Guid _batch;

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _village = await Village.Settle(_house);
        await _village.Transfer(10_000_000);
        _batch = await _village.Issue(await _village.MakeLot("A", 5_000_000), 100, "alerts");
        await _village.Range(_batch, 1, 100, "Activated");
        _officer = await _house.Client("Authority", Role.Officer);
        _mill = await _house.Client("Mill", Role.Producer);
        _rival = await _house.Client("Rival", Role.Producer);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task An_officer_reads_what_was_told_with_its_code_and_its_cities()
    {
        var id = await Alarm.Tell(_house, _batch, 7, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang, null);

        var alert = (await _officer.Look($"/alerts/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal((await _village.Codes(_batch, 7, 1)).Single(), alert["code"].GetString());
        Assert.Equal(("Open", "ManyPlaces", 7, 1, 120_000), (Text(alert, "state"), Text(alert, "cause"), alert["serial"].GetInt32(), alert["timesSeen"].GetInt32(), alert["metres"].GetInt32()));
        Assert.Equal(["盘锦市", "沈阳市", null], alert["evidence"].EnumerateArray().Select(seen => seen.TryGetProperty("city", out var city) ? city.GetString() : null));
        Assert.DoesNotContain("122.05", alert.Text, StringComparison.Ordinal);

        // The mill sees its own and a supervisor everybody's, without the code; nobody else sees it.
        using var supervisor = await _house.Client("Inspectorate", Role.Supervisor);
        foreach (var who in (HttpClient[])[_mill, supervisor])
            Assert.False((await who.Look($"/alerts/{id}")).Expect(HttpStatusCode.OK).Json.TryGetProperty("code", out _));
        (await _rival.Look($"/alerts/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_list_is_cut_by_state_cause_and_batch()
    {
        var many = await Alarm.Tell(_house, _batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var off = await Alarm.Tell(_house, _batch, 2, AlertCause.OffMarket, Alarm.Shanghai);
        (await _officer.Post($"/alerts/{off}/confirmed", """{"text":"查实"}""")).Expect(HttpStatusCode.OK);

        foreach (var who in (HttpClient[])[_officer, _mill])
        {
            Assert.Equal([many, off], await Ids(who, ""));
            Assert.Equal([many], await Ids(who, "?state=Open"));
            Assert.Equal([off], await Ids(who, "?cause=OffMarket&state=Confirmed"));
            Assert.Equal([many, off], await Ids(who, $"?batchId={_batch}"));
            Assert.Empty(await Ids(who, $"?batchId={Guid.Empty}"));
            Assert.Equal([off], await Ids(who, $"?limit=1&after={many}"));
        }

        Assert.Empty(await Ids(_rival, ""));
        foreach (var bad in (string[])["state=open", "state=1", "state=Open,Waiting", "state=", "cause=Fake", "cause=0", "batchId=x", "limit=0"])
            (await _officer.Look($"/alerts?{bad}")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_explained_exhibition_is_remembered_and_precision_counts_it()
    {
        var id = await Alarm.Tell(_house, _batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var explained = (await _officer.Post($"/alerts/{id}/explained", """{"reason":"Exhibition","text":"沈阳农博会","until":"2026-10-20"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(("Explained", "Exhibition", "沈阳农博会"), (Text(explained, "state"), Text(explained, "explanation"), Text(explained, "reason")));

        var there = await Alarm.Tell(_house, _batch, 2, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var elsewhere = await Alarm.Tell(_house, _batch, 3, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shanghai);
        Assert.Equal("Explained", Text(await _officer.Look($"/alerts/{there}"), "state"));
        Assert.Equal("Open", Text(await _officer.Look($"/alerts/{elsewhere}"), "state"));
        (await _officer.Post($"/alerts/{elsewhere}/confirmed", """{"text":"查获"}""")).Expect(HttpStatusCode.OK);

        // The last day still counts, the next does not.
        _house.Clock.GoTo(OpenHouse.Noon.AddDays(10));
        Assert.Equal("Explained", Text(await _officer.Look($"/alerts/{await Alarm.Tell(_house, _batch, 5, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang)}"), "state"));
        _house.Clock.GoTo(OpenHouse.Noon.AddDays(11));
        Assert.Equal("Open", Text(await _officer.Look($"/alerts/{await Alarm.Tell(_house, _batch, 4, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang)}"), "state"));

        using var supervisor = await _house.Client("Inspectorate", Role.Supervisor);
        foreach (var who in (HttpClient[])[_officer, _mill, supervisor])
        {
            var brand = Assert.Single((await who.Look("/alerts/precision")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
            Assert.Equal("盘锦大米 5 kg", brand.GetProperty("product").GetString());
            var rule = Assert.Single(brand.GetProperty("rules").EnumerateArray());
            Assert.Equal(("ManyPlaces", 1, 3, 0, 0.25), (rule.GetProperty("cause").GetString(), rule.GetProperty("confirmed").GetInt32(), rule.GetProperty("explained").GetInt32(),
                rule.GetProperty("voided").GetInt32(), rule.GetProperty("precision").GetDouble()));
        }

        Assert.Empty((await _rival.Look("/alerts/precision")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
    }

    [Fact]
    public async Task An_alert_of_one_scan_is_explained_for_the_city_of_that_scan()
    {
        var id = await Alarm.Tell(_house, _batch, 1, AlertCause.AfterWithdrawal, Alarm.Shenyang);
        (await _officer.Post($"/alerts/{id}/explained", """{"reason":"Other","text":"x","until":"9999-12-31"}""")).Expect(HttpStatusCode.BadRequest);
        (await _officer.Post($"/alerts/{id}/explained", """{"reason":"Other","text":"回收站"}""")).Expect(HttpStatusCode.OK);

        Assert.Equal("Explained", Text(await _officer.Look($"/alerts/{await Alarm.Tell(_house, _batch, 2, AlertCause.AfterWithdrawal, Alarm.Shenyang)}"), "state"));
        var elsewhere = await Alarm.Tell(_house, _batch, 3, AlertCause.AfterWithdrawal, [null]);
        Assert.Equal("Open", Text(await _officer.Look($"/alerts/{elsewhere}"), "state"));
        // Without a city nothing is remembered, so nothing has an end.
        Assert.Equal("until", (await _officer.Post($"/alerts/{elsewhere}/explained", """{"reason":"Other","text":"x","until":"2026-12-31"}""")).Expect(HttpStatusCode.Conflict).Field);
    }

    [Fact]
    public async Task PostgreSQL_says_the_same()
    {
        await using var house = await OpenHouse.OpenOnPostgres();
        var village = await Village.Settle(house);
        await village.Transfer(1_000_000);
        var batch = await village.Issue(await village.MakeLot("A", 500_000), 10, "alerts");
        using var officer = await house.Client("Authority", Role.Officer);
        var id = await Alarm.Tell(house, batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var other = await Alarm.Tell(house, batch, 2, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shanghai);
        (await officer.Post($"/alerts/{id}/explained", """{"reason":"Exhibition","text":"沈阳农博会"}""")).Expect(HttpStatusCode.OK);
        (await officer.Post($"/alerts/{other}/confirmed", """{"text":"查获"}""")).Expect(HttpStatusCode.OK);

        Assert.Equal([other], await Ids(officer, $"?state=Confirmed&cause=ManyPlaces&batchId={batch}&after={id}"));
        var brand = Assert.Single((await officer.Look($"/alerts/precision?after={Guid.Empty}&limit=1")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        Assert.Equal(0.5, brand.GetProperty("rules")[0].GetProperty("precision").GetDouble());
    }

    [Fact]
    public async Task A_decision_is_made_once_and_may_be_turned_round()
    {
        var id = await Alarm.Tell(_house, _batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        (await _officer.Post($"/alerts/{id}/confirmed", """{"text":"查实"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("alreadyDecided", (await _officer.Post($"/alerts/{id}/confirmed", """{"text":"查实"}""")).Expect(HttpStatusCode.Conflict).Code);
        (await _officer.Post($"/alerts/{id}/explained", """{"reason":"Dealer","text":"经销商","remember":"Batch"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("Explained", Text(await _officer.Look($"/alerts/{await Alarm.Tell(_house, _batch, 2, AlertCause.ManyPlaces, Alarm.Shanghai)}"), "state"));
        Assert.Equal("alreadyDecided", (await _officer.Post($"/alerts/{id}/explained", """{"reason":"Other","text":"x"}""")).Expect(HttpStatusCode.Conflict).Code);
        (await _officer.Post($"/alerts/{id}/confirmed", """{"text":"还是查实"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("Open", Text(await _officer.Look($"/alerts/{await Alarm.Tell(_house, _batch, 3, AlertCause.ManyPlaces, Alarm.Shanghai)}"), "state"));
    }

    [Theory]
    [InlineData("explained", """{"reason":"Fair","text":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"text":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer","text":" "}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer","text":"x","until":"2026-10-09"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer","text":"x","until":"2026-10-11","remember":"Nothing"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer","text":"x","until":"soon"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer","text":"x","remember":"Everything"}""", HttpStatusCode.BadRequest)]
    [InlineData("explained", """{"reason":"Dealer","text":"x","remember":"City"}""", HttpStatusCode.Conflict)]
    [InlineData("explained", """{"reason":"Dealer","text":"x","state":"Open"}""", HttpStatusCode.BadRequest)]
    [InlineData("confirmed", """{"text":""}""", HttpStatusCode.BadRequest)]
    [InlineData("confirmed", """{}""", HttpStatusCode.BadRequest)]
    [InlineData("confirmed", """[]""", HttpStatusCode.BadRequest)]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string what, string body, HttpStatusCode status)
    {
        var id = await Alarm.Tell(_house, _batch, 1, AlertCause.BeforeActivation, null, null);
        var before = _house.Acts();
        var refused = (await _officer.Post($"/alerts/{id}/{what}", body)).Expect(status);

        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.Equal(before, _house.Acts());
        (await _officer.Post($"/alerts/{Guid.Empty}/{what}", """{"reason":"Dealer","text":"x"}""".Replace("\"reason\":\"Dealer\",", what == "explained" ? "\"reason\":\"Dealer\"," : "", StringComparison.Ordinal)))
            .Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"reason":"Fair","text":"x"}""", "reason", "Give one of Dealer, Exhibition, Other.")]
    [InlineData("""{"reason":"Dealer","text":"x","remember":"Everything"}""", "remember", "Give one of City, Batch, Nothing.")]
    [InlineData("""{"reason":"Dealer"}""", null, "The body is not the JSON that is asked for: look for a missing, unknown, repeated or ill-typed member.")]
    public async Task A_name_that_is_none_of_those_taken_is_answered_with_those(string body, string? field, string title)
    {
        var refused = (await _officer.Post($"/alerts/{Guid.Empty}/explained", body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(("badJson", field, title), (refused.Code, refused.Field, refused["title"].GetString()));
    }

    private static string? Text(Answer answer, string member) => answer.Expect(HttpStatusCode.OK)[member].GetString();

    private static async Task<List<Guid>> Ids(HttpClient who, string query) =>
        [.. (await who.Look("/alerts" + query)).Expect(HttpStatusCode.OK)["items"].EnumerateArray().Select(alert => alert.GetProperty("id").GetGuid())];
}
