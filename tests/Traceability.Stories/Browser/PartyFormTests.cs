using Traceability.Storage.Access;
using Traceability.Stories.Operating;
using Traceability.Stories.People;
using Traceability.Stories.Portal;

namespace Traceability.Stories.Browser;

/// <summary>What the form of a party gains by script, in a real browser.</summary>
public sealed class PartyFormTests
{
    [Fact]
    public async Task A_code_is_judged_while_it_is_typed_and_the_phone_fills_in_where_it_is()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open("en");
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Longitude = 122.07f, Latitude = 41.12f });
        await page.GotoAsync($"{house.DeskAddress}/sign-in?lang=en");
        await page.FillAsync("#user", "ami");
        await page.FillAsync("#password", password);
        await page.ClickAsync("main button");
        await page.GotoAsync($"{house.DeskAddress}/parties/new?lang=en");

        await page.FillAsync("#name", "Ami Mill");
        await page.FillAsync("#uscc", "91110000600037341K");
        await page.GetByText("one of the symbols is mistyped").WaitForAsync();
        await page.FillAsync("#uscc", Recorded.Uscc);
        await page.GetByText("✓ The code holds.").WaitForAsync();
        await page.ClickAsync("#place button");
        await Patience.Until(() => page.EvaluateAsync<bool>("document.getElementById('site.datum').value == 'wgs84'"));
        Assert.Equal("122.070000", await page.InputValueAsync("[id='site.lon']"));
        Assert.Equal("41.120000", await page.InputValueAsync("[id='site.lat']"));
        await Chromium.Picture(page, "party-form");
        await page.ClickAsync("main form > button");
        await page.WaitForURLAsync("**/parties?done=recorded*");
        Assert.Contains("Ami Mill", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(chromium.Complaints);
    }
}
