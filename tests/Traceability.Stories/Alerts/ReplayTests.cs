using System.Net;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Scans;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Alerts;

/// <summary>Thresholds are tried on what is remembered before they go live.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Thresholds_are_tried_beside_those_in_use_and_change_nothing()
    {
        await using var house = await OpenHouse.Open();
        var village = await Village.Settle(house);
        await village.Transfer(1_000_000);
        var batch = await village.Issue(await village.MakeLot("A", 500_000), 10, "replay");
        using var officer = await house.Client("Authority", Role.Officer);
        house.House.Histories = new TwoEarlyLooks();
        var before = house.Acts();

        var replay = (await officer.Post("/alerts/replay", $$$"""{"batchId":"{{{batch}}}","thresholds":{"beforeActivationNetworks":2,"floodWithin":"05:00:00"}}""")).Expect(HttpStatusCode.OK);
        Assert.Equal((2, "[{\"cause\":\"BeforeActivation\",\"inUse\":0,\"tried\":2}]"), (replay["labels"].GetInt32(), replay["rules"].GetRawText()));

        foreach (var (body, field) in ((string, string?)[])[
            ($$$"""{"batchId":"{{{batch}}}","thresholds":{"floodScans":0}}""", "thresholds.floodScans"), ($$$"""{"batchId":"{{{batch}}}","thresholds":{"burstWithin":"-1:00:00"}}""", "thresholds.burstWithin"),
            ($$$"""{"batchId":"{{{Guid.Empty}}}","thresholds":{}}""", "batchId")])
            Assert.Equal(field, (await officer.Post("/alerts/replay", body)).Expect(HttpStatusCode.BadRequest).Field);
        foreach (var bad in (string[])["""{"thresholds":{}}""", $$$"""{"batchId":"{{{batch}}}"}""", $$$"""{"batchId":"{{{batch}}}","thresholds":null}""", $$$"""{"batchId":"{{{batch}}}","thresholds":{"speed":1}}""", $$$"""{"batchId":"{{{batch}}}","thresholds":{"floodScans":1.5}}"""])
            (await officer.Post("/alerts/replay", bad)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(before, house.Acts());
    }

    private sealed class TwoEarlyLooks : ILabelHistories
    {
        public IAsyncEnumerable<(LabelKey Label, LabelHistory History)> OfBatch(BatchRow batch, CancellationToken cancellation)
        {
            var history = LabelHistory.Of(SaleTerms.Free);
            foreach (var day in (int[])[1, 2])
                history = history.With(new Sighting(OpenHouse.Noon.AddDays(day), Verdict.NotActivated, Cause.None, null, (ulong)day, (ulong)day, null), AlertThresholds.Default);
            return new[] { 1u, 2u }.ToAsyncEnumerable().Select(serial => (new LabelKey(ShardKey.Of(batch.Number, serial), batch.Number, serial), history));
        }
    }
}
