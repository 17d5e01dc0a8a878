using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Operating;

/// <summary>A house with labels on sale, and shoppers who scan them.</summary>
internal sealed class Shop(OpenHouse house, Village village, Guid batch, IReadOnlyList<string> codes)
{
    public OpenHouse House => house;

    public Village Village => village;

    public Guid Batch => batch;

    /// <summary>The labels of the batch in order; the last one is not on sale.</summary>
    public IReadOnlyList<string> Codes => codes;

    public static async Task<Shop> Open(OpenHouse house, int count)
    {
        var village = await Village.Settle(house);
        await village.Transfer(30_000_000);
        var batch = await village.Issue(await village.MakeLot("A", 20_000_000, "2026-10-08"), count, "shop");
        await village.Range(batch, 1, count - 1, "Activated");
        return new Shop(house, village, batch, await village.Codes(batch, 1, count));
    }

    /// <summary>A well-formed code that we never issued.</summary>
    public string NeverIssued(int which) =>
        house.House.Keys.Seal.Seal(codes[0][0], 7, (uint)which + 1).ToString();

    public async Task<(HttpStatusCode Status, string? Verdict, string? Receipt)> Scan(string code, string? receipt = null, object? place = null, string? network = null, Guid? scanId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/scans") { Content = JsonContent.Create(new { scanId = scanId ?? AttackedHouse.ScanId(), code, receipt, place }) };
        if (network is not null)
            request.Headers.Add("X-Forwarded-For", network);
        using var answer = await house.Browser.SendAsync(request);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, Text(body, "verdict"), Text(body, "receipt"));
    }

    public async Task<(HttpStatusCode Status, string Body)> Look(string code)
    {
        using var answer = await house.Browser.GetAsync(new Uri($"/{code}", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Body)> Ready(string? door = null)
    {
        using var client = new HttpClient { BaseAddress = door is null ? house.Browser.BaseAddress : new Uri(door) };
        using var answer = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(int.Parse(Assert.Single(answer.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture) > 0);
        }

        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
