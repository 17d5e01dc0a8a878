using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>The queue of the second person.</summary>
public sealed class ApprovalPageTests
{
    [Fact]
    public async Task What_colleagues_asked_for_is_answered_by_a_second_person_once()
    {
        await using var house = await OpenHouse.Open(("Issuing:FourEyesAboveCount", "10"));
        var village = await Village.Settle(house);
        await village.Transfer(10_000_000);
        var batch = await village.Issue(await village.MakeLot("A", 5_000_000), 20, "large");
        var small = await village.Issue(await village.MakeLot("B", 1_000_000), 5, "small");
        await village.Range(small, 1, 5, "Activated");
        var reprint = await village.Producer.Make($"/api/v1/batches/{small}/reprints", new { form = "Svg", first = 1, last = 2, reason = "污损<b>" });
        var mark = await village.Producer.Make("/api/v1/rights", new { kind = "Trademark", number = "91298159", title = "辽河口", holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        await village.Producer.PutFile($"/api/v1/rights/{mark}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        using var second = await house.Staffed("Mill", Role.Producer, "second");
        using var rival = await house.Staffed("Rival", Role.Producer, "eve");

        var page = (await second.Get("/approvals?lang=zh")).Text;
        foreach (var told in (string[])["20 枚标签", "1–2", "污损&lt;b&gt;", "辽河口", $"/rights/{mark}"])
            Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains("class=\"mark yes\">3<", (await second.Get("/?lang=zh")).Text, StringComparison.Ordinal);
        Assert.Contains("class=\"empty\"", (await rival.Get("/approvals")).Text, StringComparison.Ordinal);

        // The batch's own page tells what waits, and leads there only whoever may answer.
        using var guild = await house.Staffed("Mill", Role.Association, "guild");
        foreach (var (reader, leads) in ((DeskBrowser, bool)[])[(second, true), (guild, false)])
        {
            var waits = (await reader.Get($"/batches/{small}?lang=zh")).Text.Split("补印，等第二个人同意")[1].Split("</ul>")[0];
            Assert.Contains("1–2 · <span>污损&lt;b&gt;", waits, StringComparison.Ordinal);
            Assert.Equal(leads, waits.Contains("href=\"/approvals?lang=zh\"", StringComparison.Ordinal));
        }

        await second.Get("/approvals?lang=zh");
        Assert.Equal("/approvals?done=answered&lang=zh", (await second.Post("/approvals?lang=zh", ("kind", "Batch"), ("id", $"{batch}"), ("agree", "yes"))).Location);
        Assert.Equal("/approvals?done=answered&lang=zh", (await second.Post("/approvals?lang=zh", ("kind", "Reprint"), ("id", $"{reprint}"), ("agree", "no"))).Location);
        Assert.Equal("Issued", (await village.Producer.Get($"/api/v1/batches/{batch}")).GetProperty("batch").GetProperty("state").GetString());
        Assert.Equal("Declined", (await village.Producer.Get($"/api/v1/batches/{small}/reprints")).GetProperty("items")[0].GetProperty("state").GetString());

        Assert.DoesNotContain("补印，等第二个人同意", (await second.Get($"/batches/{small}?lang=zh")).Text, StringComparison.Ordinal);
        var before = house.Acts();
        Assert.Contains("已经有人答复过", (await second.Post("/approvals?lang=zh", ("kind", "Batch"), ("id", $"{batch}"), ("agree", "yes"))).Text, StringComparison.Ordinal);
        foreach (var (kind, id, agree) in (((string, string, string)[])[("Batch", $"{reprint}", "yes"), ("Lot", $"{batch}", "yes"), ("Batch", "x", "yes"), ("Batch", $"{batch}", "perhaps"), ("Right", $"{mark}", "yes")]))
            Assert.Equal((kind, HttpStatusCode.BadRequest), (kind, (await second.Post("/approvals?lang=zh", ("kind", kind), ("id", id), ("agree", agree))).Status));
        await rival.Get("/approvals");
        Assert.Equal(HttpStatusCode.BadRequest, (await rival.Post("/approvals", ("kind", "Reprint"), ("id", $"{reprint}"), ("agree", "yes"))).Status);
        Assert.Equal(before, house.Acts());
    }

    [Fact]
    public async Task What_one_asked_for_oneself_is_shown_but_another_decides()
    {
        await using var house = await OpenHouse.Open();
        var village = await Village.Settle(house);
        await village.Transfer(10_000_000);
        var batch = await village.Issue(await village.MakeLot("A", 5_000_000), 5, "one");
        using var asker = await house.Staffed("Mill", Role.Producer, "ami", "阿米");
        var person = await house.PersonId("ami");
        await house.House.Store.Write(Storage.TenantScope.House, db =>
        {
            db.Reprints.Add(new(Guid.CreateVersion7(house.Clock.GetUtcNow()), db.Batches.Single(row => row.Id == batch).TenantId, batch, "Svg", 1, 1, "污损", person, house.Clock.GetUtcNow()));
            return Task.FromResult(Storage.Written<bool>.Done(true, Traceability.Ledger.Act.Of(Traceability.Ledger.ActKind.ReprintDecided, house.Clock.GetUtcNow())));
        }, TestContext.Current.CancellationToken);

        var page = (await asker.Get("/approvals?lang=zh")).Text;
        Assert.Contains("等同事复核", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"agree\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/approvals?lang=zh\"", (await asker.Get($"/batches/{batch}?lang=zh")).Text.Split("补印，等第二个人同意")[1], StringComparison.Ordinal);
        // Nothing of it counts as his to do, and nothing that is empty as his next step.
        Assert.DoesNotMatch("class=\"next\"><a href=\"/approvals", (await asker.Get("/?lang=zh")).Text);
        await using var db = house.House.Store.Read(Storage.TenantScope.House);
        Assert.Contains("自己不能答复", (await asker.Post("/approvals?lang=zh", ("kind", "Reprint"), ("id", $"{db.Reprints.Single().Id}"), ("agree", "yes"))).Text, StringComparison.Ordinal);
    }
}
