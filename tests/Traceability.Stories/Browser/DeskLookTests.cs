using Microsoft.Playwright;
using Traceability.Storage.Access;
using Traceability.Stories.People;
using Traceability.Stories.Portal;

namespace Traceability.Stories.Browser;

/// <summary>What pages of the desk gain or lose on a phone, on paper and without script, in a real browser.</summary>
public sealed class DeskLookTests
{
    private const string TablesThatSlide = "[...document.querySelectorAll('.wide')].filter(box=>box.scrollWidth>box.clientWidth).length";

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_dossier_lies_as_cards_on_a_phone_and_as_tables_on_paper(string language)
    {
        await using var bureau = await Bureau.Open();
        await bureau.Shop.Scan(bureau.Shop.Codes[0], place: new { lon = 122.07, lat = 41.12, datum = "wgs84", accuracyMetres = 50 });
        var password = await bureau.House.Hire("Authority", Role.Officer, "li");
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, bureau.House, language, "li", password);
        await page.GotoAsync($"{bureau.House.DeskAddress}/dossier/{bureau.Shop.Codes[0]}?lang={language}");

        Assert.True(await page.Locator(".wide").CountAsync() >= 4);
        Assert.Equal(0, await page.EvaluateAsync<int>(TablesThatSlide));
        Assert.False(await page.IsVisibleAsync(".wide thead"));
        Assert.Equal(0, await page.Locator(".wide td:not([data-name])").CountAsync());
        await Chromium.Picture(page, $"dossier-{language}-390");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.IsVisibleAsync(".wide thead"));
        Assert.Empty(chromium.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invitation_is_copied_by_a_button_and_stays_a_link_without_script(bool withScript)
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, house, "en", "ami", password, withScript);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync($"{house.DeskAddress}/people?lang=en");
        await page.FillAsync("#name", "Li");
        await page.ClickAsync("form[action^='/people/invitations?'] button");
        var link = await page.Locator("#invitation").GetAttributeAsync("href");

        Assert.StartsWith("/join/", link, StringComparison.Ordinal);
        Assert.Equal(withScript, await page.IsVisibleAsync("#copy"));
        if (withScript)
        {
            await page.ClickAsync("#copy button");
            await page.GetByText("Copied").WaitForAsync();
            Assert.Equal(house.DeskAddress.TrimEnd('/') + link, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        }

        Assert.Empty(chromium.Complaints);
    }

    private static async Task<IPage> SignedIn(Chromium chromium, OpenHouse house, string language, string user, string password, bool withScript = true)
    {
        var page = await chromium.Open(language, withScript: withScript);
        await page.GotoAsync($"{house.DeskAddress}/sign-in");
        await page.FillAsync("#user", user);
        await page.FillAsync("#password", password);
        await page.ClickAsync("main form button");
        await page.WaitForURLAsync($"{house.DeskAddress}/?lang={language}");
        return page;
    }
}
