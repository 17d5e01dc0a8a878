using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;
using Traceability.Stories.Operating;

namespace Traceability.Stories.Alerts;

/// <summary>Thresholds are tried on what is remembered before they go live.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Thresholds_are_tried_beside_those_in_use_and_change_nothing()
    {
        await using var house = await OpenHouse.Open(("Doors:TrustedProxies:0", "127.0.0.1"));
        var village = await Village.Settle(house);
        await village.Transfer(10_000_000);
        // Over a thousand labels, so that they lie in two blocks.
        var batch = await village.Issue(await village.MakeLot("A", 6_000_000), 1_100, "replay");
        await village.Range(batch, 1, 1_099, "Activated");
        var shop = new Shop(house, village, batch, []);
        using var officer = await house.Client("Authority", Role.Officer);
        await village.Range(batch, 1, 3, "Withdrawn", "演示");
        foreach (var network in (string[])["198.51.100.1", "198.51.100.2", "198.51.100.3"])
        {
            foreach (var serial in (int[])[1, 1_100])
                await shop.Scan((await village.Codes(batch, serial, 1)).Single(), network: network);
            house.Clock.GoTo(house.Clock.GetUtcNow().AddHours(3));
        }

        await house.House.Alerts.Drain();
        var before = house.Acts();

        var replay = (await officer.Post("/alerts/replay", $$$"""{"batchId":"{{{batch}}}","thresholds":{"withdrawnNetworks":3,"beforeActivationNetworks":4,"floodWithin":"05:00:00"}}""")).Expect(HttpStatusCode.OK);
        Assert.Equal((2, "[{\"cause\":\"BeforeActivation\",\"inUse\":1,\"tried\":0},{\"cause\":\"AfterWithdrawal\",\"inUse\":0,\"tried\":1}]"), (replay["labels"].GetInt32(), replay["rules"].GetRawText()));

        foreach (var (body, field) in ((string, string?)[])[
            ($$$"""{"batchId":"{{{batch}}}","thresholds":{"floodScans":0}}""", "thresholds.floodScans"), ($$$"""{"batchId":"{{{batch}}}","thresholds":{"burstWithin":"-1:00:00"}}""", "thresholds.burstWithin"),
            ($$$"""{"batchId":"{{{Guid.Empty}}}","thresholds":{}}""", "batchId")])
            Assert.Equal(field, (await officer.Post("/alerts/replay", body)).Expect(HttpStatusCode.BadRequest).Field);
        foreach (var bad in (string[])["""{"thresholds":{}}""", $$$"""{"batchId":"{{{batch}}}"}""", $$$"""{"batchId":"{{{batch}}}","thresholds":null}""", $$$"""{"batchId":"{{{batch}}}","thresholds":{"speed":1}}""", $$$"""{"batchId":"{{{batch}}}","thresholds":{"floodScans":1.5}}"""])
            (await officer.Post("/alerts/replay", bad)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(before, house.Acts());
    }
}
