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
        List<string> faults = [.. await Violations(page, "/", ""), .. await Shape(page, "/")];
        Assert.All((string[])["image-alt", "color-contrast", "scrolls sideways", "became markup"], told => Assert.Contains(faults, fault => fault.Contains(told, StringComparison.Ordinal)));

        // What is pale by night alone is found by night alone.
        await page.SetContentAsync("<style>@media(prefers-color-scheme:dark){p{color:#ccc;background:#ddd}}</style><title>x</title><p>pale</p>");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.Empty(await Violations(page, "/", "{runOnly:['color-contrast']}"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Single(await Violations(page, "/", "{runOnly:['color-contrast']}"));
    }

    private static async Task Look(string who, Uri door, IReadOnlyList<string> paths, Func<IPage, Task> enter)
    {
        await using var chromium = await Chromium.Start();
        var faults = new List<string>();
        // Each language and each width, both by day and by night; English is the longer one, so it is tried for width on a phone too.
        foreach (var (language, width, isWhole) in ((string, int, bool)[])[("zh", 390, true), ("en", 1440, true), ("en", 390, false)])
        {
            var page = await chromium.Open(language, width);
            await enter(page);
            foreach (var path in paths)
            {
                var where = $"{path} {language} {width}";
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                await page.GotoAsync($"{new Uri(door, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}")}");
                if (isWhole)
                {
                    faults.AddRange(await Violations(page, where, ""));
                    await Chromium.Picture(page, $"{who}{Crawl.KindOf(path).TrimEnd('/').Replace('/', '-').Replace('*', '_')}-{language}-{width}");
                    // Only colours change with the hour.
                    await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                    faults.AddRange(await Violations(page, $"{where} dark", "{runOnly:['color-contrast']}"));
                }

                faults.AddRange(await Shape(page, where));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // What a page that is not there answers with is no complaint of the page.
        Assert.All(chromium.Complaints, complaint => Assert.StartsWith("Failed to load resource: the server responded with a status of 40", complaint, StringComparison.Ordinal));
        Assert.All(chromium.Asked, address => Assert.True(address.StartsWith($"{door}", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
    }

    private static async Task<List<string>> Violations(IPage page, string where, string options)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed: tests/run installs it.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        var violations = await page.EvaluateAsync<JsonElement>($"async () => (await axe.run({options})).violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '))");
        return [.. violations.EnumerateArray().Select(violation => $"{where}: {violation.GetString()}")];
    }

    private static async Task<List<string>> Shape(IPage page, string where)
    {
        var faults = new List<string>();
        if (await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth > innerWidth"))
            faults.Add($"{where}: scrolls sideways");
        if (await page.Locator(HostileHouse.Selector).CountAsync() > 0)
            faults.Add($"{where}: a name became markup");
        return faults;
    }
}
