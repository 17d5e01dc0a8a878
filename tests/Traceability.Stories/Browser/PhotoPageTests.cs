using Microsoft.Playwright;
using Traceability.Reading;
using Traceability.Stories.Operating;
using Traceability.Stories.Public;
using Traceability.Tests.Reading;

namespace Traceability.Stories.Browser;

/// <summary>A real browser that cannot read by itself sends a photo; and one that shows a label's pictures.</summary>
public sealed class PhotoPageTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private Shop _shop = null!;
    private string _photo = "";

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open(("Pages:OperatorName", "盘锦市市场监管局"), ("Pages:IcpNumber", "辽ICP备12345678号-1"), ("Pages:ReportUrl", "https://report.example.cn/"), ("Pages:ReportPhone", "0427-1234567"));
        _shop = await Shop.Open(_house, 3);
        _photo = Path.Combine(_house.Directory, "photo.png");
        await File.WriteAllBytesAsync(_photo, PictureSamples.Png(DrawnPicture.Of($"{OpenHouse.PublicUrl}/{_shop.Codes[0]}".ToUpperInvariant())));
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("zh", 390, ColorScheme.Light, "首次查验")]
    [InlineData("en", 1440, ColorScheme.Dark, "First check")]
    public async Task Without_script_a_photo_is_sent_and_leads_to_the_verdict(string language, int width, ColorScheme scheme, string verdict)
    {
        Assert.SkipUnless(PhotoReaderChoice.OfThisBuild is PhotoReaderChoice.Ready, "libvips42 or libzbar0 is not installed: tests/run installs them.");
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(language, width, withScript: false);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync($"{_house.Browser.BaseAddress}scan?lang={language}");
        await page.SetInputFilesAsync("#photo", _photo);
        await Chromium.Picture(page, $"photo-{language}-{width}");
        await page.ClickAsync("#send button");

        Assert.EndsWith($"/{_shop.Codes[0]}?lang={language}", page.Url, StringComparison.Ordinal);
        Assert.Equal(verdict, await page.TextContentAsync("h1"));
        Assert.Empty(chromium.Complaints);
        Assert.Equal(0, _house.Count("SELECT count(*) FROM scan"));
    }

    [Fact]
    public async Task With_script_a_photo_may_be_sent_only_where_the_browser_can_read_none()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open("en");
        await page.GotoAsync($"{_house.Browser.BaseAddress}scan");
        Assert.False(await page.IsVisibleAsync("#send"));
        await page.RouteAsync("**/client/*", route => route.AbortAsync());
        await page.SetInputFilesAsync("#picture", _photo);

        await page.Locator("#send").WaitForAsync();
        Assert.True(await page.IsVisibleAsync("#photo"));
    }

    [Theory]
    [InlineData("zh", 390, ColorScheme.Light)]
    [InlineData("en", 1440, ColorScheme.Dark)]
    public async Task The_page_of_a_label_shows_its_pictures_and_every_page_of_a_doubt_whom_to_tell(string language, int width, ColorScheme scheme)
    {
        await PictureTests.Hang(_house, _shop);
        foreach (var picture in (byte[][])[PictureSamples.Jpeg, PictureSamples.Png(DrawnPicture.Blank(1_200, 900, shade: 150))])
            await _shop.Village.Producer.PostFile($"/api/v1/products/{_shop.Village.Product}/pictures", picture, "image/jpeg");
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(language, width);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync($"{_house.Browser.BaseAddress}{_shop.Codes[0]}?lang={language}");
        foreach (var picture in await page.QuerySelectorAllAsync(".p img"))
        {
            await picture.ScrollIntoViewIfNeededAsync();
            await Patience.Until(() => page.EvaluateAsync<bool>("picture => picture.complete && picture.naturalWidth > 0", picture));
        }

        Assert.Equal(4, await page.Locator(".p img").CountAsync());
        await Chromium.Picture(page, $"pictures-{language}-{width}");
        // Each of them large, in the page that the browser itself puts around it.
        for (var at = 0; at < 4; at++)
        {
            await page.Locator(".p").Nth(at).ClickAsync();
            await page.WaitForURLAsync("**/pictures/*");
            Assert.True(await page.Locator("img").IsVisibleAsync());
            await page.GoBackAsync();
        }
        foreach (var address in (string[])[_shop.NeverIssued(1), "privacy", "scan"])
        {
            await page.GotoAsync($"{_house.Browser.BaseAddress}{address}?lang={language}");
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), address);
            await Chromium.Picture(page, $"imprint-{(address.Length == 20 ? "never-issued" : address)}-{language}-{width}");
        }

        Assert.Empty(chromium.Complaints);
        Assert.All(chromium.Asked, address => Assert.StartsWith($"{_house.Browser.BaseAddress}", address));
    }
}
