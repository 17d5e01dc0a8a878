using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Standalone;
using Traceability.Storage.Access;

namespace Traceability.Stories;

/// <summary>The product's main job, end to end over both doors: land, right, label, scan, verdict.</summary>
public abstract class FromPlotToVerdict
{
    private protected abstract Task<OpenHouse> Open(params (string Key, string Value)[] settings);

    [Fact]
    public async Task Rice_goes_from_surveyed_plot_through_the_mill_to_a_scan_of_the_printed_label()
    {
        await using var house = await Open();
        var village = await Village.Settle(house);

        // 100 mu × 600 kg × 65 % = 39 t; the farm passes 30 t to the mill, which sets 10 t aside: 2,000 bags.
        await village.Transfer(30_000_000);
        var lot = await village.MakeLot("PJ-01", 10_000_000, "2026-10-08");
        Assert.Equal(2_000, (await village.Producer.Get($"/api/v1/lots/{lot}")).GetProperty("remainingAllowance").GetInt64());
        var batch = await village.Issue(lot, 500, "first");
        Assert.Equal(1_500, (await village.Producer.Get($"/api/v1/lots/{lot}")).GetProperty("remainingAllowance").GetInt64());

        // The printed label, read by a decoder that is not ours, is what is scanned.
        var svg = await FirstLabel(village.Producer, batch);
        var scanned = await ForeignDecoder.Read(svg, house.Directory);
        var code = scanned[^20..];
        Assert.Equal((await village.Codes(batch, 1, 1)).Single(), code);
        Assert.Equal($"HTTPS://ZY.EXAMPLE.CN/{code}", scanned);

        Assert.Equal("NotActivated", (await Look(house, code)).GetProperty("verdict").GetString());
        await village.Range(batch, 1, 400, "Activated");
        house.Clock.GoTo(house.Clock.GetUtcNow().AddDays(3));

        var looked = await Look(house, code);
        Assert.Equal("FirstScan", looked.GetProperty("verdict").GetString());
        Assert.Equal(0, looked.GetProperty("scans").GetProperty("count").GetInt64());
        Assert.Equal("辽河口米业", looked.GetProperty("producer").GetProperty("name").GetString());
        Assert.Equal(("2026", "2026-10-08"), (looked.GetProperty("product").GetProperty("season").GetString(), looked.GetProperty("product").GetProperty("harvestedOn").GetString()));
        var right = looked.GetProperty("rights")[0];
        Assert.Equal(("GeographicalIndication", "Granted", "Granted"),
            (right.GetProperty("kind").GetString(), right.GetProperty("stateWhenMade").GetString(), right.GetProperty("stateToday").GetString()));
        var origin = looked.GetProperty("origin");
        Assert.Equal(("Inside", "盘锦大米", "wgs84"), (origin.GetProperty("verdict").GetString(), origin.GetProperty("zone").GetString(), origin.GetProperty("datum").GetString()));
        // The plot's nearest edge is 0.05° of longitude less half its width from the border: 4,203 − 129 m, said as 4,000.
        Assert.Equal(4_000, origin.GetProperty("metres").GetInt64());

        var first = await Scan(house, new { scanId = Guid.CreateVersion7(OpenHouse.Noon), url = scanned });
        Assert.Equal("FirstScan", first.GetProperty("verdict").GetString());
        Assert.Equal(1, first.GetProperty("scans").GetProperty("count").GetInt64());
        var receipt = first.GetProperty("receipt").GetString();

        // The owner looks again and is known; a stranger reads when it was first seen.
        Assert.Equal("FirstScan", (await Look(house, code, receipt)).GetProperty("verdict").GetString());
        Assert.True((await Look(house, code, receipt)).GetProperty("scans").GetProperty("yours").GetBoolean());
        var stranger = await Scan(house, new { scanId = Guid.CreateVersion7(OpenHouse.Noon), code });
        Assert.Equal("SeenBefore", stranger.GetProperty("verdict").GetString());
        Assert.Equal(2, stranger.GetProperty("scans").GetProperty("count").GetInt64());

        await village.Range(batch, 1, 10, "Withdrawn", "被盗");
        var withdrawn = await Look(house, code, receipt);
        Assert.Equal(("Withdrawn", "被盗"), (withdrawn.GetProperty("verdict").GetString(), withdrawn.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_garment_carries_codes_only_with_a_granted_patent_and_a_registered_copyright()
    {
        await using var house = await Open();
        var (maker, second) = (await house.Caller("Fashion", Role.Producer), await house.Caller("Fashion", Role.Producer, "second"));
        using var raw = await house.Client("Fashion", Role.Producer);
        var party = await maker.Make("/api/v1/parties", new { name = "海宁衣绣", uscc = "91620105665404165K", kind = "RightsHolder" });
        var copyright = await Village.RecordRight(maker, second, house, new { kind = "Copyright", number = "国作登字-2021-F-00268255", title = "盘扣", holderPartyId = party });
        var patent = await maker.Make("/api/v1/rights", new { kind = "DesignPatent", number = "202530000001.5", title = "衬衫", holderPartyId = party, filedOn = "2025-01-15" });
        await Village.RecordState(maker, house, patent, "Applied", -20);
        var product = await maker.Make("/api/v1/products", new { kind = "Apparel", name = "盘扣衬衫", designPatentId = patent, copyrightId = copyright, designer = "张" });
        var lot = await maker.Make("/api/v1/lots", new { productId = product, partyId = party, name = "FZ-01", pieces = 300 });

        // One week pending, the next granted: a copyright alone does not open the gate.
        var refused = await Post(raw, lot, 100, "pending");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("noRight", problem.GetProperty("code").GetString());
        Assert.Contains(problem.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("code").GetString() == "notYetGranted");

        await Village.RecordState(maker, house, patent, "Granted", -1);
        await maker.PutFile($"/api/v1/rights/{patent}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        Assert.Equal(HttpStatusCode.Conflict, (await Post(raw, lot, 100, "unchecked")).StatusCode);
        await second.Post($"/api/v1/rights/{patent}/check", new { });

        Assert.Equal(HttpStatusCode.Conflict, (await Post(raw, lot, 301, "too many")).StatusCode);
        var issued = await Post(raw, lot, 300, "granted");
        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        var batch = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await maker.Post($"/api/v1/batches/{batch}/ranges", new { first = 1, last = 300, state = "Activated" });

        var scanned = await ForeignDecoder.Read(await FirstLabel(maker, batch), house.Directory);
        var answer = await Scan(house, new { scanId = Guid.CreateVersion7(OpenHouse.Noon), url = scanned });
        Assert.Equal("FirstScan", answer.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("origin").ValueKind);
        Assert.Equal(["DesignPatent", "Copyright"], answer.GetProperty("rights").EnumerateArray().Select(right => right.GetProperty("kind").GetString()!));
    }

    [Fact]
    public async Task A_lapsed_right_stops_new_codes_and_is_told_beside_every_old_one()
    {
        await using var house = await Open();
        var village = await Village.Settle(house);
        await village.Transfer(20_000_000);
        var lot = await village.MakeLot("PJ-02", 10_000_000);
        var batch = await village.Issue(lot, 10, "before");
        await village.Range(batch, 1, 10, "Activated");
        var code = (await village.Codes(batch, 1, 1)).Single();

        house.Clock.GoTo(house.Clock.GetUtcNow().AddDays(30));
        await Village.RecordState(village.Association, house, village.GiRight, "Revoked", -1);

        using var raw = await house.Client("Mill", Role.Producer);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(raw, lot, 10, "after")).StatusCode);
        var right = (await Look(house, code)).GetProperty("rights")[0];
        Assert.Equal(("Granted", "Revoked", false),
            (right.GetProperty("stateWhenMade").GetString(), right.GetProperty("stateToday").GetString(), right.GetProperty("inForceToday").GetBoolean()));

        // An invalidation is void from the beginning: what was recorded then stays told beside it.
        await Village.RecordState(village.Association, house, village.GiRight, "Invalidated", 0);
        right = (await Look(house, code)).GetProperty("rights")[0];
        Assert.Equal(("Invalidated", "Granted"), (right.GetProperty("stateWhenMade").GetString(), right.GetProperty("stateAsRecordedThen").GetString()));
    }

    private static async Task<string> FirstLabel(DemonstrationCaller producer, Guid batch)
    {
        using var zip = new ZipArchive(new MemoryStream(await producer.GetFile($"/api/v1/batches/{batch}/labels.svg?from=1&count=1")));
        using var reader = new StreamReader(zip.Entries.Single().Open());
        return await reader.ReadToEndAsync();
    }

    private static async Task<JsonElement> Look(OpenHouse house, string code, string? receipt = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{code}");
        if (receipt is not null)
            request.Headers.Add("Cookie", $"receipt={receipt}");
        using var response = await house.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> Scan(OpenHouse house, object scan)
    {
        using var response = await house.Browser.PostAsJsonAsync("/v1/scans", scan);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, Guid lotId, int count, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batches") { Content = JsonContent.Create(new { lotId, count }) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}

public sealed class FromPlotToVerdictOnSqlite : FromPlotToVerdict
{
    private protected override Task<OpenHouse> Open(params (string Key, string Value)[] settings) => OpenHouse.Open(settings);
}

public sealed class FromPlotToVerdictOnPostgres : FromPlotToVerdict
{
    private protected override Task<OpenHouse> Open(params (string Key, string Value)[] settings) => OpenHouse.OpenOnPostgres(settings);
}
