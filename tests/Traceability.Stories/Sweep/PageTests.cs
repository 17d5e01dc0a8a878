using System.Text.Json;
using Microsoft.Playwright;
using Traceability.Stories.Browser;
using Traceability.Stories.People;

namespace Traceability.Stories.Sweep;

/// <summary>Every page of both doors in a real browser: what axe-core finds wrong, what the policy stops, what it asks of others, whether a phone must scroll sideways, and whether a name became markup.</summary>
[Collection(nameof(HostileHouse))]
public sealed class PageTests(HostileHouse hostile)
{
    // From bin/Release/net10.0 up to the project.
    private static readonly string Axe = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../tools/axe/node_modules/axe-core/axe.min.js"));

    public static TheoryData<string> Users => [.. HostileHouse.People.Select(person => person.User)];

    [Theory]
    [MemberData(nameof(Users))]
    public async Task The_desk_is_sound_page_by_page(string user)
    {
        using var person = await hostile.SignedIn(user);
        var paths = (await Crawl.From(person)).Keys.DistinctBy(Crawl.KindOf).ToList();
        await Look(user, new Uri(hostile.House.DeskAddress), paths, async page =>
        {
            await page.GotoAsync($"{hostile.House.DeskAddress}/sign-in");
            await page.FillAsync("#user", user);
            await page.FillAsync("#password", person.Password);
            await page.ClickAsync("main button");
        });
    }

    [Fact]
    public async Task The_desk_is_sound_for_whoever_is_not_signed_in()
    {
        using var miller = await hostile.SignedIn("miller");
        await Look("stranger", new Uri(hostile.House.DeskAddress), ["/", "/sign-in", await miller.Invite("x" + HostileHouse.Mark), "/nothing/here"], _ => Task.CompletedTask);
    }

    [Fact]
    public async Task The_public_door_is_sound_page_by_page() => await Look(
        "shopper", hostile.House.Browser.BaseAddress!, ["/", "/scan", "/offline", $"/{hostile.Codes[0]}", $"/{hostile.Codes[1]}", $"/{hostile.Codes[30]}", $"/{hostile.Codes[39]}", "/AAAAA", "/nothing/here"],
        _ => Task.CompletedTask);

    [Fact]
    public async Task A_page_that_is_not_sound_is_found()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open();
        await page.SetContentAsync("<title>x</title><img src=''><p style='color:#ccc;background:#ddd'>pale</p><p style='width:900px'>wide</p>" + HostileHouse.Mark);
        var faults = await Faults(page, "/");
        Assert.All((string[])["image-alt", "color-contrast", "scrolls sideways", "became markup"], told => Assert.Contains(faults, fault => fault.Contains(told, StringComparison.Ordinal)));
    }

    private static async Task Look(string who, Uri door, IReadOnlyList<string> paths, Func<IPage, Task> enter)
    {
        await using var chromium = await Chromium.Start();
        var faults = new List<string>();
        // Each language with each width and each scheme, and each width with each scheme.
        foreach (var (language, width, scheme) in ((string, int, ColorScheme)[])[("zh", 390, ColorScheme.Light), ("en", 390, ColorScheme.Dark), ("en", 1440, ColorScheme.Light), ("zh", 1440, ColorScheme.Dark)])
        {
            var page = await chromium.Open(language, width);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await enter(page);
            foreach (var path in paths)
            {
                await page.GotoAsync($"{new Uri(door, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}")}");
                faults.AddRange(await Faults(page, $"{path} {language} {width}"));
                await Chromium.Picture(page, $"{who}{Crawl.KindOf(path).TrimEnd('/').Replace('/', '-').Replace('*', '_')}-{language}-{width}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // What a page that is not there answers with is no complaint of the page.
        Assert.All(chromium.Complaints, complaint => Assert.StartsWith("Failed to load resource: the server responded with a status of 40", complaint, StringComparison.Ordinal));
        Assert.All(chromium.Asked, address => Assert.True(address.StartsWith($"{door}", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
    }

    private static async Task<List<string>> Faults(IPage page, string where)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed: tests/run installs it.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        var violations = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '))");
        var faults = violations.EnumerateArray().Select(violation => $"{where}: {violation.GetString()}").ToList();
        if (await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth > innerWidth"))
            faults.Add($"{where}: scrolls sideways");
        if (await page.Locator(HostileHouse.Selector).CountAsync() > 0)
            faults.Add($"{where}: a name became markup");
        return faults;
    }
}
