using System.Net;
using System.Text.Json;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Issuing;

/// <summary>标签盘点 over the wire: what was counted is kept as it was counted, beside what our records said, and no label is counted twice.</summary>
public sealed class StockTests(PackingHouse packing) : IClassFixture<PackingHouse>
{
    [Fact]
    public async Task Rolls_are_counted_until_the_batch_balances()
    {
        var batch = await packing.Items(100);
        await Roll(batch, "卷 1", 1, 50);
        await Roll(batch, "卷 2", 51, 90);
        await packing.Village.Range(batch, 1, 45, "Activated");
        await packing.Village.Range(batch, 46, 48, "Spoiled", "印糊");
        Assert.Equal((100, 0, 100, 0, false), Totals(await Reconciliation(batch)));

        var first = (await Count(batch, "\"roll\":\"卷 1\"", 40, 2, 1, 7, "\"note\":\"三号线\"")).Expect(HttpStatusCode.Created);
        Assert.Equal(("卷 1", 1, 50, 50, 0, "三号线"), (first["roll"].GetString(), first["first"].GetInt32(), first["last"].GetInt32(), first["ordered"].GetInt32(), first["difference"].GetInt32(), first["note"].GetString()));
        Assert.Equal("""{"activated":45,"spoiled":3,"withdrawn":0,"retired":0}""", first["recorded"].GetRawText());
        Assert.Empty(Codes(first.Json));
        Assert.Equal($"/api/v1/batches/{batch}/reconciliation", first.Location);
        Assert.Equal((100, 50, 50, 0, false), Totals(await Reconciliation(batch)));

        await Count(batch, "\"first\":51,\"last\":90", 0, 0, 0, 40);
        await Count(batch, "\"first\":91,\"last\":100", 0, 0, 0, 10);
        var whole = await Reconciliation(batch);
        Assert.Equal((100, 100, 0, 0, true), Totals(whole));
        // The serials of a roll are that roll, however they were named.
        Assert.Equal([("卷 1", 40), ("卷 2", 0)], whole.GetProperty("rolls").EnumerateArray().Select(roll => (roll.GetProperty("roll").GetProperty("name").GetString(), roll.GetProperty("count").GetProperty("applied").GetInt32())));
        Assert.Equal([(91, 100)], whole.GetProperty("ranges").EnumerateArray().Select(range => (range.GetProperty("first").GetInt32(), range.GetProperty("last").GetInt32())));
    }

    [Fact]
    public async Task A_count_that_does_not_balance_is_kept_with_its_contradictions_and_leaves_an_act()
    {
        var batch = await packing.Items(100);
        await packing.Village.Range(batch, 1, 90, "Activated");
        var before = packing.House.Acts();

        var missing = (await Count(batch, "\"first\":1,\"last\":50", 30, 5, 0, 10)).Expect(HttpStatusCode.Created);
        Assert.Equal((5, "unaccounted 5, activatedNotApplied 10, spoiledNotRecorded 5"), (missing["difference"].GetInt32(), string.Join(", ", Codes(missing.Json))));
        var surplus = (await Count(batch, "\"first\":51,\"last\":100", 55, 0, 0, 0)).Expect(HttpStatusCode.Created);
        Assert.Equal((-5, "surplus 5"), (surplus["difference"].GetInt32(), string.Join(", ", Codes(surplus.Json))));

        // The two differences cancel out, and still nothing balances.
        Assert.Equal((100, 100, 0, 0, false), Totals(await Reconciliation(batch)));
        Assert.Equal(before + 2, packing.House.Acts());
        Assert.Equal(1, packing.House.Count("SELECT count(*) FROM act WHERE kind = 'StockCounted' AND facts LIKE '%\"difference\":5%' AND facts LIKE '%\"unaccounted\"%'"));
    }

    [Fact]
    public async Task What_our_records_said_then_stays_beside_the_count_when_they_change()
    {
        var batch = await packing.Items(10);
        await Count(batch, "\"first\":1,\"last\":10", 8, 2, 0, 0);
        await packing.Village.Range(batch, 9, 10, "Spoiled", "撕坏");

        Assert.Equal(["spoiledNotRecorded 2"], Codes((await Reconciliation(batch)).GetProperty("ranges")[0]));
        await Count(batch, "\"first\":1,\"last\":10", 8, 2, 0, 0);
        var range = Assert.Single((await Reconciliation(batch)).GetProperty("ranges").EnumerateArray());
        Assert.Empty(Codes(range));
    }

    [Fact]
    public async Task A_new_count_replaces_those_it_covers_and_cuts_through_none()
    {
        var batch = await packing.Items(100);
        await Roll(batch, "A", 1, 40);
        var first = (await Count(batch, "\"roll\":\"A\"", 0, 0, 0, 39)).Expect(HttpStatusCode.Created);
        await Count(batch, "\"first\":41,\"last\":60", 0, 0, 0, 20);

        foreach (var (from, to) in ((int, int)[])[(40, 41), (1, 39), (2, 40), (10, 20), (30, 70)])
        {
            var refused = await packing.Refuse(HttpStatusCode.Conflict, "countOverlaps", () => Count(batch, $"\"first\":{from},\"last\":{to}", 0, 0, 0, 1));
            Assert.Equal((first.Id, 1, 40), (refused["count"].GetGuid(), refused["first"].GetInt32(), refused["last"].GetInt32()));
        }

        Assert.Equal((100, 60, 40, 1, false), Totals(await Reconciliation(batch)));
        (await Count(batch, "\"roll\":\"A\"", 0, 0, 0, 40)).Expect(HttpStatusCode.Created);
        Assert.Equal((100, 60, 40, 0, false), Totals(await Reconciliation(batch)));

        // The whole batch at once: both earlier counts give way, and stay on record.
        (await Count(batch, "\"first\":1,\"last\":100", 0, 0, 0, 100)).Expect(HttpStatusCode.Created);
        var whole = await Reconciliation(batch);
        Assert.Equal((100, 100, 0, 0, true), Totals(whole));
        Assert.False(whole.GetProperty("rolls")[0].TryGetProperty("count", out _));
        Assert.Equal(3, packing.House.Count($"SELECT count(*) FROM stock_count WHERE batch_id = '{batch}' COLLATE NOCASE AND replaced_by IS NOT NULL"));
    }

    [Fact]
    public async Task Many_who_count_the_same_at_once_leave_one_count_standing()
    {
        var batch = await packing.Items(20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Count(batch, "\"first\":1,\"last\":20", i, 0, 0, 20 - i)));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
        Assert.Single((await Reconciliation(batch)).GetProperty("ranges").EnumerateArray());
    }

    [Fact]
    public async Task Labels_for_cartons_and_test_prints_are_counted_like_others()
    {
        var cartons = await packing.Cartons(await packing.Items(20), 2);
        foreach (var (batch, count) in ((Guid, int)[])[(cartons, 10), (await packing.TestPrint(30), 30)])
        {
            await Roll(batch, "A", 1, count);
            Assert.Equal(0, (await Count(batch, "\"roll\":\"A\"", 0, 0, 0, count)).Expect(HttpStatusCode.Created)["difference"].GetInt32());
        }
    }

    [Fact]
    public async Task A_roll_has_its_own_name_and_labels()
    {
        var batch = await packing.Items(100);
        await Roll(batch, "A", 11, 20);
        foreach (var (first, last) in ((int, int)[])[(11, 20), (1, 11), (20, 30), (12, 13), (1, 100)])
        {
            var refused = await packing.Refuse(HttpStatusCode.Conflict, "rollOverlaps", () => packing.Post($"/batches/{batch}/rolls", new { name = "B", first, last }));
            Assert.Equal(("A", 11, 20), (refused["roll"].GetString(), refused["first"].GetInt32(), refused["last"].GetInt32()));
        }

        await packing.Refuse(HttpStatusCode.Conflict, "rollKnown", () => packing.Post($"/batches/{batch}/rolls", new { name = " A ", first = 1, last = 2 }));
        await Roll(batch, "B", 1, 10);
        await Roll(await packing.Items(20), "A", 11, 20);

        var page = (await packing.Mill.Look($"/batches/{batch}/rolls?limit=1")).Expect(HttpStatusCode.OK);
        // Recorded in the same moment of the story's clock, they come in either order.
        var one = Assert.Single(page["items"].EnumerateArray()).GetProperty("name").GetString()!;
        var then = (await packing.Mill.Look($"/batches/{batch}/rolls?after={page["next"].GetGuid()}"))["items"][0].GetProperty("name").GetString()!;
        Assert.Equal(["A", "B"], new[] { one, then }.Order());
        await packing.Refuse(HttpStatusCode.BadRequest, "badInput", () => packing.Mill.Look($"/batches/{batch}/rolls?limit=0"));
    }

    [Fact]
    public async Task To_another_tenant_nothing_of_it_is_there_and_an_officer_counts_nothing()
    {
        var batch = await packing.Items(10);
        await Roll(batch, "A", 1, 10);
        foreach (var send in (Func<HttpClient, Task<Answer>>[])
        [
            who => packing.Post($"/batches/{batch}/rolls", new { name = "B", first = 1, last = 1 }, who: who),
            who => packing.Send($"/batches/{batch}/stock-counts", """{"roll":"A","applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", null, who),
        ])
        {
            await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => send(packing.Rival));
            await packing.Refuse(HttpStatusCode.Forbidden, "notAllowed", () => send(packing.Officer));
        }

        foreach (var read in (string[])["rolls", "reconciliation"])
            await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => packing.Rival.Look($"/batches/{batch}/{read}"));
    }

    [Fact]
    public async Task A_batch_that_waits_has_no_labels_to_count()
    {
        var batch = await packing.Items(201);
        await packing.Refuse(HttpStatusCode.Conflict, "batchNotIssued", () => packing.Post($"/batches/{batch}/rolls", new { name = "A", first = 1, last = 1 }));
        await packing.Refuse(HttpStatusCode.Conflict, "batchNotIssued", () => Count(batch, "\"first\":1,\"last\":1", 0, 0, 0, 1));
    }

    [Theory]
    [InlineData("rolls", """{"name":"A","first":0,"last":1}""", "first")]
    [InlineData("rolls", """{"name":"A","first":2,"last":1}""", "first")]
    [InlineData("rolls", """{"name":"A","first":1,"last":11}""", "first")]
    [InlineData("rolls", """{"name":"A","first":4294967297,"last":4294967297}""", "first")]
    [InlineData("rolls", """{"name":"A","first":1.5,"last":2}""", "first")]
    [InlineData("rolls", """{"name":"","first":1,"last":2}""", "name")]
    [InlineData("rolls", """{"name":null,"first":1,"last":2}""", "name")]
    [InlineData("rolls", """{"name":"a\u0000b","first":1,"last":2}""", "name")]
    [InlineData("rolls", """{"name":"12345678901234567890123456789012345678901","first":1,"last":2}""", "name")]
    [InlineData("rolls", """{"name":"A","first":1,"last":2,"id":"x"}""", null)]
    [InlineData("rolls", """{"name":"A","first":1}""", null)]
    [InlineData("rolls", "[]", null)]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":-1,"spoiled":0,"destroyed":0,"inStock":0}""", "applied")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":0,"spoiled":-1,"destroyed":0,"inStock":0}""", "spoiled")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":0,"spoiled":0,"destroyed":-1,"inStock":0}""", "destroyed")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":0,"spoiled":0,"destroyed":0,"inStock":1000000001}""", "inStock")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":9223372036854775808,"spoiled":0,"destroyed":0,"inStock":0}""", "applied")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":"1","spoiled":0,"destroyed":0,"inStock":0}""", "applied")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":null,"spoiled":0,"destroyed":0,"inStock":0}""", "applied")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":0,"spoiled":0,"destroyed":0}""", null)]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":0,"spoiled":0,"destroyed":0,"inStock":0,"difference":0}""", null)]
    [InlineData("stock-counts", """{"applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "roll")]
    [InlineData("stock-counts", """{"first":1,"applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "roll")]
    [InlineData("stock-counts", """{"roll":"A","first":1,"last":2,"applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "roll")]
    [InlineData("stock-counts", """{"roll":"A","last":2,"applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "roll")]
    [InlineData("stock-counts", """{"roll":"A","applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "roll")]
    [InlineData("stock-counts", """{"first":0,"last":2,"applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "first")]
    [InlineData("stock-counts", """{"first":1,"last":11,"applied":0,"spoiled":0,"destroyed":0,"inStock":0}""", "first")]
    [InlineData("stock-counts", """{"first":1,"last":2,"applied":0,"spoiled":0,"destroyed":0,"inStock":0,"note":"a\u202eb"}""", "note")]
    [InlineData("stock-counts", "null", null)]
    public async Task A_roll_or_count_that_is_none_is_refused(string records, string body, string? field)
    {
        var (batch, before) = (await packing.Items(10), packing.House.Acts());
        var refused = (await packing.Send($"/batches/{batch}/{records}", body, null, packing.Mill)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.True(field is null || refused.Field == field, refused.Text);
        Assert.Equal(before, packing.House.Acts());
    }

    private async Task Roll(Guid batch, string name, int first, int last) =>
        (await packing.Post($"/batches/{batch}/rolls", new { name, first, last })).Expect(HttpStatusCode.Created);

    private Task<Answer> Count(Guid batch, string what, int applied, int spoiled, int destroyed, int inStock, string? more = null) => packing.Send(
        $"/batches/{batch}/stock-counts",
        $$"""{{{what}},"applied":{{applied}},"spoiled":{{spoiled}},"destroyed":{{destroyed}},"inStock":{{inStock}}{{(more is null ? "" : "," + more)}}}""", null, packing.Mill);

    private async Task<JsonElement> Reconciliation(Guid batch) => (await packing.Mill.Look($"/batches/{batch}/reconciliation")).Expect(HttpStatusCode.OK).Json;

    private static (int Ordered, int Counted, int NotCounted, int Difference, bool Balanced) Totals(JsonElement reply) => (
        reply.GetProperty("ordered").GetInt32(), reply.GetProperty("counted").GetInt32(), reply.GetProperty("notCounted").GetInt32(),
        reply.GetProperty("difference").GetInt32(), reply.GetProperty("balanced").GetBoolean());

    private static IEnumerable<string> Codes(JsonElement count) =>
        count.GetProperty("contradictions").EnumerateArray().Select(found => $"{found.GetProperty("code").GetString()} {found.GetProperty("labels").GetInt32()}");
}
