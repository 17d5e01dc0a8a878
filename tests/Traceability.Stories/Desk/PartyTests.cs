using System.Net;

namespace Traceability.Stories.Desk;

public sealed class PartyTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Fact]
    public async Task A_party_is_recorded_read_and_corrected()
    {
        var id = await desk.Party(desk.Producer);
        var read = (await desk.Producer.Look($"/parties/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("\"1\"", read.ETag);
        Assert.Equal("辽河口稻米加工厂", read["name"].GetString());

        var corrected = (await desk.Producer.Put($"/parties/{id}", """{"name":"辽河口米业","kind":"Producer"}""", read.ETag)).Expect(HttpStatusCode.OK);
        Assert.Equal("\"2\"", corrected.ETag);
        Assert.False(corrected.Json.TryGetProperty("adcode", out _));
        Assert.Equal("辽河口米业", (await desk.Producer.Look($"/parties/{id}"))["name"].GetString());
    }

    [Fact]
    public async Task A_correction_of_an_older_version_changes_nothing()
    {
        var id = await desk.Party(desk.Producer);
        const string body = """{"name":"别名","kind":"Mill"}""";
        Assert.Equal("ifMatchNeeded", (await desk.Producer.Put($"/parties/{id}", body)).Expect(HttpStatusCode.PreconditionRequired).Code);
        Assert.Equal("changedMeanwhile", (await desk.Producer.Put($"/parties/{id}", body, "\"7\"")).Expect(HttpStatusCode.PreconditionFailed).Code);
        Assert.Equal("辽河口稻米加工厂", (await desk.Producer.Look($"/parties/{id}"))["name"].GetString());
    }

    [Fact]
    public async Task A_party_is_not_there_for_another_tenant()
    {
        var id = await desk.Party(desk.Producer);
        (await desk.Rival.Look($"/parties/{id}")).Expect(HttpStatusCode.NotFound);
        (await desk.Rival.Put($"/parties/{id}", """{"name":"夺名","kind":"Mill"}""", "*")).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain(id.ToString(), (await desk.Rival.Look("/parties?limit=200")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_social_credit_code_is_recorded_once()
    {
        var uscc = desk.NextUscc();
        var body = $$"""{"name":"甲","uscc":"{{uscc}}","kind":"Mill"}""";
        (await desk.Producer.Post("/parties", body)).Expect(HttpStatusCode.Created);
        Assert.Equal("partyKnown", (await desk.Producer.Post("/parties", body)).Expect(HttpStatusCode.Conflict).Code);
        // Another tenant keeps its own record of the same firm.
        (await desk.Rival.Post("/parties", body)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double()
    {
        for (var i = 0; i < 5; i++)
            await desk.Party(desk.Association, $"协会{i}");
        var whole = Ids(await desk.Association.Look("/parties?limit=200"));
        var paged = new List<Guid>();
        var path = "/parties?limit=2";
        while (true)
        {
            var page = (await desk.Association.Look(path)).Expect(HttpStatusCode.OK);
            paged.AddRange(Ids(page));
            if (!page.Json.TryGetProperty("next", out var next))
                break;
            path = $"/parties?limit=2&after={next.GetGuid()}";
        }

        Assert.True(whole.Count >= 5);
        Assert.Equal(whole, paged);
    }

    private static List<Guid> Ids(Answer page) => [.. page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];

    // The table names who may rest on a party; each is tried alone by a party that carries nothing else.
    [Theory]
    [InlineData("rights")]
    [InlineData("permissions")]
    [InlineData("plots")]
    [InlineData("nothing")]
    public async Task A_party_is_taken_away_while_nothing_rests_on_it_whoever_recorded_that(string what)
    {
        var id = await desk.Party(desk.Producer);
        var right = $$"""{"kind":"Trademark","number":"{{71_000_000 + desk.NextUscc().GetHashCode(StringComparison.Ordinal) % 1_000_000}}","title":"辽","holderPartyId":"{{(what == "rights" ? id : await desk.Party(desk.Producer))}}","niceClass":30,"expiresOn":"2030-01-01"}""";
        if (what is "rights" or "permissions")
        {
            var recorded = (await desk.Producer.Post("/rights", right)).Expect(HttpStatusCode.Created).Id;
            if (what == "permissions")
                (await desk.Producer.Post($"/rights/{recorded}/permissions", $$"""{"kind":"Licence","partyId":"{{id}}","documentNumber":"1","validFrom":"2026-01-01"}""")).Expect(HttpStatusCode.Created);
        }

        if (what == "plots")
        {
            (await desk.Producer.Post("/plots", $$$"""{"partyId":"{{{id}}}","name":"田","datum":"wgs84","accuracyMetres":3,"geometry":{"type":"Polygon","coordinates":[[[120.0,41.0],[120.001,41.0],[120.001,41.001],[120.0,41.001],[120.0,41.0]]]}}""")).Expect(HttpStatusCode.Created);
        }

        (await desk.Rival.Delete($"/parties/{id}")).Expect(HttpStatusCode.NotFound);
        var answer = await desk.Producer.Delete($"/parties/{id}");
        if (what == "nothing")
        {
            answer.Expect(HttpStatusCode.NoContent);
            (await desk.Producer.Look($"/parties/{id}")).Expect(HttpStatusCode.NotFound);
            return;
        }

        Assert.Equal("partyInUse", answer.Expect(HttpStatusCode.Conflict).Code);
        Assert.Equal([what], answer["restingOnIt"].EnumerateArray().Select(one => one.GetString()!));
        (await desk.Producer.Look($"/parties/{id}")).Expect(HttpStatusCode.OK);
    }
}
