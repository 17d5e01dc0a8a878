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
}
