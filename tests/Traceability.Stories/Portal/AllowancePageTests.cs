using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Allowance on pages: how the land makes labels, who grants it, and how it goes from farmer to mill.</summary>
public sealed class AllowancePageTests : IAsyncLifetime
{
    private const string FarmUscc = "92340603MA2PBMD304", MillUscc = "91110000600037341L";

    private OpenHouse _house = null!;
    private Village _village = null!;
    private DeskBrowser _farmer = null!, _mill = null!, _keeper = null!;
    private string _granted = "";

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _village = await Village.Settle(_house);
        _farmer = await _house.Staffed("Farmer", Role.Producer, "farmer");
        _mill = await _house.Staffed("Mill", Role.Producer, "mill");
        _keeper = await _house.Staffed("Association", Role.Association, "keeper");
        _granted = Kilograms(_house.Count("SELECT quantity FROM plot_grant"));
    }

    public async ValueTask DisposeAsync()
    {
        _farmer.Dispose();
        _mill.Dispose();
        _keeper.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_grower_sees_how_his_land_makes_his_allowance_and_why_some_land_does_not()
    {
        await _village.MakePlot(_village.Farmer, _village.Farm, "界外田", 122.2, 41.05, 100);
        await _village.MakePlot(_village.Farmer, _village.Farm, "跨界田", 122.1, 41.05, 258.199);
        await _village.MakePlot(_village.Farmer, _village.Farm, "重叠田", 122.052, 41.05, 258.199);
        var page = (await _farmer.Get("/allowance?lang=zh")).Text;
        Assert.Matches("^39,02", _granted);
        Assert.Contains($"<b>{_granted}</b> 公斤可用，到", page, StringComparison.Ordinal);
        Assert.Contains("600 公斤 × 65 % = 390 公斤成品", page, StringComparison.Ordinal);
        Assert.Matches("一号田</th>\\s*<td class=\"num\" data-name=[^>]*>100.06</td>", page);
        Assert.Contains("没有土地在保护范围内", Row(page, "界外田"), StringComparison.Ordinal);
        Assert.Contains("只有 50 % 在范围内", Row(page, "跨界田"), StringComparison.Ordinal);
        Assert.Contains("还没核发", Row(page, "跨界田"), StringComparison.Ordinal);
        Assert.Contains("平方米与本产季已核发的另一块地重叠", Row(page, "重叠田"), StringComparison.Ordinal);
        Assert.Contains("已核发", Row(page, "一号田"), StringComparison.Ordinal);
        // What the land gives and what is left are two sums: the page tells what lies between them.
        Assert.Matches($"已核发合计 {_granted} 公斤；还没核发、不能用的 [0-9,.]+ 公斤。", page);
    }

    [Fact]
    public async Task More_plots_than_are_listed_are_counted_all_the_same()
    {
        for (var number = 0; number < 100; number++)
            await _village.MakePlot(_village.Farmer, _village.Farm, $"田 {number}", 122.01 + number * 0.0005, 41.02, 20);
        _house.Clock.GoTo(OpenHouse.Noon.AddMinutes(1));
        var unlisted = await _village.Grant(await _village.MakePlot(_village.Farmer, _village.Farm, "第一百零二块", 122.01, 41.03, 20));
        var page = MillDesk.Words(await _farmer.Get("/allowance?lang=zh"));
        var granted = Kilograms(_house.Count("SELECT sum(quantity) FROM plot_grant"));
        Assert.Contains($"{granted} 公斤可用", page, StringComparison.Ordinal);
        Assert.Contains($"已核发合计 {granted} 公斤（还有地块没有列在这里）", page, StringComparison.Ordinal);
        Assert.Contains($"自家土地核发 {granted} 公斤", page, StringComparison.Ordinal);
        Assert.True(unlisted.GetProperty("grams").GetInt64() > 0);
    }

    [Fact]
    public async Task Every_gram_that_moved_stands_in_the_account_and_what_is_left_is_told_in_labels()
    {
        await _village.Transfer(10_000_000);
        await _village.Issue(await _village.MakeLot("L1", 6_000_000), 1_000, "a");
        var page = WebUtility.HtmlDecode((await _mill.Get("/allowance?lang=en")).Text);
        Assert.Contains("<b>4,000</b> kg left", page, StringComparison.Ordinal);
        Assert.Contains("4,000 ÷ 5 kg = <b>800</b> labels that may still be printed; 200 more in its lots", page, StringComparison.Ordinal);
        foreach (var (step, kilograms) in (((string, string)[])[("+ received", "10,000"), ("− set aside for lots", "1,000"), ("− on labels", "5,000")]))
            Assert.Contains($"<dt>{step}</dt><dd class=\"num\">{kilograms} kg</dd>", page, StringComparison.Ordinal);
        // What may be labelled in one size or the other is no fraction.
        await _village.Producer.Make("/api/v1/products", new { kind = "Gi", name = "重装 500 g", giRightId = _village.GiRight, netContentGrams = 500 });
        Assert.Matches("<b>800</b> labels that may still be printed; 200 more in its lots</p>\\s*<p lang=\"zh\">or 重装 500 g: 4,000 ÷ 0.5 kg = <b>8,000</b> labels that may still be printed</p>", WebUtility.HtmlDecode((await _mill.Get("/allowance?lang=en")).Text));
        var given = (await _farmer.Get("/allowance?lang=en")).Text;
        Assert.Contains("<dt>− given</dt><dd class=\"num\">10,000 kg</dd>", given, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keeper_opens_a_season_sees_the_arithmetic_grants_and_sees_what_became_of_it()
    {
        await _village.MakePlot(_village.Farmer, _village.Farm, "二号田", 122.07, 41.05, 258.199);
        await _village.MakePlot(_village.Farmer, _village.Farm, "秘密田", 122.2, 41.05, 100);
        await _keeper.Get("/allowance/seasons/new?lang=en");
        var opened = await _keeper.Post("/allowance/seasons/new?lang=en", Season());
        Assert.Matches("^/allowance/seasons/[0-9a-f-]{36}\\?done=opened&lang=en$", opened.Location);
        var season = opened.Location!.Split('?')[0];
        Assert.Equal(655, _house.Count("SELECT processing_yield_per_mille FROM season WHERE name = '2027'"));
        Assert.Contains("2027", (await _keeper.Get("/allowance")).Text, StringComparison.Ordinal);

        var page = (await _keeper.Get($"{season}?party={FarmUscc}&lang=en")).Text;
        Assert.Contains("Grant all 2", page, StringComparison.Ordinal);
        Assert.Contains("1 more of its plots lies outside", page, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密田", page, StringComparison.Ordinal);
        var before = _house.Acts();
        Assert.Equal($"{season}?party={_village.Farm}&done=granted&granted=1&lang=en", (await _keeper.Post($"{season}/grants?lang=en", ("partyId", $"{_village.Farm}"), ("plotId", $"{_village.Plot}"))).Location);
        Assert.Equal(before + 1, _house.Acts());
        Assert.Contains("already granted its allowance", (await _keeper.Post($"{season}/grants?lang=en", ("partyId", $"{_village.Farm}"), ("plotId", $"{_village.Plot}"))).Text, StringComparison.Ordinal);
        Assert.EndsWith("granted=1&lang=en", (await _keeper.Post($"{season}/grants?lang=en", ("partyId", $"{_village.Farm}"))).Location, StringComparison.Ordinal);
        Assert.Contains("大洼农场", Row((await _keeper.Get($"{season}?lang=en")).Text, "大洼农场"), StringComparison.Ordinal);
        Assert.Equal(2, _house.Count("SELECT count(*) FROM plot_grant JOIN season ON season.id = season_id WHERE season.name = '2027'"));

        Assert.Contains("after its last day", (await _keeper.Post($"{season}/close?lang=en")).Text, StringComparison.Ordinal);
        _house.Clock.GoTo(OpenHouse.Noon.AddDays(400));
        using var later = await _house.Staffed("Association", Role.Association, "later");
        await later.Get(season);
        Assert.Equal($"{season}?done=closed&lang=en", (await later.Post($"{season}/close?lang=en")).Location);
        Assert.Contains("closed", (await later.Get($"{season}?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_totals_tell_land_allowance_and_labels_of_each_party()
    {
        await _village.Transfer(10_000_000);
        var batch = await _village.Issue(await _village.MakeLot("L1", 6_000_000), 1_000, "a");
        await _village.Range(batch, 1, 300, "Activated");
        await _village.Range(batch, 400, 449, "Activated");
        var page = (await _keeper.Get($"/allowance/seasons/{_village.Season}?lang=en")).Text;
        Assert.Matches("^0 0[.0]* 0 10,000 0 5,000 350$", Numbers(page, "辽河口米业"));
        Assert.Matches($"^1 [0-9.]+ {_granted} 0 10,000 0 0$", Numbers(page, "大洼农场"));
        Assert.Matches($"^1 [0-9.]+ {_granted} 10,000 10,000 5,000 350$", Numbers(page, ">Total<"));
        // On a phone the columns are cards, and each number says what it is.
        Assert.Contains("<td class=\"num\" data-name=\"Activated (labels)\">350</td>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "yieldCapGramsPerMu", "0", "每亩单产上限请填")]
    [InlineData("zh", "yieldCapGramsPerMu", "600.0001", "最多 3 位小数")]
    [InlineData("zh", "processingYieldPerMille", "100.1", "0.1 到 100")]
    [InlineData("zh", "processingYieldPerMille", "99999999999999", "0.1 到 100")]
    [InlineData("zh", "processingYieldPerMille", "65.55", "最多 1 位小数")]
    [InlineData("zh", "endsOn", "2026-01-01", "要在开始之后")]
    [InlineData("en", "startsOn", "", "Give a day")]
    [InlineData("zh", "name", "2026", "已有同名的产季")]
    [InlineData("zh", "giRightId", "", "从列表里选")]
    public async Task What_is_wrong_with_a_season_is_told_at_its_field(string language, string field, string typed, string told)
    {
        await _keeper.Get("/allowance/seasons/new");
        var before = _house.Acts();
        var answer = await _keeper.Post($"/allowance/seasons/new?lang={language}", [.. Season().Where(one => one.Name != field), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(told, answer.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Equal(before, _house.Acts());
    }

    [Theory]
    [InlineData("123", "18 位统一社会信用代码")]
    [InlineData("911522010783762860", "没有地块")]
    [InlineData("91620105665404165K", "还没有人登记过")]
    public async Task A_party_is_found_by_its_code_only(string typed, string told)
    {
        var page = await _keeper.Get($"/allowance/seasons/{_village.Season}?party={typed}");
        Assert.Contains(told == "没有地块" ? "它在保护范围内还没有登记地块" : told, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_season_is_shown_and_granted_by_its_keeper_alone()
    {
        using var rival = await _house.Staffed("Rival", Role.Association, "rival");
        await rival.Get("/allowance");
        var before = _house.Acts();
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Get($"/allowance/seasons/{_village.Season}?party={FarmUscc}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Post($"/allowance/seasons/{_village.Season}/close")).Status);
        var plot = await _village.MakePlot(_village.Farmer, _village.Farm, "二号田", 122.07, 41.05, 100);
        Assert.NotEqual(HttpStatusCode.SeeOther, (await rival.Post($"/allowance/seasons/{_village.Season}/grants", ("partyId", $"{_village.Farm}"), ("plotId", $"{plot}"))).Status);
        Assert.Equal(before + 1, _house.Acts());
    }

    [Fact]
    public async Task A_transfer_is_offered_in_kilograms_and_counts_when_both_have_agreed()
    {
        await _farmer.Get("/allowance/transfers");
        Assert.Equal("/allowance/transfers?done=offered&lang=zh", (await Offer("12,000.5")).Location);
        Assert.Equal(12_000_500, _house.Count("SELECT quantity FROM transfer"));
        Assert.Contains("等对方确认", (await _farmer.Get("/allowance/transfers?lang=zh")).Text, StringComparison.Ordinal);
        Assert.Contains("有 1 笔额度划转等您确认", (await _mill.Get("/allowance?lang=zh")).Text, StringComparison.Ordinal);
        var offer = (await _mill.Get("/allowance/transfers?lang=zh")).Text;
        Assert.Contains("大洼农场</span> → <span>辽河口米业", offer, StringComparison.Ordinal);
        var confirm = offer.Split("action=\"")[1].Split('"')[0];
        Assert.Equal("/allowance/transfers?done=confirmed&lang=zh", (await _mill.Post(confirm)).Location);
        Assert.Contains("<b>12,000.5</b> 公斤可用", (await _mill.Get("/allowance?lang=zh")).Text, StringComparison.Ordinal);
        var again = await _mill.Post(confirm);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("已经确认过了", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_it_is_answered_the_giver_takes_it_back_and_a_stranger_can_do_nothing_with_it()
    {
        await _farmer.Get("/allowance/transfers");
        await Offer("100");
        var page = (await _farmer.Get("/allowance/transfers?lang=zh")).Text;
        var end = page.Split("action=\"")[1].Split('"')[0];
        Assert.Contains("/decline", end, StringComparison.Ordinal);
        Assert.Contains("只有收到的一方能确认", (await _farmer.Post(end.Replace("decline", "confirm", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
        using var stranger = await _house.Staffed("Stranger", Role.Producer, "stranger");
        await stranger.Get("/allowance/transfers");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post(end)).Status);
        Assert.Equal("/allowance/transfers?done=ended&lang=zh", (await _farmer.Post(end)).Location);
        Assert.Contains($"<b>{_granted}</b> 公斤可用", (await _farmer.Get("/allowance?lang=zh")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_nothing_is_told_why_his_offer_came_to_nothing()
    {
        await _mill.Get("/allowance/transfers");
        var refused = await _mill.Post("/allowance/transfers?lang=zh", ("seasonId", $"{_village.Season} {_village.Mill}"), ("toPartyId", FarmUscc), ("grams", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("没有这么多额度：还有 0 公斤可用", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grams", "0", "要划转的重量")]
    [InlineData("grams", "1.0001", "最多 3 位小数")]
    [InlineData("grams", "1000000", "没有这么多额度：还有 3")]
    [InlineData("toPartyId", "9111", "18 位统一社会信用代码")]
    [InlineData("toPartyId", FarmUscc, "不能划给自己")]
    [InlineData("seasonId", "x", "请选您登记的主体")]
    public async Task What_is_wrong_with_an_offer_is_told_at_its_field_and_nothing_moves(string field, string typed, string told)
    {
        await _farmer.Get("/allowance/transfers");
        var before = _house.Acts();
        var answer = field switch { "grams" => await Offer(typed), "toPartyId" => await Offer("1", taker: typed), _ => await Offer("1", from: typed) };
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(told, answer.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Equal(before, _house.Acts());
    }

    private Task<DeskAnswer> Offer(string kilograms, string taker = MillUscc, string? from = null) =>
        _farmer.Post("/allowance/transfers?lang=zh", ("seasonId", from ?? $"{_village.Season} {_village.Farm}"), ("toPartyId", taker), ("grams", kilograms));

    private (string Name, string Value)[] Season() =>
        [("giRightId", $"{_village.GiRight}"), ("name", "2027"), ("startsOn", Village.Day(_house, -1)), ("endsOn", Village.Day(_house, 300)), ("yieldCapGramsPerMu", "550.5"), ("processingYieldPerMille", "65.5")];

    private static string Numbers(string page, string name) =>
        string.Join(' ', System.Text.RegularExpressions.Regex.Matches(Row(page, name), "<td[^>]*>([^<]*)<").Select(cell => cell.Groups[1].Value.Trim()));

    private static string Row(string page, string name) => page.Split(name)[1].Split("</tr>")[0] + name;

    private static string Kilograms(long grams) => Traceability.Pages.Origins.LandWords.Kilograms(grams);
}
