using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Traceability.Reading;
using Traceability.Stories.Operating;
using Traceability.Tests.Reading;

namespace Traceability.Stories.Public;

/// <summary>Whoever cannot scan sends a photo: it is answered as a look at its code is, counted never, kept nowhere, and it harms nobody.</summary>
public sealed class PhotoTests
{
    private static readonly byte[] Heic = [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8];

    [Fact]
    public async Task A_photo_of_a_label_is_answered_as_a_look_at_its_code_and_counts_nothing()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Ready(house);
        var pdf = await shop.Village.Producer.GetFile($"/api/v1/batches/{shop.Batch}/labels.pdf?from=1&count=1&widthMm=40&heightMm=30");
        var (printed, _) = await Browser.LabelPicture.Of(pdf, house.Directory);

        foreach (var photo in (byte[][])[await File.ReadAllBytesAsync(printed), Symbol(shop.Codes[0])])
        {
            var (status, body) = await Send(house, photo);
            Assert.Equal((HttpStatusCode.OK, (await shop.Look(shop.Codes[0])).Body), (status, body));
        }

        Assert.Equal("NotActivated", Member((await Send(house, Symbol(shop.Codes[2]))).Body, "verdict"));
        Assert.Equal((0, 0), (house.Count("SELECT count(*) FROM scan"), house.Count("SELECT count(*) FROM label")));
    }

    [Theory]
    [InlineData("?lang=en")]
    [InlineData("")]
    public async Task People_are_led_to_the_page_of_the_code(string language)
    {
        await using var house = await OpenHouse.Open();
        var shop = await Ready(house);
        using var answer = await Post(house, Symbol(shop.Codes[0]), language, "text/html");

        Assert.Equal((HttpStatusCode.SeeOther, $"/{shop.Codes[0]}{language}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task What_shows_no_single_label_of_ours_is_refused_with_a_reason()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Ready(house);
        var slip = shop.Codes[0][..^1] + (shop.Codes[0][^1] == '0' ? '1' : '0');

        await Expect(house, PictureSamples.Png(DrawnPicture.Blank(300, 300)), HttpStatusCode.UnprocessableEntity, "noCodeFound");
        await Expect(house, PictureSamples.Png(DrawnPicture.Of("盘锦大米")), HttpStatusCode.UnprocessableEntity, "noCodeFound");
        await Expect(house, PictureSamples.Jpeg, HttpStatusCode.UnprocessableEntity, "notOurAddress");
        await Expect(house, Symbol(slip), HttpStatusCode.BadRequest, "mistyped");
        var told = await Expect(house, Symbol(shop.Codes[0], shop.Codes[1]), HttpStatusCode.UnprocessableEntity, "severalLabels");
        Assert.Equal(shop.Codes.Take(2).Order(StringComparer.Ordinal), told.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).Order(StringComparer.Ordinal));

        // Another symbol beside the label, such as for paying, is not what was asked about.
        var beside = PictureSamples.Png(DrawnPicture.Of(Address(shop.Codes[0]), "https://pay.example.com/x"));
        Assert.Equal("FirstScan", Member((await Send(house, beside)).Body, "verdict"));
    }

    [Fact]
    public async Task What_is_no_photo_or_too_large_a_one_is_refused_before_it_is_unpacked()
    {
        await using var house = await OpenHouse.Open();
        await Ready(house);
        var bomb = PictureSamples.Png(DrawnPicture.Of("A"));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 50_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 50_000);
        PictureSamples.Seal(bomb);

        await Expect(house, Heic, HttpStatusCode.UnsupportedMediaType, "photoKind");
        await Expect(house, "%PDF-1.4\n%%EOF\n"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "photoKind");
        await Expect(house, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "photoKind");
        await Expect(house, bomb, HttpStatusCode.RequestEntityTooLarge, "photoTooLarge");
        await Expect(house, new byte[PhotoReader.MostBytes + 1], HttpStatusCode.RequestEntityTooLarge, "photoTooLarge");
        await Expect(house, PictureSamples.Jpeg[..^200], HttpStatusCode.UnprocessableEntity, "photoDamaged");
        await Expect(house, [], HttpStatusCode.BadRequest, "noPhoto");

        using var raw = await house.Browser.PostAsync(new Uri("/v1/photos", UriKind.Relative), new ByteArrayContent(PictureSamples.Jpeg) { Headers = { ContentType = new("image/jpeg") } });
        var told = await raw.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "mediaType", "photo"), (raw.StatusCode, Member(told, "code"), Member(told, "field")));
        Assert.All((string[])["title", "titleZh"], title => Assert.Contains("multipart/form-data", Member(told, title), StringComparison.Ordinal));
        using var two = new MultipartFormDataContent { { Part(PictureSamples.Jpeg), "photo", "1.jpg" }, { Part(PictureSamples.Jpeg), "photo", "2.jpg" } };
        using var answer = await house.Browser.PostAsync(new Uri("/v1/photos", UriKind.Relative), two);
        Assert.Equal("noPhoto", Member(await answer.Content.ReadAsStringAsync(), "code"));
    }

    [Fact]
    public async Task A_second_file_hidden_behind_the_photo_changes_nothing()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Ready(house);
        byte[] polyglot = [.. Symbol(shop.Codes[0]), .. "<html><script>alert(1)</script>"u8, .. "PK\u0003\u0004"u8];

        Assert.Equal("FirstScan", Member((await Send(house, polyglot)).Body, "verdict"));
    }

    [Fact]
    public async Task Nothing_of_a_photo_stands_in_the_log_or_on_a_disk()
    {
        const string place = "GPS 31.230525 121.473667";
        var ears = new Ears();
        await using var house = await OpenHouse.Open(new OpenHouse.Way { Log = ears.At, Options = ["--Logging:LogLevel:Default=Trace"] });
        var shop = await Ready(house);
        var symbol = Symbol(shop.Codes[0]);
        // Larger than what the platform keeps in memory by itself.
        byte[] photo = [.. symbol[..33], .. PictureSamples.Chunk("tEXt", Encoding.Latin1.GetBytes(place + new string(' ', 1 << 20))), .. symbol[33..]];
        using var written = new FileSystemWatcher(Path.GetTempPath(), "ASPNETCORE_*") { EnableRaisingEvents = true };
        var files = new List<string>();
        written.Created += (_, made) => files.Add(made.Name ?? "");

        Assert.Equal(HttpStatusCode.OK, (await Send(house, photo)).Status);
        await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.Empty(files);
        Assert.DoesNotContain(ears.Heard, line => line.Contains(place[..12], StringComparison.Ordinal) || line.Contains(shop.Codes[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_photo_of_a_code_that_was_never_issued_is_a_miss_like_any_other()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Ready(house);
        for (var i = 0; i < 100; i++)
            await shop.Look(shop.NeverIssued(i));

        await Expect(house, Symbol(shop.NeverIssued(500)), HttpStatusCode.TooManyRequests, "tooManyMisses");
        Assert.Equal(HttpStatusCode.OK, (await Send(house, Symbol(shop.Codes[0]))).Status);
    }

    [Fact]
    public async Task A_flood_of_photos_is_told_to_come_again_and_keeps_nobody_from_checking()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Ready(house);
        var slow = PictureSamples.Png(DrawnPicture.Noise(1, 2_000, 2_000));
        var flood = Enumerable.Range(0, 24).Select(_ => Post(house, slow)).ToList();
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await shop.Look(shop.Codes[0])).Status);

        var answers = await Task.WhenAll(flood);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}"));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.True(int.Parse(Assert.Single(answer.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture) > 0));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity);
        Assert.Equal(HttpStatusCode.OK, (await Send(house, Symbol(shop.Codes[0]))).Status);
    }

    [Fact]
    public async Task Without_what_reads_photos_the_door_says_so_once_and_all_else_works()
    {
        var ears = new Ears();
        await using var house = await OpenHouse.Open(new OpenHouse.Way { Photos = new PhotoReaderChoice.Missing("Install it."), Log = ears.At, Options = [] });
        var shop = await Shop.Open(house, 2);

        await Expect(house, Symbol(shop.Codes[0]), HttpStatusCode.NotImplemented, "photoReaderMissing");
        await Expect(house, Symbol(shop.Codes[0]), HttpStatusCode.NotImplemented, "photoReaderMissing");
        Assert.Equal(HttpStatusCode.OK, (await shop.Look(shop.Codes[0])).Status);
        Assert.DoesNotContain("/v1/photos", await house.Browser.GetStringAsync(new Uri("/scan", UriKind.Relative)), StringComparison.Ordinal);
        using var page = await Post(house, Symbol(shop.Codes[0]), "?lang=zh", "text/html");
        Assert.Contains("这里不能识别照片", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?lang=zh", "照片里没有找到码", "换一张照片", "href=\"/scan?lang=en\"")]
    [InlineData("?lang=en", "No code in the photo", "Try another photo", "href=\"/scan?lang=zh\"")]
    public async Task People_are_told_in_their_language_and_led_back(string language, string title, string again, string other)
    {
        await using var house = await OpenHouse.Open();
        await Ready(house);
        using var answer = await Post(house, PictureSamples.Png(DrawnPicture.Blank(300, 300)), language, "text/html");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.All((string[])[title, again, other], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    private static Task<Shop> Ready(OpenHouse house)
    {
        Assert.SkipUnless(PhotoReaderChoice.OfThisBuild is PhotoReaderChoice.Ready, "libvips42 or libzbar0 is not installed: tests/run installs them.");
        return Shop.Open(house, 3);
    }

    private static string Address(string code) => $"{OpenHouse.PublicUrl}/{code}".ToUpperInvariant();

    private static byte[] Symbol(params string[] codes) => PictureSamples.Png(DrawnPicture.Of(codes.Select(Address)));

    private static ByteArrayContent Part(byte[] photo) => new(photo) { Headers = { ContentType = new("application/octet-stream") } };

    private static async Task<HttpResponseMessage> Post(OpenHouse house, byte[] photo, string query = "", string accept = "application/json")
    {
        using var form = new MultipartFormDataContent { { Part(photo), "photo", "photo" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/photos{query}", UriKind.Relative)) { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return await house.Browser.SendAsync(request);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Send(OpenHouse house, byte[] photo)
    {
        using var answer = await Post(house, photo);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> Expect(OpenHouse house, byte[] photo, HttpStatusCode status, string code)
    {
        var answer = await Send(house, photo);
        Assert.Equal((status, code), (answer.Status, Member(answer.Body, "code")));
        return JsonElement.Parse(answer.Body);
    }

    private static string? Member(string body, string name) => JsonElement.Parse(body).GetProperty(name).GetString();
}
