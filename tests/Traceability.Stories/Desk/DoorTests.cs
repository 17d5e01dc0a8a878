using System.Net;

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
