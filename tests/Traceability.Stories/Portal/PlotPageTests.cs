using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Land recorded on a page: by corners or by a file, measured before it is recorded.</summary>
public sealed partial class PlotPageTests : IAsyncLifetime
{
    private const string Inside = "122.06, 41.06\n122.063, 41.06\n122.063, 41.063\n122.06, 41.063";

    private OpenHouse _house = null!;
    private Village _village = null!;
    private DeskBrowser _farmer = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _village = await Village.Settle(_house);
        _farmer = await _house.Staffed("Farmer", Role.Producer, "farmer");
        await _farmer.Get("/plots/new?lang=en");
    }

    public async ValueTask DisposeAsync()
    {
        _farmer.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Corners_are_measured_first_and_recorded_when_they_are_sent_again()
    {
        var before = _house.Acts();
        var measured = await _farmer.Post("/plots/new?lang=en", Form());
        Assert.Equal(HttpStatusCode.OK, measured.Status);
        Assert.Equal(before, _house.Acts());
        Assert.Contains("not recorded yet", measured.Text, StringComparison.Ordinal);
        // 0.003° by 0.003° at 41.06°: 252 m by 333 m.
        Assert.Contains("126.02 mu (8.401", measured.Text, StringComparison.Ordinal);
        Assert.Contains("✓</span> inside", measured.Text, StringComparison.Ordinal);
        Assert.Matches("3,1[01][0-9] m from its border at the nearest", measured.Text);

        var recorded = await _farmer.Post("/plots/new?lang=en", Form(("step", "record")));
        Assert.Matches("^/plots/[0-9a-f-]{36}\\?done=recorded&lang=en$", recorded.Location);
        var page = (await _farmer.Get(recorded.Location!)).Text;
        Assert.Contains("role=\"status\">Recorded.", page, StringComparison.Ordinal);
        Assert.Contains("126.02 mu", page, StringComparison.Ordinal);
        Assert.Equal(before + 1, _house.Acts());
        var list = (await _farmer.Get("/plots?lang=zh")).Text;
        Assert.Contains("村东&lt;b&gt;", list, StringComparison.Ordinal);
        Assert.Contains("盘锦大米 在范围内", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("122.099, 41.05\n122.101, 41.05\n122.101, 41.052\n122.099, 41.052", "wgs84", "跨边界", "50 % 的面积")]
    [InlineData("122.12, 41.05\n122.121, 41.05\n122.121, 41.051\n122.12, 41.051", "wgs84", "在范围外", "在保护范围之外")]
    [InlineData("122.0990, 41.05\n122.0999, 41.05\n122.0999, 41.0509\n122.0990, 41.0509", "wgs84", "离边界太近", "可能差 13 米")]
    // The same figures in the coordinates of a map app are half a kilometre further west: the datum decides.
    [InlineData("122.101, 41.05\n122.102, 41.05\n122.102, 41.051\n122.101, 41.051", "gcj02", "在范围内", "整块地都在")]
    [InlineData("122.101, 41.05\n122.102, 41.05\n122.102, 41.051\n122.101, 41.051", "cgcs2000", "在范围外", "在保护范围之外")]
    public async Task How_the_land_lies_to_the_border_is_told_in_a_word_and_a_sentence(string corners, string datum, string word, string sentence)
    {
        var measured = (await _farmer.Post("/plots/new?lang=zh", Form(("corners", corners), ("datum", datum)))).Text;
        Assert.Contains($"</span> {word}</span>", measured, StringComparison.Ordinal);
        Assert.Contains(sentence, measured, StringComparison.Ordinal);
        Assert.Equal(word == "在范围外", measured.Contains("登记下来也得不到用标额度", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Land_outside_gives_no_allowance_is_said_before_it_is_recorded_and_not_to_whoever_only_looks_at_the_area()
    {
        const string outside = "122.12, 41.05\n122.121, 41.05\n122.121, 41.051\n122.12, 41.051", said = "recorded, it gives no allowance";
        var before = _house.Acts();
        Assert.Contains(said, (await _farmer.Post("/plots/new?lang=en", Form(("corners", outside)))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(said, (await _farmer.Post("/plots/new?lang=en", Form())).Text, StringComparison.Ordinal);
        var looked = (await _farmer.Post("/plots/new?lang=en", Form(("corners", outside), ("name", ""), ("step", "look")))).Text;
        Assert.DoesNotContain(said, looked, StringComparison.Ordinal);
        Assert.Contains("122.121, 41.051", looked, StringComparison.Ordinal);
        Assert.Equal(before, _house.Acts());
    }

    // A clover of half a kilometre in 5,000 corners, each up to four metres off, on a map of eleven.
    [Fact]
    public async Task The_list_draws_of_a_plot_what_can_be_seen_and_tells_programs_no_corner()
    {
        var corners = string.Join('\n', Enumerable.Range(0, 5_000).Select(i => (Angle: i * Math.PI / 2_500, Reach: 0.0025 + (0.001 * Math.Sin(7 * i * Math.PI / 2_500)) + (i * 7_919 % 100 * 0.000_000_4)))
            .Select(at => FormattableString.Invariant($"{122.05 + (at.Reach * Math.Cos(at.Angle)):0.########}, {41.05 + (at.Reach * Math.Sin(at.Angle)):0.########}")));
        Assert.Equal(HttpStatusCode.SeeOther, (await _farmer.Post("/plots/new?lang=en", Form(("corners", corners), ("step", "record")))).Status);
        var drawn = PlotPath().Matches((await _farmer.Get("/plots")).Text).Select(path => path.Value.Count(letter => letter == 'L') + 1).Order().ToList();
        // The one that the village has is a square.
        Assert.Equal(4, drawn[0]);
        Assert.InRange(drawn[1], 8, 100);
        Assert.All((await _village.Farmer.Get("/api/v1/plots")).GetProperty("items").EnumerateArray(), plot => Assert.False(plot.TryGetProperty("geometry", out _)));
    }

    [Theory]
    [InlineData("zh", "corners", "122, 41\n122.01, 41\nabc", "第 3 行读不懂")]
    [InlineData("en", "corners", "122, 41\n122.01", "Line 2 cannot be read")]
    [InlineData("zh", "corners", "122, 41\n122.01, 41", "至少要三个角")]
    [InlineData("zh", "corners", "122, 41\nNaN, 41\n122, 42", "第 2 行读不懂")]
    [InlineData("zh", "corners", "122, 41\n122.01, 41\n41.01, 122.01", "第 3 个角：经度和纬度写反了")]
    [InlineData("en", "corners", "122, 41\n122.01, 41\n41.01, 122.01", "Corner 3: Longitude and latitude are swapped")]
    [InlineData("zh", "corners", "40512345.6, 4541234\n40512345.7, 4541234\n40512345.6, 4541235", "平面坐标")]
    [InlineData("zh", "corners", "122, 41\n122.01, 41.01\n122.01, 41\n122, 41.01", "自己交叉或碰到了自己，大约在 122.005000, 41.005000")]
    [InlineData("zh", "corners", "{\"type\":\"Point\"}", "没有地块")]
    [InlineData("zh", "datum", "", "从不替您猜")]
    [InlineData("zh", "accuracyMetres", "很准", "请填一个数")]
    [InlineData("zh", "accuracyMetres", "-1", "0 到 1000 米")]
    [InlineData("zh", "name", "", "不能空着")]
    [InlineData("zh", "partyId", "x", "从列表里选")]
    public async Task What_is_wrong_is_told_at_its_field_with_its_place_and_what_was_typed_stays(string language, string field, string typed, string told)
    {
        var before = _house.Acts();
        var answer = await _farmer.Post($"/plots/new?lang={language}", Form((field, typed), ("step", "record")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(told, answer.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        if (field != "name")
            Assert.Contains("value=\"村东&lt;b&gt;\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, _house.Acts());
    }

    [Fact]
    public async Task A_file_fills_the_field_and_is_never_recorded_unseen_and_of_several_plots_one_is_chosen()
    {
        var before = _house.Acts();
        const string kml = "<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>122.06,41.06,0 122.063,41.06,0 122.063,41.063,0 122.06,41.06,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>";
        var one = await Send(kml, Form(("step", "record"), ("corners", "")));
        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Contains("122.06, 41.06\n122.063, 41.06\n122.063, 41.063</textarea>", WebUtility.HtmlDecode(one.Text), StringComparison.Ordinal);

        var two = await Send(
            """{"type":"MultiPolygon","coordinates":[[[[122.06,41.06],[122.063,41.06],[122.063,41.063],[122.06,41.06]]],[[[122.07,41.06],[122.071,41.06],[122.071,41.061],[122.07,41.06]]]]}""", Form());
        Assert.Equal(HttpStatusCode.BadRequest, two.Status);
        Assert.Contains("<option value=\"2\"", two.Text, StringComparison.Ordinal);
        Assert.Contains("No. 2, 7.00 mu", two.Text, StringComparison.Ordinal);
        Assert.Equal(before, _house.Acts());
        var text = WebUtility.HtmlDecode(two.Text.Split("<textarea")[1].Split('>')[1].Split("</textarea")[0]);
        var recorded = await _farmer.Post("/plots/new?lang=en", Form(("corners", text), ("part", "2"), ("step", "record")));
        Assert.Contains("7.00 mu", (await _farmer.Get(recorded.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _farmer.Post("/plots/new?lang=en", Form(("corners", text), ("part", "3"), ("step", "record")))).Status);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><kml>&e;</kml>", "已损坏或不是这里能读的格式")]
    [InlineData("", "已损坏或不是这里能读的格式")]
    public async Task A_file_that_cannot_be_read_is_refused_at_its_field(string content, string told)
    {
        var answer = await Send(content + " ", Form(("corners", "")), "zh");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(told, answer.Text.Split("id=\"file-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_sees_neither_the_plot_nor_its_place()
    {
        using var mill = await _house.Staffed("Mill", Role.Producer, "mill");
        Assert.Equal(HttpStatusCode.NotFound, (await mill.Get($"/plots/{_village.Plot}")).Status);
        Assert.DoesNotContain("一号田", (await mill.Get("/plots")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("一号田", (await mill.Get("/plots/new")).Text, StringComparison.Ordinal);
        Assert.Contains("一号田", (await _farmer.Get("/plots/new")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_page_on_which_land_is_drawn_may_show_tiles_and_only_of_the_host_that_the_operator_named()
    {
        Assert.Contains("img-src 'self' data:; ", (await _farmer.Get("/plots/new")).Policy, StringComparison.Ordinal);
        await using var house = await OpenHouse.Open(("Pages:TileUrl", "https://tiles.example.cn/{z}/{x}/{y}.png?tk=1"), ("Pages:TileAttribution", "天地图"));
        await Village.Settle(house);
        using var farmer = await house.Staffed("Farmer", Role.Producer, "farmer");
        var page = await farmer.Get("/plots/new");
        Assert.Contains("img-src 'self' data: https://tiles.example.cn; ", page.Policy, StringComparison.Ordinal);
        Assert.Contains("底图：天地图", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tiles.example.cn", (await farmer.Get("/plots")).Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://tiles.example.cn/{z}/{x}/{y}.png", "a")]
    [InlineData("https://tiles.example.cn/{z}/{x}.png", "a")]
    [InlineData("https://{x}.example.cn/{z}/{x}/{y}.png", "a")]
    [InlineData("https://tiles.example.cn;script-src */{z}/{x}/{y}.png", "a")]
    [InlineData("https://name:secret@tiles.example.cn/{z}/{x}/{y}.png", "a")]
    [InlineData("https://tiles.example.cn/{z}/{x}/{y}/{s}.png", "a")]
    [InlineData("https://tiles.example.cn/{z}/{x}/{y}.png", " ")]
    public async Task A_source_of_tiles_that_cannot_be_used_stops_the_start(string url, string attribution)
    {
        var refused = await Assert.ThrowsAsync<Traceability.Storage.SettingException>(() => OpenHouse.Open(("Pages:TileUrl", url), ("Pages:TileAttribution", attribution)));
        Assert.StartsWith("Pages:Tile", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private (string Name, string Value)[] Form(params (string Name, string Value)[] others)
    {
        (string Name, string Value)[] usual = [("partyId", $"{_village.Farm}"), ("name", "村东<b>"), ("corners", Inside), ("datum", "wgs84"), ("accuracyMetres", "3"), ("step", "measure")];
        return [.. usual.ExceptBy(others.Select(other => other.Name), field => field.Name), .. others];
    }

    private async Task<DeskAnswer> Send(string file, (string Name, string Value)[] fields, string language = "en")
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Prepend(("formToken", _farmer.Token)))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "land.kml");
        return await _farmer.Send(new HttpRequestMessage(HttpMethod.Post, $"/plots/new?lang={language}") { Content = form });
    }

    [GeneratedRegex("<path class=\"plot\"[^>]*>")]
    private static partial Regex PlotPath();
}
