using System.Net;
using System.Text.RegularExpressions;
using Traceability.Standalone;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>API keys on a page: shown once, for what was ticked and nothing else, and gone when they are taken back.</summary>
public sealed partial class KeyPageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_is_shown_once_opens_what_it_was_made_for_and_nothing_when_it_is_taken_back(bool onPostgres)
    {
        await using var house = onPostgres ? await OpenHouse.OpenOnPostgres() : await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        await manager.Get("/keys?lang=en");
        var acts = house.Acts();
        var made = await manager.Post("/keys?lang=en", ("name", "仓库 <b>"), ("Read", "yes"), ("Labels", "yes"));
        Assert.Equal(acts + 1, house.Acts());
        var secret = Secret().Match(made.Text).Value;
        var list = (await manager.Get("/keys?lang=en")).Text;
        Assert.Contains("仓库 &lt;b&gt;", list, StringComparison.Ordinal);
        Assert.Contains("read records; download and print labels", list, StringComparison.Ordinal);
        Assert.DoesNotMatch(Secret(), list);
        Assert.Matches("made by <span[^>]*>manager</span>", list.Split("仓库")[1].Split("</li>")[0]);
        await house.Caller("Mill", Role.Producer, "operator's");
        Assert.Contains("made by the operator", (await manager.Get("/keys?lang=en")).Text.Split("operator&#x27;s</b>")[1].Split("</li>")[0], StringComparison.Ordinal);

        using var program = Watch.At(new Uri(house.DeskAddress), secret);
        async Task<(HttpStatusCode, string)> Asks(HttpMethod verb, string path)
        {
            using var request = new HttpRequestMessage(verb, $"/api/v1{path}") { Content = verb == HttpMethod.Get ? null : new StringContent("{}", null, "application/json") };
            using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.OK, (await Asks(HttpMethod.Get, "/lots")).Item1);
        Assert.Equal(HttpStatusCode.NotFound, (await Asks(HttpMethod.Get, $"/batches/{Guid.Empty}/labels.csv")).Item1);
        var refused = await Asks(HttpMethod.Post, "/lots");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Item1);
        Assert.Contains("\"code\":\"outOfScope\"", refused.Item2, StringComparison.Ordinal);

        var revoke = Revoke().Match(list.Split("仓库")[1]).Value;
        Assert.Equal("/keys?done=revoked&lang=en", (await manager.Post(revoke + "?lang=en")).Location);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Asks(HttpMethod.Get, "/lots")).Item1);
        Assert.DoesNotContain("仓库", (await manager.Get("/keys?done=revoked&lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.Post(revoke)).Status);
    }

    [Fact]
    public async Task The_whole_role_is_given_only_to_whoever_ticks_it_and_what_was_typed_stays()
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        await manager.Get("/keys?lang=zh");
        var acts = house.Acts();
        var nothing = await manager.Post("/keys?lang=zh", ("name", "ERP"));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.Status);
        Assert.Contains("<a href=\"#scopes\">", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"ERP\"", nothing.Text, StringComparison.Ordinal);
        // What belongs to another role cannot be ticked, whatever is sent.
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.Post("/keys?lang=zh", ("name", "ERP"), ("Administer", "yes"))).Status);
        var nameless = await manager.Post("/keys?lang=zh", ("name", " "), ("Issue", "yes"));
        Assert.Contains("id=\"name-fault\"", nameless.Text, StringComparison.Ordinal);
        Assert.Matches("<input id=\"Issue\"[^>]* checked", nameless.Text);
        Assert.Equal(acts, house.Acts());

        using var whole = Watch.At(new Uri(house.DeskAddress), Secret().Match((await manager.Post("/keys?lang=zh", ("name", "ERP"), ("whole", "yes"))).Text).Value);
        using var answer = await whole.PostAsync("/api/v1/lots", new StringContent("{}", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_sees_or_takes_back_a_key_of_another_tenant()
    {
        await using var house = await OpenHouse.Open();
        using var mill = await house.Staffed("Mill", Role.Producer, "mill");
        using var rival = await house.Staffed("Rival", Role.Producer, "rival");
        await mill.Post("/keys", ("name", "secret press"), ("Labels", "yes"));
        var revoke = Revoke().Match((await mill.Get("/keys")).Text.Split("secret press")[1]).Value;
        Assert.DoesNotContain("secret press", (await rival.Get("/keys")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Post(revoke)).Status);
        Assert.Contains("secret press", (await mill.Get("/keys")).Text, StringComparison.Ordinal);
    }

    // Four eyes: a person and the keys he made are one pair, whichever of them asks and whichever answers.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_is_the_hand_of_whoever_made_it_and_no_second_person(bool onPostgres)
    {
        (string, string)[] settings = [("Issuing:FourEyesAboveCount", "10")];
        await using var house = onPostgres ? await OpenHouse.OpenOnPostgres(settings) : await OpenHouse.Open(settings);
        var village = await Village.Settle(house);
        await village.Transfer(10_000_000);
        var lot = await village.MakeLot("A", 5_000_000);
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        using var colleague = await house.Staffed("Mill", Role.Producer, "colleague");
        await manager.Get("/keys");
        async Task<DemonstrationCaller> KeyOf(DeskBrowser maker) => new(house.DeskAddress, Secret().Match((await maker.Post("/keys", ("name", "ERP"), ("whole", "yes"))).Text).Value);
        using var asker = await KeyOf(manager);
        using var other = await KeyOf(manager);
        using var colleagues = await KeyOf(colleague);

        var batch = (await asker.Post("/api/v1/batches", new { lotId = lot, count = 20 }, "large")).GetProperty("id").GetGuid();
        var small = await village.Issue(lot, 5, "small");
        await village.Range(small, 1, 5, "Activated");
        var reprint = await asker.Make($"/api/v1/batches/{small}/reprints", new { form = "Svg", first = 1, last = 2, reason = "worn" });
        var mark = await asker.Make("/api/v1/rights", new { kind = "Trademark", number = "91298159", title = "辽河口", holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        await asker.PutFile($"/api/v1/rights/{mark}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");

        Assert.DoesNotContain("name=\"agree\"", (await manager.Get("/approvals")).Text, StringComparison.Ordinal);
        Assert.Contains("name=\"agree\"", (await colleague.Get("/approvals")).Text, StringComparison.Ordinal);
        var acts = house.Acts();
        await manager.Get("/approvals");
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.Post("/approvals", ("kind", "Batch"), ("id", $"{batch}"), ("agree", "yes"))).Status);
        foreach (var (path, code) in (((string, string)[])[($"/api/v1/batches/{batch}/approval", "secondPersonNeeded"), ($"/api/v1/reprints/{reprint}/answer", "secondPersonNeeded"), ($"/api/v1/rights/{mark}/check", "samePerson")]))
            Assert.Contains(code, (await Assert.ThrowsAsync<InvalidOperationException>(() => other.Post(path, new { agree = true }))).Message, StringComparison.Ordinal);
        Assert.Equal(acts, house.Acts());

        await colleagues.Post($"/api/v1/batches/{batch}/approval", new { agree = true });
        // Whoever is removed knows the keys he made: they end with his membership, and a colleague's stay.
        var managed = await house.PersonId("manager");
        await colleague.Get("/people");
        Assert.Equal(HttpStatusCode.SeeOther, (await colleague.Post($"/people/members/{managed}/remove")).Status);
        Assert.Contains("401", (await Assert.ThrowsAsync<InvalidOperationException>(() => asker.Get("/api/v1/lots"))).Message, StringComparison.Ordinal);
        await colleagues.Post($"/api/v1/rights/{mark}/check", new { });
    }

    [Fact]
    public async Task A_key_that_was_made_with_a_key_is_the_same_hand()
    {
        await using var house = await OpenHouse.Open();
        using var root = await house.Staffed("Operator", Role.Administrator, "root");
        await root.Get("/keys");
        using var first = new DemonstrationCaller(house.DeskAddress, Secret().Match((await root.Post("/keys", ("name", "A"), ("whole", "yes"))).Text).Value);
        var made = await first.Post("/api/v1/api-keys", new { tenantId = await house.IdOf("Operator"), role = "Administrator", name = "B" });
        using var second = new DemonstrationCaller(house.DeskAddress, made.GetProperty("secret").GetString()!);
        var holder = await second.Make("/api/v1/parties", new { name = "Holder", uscc = Tables.Uscc(1), kind = "RightsHolder" });
        var mark = await second.Make("/api/v1/rights", new { kind = "Trademark", number = "91298159", title = "辽河口", holderPartyId = holder, niceClass = 30, expiresOn = "2030-01-01" });
        await second.PutFile($"/api/v1/rights/{mark}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        Assert.Contains("samePerson", (await Assert.ThrowsAsync<InvalidOperationException>(() => first.Post($"/api/v1/rights/{mark}/check", new { }))).Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"/rights/{mark}/check", (await root.Get($"/rights/{mark}")).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("tk_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();

    [GeneratedRegex("/keys/[0-9a-f-]{36}/revoke")]
    private static partial Regex Revoke();
}
