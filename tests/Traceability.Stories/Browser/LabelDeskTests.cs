using Microsoft.Playwright;
using Traceability.Storage.Access;
using Traceability.Stories.Operating;
using Traceability.Stories.People;

namespace Traceability.Stories.Browser;

/// <summary>The way from lot to sold item in a real browser: made, issued, designed, taken, read by a program that is none of ours, activated by its picture, checked by a shopper.</summary>
public sealed class LabelDeskTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private Village _village = null!;
    private string _password = "";

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _village = await Village.Settle(_house);
        await _village.Transfer(30_000_000);
        _password = await _house.Hire("Mill", Role.Producer, "ami", "阿米");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("zh", 390)]
    [InlineData("en", 1440)]
    public async Task From_a_lot_to_a_label_that_a_shopper_checks(string language, int width)
    {
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, language, width);
        await Look(page, "/lots/new", language, width);
        await page.FillAsync("#name", "20261010");
        await page.FillAsync("#grams", "1,000");
        await page.ClickAsync("main form button");

        await page.WaitForURLAsync("**/lots/*");
        await page.ClickAsync("a[href*='/issue']");
        await page.FillAsync("#count", "40");
        Assert.Equal("160", await page.TextContentAsync("#after"));
        await Look(page, null, language, width, "issue");
        await page.ClickAsync("main form button");

        await page.WaitForURLAsync("**/batches/*");
        var batch = new Uri(page.Url).AbsolutePath;
        await Look(page, null, language, width, "batch");
        await page.ClickAsync("a[href*='/labels']");
        var before = await page.Locator("#preview svg").GetAttributeAsync("width");
        await page.SelectOptionAsync("#size", "60x40");
        await page.Locator("#preview svg[width='60mm']").WaitForAsync();
        Assert.Equal("40mm", before);
        await page.SelectOptionAsync("#size", "own");
        await page.FillAsync("#widthMm", "12");
        await page.FillAsync("#heightMm", "9");
        await page.Locator("#preview .bad").WaitForAsync();
        await Look(page, null, language, width, "too-small");
        await page.ClickAsync("#preview button");
        await page.Locator("#preview svg").WaitForAsync();
        await Look(page, null, language, width, "labels");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button[value=take]"));
        Assert.Contains(language == "zh" ? "文件已开始下载" : "on its way", await page.TextContentAsync("#taken"), StringComparison.Ordinal);
        var (picture, _) = await LabelPicture.Of(await File.ReadAllBytesAsync(await download.PathAsync()), _house.Directory);
        var address = (await ForeignDecoder.Run("ZXingReader", "-1", "-fast", picture)).Split('"')[1];
        var code = address[^20..];

        await page.GotoAsync($"{_house.DeskAddress}/batches/ranges?batch={batch.Split('/')[^1]}&lang={language}");
        await page.SetInputFilesAsync("#picture", picture);
        await Patience.Until(() => page.EvaluateAsync<bool>("!!document.getElementById('first').value"));
        Assert.Equal(address, await page.InputValueAsync("#first"));
        await page.FillAsync("#last", "40");
        await page.ClickAsync("button[value=look]");
        await page.Locator(".sure").WaitForAsync();
        await Look(page, null, language, width, "ranges");
        await page.ClickAsync("button[value=change]");
        await page.WaitForURLAsync($"**{batch}*");

        await Look(page, $"{batch}/stock", language, width);
        var shopper = await chromium.Open(language, width);
        await shopper.GotoAsync($"{_house.Browser.BaseAddress}{code}");
        Assert.Equal(language == "zh" ? "首次查验" : "First check", await shopper.TextContentAsync("h1"));
        Assert.Empty(chromium.Complaints);
    }

    // A file that is sent leaves the page as it is.
    [Fact]
    public async Task What_was_wrong_with_an_order_is_no_longer_said_once_it_is_changed_or_taken()
    {
        var batch = await _village.Issue(await _village.MakeLot("A", 1_000_000), 40, "refused");
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "en", 390);
        async Task Refused()
        {
            await page.GotoAsync($"{_house.DeskAddress}/batches/{batch}/labels");
            await page.FillAsync("#count", "41");
            await page.ClickAsync("button[value=take]");
            await page.Locator("[role=alert]").WaitForAsync();
            Assert.Equal("true", await page.GetAttributeAsync("#count", "aria-invalid"));
        }

        await Refused();
        await page.FillAsync("#count", "40");
        await Assertions.Expect(page.GetByText("this batch has 40")).ToHaveCountAsync(0);
        Assert.Null(await page.GetAttributeAsync("#count", "aria-invalid"));

        await Refused();
        await page.EvaluateAsync("document.getElementById('count').value=40");
        await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button[value=take]"));
        Assert.Equal(0, await page.Locator("[role=alert],#count-fault").CountAsync());
        Assert.Contains("on its way", await page.TextContentAsync("#taken"), StringComparison.Ordinal);
        Assert.All(chromium.Complaints, complaint => Assert.Contains("status of 400", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_the_sample_is_shown_by_a_button_and_labels_are_typed()
    {
        var batch = await _village.Issue(await _village.MakeLot("A", 1_000_000), 40, "plain");
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "zh", 390, withScript: false);
        await page.GotoAsync($"{_house.DeskAddress}/batches/{batch}/labels");
        await page.SelectOptionAsync("#size", "60x40");
        // Width and height are asked for only where they count.
        Assert.False(await page.IsVisibleAsync("#widthMm"));
        foreach (var asks in (string[])["own", "A4"])
        {
            await page.SelectOptionAsync("#size", asks);
            Assert.True(await page.IsVisibleAsync("#widthMm") && await page.IsVisibleAsync("#heightMm"));
        }

        await page.SelectOptionAsync("#size", "60x40");
        await page.ClickAsync("button[value=preview]");
        Assert.Equal("60mm", await page.Locator("#preview svg").GetAttributeAsync("width"));
        await page.GotoAsync($"{_house.DeskAddress}/batches/ranges?batch={batch}");
        Assert.False(await page.IsVisibleAsync("#open"));
        await page.FillAsync("#first", "1");
        await page.ClickAsync("button[value=look]");
        await page.ClickAsync("button[value=change]");
        Assert.Contains("改好了", await page.TextContentAsync("[role=status]"), StringComparison.Ordinal);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task The_numbers_of_a_batch_are_renewed_while_somebody_looks()
    {
        var batch = await _village.Issue(await _village.MakeLot("A", 1_000_000), 40, "live");
        await _village.Range(batch, 1, 40, "Activated");
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "en", 390);
        await page.GotoAsync($"{_house.DeskAddress}/batches/{batch}");
        Assert.Equal("0", await page.TextContentAsync("#sightings dd >> nth=0"));
        using var scan = await _house.Browser.PostAsync(new Uri("/v1/scans", UriKind.Relative), new StringContent(
            $$"""{"scanId":"{{Manners.AttackedHouse.ScanId()}}","code":"{{(await _village.Codes(batch, 1, 1)).Single()}}"}""", null, "application/json"));
        await page.Locator("#sightings dd >> nth=0").And(page.GetByText("1", new() { Exact = true })).WaitForAsync(new() { Timeout = 20_000 });
        Assert.Empty(chromium.Complaints);
    }

    private async Task<IPage> SignedIn(Chromium chromium, string language, int width, bool withScript = true)
    {
        var page = await chromium.Open(language, width, withScript);
        await page.GotoAsync($"{_house.DeskAddress}/sign-in");
        await page.FillAsync("#user", "ami");
        await page.FillAsync("#password", _password);
        await page.ClickAsync("main form button");
        await page.WaitForURLAsync($"{_house.DeskAddress}/?lang={language}");
        return page;
    }

    private async Task Look(IPage page, string? path, string language, int width, string? name = null)
    {
        if (path is not null)
            await page.GotoAsync($"{_house.DeskAddress}{path}?lang={language}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth<=innerWidth"), $"{page.Url} is wider than {width} px");
        await Chromium.Picture(page, $"desk-{name ?? path!.Split('/')[^1]}-{language}-{width}");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Chromium.Picture(page, $"desk-{name ?? path!.Split('/')[^1]}-{language}-{width}-dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
