using Microsoft.Playwright;
using Traceability.Storage.Access;
using Traceability.Stories.Operating;
using Traceability.Stories.People;

namespace Traceability.Stories.Browser;

/// <summary>A passkey in a real browser with an authenticator of its own, at the desk's name on this machine.</summary>
public sealed class PasskeyPageTests
{
    [Theory]
    [InlineData("zh", 390, ColorScheme.Light)]
    [InlineData("en", 1440, ColorScheme.Dark)]
    public async Task It_is_added_on_the_account_signs_in_with_a_touch_and_opens_nothing_once_removed(string language, int width, ColorScheme scheme)
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami", "阿米");
        var desk = house.DeskName();
        string At(string path) => $"{desk}{path}?lang={language}";
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(language, width);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });

        await page.GotoAsync(At("/sign-in"));
        await page.FillAsync("#user", "ami");
        await page.FillAsync("#password", password);
        await Chromium.Picture(page, $"sign-in-{language}-{width}");
        await page.ClickAsync("form[action^='/sign-in?'] button");
        await page.GotoAsync(At("/account"));
        await page.FillAsync("#name", language == "zh" ? "我的手机" : "My phone");
        await page.FillAsync("#confirm", password);
        await page.ClickAsync("#passkey button");
        await page.WaitForURLAsync("**/account?done=added*");
        await Chromium.Picture(page, $"account-{language}-{width}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth<=innerWidth"));

        // The same authenticator makes no second one for the same person.
        await page.FillAsync("#name", "x");
        await page.FillAsync("#confirm", password);
        await page.ClickAsync("#passkey button");
        await Patience.Until(() => page.EvaluateAsync<bool>("!!document.querySelector('#passkey [role=status]').textContent"));

        await SignOut(page, At("/"));
        await page.GotoAsync(At("/sign-in"));
        await page.ClickAsync("#passkey button");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        Assert.Contains("阿米", await page.InnerTextAsync("h1"), StringComparison.Ordinal);

        await page.GotoAsync(At("/keys"));
        await page.FillAsync("#name", language == "zh" ? "3 号标签打印机" : "Label printer 3");
        await page.CheckAsync("#Labels");
        await page.ClickAsync("form[action^='/keys?'] button");
        await page.WaitForSelectorAsync(".done .link");
        await Chromium.Picture(page, $"keys-{language}-{width}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth<=innerWidth"));

        await page.GotoAsync(At("/account"));
        await page.ClickAsync("form[action*='/remove'] button");
        await page.WaitForURLAsync("**/account?done=removed*");
        await SignOut(page, At("/"));
        await page.GotoAsync(At("/sign-in"));
        await page.ClickAsync("#passkey button");
        await page.WaitForSelectorAsync("[role=alert]");
        Assert.Equal("/sign-in/passkey", new Uri(page.Url).AbsolutePath);
        // What the refusal itself logs is the only complaint.
        Assert.DoesNotContain(chromium.Complaints, said => !said.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_or_at_a_bare_address_the_password_is_the_way_and_no_button_is_in_it()
    {
        await using var house = await OpenHouse.Open();
        await using var chromium = await Chromium.Start();
        var plain = await chromium.Open(withScript: false);
        await plain.GotoAsync($"{house.DeskName()}/sign-in");
        Assert.False(await plain.IsVisibleAsync("#passkey"));
        Assert.True(await plain.IsVisibleAsync("#password"));
        var page = await chromium.Open();
        await page.GotoAsync($"{house.DeskAddress}/sign-in");
        Assert.Equal(0, await page.Locator("#passkey").CountAsync());
        Assert.Empty(chromium.Complaints);
    }

    private static async Task SignOut(IPage page, string home)
    {
        await page.GotoAsync(home);
        await page.ClickAsync("form[action^='/sign-out'] button");
        await page.WaitForSelectorAsync("a[href^='/sign-in']");
    }
}
