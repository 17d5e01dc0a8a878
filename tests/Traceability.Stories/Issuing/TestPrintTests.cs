using System.Net;

namespace Traceability.Stories.Issuing;

/// <summary>SECURITY T12: labels that try a press bear the name, cost nothing, and can never be sold by, on whatever way.</summary>
public sealed class TestPrintTests(PackingHouse packing) : IClassFixture<PackingHouse>
{
    [Fact]
    public async Task A_test_print_spends_nothing_waits_for_nobody_and_prints_like_the_rest()
    {
        var left = await packing.Remaining();
        var made = (await packing.Post("/batches", new { lotId = packing.Lot, count = 500, testPrint = true })).Expect(HttpStatusCode.Created);

        Assert.Equal(("TestPrint", "Issued", 500), (made["kind"].GetString(), made["state"].GetString(), made["count"].GetInt32()));
        Assert.Equal(left, await packing.Remaining());
        Assert.InRange(packing.House.Count("SELECT count(*) - 1000 * sum(quantity) FROM batch WHERE kind = 'TestPrint'"), 1, 100);
        Assert.Equal(10, (await packing.Village.Codes(made.Id, 491, 10)).Distinct().Count());
        await packing.Refuse(HttpStatusCode.Conflict, "notWaiting", () => packing.Post($"/batches/{made.Id}/approval", new { agree = true }));
    }

    [Fact]
    public async Task Its_labels_are_never_activated_nor_used_up_and_a_scan_says_so_for_ever()
    {
        var batch = await packing.TestPrint(10);
        var code = await packing.Code(batch, 3);
        Assert.Equal("NotActivated", await packing.Verdict(code));

        foreach (var state in (string[])["Activated", "Retired"])
            foreach (var (first, last) in ((int, int)[])[(1, 10), (3, 3), (10, 10)])
                await packing.Refuse(HttpStatusCode.Conflict, "testPrint", () => packing.Post($"/batches/{batch}/ranges", new { first, last, state, reason = "r" }));
        await packing.House.Browser.PostAsync("/v1/scans", new StringContent($$"""{"scanId":"{{Guid.CreateVersion7(OpenHouse.Noon)}}","code":"{{code}}"}""", null, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal("NotActivated", await packing.Verdict(code));
        Assert.Equal(0, (await packing.Look(code)).GetProperty("scans").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Spoiled_or_withdrawn_it_gives_nothing_back_because_it_carried_nothing()
    {
        var batch = await packing.TestPrint(10);
        var (left, moved) = (await packing.Remaining(), packing.House.Count("SELECT count(*) FROM movement"));

        (await packing.Post($"/batches/{batch}/ranges", new { first = 1, last = 6, state = "Spoiled", reason = "试机" })).Expect(HttpStatusCode.OK);
        (await packing.Post($"/batches/{batch}/ranges", new { first = 7, last = 10, state = "Withdrawn", reason = "试机" })).Expect(HttpStatusCode.OK);

        Assert.Equal((6, 4), (await packing.Labels(batch, "Spoiled"), await packing.Labels(batch, "Withdrawn")));
        Assert.Equal((left, moved), (await packing.Remaining(), packing.House.Count("SELECT count(*) FROM movement")));
        await packing.Refuse(HttpStatusCode.Conflict, "testPrint", () => packing.Post($"/batches/{batch}/ranges", new { first = 1, last = 1, state = "Activated" }));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("501")]
    [InlineData("4294967297")]
    [InlineData("null")]
    public async Task A_test_print_is_small(string count)
    {
        var refused = await packing.Refuse(HttpStatusCode.BadRequest, count == "null" ? "badJson" : "badInput",
            () => packing.Send("/batches", $$"""{"lotId":"{{packing.Lot}}","count":{{count}},"testPrint":true}""", packing.Key(), packing.Mill));
        Assert.Equal("count", refused.Field);
    }

    [Fact]
    public async Task The_same_key_stands_for_the_same_kind_only()
    {
        var (key, body) = (packing.Key(), new { lotId = packing.Lot, count = 5, testPrint = true });
        var first = (await packing.Post("/batches", body, key)).Expect(HttpStatusCode.Created);
        Assert.Equal(first.Text, (await packing.Post("/batches", body, key)).Expect(HttpStatusCode.Created).Text);
        await packing.Refuse((HttpStatusCode)422, "idempotencyKeyReused", () => packing.Post("/batches", new { lotId = packing.Lot, count = 5 }, key));
    }
}

/// <summary>What a test print asks for, and what not.</summary>
public sealed class TestPrintGateTests
{
    [Fact]
    public async Task It_needs_the_right_and_neither_season_nor_allowance()
    {
        await using var house = await OpenHouse.Open();
        var village = await Village.Settle(house);
        await village.Transfer(5_000);
        var lot = await village.MakeLot("spent", 5_000);
        await village.Issue(lot, 1, "all");
        var body = new { lotId = lot, count = 20, testPrint = true };

        Assert.Equal("TestPrint", (await village.Producer.Post("/api/v1/batches", body, "spent")).GetProperty("kind").GetString());
        house.Clock.GoTo(house.Clock.GetUtcNow().AddDays(250));
        await village.Association.Post($"/api/v1/seasons/{village.Season}/close", new { });
        Assert.Equal("TestPrint", (await village.Producer.Post("/api/v1/batches", body, "after the season")).GetProperty("kind").GetString());

        await Village.RecordState(village.Association, house, village.GiRight, "Revoked", -1);
        var before = house.Acts();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => village.Producer.Post("/api/v1/batches", body, "revoked"));
        Assert.Contains("noRight", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }
}
