using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.Acts;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Desk;

/// <summary>What was recorded by mistake goes while nothing rests on it, whoever's tenant that is; else the refusal says what rests.</summary>
public sealed class RemovalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_something_rests_on_stays_and_a_mistake_goes_with_all_that_was_only_its_own(bool onPostgres)
    {
        await using var house = onPostgres ? await OpenHouse.OpenOnPostgres() : await OpenHouse.Open();
        var village = await Village.Settle(house);
        await village.Transfer(30_000_000);
        await village.MakeLot("A", 20_000_000);
        using var mill = await house.Client("Mill", Role.Producer);
        using var farmer = await house.Client("Farmer", Role.Producer);
        using var association = await house.Client("Association", Role.Association);
        using var second = await house.Client("Association", Role.Association, "another");
        var before = house.Acts();

        // The mill's product rests on the association's GI, the association's approval on the mill.
        await Stays(mill, $"/parties/{village.Mill}", "partyInUse", "permissions", "allowances", "transfers", "lots");
        await Stays(mill, $"/products/{village.Product}", "productInUse", "lots");
        await Stays(farmer, $"/plots/{village.Plot}", "plotInUse", "allowances");
        Assert.Equal("rightChecked", (await association.Delete($"/rights/{village.GiRight}")).Expect(HttpStatusCode.Conflict).Code);
        (await second.Post($"/rights/{village.GiRight}/mismatch", """{"reason":"号码不符"}""")).Expect(HttpStatusCode.OK);
        await Stays(association, $"/rights/{village.GiRight}", "rightInUse", "products", "permissions", "seasons");
        Assert.Equal(before + 1, house.Acts());

        // A right with a state, a product with picture and artwork, a plot and the party of both.
        var party = await village.Producer.Make("/api/v1/parties", new { name = "手误", uscc = "911522010783762860", kind = "Mill" });
        object mark = new { kind = "Trademark", number = "91298150", title = "辽", holderPartyId = party, niceClass = 30, expiresOn = "2030-01-01" };
        var right = await village.Producer.Make("/api/v1/rights", mark);
        await Village.RecordState(village.Producer, house, right, "Granted", -300);
        await village.Producer.PutFile($"/api/v1/rights/{right}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        var product = await village.Producer.Make("/api/v1/products", new { kind = "Gi", name = "米", giRightId = village.GiRight, netContentGrams = 50, trademarkId = right });
        await village.Producer.PutFile($"/api/v1/products/{product}/artwork", DeskDeeds.Artwork(), "image/png");
        await village.Producer.PostFile($"/api/v1/products/{product}/pictures", DeskDeeds.Artwork(), "image/png");
        var plot = await village.MakePlot(village.Producer, party, "田", 122.02, 41.02, 50);

        await Stays(mill, $"/parties/{party}", "partyInUse", "rights", "plots");
        await Stays(mill, $"/rights/{right}", "rightInUse", "products");
        foreach (var record in (string[])[$"/products/{product}", $"/rights/{right}", $"/plots/{plot}", $"/parties/{party}"])
        {
            before = house.Acts();
            (await farmer.Delete(record)).Expect(HttpStatusCode.NotFound);
            Assert.Equal(before, house.Acts());
            (await mill.Delete(record)).Expect(HttpStatusCode.NoContent);
            (await mill.Look(record)).Expect(HttpStatusCode.NotFound);
            (await mill.Delete(record)).Expect(HttpStatusCode.NotFound);
            Assert.Equal(before + 1, house.Acts());
        }

        (await mill.Look($"/products/{product}/pictures/{AttackedHouse.Picture}")).Expect(HttpStatusCode.NotFound);
        (await mill.Look($"/products/{product}/artwork")).Expect(HttpStatusCode.NotFound);

        // The number is free again, and the right begins without a state.
        var anew = await village.Producer.Make("/api/v1/rights", new { kind = "Trademark", number = "91298150", title = "辽", holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        Assert.Empty((await mill.Look($"/rights/{anew}"))["states"].EnumerateArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_trademark_that_was_taken_off_a_product_stays_once_lots_were_made_under_it(bool onPostgres)
    {
        await using var house = onPostgres ? await OpenHouse.OpenOnPostgres() : await OpenHouse.Open();
        var village = await Village.Settle(house);
        await village.Transfer(30_000_000);
        using var mill = await house.Client("Mill", Role.Producer);
        var right = await village.Producer.Make("/api/v1/rights", new { kind = "Trademark", number = "91298150", title = "辽", holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        (await mill.Put($"/products/{village.Product}", $$"""{"name":"米","trademarkId":"{{right}}"}""", "*")).Expect(HttpStatusCode.OK);
        await village.MakeLot("A", 20_000_000);
        (await mill.Put($"/products/{village.Product}", """{"name":"米"}""", "*")).Expect(HttpStatusCode.OK);
        await Stays(mill, $"/rights/{right}", "rightInUse", "lots");
    }

    [Theory]
    [InlineData("parties")]
    [InlineData("rights")]
    [InlineData("products")]
    public async Task Whoever_saw_an_older_record_takes_nothing_away(string list)
    {
        await using var house = await OpenHouse.Open();
        var village = await Village.Settle(house);
        using var mill = await house.Client("Mill", Role.Producer);
        var party = await village.Producer.Make("/api/v1/parties", new { name = "手误", uscc = "911522010783762860", kind = "Mill" });
        var right = await village.Producer.Make("/api/v1/rights", new { kind = "Trademark", number = "91298150", title = "辽", holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        var record = $"/{list}/{(list == "parties" ? party : list == "rights" ? right : village.Product)}";
        (await mill.Delete(record, "\"7\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await mill.Delete(record, "\"1\"")).Expect(HttpStatusCode.NoContent);
    }

    private static async Task Stays(HttpClient client, string record, string code, params string[] resting)
    {
        var refused = (await client.Delete(record)).Expect(HttpStatusCode.Conflict);
        Assert.Equal((record, code), (record, refused.Code));
        Assert.Equal(resting, refused["restingOnIt"].EnumerateArray().Select(one => one.GetString()!));
        (await client.Look(record)).Expect(HttpStatusCode.OK);
    }
}
