using System.Net;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Operating;

namespace Traceability.Stories.Public;

/// <summary>The one way in which scans alone turn a verdict, and all that does not.</summary>
public sealed class ConflictTests
{
    private static readonly (string, string) Proxy = ("Doors:TrustedProxies:0", "127.0.0.1");
    private static readonly (double Lon, double Lat)[] Cities = [(121.47, 31.23), (116.4, 39.9), (113.26, 23.13), (104.07, 30.67), (87.62, 43.82)];

    [Fact]
    public async Task Five_places_in_conflict_turn_the_verdict_on_page_and_to_programs_until_an_officer_takes_it_back()
    {
        await using var house = await OpenHouse.Open(Proxy);
        var shop = await Shop.Open(house, 3);
        var verdicts = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            verdicts.Add((await shop.Scan(shop.Codes[0], place: Place(i), network: $"198.51.100.{i}")).Verdict);
            house.Clock.GoTo(house.Clock.GetUtcNow().AddHours(5));
        }

        Assert.Equal(["FirstScan", "SeenBefore", "SeenBefore", "SeenBefore", "Suspicious"], verdicts);
        Assert.Equal("PlacesInConflict", JsonElement.Parse((await shop.Look(shop.Codes[0])).Body).GetProperty("because").GetString());
        foreach (var (language, words) in (IEnumerable<(string, string)>)[("zh", "一件商品不可能都到过"), ("en", "one item cannot have been at all of them")])
            Assert.Contains(words, await PageOf(house, shop.Codes[0], language), StringComparison.Ordinal);
        Assert.Equal("FirstScan", (await shop.Scan(shop.Codes[1], place: Place(0), network: "198.51.100.0")).Verdict);

        using var officer = await house.Client("Authority", Role.Officer);
        using var takenBack = await officer.DeleteAsync(new Uri($"/api/v1/labels/{shop.Codes[0]}/suspicion", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, takenBack.StatusCode);
        Assert.Equal("SeenBefore", (await shop.Scan(shop.Codes[0], place: Place(1), network: "198.51.100.9")).Verdict);
    }

    // Whoever can send so many can send any five places.
    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task A_flood_with_forged_places_turns_no_verdict(int addresses)
    {
        await using var house = await OpenHouse.Open(Proxy);
        var shop = await Shop.Open(house, 3);
        const int scans = 5_000;
        var verdicts = new string?[scans];
        await Parallel.ForAsync(0, scans, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            if (i % 100 == 0)
                house.Clock.GoTo(house.Clock.GetUtcNow().AddMinutes(25));
            verdicts[i] = (await shop.Scan(shop.Codes[0], place: Place(i), network: $"198.51.{i % addresses / 250}.{i % addresses % 250}")).Verdict;
        });

        Assert.Single(verdicts, "FirstScan");
        Assert.Equal(scans - 1, verdicts.Count(verdict => verdict == "SeenBefore"));
        Assert.Contains("SeenBefore", (await shop.Look(shop.Codes[0])).Body, StringComparison.Ordinal);
        Assert.Equal("FirstScan", (await shop.Scan(shop.Codes[1])).Verdict);
    }

    private static object Place(int which) => new { lon = Cities[which % 5].Lon, lat = Cities[which % 5].Lat, datum = "wgs84", accuracyMetres = 30 };

    private static async Task<string> PageOf(OpenHouse house, string code, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{code}", UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", language);
        using var page = await house.Browser.SendAsync(request);
        return await page.Content.ReadAsStringAsync();
    }
}
