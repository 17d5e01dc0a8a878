using System.Globalization;
using Microsoft.Playwright;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Browser;

/// <summary>A farmer with a real browser: he taps the corners of his land on the map, or walks around it with his phone.</summary>
public sealed class LandTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private string _password = "";

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        await Village.Settle(_house);
        _password = await _house.Hire("Farmer", Role.Producer, "farmer");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("zh", 390, "整块地都在保护范围内")]
    [InlineData("en", 1440, "All of it lies inside the protected area")]
    public async Task Land_that_is_drawn_on_the_map_is_measured_and_recorded(string language, int width, string told)
    {
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, language, width);
        var map = (await page.Locator("#ground > svg").BoundingBoxAsync())!;
        (float X, float Y)[] corners = [(0.4f, 0.4f), (0.5f, 0.4f), (0.5f, 0.5f), (0.4f, 0.5f)];
        foreach (var (x, y) in corners)
            await page.Mouse.ClickAsync(map.X + (x * map.Width), map.Y + (y * map.Height));
        await page.Mouse.ClickAsync(map.X + 5, map.Y + 5);
        await page.ClickAsync("#undo");
        Assert.Matches(language == "zh" ? "已有 4 个角，约 [0-9.]+ 亩" : "4 corners, about [0-9.]+ mu", await page.InnerTextAsync("#drawn"));
        Assert.Equal("wgs84", await page.InputValueAsync("#datum"));
        await Fill(page, accuracy: "20");
        await Chromium.Picture(page, $"land-drawn-{language}-{width}");
        await page.ClickAsync("button[value=measure]");

        await page.Locator(".measured p").GetByText(told).WaitForAsync();
        await Chromium.Picture(page, $"land-measured-{language}-{width}");
        // What was sent is still on the map, and its corners are where the finger was.
        Assert.Equal(4, await page.Locator("#ground .corner").CountAsync());
        await page.ClickAsync("button[value=record]");
        await page.WaitForURLAsync("**/plots/*done=recorded*");
        await Chromium.Picture(page, $"land-recorded-{language}-{width}");
        // The map shows 0.1° in 1 of 1.16 of its width: a tenth of the picture is 0.0116°.
        Assert.InRange(_house.Count("SELECT round((east - west) * 1e6) FROM plot WHERE name = '村东一号田'"), 10_000, 18_000);
        Assert.Equal(2, _house.Count("SELECT count(*) FROM plot"));
        Assert.Empty(chromium.Complaints);
        Assert.All(chromium.Asked, address => Assert.StartsWith(_house.DeskAddress, address));
    }

    [Fact]
    public async Task A_walk_around_the_land_with_a_phone_is_recorded_as_exactly_as_the_phone_says()
    {
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "zh", 390);
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await Stand(page, 41.060f, 122.060f, 4);
        await page.ClickAsync("#walk");
        await page.GetByText("现在的精度约 ±4 米").WaitForAsync();
        await page.ClickAsync("#mark");
        await Stand(page, 41.060f, 122.062f, 7);
        await page.GetByText("±7 米").WaitForAsync();
        await page.ClickAsync("#mark");
        // From here on corners are put by themselves, every ten metres or so.
        await page.CheckAsync("#along");
        await Stand(page, 41.062f, 122.062f, 5);
        await page.GetByText("已有 3 个角").WaitForAsync();
        await Stand(page, 41.06201f, 122.062f, 6);
        await page.GetByText("±6 米").WaitForAsync();
        Assert.Contains("已有 3 个角", await page.InnerTextAsync("#drawn"), StringComparison.Ordinal);
        await Stand(page, 41.062f, 122.060f, 5);
        await page.GetByText("已有 4 个角").WaitForAsync();
        await Chromium.Picture(page, "land-walked");
        await page.ClickAsync("#walk");

        Assert.Equal(("7", "wgs84"), (await page.InputValueAsync("#accuracyMetres"), await page.InputValueAsync("#datum")));
        Assert.Equal("122.0600000, 41.0600000", (await page.InputValueAsync("#corners")).Split('\n')[0].Trim());
        await Fill(page, accuracy: null);
        await page.ClickAsync("button[value=measure]");
        await page.ClickAsync("button[value=record]");
        await page.WaitForURLAsync("**/plots/*done=recorded*");
        Assert.Equal(7, _house.Count("SELECT accuracy_metres FROM plot WHERE name = '村东一号田'"));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_phone_that_tells_no_position_leaves_the_other_ways_and_without_script_corners_are_typed()
    {
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "en", 390);
        await page.ClickAsync("#walk");
        await page.GetByText("does not allow its position to be used").WaitForAsync();

        var plain = await SignedIn(chromium, "zh", 390, withScript: false);
        Assert.False(await plain.IsVisibleAsync("#draw"));
        await plain.FillAsync("#corners", "122.06, 41.06\n122.063, 41.06\n122.063, 41.063");
        await plain.SelectOptionAsync("#datum", "wgs84");
        await Fill(plain, accuracy: "3");
        await plain.ClickAsync("button[value=measure]");
        await plain.ClickAsync("button[value=record]");
        await plain.WaitForURLAsync("**/plots/*done=recorded*");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Zooming_and_moving_keep_the_scale_bar_true_and_the_corners_in_their_place()
    {
        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "en", 1440);
        await page.FillAsync("#corners", "122.05, 41.05\n122.06, 41.05\n122.06, 41.06");
        Assert.Matches("^3 corners, about 700\\.2[0-9] mu", await page.InnerTextAsync("#drawn"));
        var map = (await page.Locator("#ground > svg").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(map.X + 100, map.Y + 100);
        await page.Mouse.WheelAsync(0, -300);
        await page.ClickAsync("#closer");
        await page.Mouse.MoveAsync(map.X + 200, map.Y + 200);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(map.X + 240, map.Y + 230);
        await page.Mouse.UpAsync();
        // A drag adds no corner.
        Assert.Equal("122.05, 41.05\n122.06, 41.05\n122.06, 41.06", await page.InputValueAsync("#corners"));
        var told = await page.EvaluateAsync<double>(
            "()=>{const svg=document.querySelector('#ground > svg'),[a,b]=[...svg.querySelectorAll('.corner')].map(c=>c.getBoundingClientRect()),rule=svg.querySelector('.rule').getBoundingClientRect(),[n,u]=svg.querySelector('.rule + text').textContent.split(' ');return Math.hypot(b.x-a.x,b.y-a.y)/rule.width*n*(u=='km'?1000:1)}");
        // A hundredth of a degree of longitude at 41.05°.
        Assert.InRange(told, 830, 850);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_protected_area_brings_its_map_and_typed_corners_are_brought_into_sight(bool withScript)
    {
        using var administrator = await _house.Caller("Operator", Role.Administrator, "areas");
        using var association = await _house.Caller("Association", Role.Association, "areas");
        var zone = await administrator.Make("/api/v1/zones", new
        {
            name = "桐乡",
            source = "test",
            fileDate = "2024-01-01",
            datum = "wgs84",
            boundaryAccuracyMetres = 10,
            geometry = new { type = "Polygon", coordinates = (double[][][])[[[120.4, 30.5], [120.6, 30.5], [120.6, 30.7], [120.4, 30.7], [120.4, 30.5]]] },
        });
        var keeper = await association.Make("/api/v1/parties", new { name = "杭白菊协会", uscc = "91110000600037341L", kind = "Association" });
        await association.Make("/api/v1/rights", new { kind = "GeographicalIndication", number = "国家质检总局2002年第50号公告", title = "桐乡杭白菊", holderPartyId = keeper, zoneId = zone });

        await using var chromium = await Chromium.Start();
        var page = await SignedIn(chromium, "en", 390, withScript);
        await page.FillAsync("#name", "East field");
        await page.SelectOptionAsync("#rightId", new SelectOptionValue { Label = "桐乡杭白菊" });
        if (!withScript)
            await page.ClickAsync("#look");
        await page.Locator("#ground path.zone title", new() { HasTextString = "桐乡" }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal("East field", await page.InputValueAsync("#name"));
        Assert.InRange(double.Parse((await page.GetAttributeAsync("#ground svg svg", "data-west"))!, CultureInfo.InvariantCulture) * 180 / Math.PI, 120.2, 120.4);
        if (!withScript)
            return;

        // Lines of longitude carry their degrees, and land in another province is gone to.
        Assert.Contains("120.50°", await page.Locator("#ground .grid text").AllTextContentsAsync());
        await page.FillAsync("#corners", "122.05, 41.05\n122.06, 41.05\n122.06, 41.06");
        var map = (await page.Locator("#ground > svg").BoundingBoxAsync())!;
        foreach (var corner in await page.Locator("#ground .corner").AllAsync())
        {
            var box = (await corner.BoundingBoxAsync())!;
            Assert.True(box.X > map.X && box.X < map.X + map.Width && box.Y > map.Y && box.Y < map.Y + map.Height);
        }

        // All is the area that was chosen and the land that was typed, however far apart they are.
        await page.ClickAsync("#whole");
        map = (await page.Locator("#ground > svg").BoundingBoxAsync())!;
        foreach (var shape in (string[])["#ground path.zone", "#ground path.drawn"])
        {
            var box = (await page.Locator(shape).First.BoundingBoxAsync())!;
            Assert.True(box.X > map.X && box.X + box.Width < map.X + map.Width && box.Y > map.Y && box.Y + box.Height < map.Y + map.Height);
        }

        await Chromium.Picture(page, "land-elsewhere");
        Assert.Empty(chromium.Complaints);
    }

    private static async Task Stand(IPage page, float latitude, float longitude, float accuracy) =>
        await page.Context.SetGeolocationAsync(new() { Latitude = latitude, Longitude = longitude, Accuracy = accuracy });

    private static async Task Fill(IPage page, string? accuracy)
    {
        await page.FillAsync("#name", "村东一号田");
        if (accuracy is not null)
            await page.FillAsync("#accuracyMetres", accuracy);
    }

    private async Task<IPage> SignedIn(Chromium chromium, string language, int width, bool withScript = true)
    {
        var page = await chromium.Open(language, width, withScript);
        await page.GotoAsync($"{_house.DeskAddress}/sign-in?lang={language}");
        await page.FillAsync("#user", "farmer");
        await page.FillAsync("#password", _password);
        await page.ClickAsync("main button");
        await page.GotoAsync($"{_house.DeskAddress}/plots/new?lang={language}");
        return page;
    }
}
