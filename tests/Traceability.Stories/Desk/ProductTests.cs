using System.Net;

namespace Traceability.Stories.Desk;

public sealed class ProductTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Fact]
    public async Task A_gi_product_is_recorded_on_a_gi_of_another_tenant_and_corrected()
    {
        var gi = await desk.Gi(desk.Association, await desk.Party(desk.Association));
        var id = (await desk.Producer.Post("/products", Gi(gi, """ "gtin":"6901234567892", """))).Expect(HttpStatusCode.Created).Id;
        var read = (await desk.Producer.Look($"/products/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("06901234567892", read["gtin"].GetString());

        var corrected = (await desk.Producer.Put($"/products/{id}", """{"name":"盘锦大米 5 kg","nameEn":"Panjin rice"}""", read.ETag)).Expect(HttpStatusCode.OK);
        Assert.False(corrected.Json.TryGetProperty("gtin", out _));
        Assert.Equal(gi, corrected["giRightId"].GetGuid());
        (await desk.Producer.Put($"/products/{id}", """{"name":"旧"}""", read.ETag)).Expect(HttpStatusCode.PreconditionFailed);
        (await desk.Rival.Look($"/products/{id}")).Expect(HttpStatusCode.NotFound);
        (await desk.Rival.Put($"/products/{id}", """{"name":"夺"}""", "*")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_apparel_design_rests_on_a_design_patent_and_a_copyright()
    {
        var party = await desk.Party(desk.Producer);
        var patent = await Right("DesignPatent", "ZL202530000001.5", party);
        var copyright = await Right("Copyright", "国作登字-2025-F-90000001", party);
        var body = $$"""{"kind":"Apparel","name":"盘扣衬衫","designPatentId":"{{patent}}","copyrightId":"{{copyright}}","designer":"林","pictureSha256":["{{new string('a', 64)}}"]}""";
        (await desk.Producer.Post("/products", body)).Expect(HttpStatusCode.Created);

        var swapped = $$"""{"kind":"Apparel","name":"盘扣衬衫","designPatentId":"{{copyright}}","copyrightId":"{{patent}}"}""";
        var refused = (await desk.Producer.Post("/products", swapped)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(("unknownRight", "designPatentId"), (refused.Code, refused.Field));
        // The rival cannot see these rights, so to him they do not exist.
        Assert.Equal("unknownRight", (await desk.Rival.Post("/products", body)).Expect(HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData(""" "netContentGrams":0 """, "netContentGrams")]
    [InlineData(""" "netContentGrams":10000001 """, "netContentGrams")]
    [InlineData(""" "gtin":"6901234567893" """, "gtin")]
    [InlineData(""" "gtin":"" """, "gtin")]
    [InlineData(""" "designer":"林" """, "designer")]
    [InlineData(""" "copyrightId":"00000000-0000-0000-0000-000000000000" """, "copyrightId")]
    [InlineData(""" "trademarkId":"00000000-0000-0000-0000-000000000000" """, "trademarkId")]
    [InlineData(""" "giRightId":"00000000-0000-0000-0000-000000000000" """, "giRightId")]
    [InlineData(""" "giRightId":null """, "giRightId")]
    public async Task A_gi_product_with_a_field_out_of_place_is_refused_by_that_field(string member, string field)
    {
        var gi = await desk.Gi(desk.Association, await desk.Party(desk.Association));
        var before = desk.House.Count("SELECT count(*) FROM product");
        var members = new Dictionary<string, string>
        {
            ["kind"] = "\"Gi\"",
            ["name"] = "\"盘锦大米\"",
            ["giRightId"] = $"\"{gi}\"",
            ["netContentGrams"] = "5000",
        };
        var (name, value) = (member.Split(':')[0].Trim().Trim('"'), member.Split(':')[1].Trim());
        members[name] = value;
        var body = "{" + string.Join(',', members.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
        Assert.Equal(field, (await desk.Producer.Post("/products", body)).Expect(HttpStatusCode.BadRequest).Field);
        Assert.Equal(before, desk.House.Count("SELECT count(*) FROM product"));
    }

    private async Task<Guid> Right(string kind, string number, Guid holder) =>
        (await desk.Producer.Post("/rights", $$"""{"kind":"{{kind}}","number":"{{number}}","title":"盘扣衬衫","holderPartyId":"{{holder}}"}""")).Expect(HttpStatusCode.Created).Id;

    private static string Gi(Guid right, string more) =>
        $$"""{"kind":"Gi",{{more}}"name":"盘锦大米","giRightId":"{{right}}","netContentGrams":5000}""";
}
