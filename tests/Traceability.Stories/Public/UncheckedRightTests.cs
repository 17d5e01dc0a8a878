using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Operating;

namespace Traceability.Stories.Public;

/// <summary>A trademark on the pack asks for no second person before codes are issued: until one looked at it the public is told whose word it is.</summary>
public sealed class UncheckedRightTests
{
    [Fact]
    public async Task A_trademark_is_told_as_its_owners_word_until_a_second_person_checked_it()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        var mill = shop.Village.Producer;
        var mark = await mill.Make("/api/v1/rights", new { kind = "Trademark", number = "91298150", title = "辽河口", holderPartyId = shop.Village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        await Village.RecordState(mill, house, mark, "Granted", -100);
        await mill.Put($"/api/v1/products/{shop.Village.Product}", new { name = "盘锦大米 5 kg", trademarkId = mark });
        Assert.Equal([("GeographicalIndication", true), ("Trademark", false)], await Checked(shop));

        await mill.PutFile($"/api/v1/rights/{mark}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        await (await house.Caller("Mill", Role.Producer, "checker")).Post($"/api/v1/rights/{mark}/check", new { });
        Assert.Equal([("GeographicalIndication", true), ("Trademark", true)], await Checked(shop));

        // Another certificate, and what was checked is no more.
        await shop.Village.Association.PutFile($"/api/v1/rights/{shop.Village.GiRight}/certificate", "%PDF-1.5\n%%EOF\n"u8.ToArray(), "application/pdf");
        Assert.Equal([("GeographicalIndication", false), ("Trademark", true)], await Checked(shop));
    }

    private static async Task<IEnumerable<(string?, bool)>> Checked(Shop shop) =>
        [.. JsonElement.Parse((await shop.Look(shop.Codes[0])).Body).GetProperty("rights").EnumerateArray().Select(right => (right.GetProperty("kind").GetString(), right.GetProperty("checked").GetBoolean()))];
}
