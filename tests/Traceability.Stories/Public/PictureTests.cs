using System.Net;
using System.Text;
using System.Text.Json;
using Traceability.Standalone;
using Traceability.Storage.Access;
using Traceability.Stories.Operating;
using Traceability.Tests.Reading;

namespace Traceability.Stories.Public;

/// <summary>The page of a label shows the mark on it and the certificates of its rights, as pictures only, and nothing else that the house keeps.</summary>
public sealed class PictureTests
{
    private const string Secret = "phone of Li, GPS 31.2304";

    private static readonly byte[] Certificate = [.. PictureSamples.Jpeg[..2], 0xFF, 0xFE, 0, (byte)(Secret.Length + 2), .. Encoding.ASCII.GetBytes(Secret), .. PictureSamples.Jpeg[2..]];

    private static readonly byte[] Mark = PictureSamples.Png(DrawnPicture.Blank(20, 20, shade: 90));

    [Fact]
    public async Task The_mark_and_the_certificates_of_a_label_are_shown_without_metadata_and_kept_for_good()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        await Hang(house, shop);

        var pictures = Pictures((await shop.Look(shop.Codes[0])).Body);
        Assert.Equal(2, pictures.Count);
        foreach (var (address, mediaType, content) in (IEnumerable<(string, string, byte[])>)[(pictures[0], "image/png", Mark), (pictures[1], "image/jpeg", PictureSamples.Jpeg)])
        {
            using var answer = await house.Browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("public, max-age=86400, immutable", answer.Headers.CacheControl?.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{shop.Codes[0]}", UriKind.Relative)) { Headers = { { "Accept", "text/html" } } };
        using var page = await house.Browser.SendAsync(request);
        var html = await page.Content.ReadAsStringAsync();
        Assert.All(pictures, address => Assert.Contains($"<img loading=\"lazy\" src=\"{address}\" alt=", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_a_label_does_not_show_is_not_there()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        await Hang(house, shop);
        var mark = Pictures((await shop.Look(shop.Codes[0])).Body)[0];
        var picture = mark[(mark.LastIndexOf('/') + 1)..];

        // Under a code that we never issued, under none, under half its name, and under another label's product.
        var other = await shop.Village.Producer.Make("/api/v1/products", new { kind = "Gi", name = "盘锦大米 1 kg", giRightId = shop.Village.GiRight, netContentGrams = 1_000 });
        var lot = await shop.Village.Producer.Make("/api/v1/lots", new { productId = other, partyId = shop.Village.Mill, name = "B", seasonId = shop.Village.Season, grams = 5_000 });
        var stranger = (await shop.Village.Codes(await shop.Village.Issue(lot, 2, "other"), 1, 1))[0];
        Assert.Equal(HttpStatusCode.NotFound, await Status(house, $"/{shop.NeverIssued(1)}/pictures/{picture}"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(house, $"/nothing/pictures/{picture}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(house, mark[..^4]));
        Assert.Equal(HttpStatusCode.NotFound, await Status(house, $"/{stranger}/pictures/{picture}"));
        Assert.Equal(HttpStatusCode.OK, await Status(house, mark));

        // Taken back, it is gone at once, by its old address too.
        await Delete(house, $"/api/v1/products/{shop.Village.Product}/artwork");
        Assert.Single(Pictures((await shop.Look(shop.Codes[0])).Body));
        Assert.Equal(HttpStatusCode.NotFound, await Status(house, mark));
    }

    [Fact]
    public async Task A_certificate_that_nobody_checked_or_that_is_no_picture_is_not_shown()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        Assert.Empty(Pictures((await shop.Look(shop.Codes[0])).Body));

        await shop.Village.Association.PutFile($"/api/v1/rights/{shop.Village.GiRight}/certificate", Certificate, "image/jpeg");
        Assert.Empty(Pictures((await shop.Look(shop.Codes[0])).Body));
        await (await Second(house)).Post($"/api/v1/rights/{shop.Village.GiRight}/check", new { });
        Assert.Single(Pictures((await shop.Look(shop.Codes[0])).Body));
    }

    [Fact]
    public async Task A_certificate_that_is_a_damaged_picture_is_not_taken()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        using var association = await house.Client("Association", Role.Association, "sender");
        using var answer = await association.PutAsync(new Uri($"/api/v1/rights/{shop.Village.GiRight}/certificate", UriKind.Relative), new ByteArrayContent(Certificate[..^50]), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, "pictureDamaged"), (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("code").GetString()));
    }

    /// <summary>Gives the shop's product a mark and its right a certificate that is a picture.</summary>
    internal static async Task Hang(OpenHouse house, Shop shop)
    {
        await shop.Village.Producer.PutFile($"/api/v1/products/{shop.Village.Product}/artwork", Mark, "image/png");
        await shop.Village.Association.PutFile($"/api/v1/rights/{shop.Village.GiRight}/certificate", Certificate, "image/jpeg");
        await (await Second(house)).Post($"/api/v1/rights/{shop.Village.GiRight}/check", new { });
    }

    private static Task<DemonstrationCaller> Second(OpenHouse house) => house.Caller("Association", Role.Association, "checker");

    private static async Task Delete(OpenHouse house, string address)
    {
        using var mill = await house.Client("Mill", Role.Producer, "taker");
        using var answer = await mill.DeleteAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> Status(OpenHouse house, string address)
    {
        using var answer = await house.Browser.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    private static List<string> Pictures(string body)
    {
        var label = JsonElement.Parse(body);
        return [.. label.GetProperty("rights").EnumerateArray().Prepend(label.GetProperty("product"))
            .Select(shown => shown.TryGetProperty("picture", out var address) ? address.GetString() : null).OfType<string>()];
    }
}
