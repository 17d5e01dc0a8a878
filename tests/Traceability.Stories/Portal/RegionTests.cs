using System.Net;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Alerts;
using Traceability.Stories.Desk;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Officers see labels of their regions: where the producer is set, the protected area lies, or the label was scanned.</summary>
public sealed class RegionTests
{
    private static readonly object InShenyang = new { lon = 123.43, lat = 41.80, datum = "wgs84", accuracyMetres = 50 };

    [Fact]
    public async Task Outside_his_regions_an_officer_learns_whose_it_is_and_nothing_more_and_that_is_an_act_too()
    {
        await using var bureau = await Bureau.Open();
        var (shop, village) = (bureau.Shop, bureau.Shop.Village);
        await village.Producer.Put($"/api/v1/parties/{village.Mill}", new { name = "辽河口米业", kind = "Mill", adcode = "211104" });
        await village.Producer.PostFile($"/api/v1/products/{village.Product}/pictures", Acts.DeskDeeds.Artwork(), "image/png");
        var picture = Manners.AttackedHouse.Picture;
        using var near = await bureau.OfficerOf("Panjin", "211100");
        using var far = await bureau.OfficerOf("Shanghai", "310000");

        Assert.Contains("辽河口米业", (await bureau.Get(near, $"/dossier/{shop.Codes[0]}?lang=en")).Text, StringComparison.Ordinal);
        var kept = await bureau.Get(far, $"/dossier/{shop.Codes[0]}?lang=en");
        Assert.Equal(HttpStatusCode.NotFound, kept.Status);
        Assert.Contains("(211104)", kept.Text, StringComparison.Ordinal);
        Assert.Contains("Panjin", kept.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("辽河口米业|盘锦大米|data-verdict", kept.Text);
        Assert.Equal(["\"shown\":true", "\"shown\":false"], (await bureau.Reads()).Select(facts => facts.Contains("\"shown\":true", StringComparison.Ordinal) ? "\"shown\":true" : "\"shown\":false"));

        // By the API the same, and no deed reaches there either.
        using var key = await bureau.House.Client("Shanghai", Role.Officer);
        var problem = (await key.Look($"/dossiers/{shop.Codes[0]}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(("outsideRegion", "211104"), (problem.Code, problem["divisions"][0].GetString()));
        var alert = await Alarm.Tell(bureau.House, shop.Batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var before = bureau.House.Acts();
        (await key.Put($"/labels/{shop.Codes[0]}/suspicion", """{"reason":"r"}""")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(3, (await bureau.Reads()).Count(facts => facts.Contains("\"shown\":false", StringComparison.Ordinal)));
        (await key.Post($"/alerts/{alert}/confirmed", """{"text":"r"}""")).Expect(HttpStatusCode.NotFound);
        (await key.Look($"/alerts/{alert}")).Expect(HttpStatusCode.NotFound);
        Assert.Empty((await key.Look("/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        // Nor are its scans tried under other thresholds, nor its brand judged.
        Assert.Equal("unknownBatch", (await key.Post("/alerts/replay", $$$"""{"batchId":"{{{shop.Batch}}}","thresholds":{}}""")).Expect(HttpStatusCode.BadRequest).Code);
        await far.Get("/dossier");
        Assert.Equal(HttpStatusCode.NotFound, (await far.Get($"/alerts/{alert}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.Get($"/dossier/{shop.Codes[0]}/certificates/{village.GiRight}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await far.Get($"/dossier/{shop.Codes[0]}/pictures/{picture}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await near.Get($"/dossier/{shop.Codes[0]}/pictures/{picture}")).Status);
        // Each try to learn of the label is an act, and nothing else.
        Assert.Equal(before + 4, bureau.House.Acts());
        Assert.Contains($"/alerts/{alert}", (await near.Get("/alerts")).Text, StringComparison.Ordinal);

        // What stays closed there is open here.
        using var nearby = await bureau.House.Client("Panjin", Role.Officer);
        (await nearby.Post("/alerts/replay", $$$"""{"batchId":"{{{shop.Batch}}}","thresholds":{}}""")).Expect(HttpStatusCode.OK);
        (await nearby.Post($"/alerts/{alert}/confirmed", """{"text":"r"}""")).Expect(HttpStatusCode.OK);
        Assert.Single((await nearby.Look("/alerts/precision")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        Assert.Empty((await key.Look("/alerts/precision")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        using var supervisor = await bureau.House.Client("Shanghai", Role.Supervisor);
        Assert.Empty((await supervisor.Look("/alerts")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
    }

    [Theory]
    [InlineData("211100", false)]
    [InlineData("210100", true)]
    [InlineData("210000", true)]
    public async Task The_city_of_a_scan_opens_the_dossier_to_the_officers_of_that_city(string region, bool opens)
    {
        await using var bureau = await Bureau.Open();
        using var officer = await bureau.OfficerOf("Bureau", region);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/dossier/{bureau.Shop.Codes[0]}")).Status);
        await bureau.Shop.Scan(bureau.Shop.Codes[0], place: InShenyang);
        Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await officer.Get($"/dossier/{bureau.Shop.Codes[0]}")).Status);
    }

    [Fact]
    public async Task The_divisions_of_the_protected_area_open_it_too()
    {
        await using var house = await OpenHouse.Open();
        using var administrator = await house.Caller("Operator", Role.Administrator, "limits");
        var zone = (await administrator.Post("/api/v1/zones/from-pack", new { product = "盘锦大米" })).GetProperty("id").GetGuid();
        var village = await Village.Settle(house);
        await village.Association.Put($"/api/v1/rights/{village.GiRight}/zone", new { zoneId = zone });
        await village.Transfer(1_000_000);
        var batch = await village.Issue(await village.MakeLot("A", 500_000), 2, "zone");
        using var officer = await house.Staffed("Liaoning", Role.Officer, "liao");
        await administrator.Put($"/api/v1/tenants/{await house.IdOf("Liaoning")}/regions", new { regions = new[] { "211100" } });
        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/dossier/{(await village.Codes(batch, 1, 1)).Single()}")).Status);
        await administrator.Put($"/api/v1/tenants/{await house.IdOf("Liaoning")}/regions", new { regions = new[] { "210100" } });
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/dossier/{(await village.Codes(batch, 1, 1)).Single()}")).Status);
    }

    [Theory]
    [InlineData("""{"regions":[""]}""")]
    [InlineData("""{"regions":[" "]}""")]
    [InlineData("""{"regions":[null]}""")]
    [InlineData("""{"regions":null}""")]
    [InlineData("{}")]
    public async Task Nothing_but_an_empty_list_lifts_a_limit(string body)
    {
        await using var house = await OpenHouse.Open();
        using var officer = await house.Client("Authority", Role.Officer);
        using var administrator = await house.Client("Operator", Role.Administrator);
        var path = $"/tenants/{await house.IdOf("Authority")}/regions";
        (await administrator.Put(path, """{"regions":["211100"]}""")).Expect(HttpStatusCode.OK);
        var before = house.Acts();
        (await administrator.Put(path, body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(before, house.Acts());
        (await administrator.Put(path, """{"regions":[]}""")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_administrator_sets_regions_on_a_page_and_takes_the_limit_away_again()
    {
        await using var house = await OpenHouse.Open();
        using var officer = await house.Staffed("Authority", Role.Officer, "wang");
        using var administrator = await house.Staffed("Operator", Role.Administrator, "root");
        var path = $"/people/regions?tenant={await house.IdOf("Authority")}";
        Assert.Contains(path.Replace("&", "&amp;", StringComparison.Ordinal), (await administrator.Get($"/people?tenant={await house.IdOf("Authority")}&lang=zh")).Text, StringComparison.Ordinal);
        await administrator.Get($"{path}&lang=zh");

        var before = house.Acts();
        var refused = await administrator.Post($"{path}&lang=zh", ("regions", "211100 盘锦"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("六位数字", refused.Text.Split("id=\"regions-fault\">")[1], StringComparison.Ordinal);
        Assert.Contains("value=\"211100 盘锦\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());

        Assert.Equal($"/people?tenant={await house.IdOf("Authority")}&lang=zh", (await administrator.Post($"{path}&lang=zh", ("regions", "２１１１００、110000"))).Location);
        Assert.Contains("value=\"110000 211100\"", (await administrator.Get($"{path}&lang=zh")).Text, StringComparison.Ordinal);
        await administrator.Post($"{path}&lang=zh", ("regions", ""));
        Assert.DoesNotContain("110000 211100", (await administrator.Get($"{path}&lang=zh")).Text, StringComparison.Ordinal);
        Assert.Equal(before + 2, house.Acts());
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get($"/people/regions?tenant={Guid.Empty}")).Status);
    }
}
