using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A lot made on a page, of allowance that the mill holds.</summary>
public sealed class LotPageTests(OpenMill open) : IClassFixture<OpenMill>
{
    [Fact]
    public async Task A_lot_of_kilograms_is_made_and_tells_how_many_labels_it_carries()
    {
        await using var desk = await MillDesk.Open();
        var form = (await desk.Mill.Get("/lots/new?lang=en")).Text;
        Assert.Contains("盘锦大米 2026 · 10,000 kg left · 辽河口米业", form, StringComparison.Ordinal);
        Assert.Contains("as made today, 2026-10-10", form, StringComparison.Ordinal);
        var made = await desk.Mill.Post("/lots/new?lang=en", [.. Right(desk), ("harvestedOn", "2026-09-30")]);
        Assert.Equal(HttpStatusCode.SeeOther, made.Status);
        var page = MillDesk.Words(await desk.Mill.Get(made.Location!));
        Assert.Contains("Made: labels can be issued for it.", page, StringComparison.Ordinal);
        Assert.Contains("All plots lie inside the protected area", page, StringComparison.Ordinal);
        Assert.Contains("Season 盘锦大米 2026 Harvested on 2026-09-30", page, StringComparison.Ordinal);
        Assert.Contains("Labels left 250 ", page, StringComparison.Ordinal);
        Assert.Contains("250 labels left", MillDesk.Words(await desk.Mill.Get("/lots?lang=en")), StringComparison.Ordinal);
        Assert.Contains($"/issue?lang=en\">Issue labels</a>", (await desk.Mill.Get(made.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "holding", "00000000-0000-0000-0000-000000000001", "从列表里选")]
    [InlineData("zh", "holding", "{0} 00000000-0000-0000-0000-000000000001", "选您的主体")]
    [InlineData("zh", "holding", "00000000-0000-0000-0000-000000000001 {1}", "选这个产品所属地理标志的产季")]
    [InlineData("zh", "name", " ", "不能空着")]
    [InlineData("zh", "name", "A", "已有同名")]
    [InlineData("zh", "grams", "many", "请填一个数")]
    [InlineData("zh", "grams", "-1", "要填成品重量")]
    [InlineData("zh", "grams", "10000.001", "还有 10,000 公斤")]
    [InlineData("en", "grams", "99999999999", "does not hold that much")]
    [InlineData("zh", "grams", "", "要填成品重量")]
    [InlineData("zh", "sellBy", "2020-01-01", "已经过去")]
    [InlineData("en", "sellBy", "soon", "Give a day")]
    [InlineData("en", "harvestedOn", "soon", "Give a day")]
    [InlineData("zh", "harvestedOn", "2026-09-09", "2026-09-10 到 2026-10-10")]
    [InlineData("en", "harvestedOn", "2026-10-11", "from 2026-09-10 to 2026-10-10")]
    [InlineData("zh", "market", "盘锦市\n亚特兰蒂斯", "不认识“亚特兰蒂斯”")]
    [InlineData("zh", "market", "116.4 north", "不认识“116.4 north”")]
    [InlineData("zh", "market", "400 39", "地球上没有这个位置")]
    [InlineData("zh", "market", "39.9 116.4", "填反了")]
    [InlineData("zh", "marketKm", "0", "1 到 5000 公里")]
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays(string language, string field, string typed, string told)
    {
        var desk = open.Desk;
        typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, desk.Village.Season, desk.Village.Mill);
        await desk.Refused($"/lots/new?lang={language}", field, told, field == "sellBy" ? "value=\"L&lt;1\"" : "value=\"2026-12-31\"", [.. Right(desk).Where(one => one.Name != field), ("sellBy", field == "sellBy" ? typed : "2026-12-31"), .. field == "sellBy" ? [] : new[] { (field, typed) }, .. field == "marketKm" ? [("market", "盘锦")] : Array.Empty<(string, string)>()]);
    }

    [Fact]
    public async Task Only_what_goes_with_the_product_is_offered_and_cities_are_its_market()
    {
        await using var desk = await MillDesk.Open();
        var maker = desk.Village.Producer;
        var other = await desk.House.Gi("Elsewhere");
        var millet = await maker.Make("/api/v1/products", new { kind = "Gi", name = "Millet", giRightId = other, netContentGrams = 5_000 });
        await maker.Make("/api/v1/parties", new { name = "没有额度", uscc = Tables.Uscc(1), kind = "Mill" });

        // Of which product comes first, when there are several.
        var choice = (await desk.Mill.Get("/lots/new?lang=zh")).Text;
        Assert.Contains($"href=\"/lots/new?product={millet}&amp;lang=zh\"", choice, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"holding\"", choice, StringComparison.Ordinal);
        var without = (await desk.Mill.Get($"/lots/new?product={millet}&lang=zh")).Text;
        Assert.Contains("没有这个地理标志的额度", without, StringComparison.Ordinal);
        Assert.DoesNotContain("<select", without, StringComparison.Ordinal);
        var form = (await desk.Mill.Get($"/lots/new?product={desk.Village.Product}&lang=zh")).Text;
        Assert.Contains($"<option value=\"{desk.Village.Season} {desk.Village.Mill}\">盘锦大米 2026 · 还有 10,000 公斤 · 辽河口米业</option>", form, StringComparison.Ordinal);
        Assert.Single(form.Split("<option")[1..]);
        Assert.DoesNotContain("没有额度", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Get($"/lots/new?product={Guid.Empty}")).Status);
        Assert.Contains("选您的产品", (await desk.Mill.Post("/lots/new?lang=zh", [.. Right(desk).Skip(1), ("productId", $"{Guid.Empty}")])).Text, StringComparison.Ordinal);

        var made = await desk.Mill.Post("/lots/new?lang=zh", [.. Right(desk), ("market", "盘锦\r\n 沈阳市 \r\n116.4  39.9"), ("marketKm", "５０")]);
        var page = MillDesk.Words(await desk.Mill.Get(made.Location!));
        Assert.Contains("盘锦市周围 50 公里；沈阳市周围 50 公里；116.400, 39.900周围 50 公里", page, StringComparison.Ordinal);
        var market = (await maker.Get($"/api/v1/lots/{made.Location!.Split('/')[2].Split('?')[0]}")).GetProperty("market");
        Assert.Equal((3, 50_000), (market.GetArrayLength(), market[0].GetProperty("radiusMetres").GetInt32()));
        Assert.InRange(market[0].GetProperty("lon").GetDouble(), 121.4, 122.5);
    }

    [Fact]
    public async Task A_lot_of_apparel_is_made_by_a_party_that_may_use_its_rights()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        var holder = await house.Party("Mill", name: "Ami Studio");
        using var recorder = await house.Caller("Mill", Role.Producer, "recorder");
        await recorder.Make("/api/v1/parties", new { name = "Somebody Else", uscc = Tables.Uscc(1), kind = "Mill" });
        var patent = await recorder.Make("/api/v1/rights", new { kind = "DesignPatent", number = "202030288867.8", title = "Coat", holderPartyId = holder, filedOn = "2024-01-01" });
        var copyright = await recorder.Make("/api/v1/rights", new { kind = "Copyright", number = "国作登字-2021-F-00268255", title = "Coat", holderPartyId = holder });
        var coat = await recorder.Make("/api/v1/products", new { kind = "Apparel", name = "Coat", designPatentId = patent, copyrightId = copyright, designer = "Ami" });
        var form = (await producer.Get("/lots/new?lang=en")).Text;
        Assert.Contains($"<option value=\"{holder}\">Ami Studio</option>", form, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody Else", form, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"grams\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"harvestedOn\"", form, StringComparison.Ordinal);
        using var key = await house.Client("Mill", Role.Producer, "key");
        Assert.Equal("pieces", (await key.Post("/lots", $$"""{"productId":"{{coat}}","partyId":"{{holder}}","name":"C0","pieces":12,"harvestedOn":"2026-10-08"}""")).Expect(HttpStatusCode.BadRequest).Field);
        var made = await producer.Post("/lots/new?lang=en", ("productId", $"{coat}"), ("partyId", $"{holder}"), ("name", "C1"), ("pieces", "12"), ("market", ""), ("marketKm", "100"));
        Assert.Contains("Labels left 12", MillDesk.Words(await producer.Get(made.Location!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_products_the_page_shows_the_next_step_and_others_see_no_lot_of_ours()
    {
        await using var desk = await MillDesk.Open();
        using var rival = await desk.House.Staffed("Rival", Role.Producer, "eve");
        Assert.Contains("href=\"/products/new?lang=en\"", (await rival.Get("/lots/new?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/lots/new?lang=en\"", (await rival.Get("/lots?lang=en")).Text, StringComparison.Ordinal);
        foreach (var path in (string[])[$"/lots/{desk.Lot}", $"/lots/{desk.Lot}/issue"])
            Assert.Equal(HttpStatusCode.NotFound, (await rival.Get(path)).Status);
        using var officer = await desk.House.Staffed("Authority", Role.Officer, "chen");
        Assert.DoesNotContain("/lots/new", (await officer.Get("/lots?lang=en")).Text, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Right(MillDesk desk) =>
        [("productId", $"{desk.Village.Product}"), ("holding", $"{desk.Village.Season} {desk.Village.Mill}"), ("name", "L<1"), ("grams", "１,２５０")];
}
