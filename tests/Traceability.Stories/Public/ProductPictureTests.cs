using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Storage.Products;
using Traceability.Stories.Desk;
using Traceability.Stories.Operating;
using Traceability.Stories.Portal;
using Traceability.Tests.Reading;

namespace Traceability.Stories.Public;

/// <summary>Whoever scans a label is shown what the goods look like: a few pictures that their producer keeps, and nothing that a file says beside its picture.</summary>
public sealed class ProductPictureTests
{
    private const string Place = "phone of Li, GPS 31.2304";

    // As a phone saves it: Exif with a place, then the picture.
    private static readonly byte[] Photo = [.. PictureSamples.Jpeg[..2], 0xFF, 0xE1, 0, (byte)(Place.Length + 8), .. "Exif\0\0"u8, .. Encoding.ASCII.GetBytes(Place), .. PictureSamples.Jpeg[2..]];

    private static readonly byte[] Drawing = Shade(90);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pictures_are_kept_listed_and_shown_in_their_order_without_metadata_until_they_are_taken_back(bool onPostgres)
    {
        await using var house = onPostgres ? await OpenHouse.OpenOnPostgres() : await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        using var mill = await house.Client("Mill", Role.Producer, "keeper");
        var (product, pictures) = ($"/products/{shop.Village.Product}", $"/products/{shop.Village.Product}/pictures");
        Assert.Empty(await Shown(shop));

        foreach (var picture in (byte[][])[Photo, Drawing])
            Assert.Equal(NameOf(picture), (await mill.PostFile(pictures, picture)).Expect(HttpStatusCode.Created)["sha256"].GetString());
        string[] names = [NameOf(Photo), NameOf(Drawing)];
        Assert.Equal(names, Listed((await mill.Look(product)).Json));
        Assert.Equal(names, Listed((await mill.Look("/products?limit=1"))["items"][0]));
        Assert.Equal(names, Listed((await mill.Put(product, """{"name":"盘锦大米"}""", "*")).Json));
        Assert.Equal(Photo, await shop.Village.Producer.GetFile($"/api/v1{pictures}/{NameOf(Photo)}"));

        var shown = await Shown(shop);
        foreach (var (address, mediaType, content) in (IEnumerable<(string, string, byte[])>)[(shown[0], "image/jpeg", PictureSamples.Jpeg), (shown[1], "image/png", Drawing)])
        {
            using var answer = await house.Browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{shop.Codes[0]}?lang=zh", UriKind.Relative)) { Headers = { { "Accept", "text/html" } } };
        using var page = await house.Browser.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(shown, address => Assert.Contains($"<img loading=\"lazy\" src=\"{address}\" alt=\"商品图片 ", html, StringComparison.Ordinal));

        (await mill.Delete($"{pictures}/{NameOf(Photo)}")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(shown[1..], await Shown(shop));
        Assert.Equal(HttpStatusCode.NotFound, (await house.Browser.GetAsync(new Uri(shown[0], UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        (await mill.Delete($"{pictures}/{NameOf(Photo)}")).Expect(HttpStatusCode.NotFound);
        (await mill.Look($"{pictures}/{NameOf(Photo)}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_leaves_no_act()
    {
        await using var house = await OpenHouse.Open();
        var product = $"/products/{await house.Rice("Mill")}";
        using var mill = await house.Client("Mill", Role.Producer, "keeper");
        (await mill.PostFile($"{product}/pictures", Drawing)).Expect(HttpStatusCode.Created);
        (await mill.PutFile($"{product}/artwork", Drawing)).Expect(HttpStatusCode.OK);

        var before = house.Acts();
        Assert.Equal(NameOf(Drawing), (await mill.PostFile($"{product}/pictures", Drawing)).Expect(HttpStatusCode.OK)["sha256"].GetString());
        Assert.Equal(NameOf(Drawing), (await mill.PutFile($"{product}/artwork", Drawing)).Expect(HttpStatusCode.OK)["sha256"].GetString());
        Assert.Equal(before, house.Acts());

        (await mill.PutFile($"{product}/artwork", Shade(10))).Expect(HttpStatusCode.OK);
        Assert.Equal(before + 1, house.Acts());
    }

    [Fact]
    public async Task What_no_phone_can_open_what_is_too_large_or_too_much_and_whatever_others_send_is_refused_and_changes_nothing()
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        var pictures = $"/products/{product}/pictures";
        using var mill = await house.Client("Mill", Role.Producer, "keeper");
        using var rival = await house.Client("Rival", Role.Producer, "rival");
        (await mill.PostFile(pictures, Photo)).Expect(HttpStatusCode.Created);
        var before = house.Acts();

        foreach (var (file, status, code) in (IEnumerable<(byte[], HttpStatusCode, string)>)
        [
            (Photo[..^200], HttpStatusCode.BadRequest, "pictureDamaged"),
            (Encoding.Latin1.GetBytes(Recorded.Huge), HttpStatusCode.BadRequest, "pictureTooLarge"),
            (PictureSamples.Webp, HttpStatusCode.UnsupportedMediaType, "mediaType"),
            ("%PDF-1.4\n%%EOF\n"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "mediaType"),
            ([], HttpStatusCode.UnsupportedMediaType, "mediaType"),
            ([.. Photo, .. new byte[ProductPictureRow.BytesMax]], HttpStatusCode.RequestEntityTooLarge, "tooLarge"),
        ])
        {
            var refused = (await mill.PostFile(pictures, file)).Expect(status);
            Assert.Equal(code, refused.Code);
        }

        (await rival.PostFile(pictures, Drawing)).Expect(HttpStatusCode.NotFound);
        (await rival.Look($"{pictures}/{NameOf(Photo)}")).Expect(HttpStatusCode.NotFound);
        (await rival.Delete($"{pictures}/{NameOf(Photo)}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(before, house.Acts());

        for (byte shade = 1; shade < ProductPictureRow.OfProductMax; shade++)
            (await mill.PostFile(pictures, Shade(shade))).Expect(HttpStatusCode.Created);
        var full = (await mill.PostFile(pictures, Drawing)).Expect(HttpStatusCode.Conflict);
        Assert.Equal(("tooManyPictures", "picture"), (full.Code, full.Field));
        // One that is kept already is none too many.
        (await mill.PostFile(pictures, Photo)).Expect(HttpStatusCode.OK);
    }

    // A phone's usual photo of 24 megapixels, and the longest that is taken; a pixel more in either is not.
    [Theory]
    [InlineData(6_000, 4_000, true)]
    [InlineData(6_001, 4_000, false)]
    [InlineData(8_192, 2_929, true)]
    [InlineData(8_193, 1, false)]
    [InlineData(1, 8_193, false)]
    public async Task A_picture_of_more_pixels_than_a_phone_shows_is_refused_with_what_to_do(int width, int height, bool isTaken)
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        using var mill = await house.Client("Mill", Role.Producer, "keeper");
        var answer = await mill.PostFile($"/products/{product}/pictures", Encoding.Latin1.GetBytes(Recorded.Sized(width, height)));
        if (isTaken)
        {
            answer.Expect(HttpStatusCode.Created);
            return;
        }

        Assert.Equal(("pictureTooLarge", "picture"), (answer.Expect(HttpStatusCode.BadRequest).Code, answer.Field));
        Assert.Contains($"too many pixels, {width} × {height}: at most 24 megapixels and 8192 a side", answer.Text, StringComparison.Ordinal);
    }

    private static byte[] Shade(byte shade) => PictureSamples.Png(DrawnPicture.Blank(20, 20, shade));

    private static string NameOf(byte[] picture) => Convert.ToHexStringLower(SHA256.HashData(picture));

    private static IEnumerable<string?> Listed(JsonElement product) => product.GetProperty("pictures").EnumerateArray().Select(name => name.GetString());

    private static async Task<string[]> Shown(Shop shop) => [.. Listed(JsonElement.Parse((await shop.Look(shop.Codes[0])).Body).GetProperty("product")).OfType<string>()];
}
