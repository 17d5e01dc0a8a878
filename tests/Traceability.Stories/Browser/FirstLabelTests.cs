using Microsoft.Playwright;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Browser;

/// <summary>A producer's first label, from a tenant in which nothing is, by taps on a phone. What the association does meanwhile, approving and granting, is another person's work and goes over the API.</summary>
public sealed class FirstLabelTests
{
    private const string Uscc = "91210242311494319F";

    // A person reads, looks up and types between taps: forty taps at five seconds leave most of five minutes for that.
    private const int TapsMax = 40;

    private int _taps;

    [Fact]
    public async Task From_an_empty_tenant_to_a_printed_label_is_a_matter_of_minutes()
    {
        await using var house = await OpenHouse.Open();
        var village = await Village.Settle(house);
        var password = await house.Hire("Aunt", Role.Producer, "aunt", "阿姨");
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open();
        await page.GotoAsync($"{house.DeskAddress}/sign-in?lang=zh");
        await page.FillAsync("#user", "aunt");
        await page.FillAsync("#password", password);
        await Tap(page, "main button");

        await Next(page, "/parties");
        await Tap(page, "a.go");
        await page.FillAsync("#name", "阿姨家庭农场");
        await page.FillAsync("#uscc", Uscc);
        await page.SelectOptionAsync("#kind", "Producer");
        await Tap(page, "main form button:not([type=button])");
        await page.WaitForURLAsync(address => address.Contains("done=", StringComparison.Ordinal));
        using var aunt = await house.Client("Aunt", Role.Producer);
        var party = (await aunt.GetStringAsync("/api/v1/parties", TestContext.Current.CancellationToken)).Split("\"id\":\"")[1][..36];
        await village.Association.Post($"/api/v1/rights/{village.GiRight}/permissions", new { kind = "MarkUseApproval", partyId = party, documentNumber = "A-2", validFrom = "2026-01-01" });

        await Next(page, "/plots");
        await Tap(page, "a.go");
        await page.FillAsync("#name", "村东大田");
        await page.FillAsync("#corners", "122.060, 41.060\n122.063, 41.060\n122.063, 41.063\n122.060, 41.063");
        await page.SelectOptionAsync("#datum", "wgs84");
        await page.FillAsync("#accuracyMetres", "5");
        await Tap(page, "button[value=measure]");
        await page.Locator("section.measured").WaitForAsync();
        await Tap(page, "button[value=record]");
        await page.WaitForURLAsync(address => !address.Contains("/plots/new", StringComparison.Ordinal));
        var plot = (await aunt.GetStringAsync("/api/v1/plots", TestContext.Current.CancellationToken)).Split("\"id\":\"")[1][..36];
        await village.Grant(Guid.Parse(plot));

        await Next(page, "/products");
        await Tap(page, "a.go");
        if (!page.Url.Contains("kind=", StringComparison.Ordinal))
            await Tap(page, "a[href*='kind=Gi']");
        await page.FillAsync("#name", "盘锦大米 5 kg");
        await page.SelectOptionAsync("#giRightId", new SelectOptionValue { Index = 1 });
        await page.FillAsync("#netContentGrams", "5000");
        await Tap(page, "main form button:not([type=button])");
        await page.WaitForURLAsync(address => address.Contains("done=", StringComparison.Ordinal));

        await Next(page, "/lots");
        await Tap(page, "a.go");
        await page.FillAsync("#name", "20261010");
        await page.FillAsync("#grams", "500");
        await Tap(page, "main form button:not([type=button])");
        await page.WaitForURLAsync("**/lots/*");
        await Tap(page, "a[href*='/issue']");
        await page.FillAsync("#count", "40");
        await Tap(page, "main form button:not([type=button])");
        await page.WaitForURLAsync("**/batches/*");
        await Tap(page, "a[href*='/labels']");
        var download = await page.RunAndWaitForDownloadAsync(() => Tap(page, "button[value=take]"));
        var (picture, _) = await LabelPicture.Of(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken), house.Directory);

        Assert.StartsWith(OpenHouse.PublicUrl.ToUpperInvariant(), (await ForeignDecoder.Run("ZXingReader", "-1", "-fast", picture)).Split('"')[1], StringComparison.Ordinal);
        Assert.InRange(_taps, 1, TapsMax);
        Assert.Empty(chromium.Complaints);
    }

    // Back to the first page of the desk, where the next step is marked.
    private async Task Next(IPage page, string expected)
    {
        if (!page.Url.EndsWith("/?lang=zh", StringComparison.Ordinal))
            await Tap(page, ".way a");
        Assert.StartsWith(expected, await page.Locator(".rooms .next a").GetAttributeAsync("href"), StringComparison.Ordinal);
        await Tap(page, ".rooms .next a");
    }

    private async Task Tap(IPage page, string what)
    {
        _taps++;
        await page.Locator(what).First.ClickAsync();
    }
}
