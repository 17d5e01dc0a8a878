using System.Net;
using System.Text.Json;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Issuing;

/// <summary>One code on the carton for the codes inside: which items those are follows from the serials, and what it does to them is lawful for each.</summary>
public sealed class CartonTests(PackingHouse packing) : IClassFixture<PackingHouse>
{
    [Fact]
    public async Task Carton_codes_are_one_more_batch_that_spends_nothing()
    {
        var items = await packing.Items(50);
        var left = await packing.Remaining();
        var made = (await packing.Post($"/batches/{items}/cartons", new { itemsPerCarton = 12 })).Expect(HttpStatusCode.Created);

        Assert.Equal(("Cartons", "Issued", 5, 12, items),
            (made["kind"].GetString(), made["state"].GetString(), made["count"].GetInt32(), made["itemsPerCarton"].GetInt32(), made["itemsBatchId"].GetGuid()));
        Assert.Equal($"/api/v1/batches/{made.Id}", made.Location);
        Assert.Equal(left, await packing.Remaining());
        Assert.Equal(0, packing.House.Count("SELECT max(quantity) FROM batch WHERE kind = 'Cartons'"));
        Assert.Equal(5, (await packing.Village.Codes(made.Id, 1, 5)).Except(await packing.Village.Codes(items, 1, 50)).Count());
        var read = (await packing.Mill.Look($"/batches/{items}")).Expect(HttpStatusCode.OK)["batch"];
        Assert.False(read.TryGetProperty("itemsPerCarton", out _) || read.TryGetProperty("itemsBatchId", out _));
    }

    [Fact]
    public async Task The_same_request_is_one_batch_and_a_second_one_over_the_same_items_is_refused()
    {
        var (items, key) = (await packing.Items(20), packing.Key());
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => packing.Post($"/batches/{items}/cartons", new { itemsPerCarton = 5 }, key)));
        Assert.Single(answers.Select(answer => answer.Expect(HttpStatusCode.Created).Id).Distinct());

        await packing.Refuse((HttpStatusCode)422, "idempotencyKeyReused", () => packing.Post($"/batches/{items}/cartons", new { itemsPerCarton = 6 }, key));
        await packing.Refuse((HttpStatusCode)422, "idempotencyKeyReused", () => packing.Post("/batches", new { lotId = packing.Lot, count = 4 }, key));
        await packing.Refuse(HttpStatusCode.Conflict, "packedAlready", () => packing.Post($"/batches/{items}/cartons", new { itemsPerCarton = 5 }));
        Assert.Equal(1, packing.House.Count($"SELECT count(*) FROM batch WHERE items_batch_id = '{items}' COLLATE NOCASE"));
    }

    [Fact]
    public async Task Of_many_who_pack_the_same_items_at_once_one_does()
    {
        var items = await packing.Items(20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => packing.Post($"/batches/{items}/cartons", new { itemsPerCarton = 2 + i })));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => Assert.Equal((HttpStatusCode.Conflict, "packedAlready"), (answer.Status, answer.Code)));
    }

    [Fact]
    public async Task Only_issued_items_go_into_cartons()
    {
        var cartons = await packing.Cartons(await packing.Items(20), 5);
        foreach (var (batch, code) in ((Guid, string)[])[(cartons, "notItems"), (await packing.TestPrint(20), "notItems"), (await packing.Items(201), "batchNotIssued")])
            await packing.Refuse(HttpStatusCode.Conflict, code, () => packing.Post($"/batches/{batch}/cartons", new { itemsPerCarton = 2 }));
        await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => packing.Post($"/batches/{Guid.CreateVersion7(OpenHouse.Noon)}/cartons", new { itemsPerCarton = 2 }));
    }

    [Theory]
    [InlineData("""{"itemsPerCarton":1}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":0}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":-5}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":10001}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":4294967298}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":1e400}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":2.5}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":"5"}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":null}""", "itemsPerCarton")]
    [InlineData("""{"itemsPerCarton":5,"count":1}""", null)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    public async Task A_carton_that_is_none_is_refused(string body, string? field)
    {
        var (items, before) = (await packing.Items(4), packing.House.Acts());
        var refused = (await packing.Send($"/batches/{items}/cartons", body, packing.Key(), packing.Mill)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.True(field is null || refused.Field == field, refused.Text);
        foreach (var key in (string?[])[null, " ", new string('k', 101)])
            Assert.Equal("Idempotency-Key", (await packing.Send($"/batches/{items}/cartons", """{"itemsPerCarton":2}""", key, packing.Mill)).Expect(HttpStatusCode.BadRequest).Field);
        Assert.Equal(before, packing.House.Acts());
    }

    [Fact]
    public async Task A_carton_code_puts_its_items_on_sale_and_no_others()
    {
        var items = await packing.Items(50);
        var cartons = await packing.Cartons(items, 12);
        var (second, last) = (await packing.Code(cartons, 2), await packing.Code(cartons, 5));
        Assert.Equal("NotActivated", await packing.Verdict(second));

        var before = packing.House.Acts();
        var changed = (await packing.Post($"/cartons/{second.ToLowerInvariant()}/state", new { state = "Activated" })).Expect(HttpStatusCode.OK);
        Assert.Equal((second, "Activated", 12, 0), (changed["code"].GetString(), changed["state"].GetString(), changed["changed"].GetInt32(), changed["left"].GetInt32()));
        Assert.Equal((items, 13, 24), Contents(changed["items"]));
        Assert.Equal(before + 2, packing.House.Acts());
        Assert.Equal((12, 1), (await packing.Labels(items, "Activated"), await packing.Labels(cartons, "Activated")));
        foreach (var (serial, verdict) in ((int, string)[])[(12, "NotActivated"), (13, "FirstScan"), (24, "FirstScan"), (25, "NotActivated")])
            Assert.Equal((serial, verdict), (serial, await packing.Verdict(await packing.Code(items, serial))));

        // Of fifty items, two are left for the last carton; the public learns that and no serial.
        (await packing.Post($"/cartons/{last}/state", new { state = "Activated" })).Expect(HttpStatusCode.OK);
        var scanned = await packing.Look(last);
        Assert.Equal(("FirstScan", """{"items":2}"""), (scanned.GetProperty("verdict").GetString(), scanned.GetProperty("carton").GetRawText()));
        Assert.Equal("""{"items":12}""", (await packing.Look(second)).GetProperty("carton").GetRawText());
        Assert.False((await packing.Look(await packing.Code(items, 13))).TryGetProperty("carton", out _));
    }

    [Fact]
    public async Task What_was_spoiled_or_withdrawn_inside_stays_so_and_what_was_on_sale_is_not_counted()
    {
        var items = await packing.Items(30);
        var code = await packing.Code(await packing.Cartons(items, 10), 2);
        await packing.Village.Range(items, 9, 12, "Spoiled", "撕坏");
        await packing.Village.Range(items, 13, 13, "Withdrawn", "被盗");
        await packing.Village.Range(items, 19, 22, "Activated");

        var changed = (await packing.Post($"/cartons/{code}/state", new { state = "Activated" })).Expect(HttpStatusCode.OK);
        Assert.Equal((5, 3), (changed["changed"].GetInt32(), changed["left"].GetInt32()));
        var read = (await packing.Mill.Look($"/cartons/{code}")).Expect(HttpStatusCode.OK);
        Assert.Equal(("Activated", 10), (read["state"].GetString(), read["count"].GetInt32()));
        Assert.Equal((items, 11, 20), Contents(read["items"]));
        Assert.Equal("""{"NotActivated":0,"Activated":7,"Spoiled":2,"Withdrawn":1,"Retired":0}""", read["labels"].GetRawText());
        Assert.Equal("撕坏", (await packing.Look(await packing.Code(items, 11))).GetProperty("reason").GetString());

        // Sold out of a recalled carton or opened: all that may follow does.
        Assert.Equal((7, 3), Numbers(await packing.Post($"/cartons/{code}/state", new { state = "Retired", reason = "拆箱" })));
        Assert.Equal((7, 2), Numbers(await packing.Post($"/cartons/{code}/state", new { state = "Withdrawn", reason = "召回" })));
        Assert.Equal("""{"NotActivated":0,"Activated":0,"Spoiled":2,"Withdrawn":8,"Retired":0}""", (await packing.Mill.Look($"/cartons/{code}"))["labels"].GetRawText());
        Assert.Equal(("Withdrawn", "召回"), (await packing.Verdict(code), (await packing.Look(code)).GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Thirty_two_at_once_activate_a_carton_once_and_a_repeat_changes_nothing()
    {
        var items = await packing.Items(30);
        var code = await packing.Code(await packing.Cartons(items, 10), 1);
        var before = packing.House.Acts();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => packing.Post($"/cartons/{code}/state", new { state = "Activated" })));

        Assert.Equal([.. Enumerable.Repeat((0, 0), 31), (10, 0)], answers.Select(Numbers).Order());
        Assert.Equal(before + 2, packing.House.Acts());
        Assert.Equal(10, await packing.Labels(items, "Activated"));
    }

    [Fact]
    public async Task All_cartons_at_once_put_all_items_on_sale_each_once()
    {
        var items = await packing.Items(60);
        var codes = await packing.Village.Codes(await packing.Cartons(items, 4), 1, 15);
        var answers = await Task.WhenAll(codes.Select(code => packing.Post($"/cartons/{code}/state", new { state = "Activated" })));

        Assert.All(answers, answer => Assert.Equal((4, 0), Numbers(answer)));
        Assert.Equal(60, await packing.Labels(items, "Activated"));
    }

    [Fact]
    public async Task A_spoiled_carton_gives_back_what_its_unused_items_carried_and_no_more()
    {
        var items = await packing.Items(20);
        var code = await packing.Code(await packing.Cartons(items, 10), 1);
        await packing.Village.Range(items, 1, 4, "Activated");
        var left = await packing.Remaining();

        Assert.Equal((6, 4), Numbers(await packing.Post($"/cartons/{code}/state", new { state = "Spoiled", reason = "受潮" })));
        Assert.Equal(left + 6, await packing.Remaining());
        Assert.Equal((0, 4), Numbers(await packing.Post($"/cartons/{code}/state", new { state = "Spoiled", reason = "受潮" })));
        Assert.Equal(left + 6, await packing.Remaining());
    }

    [Theory]
    [InlineData("Spoiled")]
    [InlineData("Withdrawn")]
    public async Task A_carton_code_that_was_taken_back_puts_nothing_on_sale(string state)
    {
        var items = await packing.Items(20);
        var cartons = await packing.Cartons(items, 10);
        var code = await packing.Code(cartons, 1);
        await packing.Village.Range(cartons, 1, 1, state, "箱签遗失");

        await packing.Refuse(HttpStatusCode.Conflict, "cartonTakenBack", () => packing.Post($"/cartons/{code}/state", new { state = "Activated" }));
        Assert.Equal(20, await packing.Labels(items, "NotActivated"));
        Assert.Equal((10, 0), Numbers(await packing.Post($"/cartons/{code}/state", new { state = "Withdrawn", reason = "召回" })));
    }

    // The items fall into more pieces than a batch may have: the carton's own label, already prepared, must not stay changed.
    [Fact]
    public async Task A_carton_and_its_items_change_together_or_not_at_all()
    {
        var items = await packing.Items(20);
        var cartons = await packing.Cartons(items, 10);
        var code = await packing.Code(cartons, 1);
        packing.House.Count($"UPDATE batch SET count = 200022 WHERE id = '{items}' COLLATE NOCASE");
        packing.House.Count($"""
            WITH RECURSIVE piece (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM piece WHERE n < 100000)
            INSERT INTO label_range (batch_id, first, last, state, reason, since)
            SELECT (SELECT id FROM batch WHERE id = '{items}' COLLATE NOCASE), 20 + 2 * n, 20 + 2 * n, 'Spoiled', 'r', 0 FROM piece
            """);

        await packing.Refuse(HttpStatusCode.Conflict, "tooManyPieces", () => packing.Post($"/cartons/{code}/state", new { state = "Activated" }));
        Assert.Equal(2, await packing.Labels(cartons, "NotActivated"));
    }

    [Fact]
    public async Task To_another_tenant_neither_items_nor_carton_are_there()
    {
        var items = await packing.Items(20);
        var code = await packing.Code(await packing.Cartons(items, 10), 1);
        var others = await packing.Items(20);

        await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => packing.Post($"/batches/{others}/cartons", new { itemsPerCarton = 5 }, who: packing.Rival));
        await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => packing.Post($"/cartons/{code}/state", new { state = "Activated" }, who: packing.Rival));
        await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => packing.Rival.Look($"/cartons/{code}"));
        await packing.Refuse(HttpStatusCode.Forbidden, "notAllowed", () => packing.Post($"/cartons/{code}/state", new { state = "Activated" }, who: packing.Officer));
    }

    [Fact]
    public async Task A_code_that_is_on_no_carton_is_told_apart()
    {
        var (item, test) = (await packing.Code(await packing.Items(2), 1), await packing.Code(await packing.TestPrint(2), 1));
        var mistyped = item[..^1] + (item[^1] == 'A' ? 'B' : 'A');
        var never = packing.House.House.Keys.Seal.Seal(packing.House.House.Keys.Ring.Sealing.Symbol, 7, 1).ToString();
        var serialZero = packing.House.House.Keys.Seal.Seal(packing.House.House.Keys.Ring.Sealing.Symbol, (uint)packing.House.Count("SELECT number FROM batch WHERE kind = 'Items'"), 0).ToString();
        (string Code, HttpStatusCode Status, string Problem)[] tries =
        [
            (item, HttpStatusCode.Conflict, "notACarton"), (test, HttpStatusCode.Conflict, "notACarton"), (mistyped, HttpStatusCode.BadRequest, "badInput"),
            ("carton", HttpStatusCode.BadRequest, "badInput"), (never, HttpStatusCode.NotFound, "notFound"), (serialZero, HttpStatusCode.NotFound, "notFound"),
        ];
        foreach (var (code, status, problem) in tries)
        {
            await packing.Refuse(status, problem, () => packing.Post($"/cartons/{code}/state", new { state = "Activated" }));
            await packing.Refuse(status, problem, () => packing.Mill.Look($"/cartons/{code}"));
        }
    }

    [Fact]
    public async Task A_carton_past_the_last_one_was_never_made()
    {
        var cartons = await packing.Cartons(await packing.Items(20), 10);
        var number = (uint)packing.House.Count($"SELECT number FROM batch WHERE id = '{cartons}' COLLATE NOCASE");
        var code = packing.House.House.Keys.Seal.Seal(packing.House.House.Keys.Ring.Sealing.Symbol, number, 3).ToString();

        await packing.Refuse(HttpStatusCode.NotFound, "notFound", () => packing.Post($"/cartons/{code}/state", new { state = "Activated" }));
        Assert.Equal("NeverIssued", await packing.Verdict(code));
    }

    [Theory]
    [InlineData("""{"state":"NotActivated","reason":"r"}""", "state")]
    [InlineData("""{"state":"Sold"}""", "state")]
    [InlineData("""{"state":1}""", "state")]
    [InlineData("""{"state":null}""", "state")]
    [InlineData("""{"state":"Spoiled"}""", "reason")]
    [InlineData("""{"state":"Withdrawn","reason":"  "}""", "reason")]
    [InlineData("""{"state":"Withdrawn","reason":"a\u0000b"}""", "reason")]
    [InlineData("""{"state":"Activated","first":1}""", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public async Task A_state_that_is_none_is_refused(string body, string? field)
    {
        var code = await packing.Code(await packing.Cartons(await packing.Items(4), 2), 1);
        var before = packing.House.Acts();
        var refused = (await packing.Send($"/cartons/{code}/state", body, null, packing.Mill)).Expect(HttpStatusCode.BadRequest);
        Assert.True(field is null || refused.Field == field, refused.Text);
        Assert.Equal(before, packing.House.Acts());
    }

    private static (Guid Batch, int First, int Last) Contents(JsonElement items) =>
        (items.GetProperty("batchId").GetGuid(), items.GetProperty("first").GetInt32(), items.GetProperty("last").GetInt32());

    private static (int Changed, int Left) Numbers(Answer answer) => (answer.Expect(HttpStatusCode.OK)["changed"].GetInt32(), answer["left"].GetInt32());
}
