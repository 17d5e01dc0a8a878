using Traceability.Stories.Operating;

namespace Traceability.Stories.Browser;

/// <summary>What a shopper's phone keeps: his own checks, for himself only, and a page for when there is no network.</summary>
public sealed class PhoneTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private Shop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _shop = await Shop.Open(_house, 3);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("zh", "首次查验")]
    [InlineData("en", "First check")]
    public async Task Checks_are_kept_on_the_phone_until_its_owner_forgets_them(string language, string verdict)
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(language);
        await page.GotoAsync(Address($"{_shop.Codes[0]}"));
        await Patience.Until(() => page.EvaluateAsync<bool>("!!localStorage.getItem('checks')"));
        await page.GotoAsync(Address(""));

        var check = page.Locator("#checks li");
        Assert.Contains(verdict, await check.InnerTextAsync());
        await Chromium.Picture(page, $"start-{language}");
        await check.Locator("a").ClickAsync();
        await page.WaitForURLAsync($"**/{_shop.Codes[0]}?lang={language}");

        await page.GotoAsync(Address(""));
        await page.ClickAsync("#checks button");
        Assert.False(await page.IsVisibleAsync("#checks"));
        await page.ReloadAsync();
        Assert.False(await page.IsVisibleAsync("#checks"));
        Assert.Empty(chromium.Complaints);
    }

    // Half past midnight in Beijing is another day in New York, and the same day's evening where the day begins.
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Asia/Shanghai")]
    public async Task A_check_is_told_by_the_clock_of_Beijing_wherever_the_phone_is(string timeZone)
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(timeZone: timeZone);
        await page.GotoAsync(Address(""));
        Assert.Equal(timeZone, await page.EvaluateAsync<string>("Intl.DateTimeFormat().resolvedOptions().timeZone"));
        await page.EvaluateAsync($"localStorage.setItem('checks',JSON.stringify([{{path:'/{_shop.Codes[0]}',said:'x',name:'x',at:{new DateTimeOffset(2026, 3, 8, 16, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()}}}]))");
        await page.ReloadAsync();

        Assert.EndsWith("· 2026-03-09 00:30", await page.InnerTextAsync("#checks li"), StringComparison.Ordinal);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task What_another_wrote_into_the_phones_memory_is_no_link()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open();
        await page.GotoAsync(Address(""));
        await page.EvaluateAsync("localStorage.setItem('checks',JSON.stringify([{path:'javascript:alert(1)',said:'<b>x</b>',name:'<img src=x onerror=alert(1)>',at:1},{path:'//AAAAAAAAAAAAAAAAAAAA',said:'x',name:'x',at:1}]))");
        await page.ReloadAsync();

        Assert.Equal(0, await page.Locator("#checks li").CountAsync());
        Assert.Empty(chromium.Complaints);
    }

    [Theory]
    [InlineData("zh", "没有网络：现在不能说")]
    [InlineData("en", "No network: cannot say")]
    public async Task Without_a_network_nothing_is_said_of_a_label_that_was_looked_at_before(string language, string words)
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(language);
        await page.GotoAsync(Address($"{_shop.Codes[0]}"));
        await page.GotoAsync(Address(""));
        await page.EvaluateAsync("navigator.serviceWorker.ready");
        await Patience.Until(() => page.EvaluateAsync<bool>("!!navigator.serviceWorker.controller"));

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync(Address($"{_shop.Codes[0]}?lang={language}"));
        Assert.Equal(words, await page.TextContentAsync("h1"));
        await page.Context.SetOfflineAsync(false);
        await page.ClickAsync(".go");
        await page.WaitForSelectorAsync("[data-verdict]");
    }

    private string Address(string path) => $"{_house.Browser.BaseAddress}{path}";
}
