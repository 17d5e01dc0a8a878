using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A lot made on a page, of allowance that the mill holds.</summary>
public sealed class LotPageTests
{
    [Fact]
    public async Task A_lot_of_kilograms_is_made_and_tells_how_many_labels_it_carries()
    {
        await using var desk = await MillDesk.Open();
        var form = (await desk.Mill.Get("/lots/new?lang=en")).Text;
        Assert.Contains("2026 · 辽河口米业 10,000 kg", form, StringComparison.Ordinal);
        var made = await desk.Mill.Post("/lots/new?lang=en", Right(desk));
        Assert.Equal(HttpStatusCode.SeeOther, made.Status);
        var page = MillDesk.Words(await desk.Mill.Get(made.Location!));
        Assert.Contains("Made: labels can be issued for it.", page, StringComparison.Ordinal);
        Assert.Contains("All plots lie inside the protected area", page, StringComparison.Ordinal);
        Assert.Contains("Labels left 250 ", page, StringComparison.Ordinal);
        Assert.Contains("250 labels left", MillDesk.Words(await desk.Mill.Get("/lots?lang=en")), StringComparison.Ordinal);
        Assert.Contains($"/issue?lang=en\">Issue labels</a>", (await desk.Mill.Get(made.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "productId", "", "从列表里选")]
    [InlineData("zh", "productId", "00000000-0000-0000-0000-000000000001", "选您的产品")]
    [InlineData("zh", "partyId", "00000000-0000-0000-0000-000000000001", "选您的主体")]
    [InlineData("zh", "name", " ", "不能空着")]
    [InlineData("zh", "name", "A", "已有同名")]
    [InlineData("zh", "seasonId", "", "选这个产品所属地理标志的产季")]
    [InlineData("zh", "grams", "many", "请填一个数")]
    [InlineData("zh", "grams", "-1", "要填成品重量")]
    [InlineData("zh", "grams", "10000.001", "还有 10,000 公斤")]
    [InlineData("en", "grams", "99999999999", "does not hold that much")]
    [InlineData("zh", "grams", "", "要填成品重量")]
    [InlineData("zh", "pieces", "1e3", "整数")]
    [InlineData("zh", "sellBy", "2020-01-01", "已经过去")]
    [InlineData("en", "sellBy", "soon", "Give a day")]
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays(string language, string field, string typed, string told)
    {
        await using var desk = await MillDesk.Open();
        await desk.Refused($"/lots/new?lang={language}", field, told, field == "sellBy" ? "value=\"L&lt;1\"" : "value=\"2026-12-31\"", [.. Right(desk).Where(one => one.Name != field), ("sellBy", field == "sellBy" ? typed : "2026-12-31"), .. field == "sellBy" ? [] : new[] { (field, typed) }]);
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
        [("productId", $"{desk.Village.Product}"), ("partyId", $"{desk.Village.Mill}"), ("name", "L<1"), ("seasonId", $"{desk.Village.Season}"), ("grams", "１,２５０")];
}
