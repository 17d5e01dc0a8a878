using Traceability.Stories.Operating;

namespace Traceability.Stories.Browser;

/// <summary>A shopper before the shelf, with a real browser: the camera, a picture, or his fingers lead him to the verdict.</summary>
public sealed class CameraTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private Shop _shop = null!;
    private string _picture = "", _film = "";

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _shop = await Shop.Open(_house, 3);
        var pdf = await _shop.Village.Producer.GetFile($"/api/v1/batches/{_shop.Batch}/labels.pdf?from=1&count=1&widthMm=40&heightMm=30");
        (_picture, _film) = await LabelPicture.Of(pdf, _house.Directory);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("zh", 390, "首次查验", "已记录本次查验")]
    [InlineData("en", 1440, "First check", "This check was recorded")]
    public async Task A_camera_that_sees_a_label_leads_to_its_verdict_which_counts(string language, int width, string verdict, string counted)
    {
        await using var chromium = await Chromium.Start(_film);
        var page = await chromium.Open(language, width);
        await page.GotoAsync($"{_house.Browser.BaseAddress}");
        await page.ClickAsync("a[href^='/scan']");
        Assert.False(await page.IsVisibleAsync("#torch"));
        await Chromium.Picture(page, $"scan-{language}-{width}");
        await page.ClickAsync("#open");

        await page.WaitForURLAsync($"**/{_shop.Codes[0]}?lang={language}");
        Assert.Equal(verdict, await page.TextContentAsync("h1"));
        await page.GetByText(counted).WaitForAsync();
        Assert.Equal(1, _house.Count("SELECT count(*) FROM scan"));
        Assert.Empty(chromium.Complaints);
        Assert.All(chromium.Asked, address => Assert.StartsWith($"{_house.Browser.BaseAddress}", address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("scan")]
    public async Task A_half_typed_code_goes_along_to_the_other_language(string address)
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open();
        await page.GotoAsync($"{_house.Browser.BaseAddress}{address}?lang=zh");
        await page.FillAsync("#code", "7k3m& <9");
        await page.ClickAsync("nav [lang=en]");
        await page.WaitForURLAsync("**lang=en");
        Assert.Equal(("en", "7k3m& <9"), (await page.GetAttributeAsync("html", "lang"), await page.InputValueAsync("#code")));
        await page.FillAsync("#code", "");
        await page.ClickAsync("nav [lang=zh]");
        await page.WaitForURLAsync("**lang=zh");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_picture_of_a_label_is_read_on_the_phone_and_never_sent()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open();
        await page.GotoAsync($"{_house.Browser.BaseAddress}scan");
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add($"{request.Method} {request.PostDataBuffer?.Length ?? 0}");
        await page.SetInputFilesAsync("#picture", _picture);

        await page.WaitForURLAsync($"**/{_shop.Codes[0]}?lang=zh");
        Assert.All(sent, request => Assert.Matches("^(GET 0|POST [0-9]{1,3})$", request));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_picture_without_a_code_a_machine_without_a_camera_and_a_build_without_a_reader_are_told_apart()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open("en");
        await page.GotoAsync($"{_house.Browser.BaseAddress}scan");
        var blank = Path.Combine(_house.Directory, "blank.txt");
        await File.WriteAllTextAsync(blank, "no picture");
        await page.SetInputFilesAsync("#picture", blank);
        await page.GetByText("No QR code was found").WaitForAsync();
        await page.ClickAsync("#open");
        await page.GetByText("There is no camera to use").WaitForAsync();

        await page.RouteAsync("**/client/*", route => route.AbortAsync());
        await page.SetInputFilesAsync("#picture", _picture);
        await page.GetByText("This browser reads no QR codes").WaitForAsync();
    }

    [Fact]
    public async Task A_browser_that_reads_by_itself_is_left_to_it()
    {
        await using var chromium = await Chromium.Start(_film);
        var page = await chromium.Open();
        await page.AddInitScriptAsync($$$"""
            self.BarcodeDetector=class{static async getSupportedFormats(){return['qr_code']}async detect(){return[{rawValue:'{{{OpenHouse.PublicUrl}}}/{{{_shop.Codes[1]}}}'}]}}
            """);
        await page.GotoAsync($"{_house.Browser.BaseAddress}scan");
        await page.ClickAsync("#open");

        await page.WaitForURLAsync($"**/{_shop.Codes[1]}?lang=zh");
        Assert.DoesNotContain(chromium.Asked, address => address.Contains("/client/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_a_code_is_typed_and_the_check_counted_by_a_button()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open("en", withScript: false);
        await page.GotoAsync($"{_house.Browser.BaseAddress}scan");
        Assert.False(await page.IsVisibleAsync("#open"));
        await page.FillAsync("#code", _shop.Codes[0].ToLowerInvariant());
        await page.ClickAsync(".ask button");
        Assert.Equal("First check", await page.TextContentAsync("h1"));
        await page.ClickAsync("form[name=scan] button");

        Assert.Equal(1, _house.Count("SELECT count(*) FROM scan"));
        Assert.Empty(chromium.Complaints);
    }

    [Theory]
    [InlineData("/client/zxing-reader.js", "text/javascript")]
    [InlineData("/client/zxing-reader.wasm", "application/wasm")]
    public async Task The_reader_comes_from_this_door(string address, string mediaType)
    {
        using var reader = await _house.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal((System.Net.HttpStatusCode.OK, mediaType, "public, max-age=86400"), (reader.StatusCode, reader.Content.Headers.ContentType?.MediaType, reader.Headers.CacheControl?.ToString()));
    }
}
