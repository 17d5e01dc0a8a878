using System.Net;
using Traceability.Storage.Access;

namespace Traceability.Stories.Desk;

public sealed class DoorTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Theory]
    [InlineData("/?lang=zh", "工作台")]
    [InlineData("/?lang=en", "API description")]
    public async Task The_first_page_needs_no_key_and_leads_to_the_description(string path, string words)
    {
        using var visitor = new HttpClient { BaseAddress = new Uri(desk.House.DeskAddress) };
        using var response = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("href=\"/openapi/v1.json\"", page, StringComparison.Ordinal);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains($"nonce=\"{policy.Split("'nonce-")[1].Split('\'')[0]}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/parties")]
    [InlineData("/rights")]
    [InlineData("/zones")]
    [InlineData("/plots")]
    [InlineData("/products")]
    public async Task Without_a_key_nothing_is_told(string path)
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(desk.House.DeskAddress) };
        Assert.Equal("keyNeeded", (await stranger.Look(path)).Expect(HttpStatusCode.Unauthorized).Code);
        Assert.Equal("keyNeeded", (await stranger.Post(path, "{}")).Expect(HttpStatusCode.Unauthorized).Code);
    }

    [Theory]
    [InlineData("", "keyNeeded")]
    [InlineData("Basic abc", "keyNeeded")]
    [InlineData("Bearer ", "keyNeeded")]
    [InlineData("Bearer none-of-ours", "keyUnknown")]
    [InlineData("bearer none-of-ours", "keyUnknown")]
    public async Task A_key_that_is_not_known_is_told_apart_from_none(string header, string code)
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(desk.House.DeskAddress) };
        stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        Assert.Equal(code, (await stranger.Look("/parties")).Expect(HttpStatusCode.Unauthorized).Code);
    }

    [Fact]
    public async Task A_key_that_was_taken_back_or_is_longer_than_any_is_not_known_and_is_asked_for_as_every_other()
    {
        using var replaced = await desk.House.Client("Leaver", Role.Producer);
        using var replacing = await desk.House.Client("Leaver", Role.Producer);
        (await replacing.Look("/parties")).Expect(HttpStatusCode.OK);
        using var babbler = new HttpClient { BaseAddress = new Uri(desk.House.DeskAddress) };
        babbler.DefaultRequestHeaders.Authorization = new("Bearer", new string('A', 4_000));
        foreach (var stranger in (HttpClient[])[replaced, babbler])
        {
            Assert.Equal("keyUnknown", (await stranger.Look("/parties")).Expect(HttpStatusCode.Unauthorized).Code);
            using var response = await stranger.GetAsync(DeskClient.Api + "/parties", TestContext.Current.CancellationToken);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    // What an officer may not record he is told by role, before his body is read.
    [Theory]
    [InlineData("/parties")]
    [InlineData("/rights")]
    [InlineData("/zones")]
    [InlineData("/plots")]
    [InlineData("/products")]
    public async Task An_officer_records_nothing_of_a_producers(string path) =>
        Assert.Equal("notAllowed", (await desk.Officer.Post(path, "no JSON at all")).Expect(HttpStatusCode.Forbidden).Code);
}
