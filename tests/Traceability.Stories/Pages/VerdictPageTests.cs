using System.Text;
using System.Text.RegularExpressions;
using Traceability.Pages;
using Traceability.Pages.Scans;
using Traceability.Rights;
using Traceability.Scans;

namespace Traceability.Stories.Pages;

public class VerdictPageTests
{
    private const int PageBytesMax = 14_336;

    private static readonly string[] ChineseVerdictWords = ["首次查验", "已被查验", "存疑", "尚未启用", "作废", "召回", "未签发", "请核对输入", "可疑"];

    public static TheoryData<int, Language> EveryJudgement => [.. Answers.Judgements.SelectMany((_, at) => new[] { (at, Language.Zh), (at, Language.En) })];

    [Theory, MemberData(nameof(EveryJudgement))]
    public async Task The_richest_page_of_every_verdict_fits_its_first_packets(int at, Language language)
    {
        foreach (var letter in (string[])["'", "锦", "W", "😀", "\ud83d"])
        {
            var judgement = Answers.Judgements[at] with { Reason = Answers.Many(letter, 2_000), Since = Answers.Now };
            var place = Answers.Many(letter, 200);
            var answer = Answers.Of(judgement, Answers.Richest(letter), new(int.MaxValue, Answers.Now.AddYears(-1), new(place, place), Yours: false), gtinMismatch: true, cartonItems: 10_000);

            var page = await Answers.Page(answer, language, imprint: Answers.FullImprint);
            Assert.Equal(answer.Backing is not null, page.Contains("class=\"map\"", StringComparison.Ordinal));
            Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, PageBytesMax);
        }
    }

    [Theory, MemberData(nameof(EveryJudgement))]
    public async Task A_page_says_its_verdict_in_words_and_in_a_sign_of_its_own(int at, Language language)
    {
        var judgement = Answers.Judgements[at];

        var page = await Answers.Page(Answers.Of(judgement), language);

        var words = VerdictWords.Of(judgement, checks: 3);
        Assert.Contains($"<h1>{language.Say(words.Title)}</h1>", page);
        Assert.Contains(language.Say(words.WhatToDo), page);
        Assert.Contains(VerdictSign.Of(judgement.Verdict).Strokes, page);
        Assert.Contains("""href="tel:12315""", page);
        Assert.Contains(Answers.Code.Printed, page);
        Assert.DoesNotMatch("fake|假|counterfeit", page);
    }

    [Theory, MemberData(nameof(EveryJudgement))]
    public async Task A_page_asks_for_nothing_else_and_obeys_its_nonce(int at, Language language)
    {
        var page = await Answers.Page(Answers.Of(Answers.Judgements[at]), language);

        Assert.StartsWith("<!DOCTYPE html>", page);
        Assert.DoesNotMatch(@"\s(src|srcset|style|on\w+)=|@import|url\(", page);
        var shown = await Answers.Page(Answers.Of(Answers.Judgements[at], Answers.Rice with { Product = Answers.Rice.Product with { ArtworkSha256 = Answers.Many("0d", 32) } }), language);
        Assert.DoesNotMatch(@"\s(?<!<img loading=""lazy"" )src=", shown);
        Assert.Equal("data:,", Assert.Single(Regex.Matches(page, "<link[^>]* href=\"([^\"]*)\"")).Groups[1].Value);
        Assert.All(Regex.Matches(page, "<(style|script)[^>]*>"), tag => Assert.Contains("nonce=\"k9Zr0TqLx1uVb3NcYw8e5A==\"", tag.Value));
    }

    [Theory, MemberData(nameof(EveryJudgement))]
    public async Task The_English_page_carries_no_Chinese_verdict_words(int at, Language _)
    {
        var judgement = Answers.Judgements[at] with { Reason = null };

        var page = await Answers.Page(Answers.Of(judgement), Language.En);

        Assert.All(ChineseVerdictWords, word => Assert.DoesNotContain(word, page));
        Assert.Contains("""<html lang="en">""", page);
        // Every Chinese text stands in an element that says so, except the names of the service and of its languages.
        var unmarked = Regex.Replace(page, """<(\w+) [^>]*lang="zh"[^>]*>[^<]*</\1>|<title>[^<]*</title>|<style.*?</style>|<b><a [^>]*>知源码（演示）</a></b>""", "", RegexOptions.Singleline);
        Assert.DoesNotMatch("[一-鿿]", unmarked);
    }

    [Fact]
    public void Signs_differ_in_shape_and_read_well_on_paper_and_in_the_dark()
    {
        var signs = Enum.GetValues<Verdict>().Select(VerdictSign.Of).ToArray();

        Assert.Equal(signs.Length, signs.DistinctBy(sign => sign.Strokes.Split("/>")[0]).Count());
        Assert.All(signs, sign =>
        {
            Assert.InRange(Contrast.Between(sign.Ground, "#fffdf6"), 4.5, 21);
            Assert.InRange(Contrast.Between(sign.Ground, "#faf8f2"), 4.5, 21);
            Assert.InRange(Contrast.Between(sign.DarkAccent, "#171613"), 4.5, 21);
        });
    }

    [Theory]
    [InlineData(0, "paper by day")]
    [InlineData(1, "paper by night")]
    public async Task Running_text_reads_well_on_paper(int scheme, string _)
    {
        var root = Regex.Matches(await Answers.Page(Answers.Of(Answers.Judgements[0]), Language.Zh), ":root{[^}]*--p:(#[^;]*);[^}]*}")[scheme];

        Assert.All(Regex.Matches(root.Value, "--[imw]:(#[^;]*)"), ink => Assert.InRange(Contrast.Between(root.Groups[1].Value, ink.Groups[1].Value), 4.5, 21));
    }

    [Theory]
    [InlineData(Language.Zh, "有权利今日不具效力", "于 2025-08-01 被宣告无效，自始无效")]
    [InlineData(Language.En, "A right is not in force today", "declared invalid on 2025-08-01, void from the beginning")]
    public async Task A_right_that_fell_stands_above_the_goods_in_letters_of_the_verdict(Language language, string banner, string why)
    {
        var page = await Answers.Page(Answers.Of(Answers.Judgements[0], Answers.Rice with { Rights = [Answers.Indication, Answers.LapsedPatent] }), language);

        Assert.InRange(page.IndexOf(banner, StringComparison.Ordinal), page.IndexOf("<h1>", StringComparison.Ordinal), page.IndexOf("<h3", StringComparison.Ordinal));
        Assert.Contains(why, page);
        Assert.Contains(language.Say(RightWords.Of(RightKind.DesignPatent, Answers.LapsedPatent.AsRecordedThen)), page);
        Assert.DoesNotContain(banner, await Answers.Page(Answers.Of(Answers.Judgements[0]), language));
    }

    [Theory]
    [InlineData(Language.Zh, "今日：受保护", "登记方自报，未经复核")]
    [InlineData(Language.En, "Today: protected", "as told by whoever recorded it, not checked")]
    public async Task A_right_that_nobody_checked_is_told_so_and_bears_no_tick(Language language, string today, string told)
    {
        var selfTold = await Answers.Page(Answers.Of(Answers.Judgements[0], Answers.Rice with { Rights = [Answers.Indication with { IsChecked = false }], Origin = null }), language, scanId: null);
        Assert.Contains($"△ {today}{language.Say("，", ", ")}{told}</p>", selfTold);
        Assert.DoesNotContain("✓", selfTold);

        var page = await Answers.Page(Answers.Of(Answers.Judgements[0]), language);
        Assert.Contains($"✓ {today}</p>", page);
        Assert.DoesNotContain(told, page);
    }

    [Theory]
    [InlineData(Language.Zh, "边界：<span>天地图 2024 年版</span>，2024-06-01", "查另一个码")]
    [InlineData(Language.En, "Border: <span lang=\"zh\">天地图 2024 年版</span>, 2024-06-01", "Check another code")]
    public async Task A_page_names_who_drew_the_border_and_leads_home_and_to_the_next_code(Language language, string border, string next)
    {
        var page = await Answers.Page(Answers.Of(Answers.Judgements[0]), language);
        Assert.Contains(border, page);
        Assert.Contains($"<header><b><a href=\"/?lang={language.Tag()}\">", page);
        Assert.Contains($"href=\"/scan?lang={language.Tag()}\">{next}</a>", page);
    }

    [Fact]
    public async Task What_was_on_record_then_is_told_only_where_it_differs()
    {
        var then = "当时记载";

        Assert.DoesNotContain(then, await Answers.Page(Answers.Of(Answers.Judgements[0]), Language.Zh));
        Assert.Contains(then, await Answers.Page(Answers.Of(Answers.Judgements[0], Answers.Rice with { Rights = [Answers.LapsedPatent] }), Language.Zh));
    }

    [Fact]
    public async Task A_page_counts_only_an_issued_label_once_and_not_for_its_owner()
    {
        var fresh = Answers.Judgements[0];
        var yours = new ScanTally(1, Answers.Now.AddMinutes(-2), null, Yours: true);

        Assert.Contains("""name="scanId" value="0193""", await Answers.Page(Answers.Of(fresh), Language.Zh));
        Assert.Contains("/v1/scans", await Answers.Page(Answers.Of(fresh), Language.Zh));
        Assert.DoesNotContain("<script", await Answers.Page(Answers.Of(fresh, scans: yours), Language.Zh));
        Assert.DoesNotContain("<script", await Answers.Page(Answers.Of(Answers.Judgements[^1]), Language.Zh));
        Assert.DoesNotContain("<script", await Answers.Page(Answers.Of(fresh), Language.Zh, scanId: null));
    }

    [Theory]
    [InlineData(Language.Zh, 24, "<b>箱码 · 24 件</b>")]
    [InlineData(Language.En, 24, "<b>Carton of 24 items</b>")]
    [InlineData(Language.En, 1, "<b>Carton of 1 item</b>")]
    public async Task The_code_of_a_carton_says_how_many_it_stands_for(Language language, int items, string line)
    {
        var page = await Answers.Page(Answers.Of(Answers.Judgements[0], cartonItems: items), language);

        Assert.InRange(page.IndexOf(line, StringComparison.Ordinal), page.IndexOf("<h1>", StringComparison.Ordinal), page.IndexOf("<h2>", StringComparison.Ordinal));
        Assert.DoesNotMatch("箱码|Carton of", await Answers.Page(Answers.Of(Answers.Judgements[0]), language));
        if (language == Language.En)
            Assert.All(ChineseVerdictWords.Append("箱码"), word => Assert.DoesNotContain(word, page));
    }

    [Fact]
    public async Task Names_from_outside_stay_text()
    {
        var evil = "\"><script>alert(1)</script>";
        var backing = Answers.Rice with { Product = Answers.Rice.Product with { Name = evil, NameEn = evil, Lot = evil }, Producer = new(evil, evil) };

        foreach (var language in Enum.GetValues<Language>())
        {
            var page = await Answers.Page(Answers.Of(Answers.Judgements[2] with { Reason = evil }, backing), language, scanId: null);

            Assert.DoesNotContain("<script", page);
            Assert.Contains("&lt;script&gt;", page);
        }
    }

    [Fact]
    public async Task A_demonstration_says_so_before_anything_else()
    {
        var page = await Answers.Page(Answers.Of(Answers.Judgements[0]), Language.En);
        var real = await Answers.Page(Answers.Of(Answers.Judgements[0], Answers.Rice with { IsDemonstration = false }), Language.En);

        Assert.InRange(page.IndexOf("Demonstration", StringComparison.Ordinal), 0, page.IndexOf("<header", StringComparison.Ordinal));
        Assert.DoesNotContain("Demonstration", real);
    }

    [Fact]
    public async Task A_map_that_would_burst_the_page_is_left_out_and_the_words_stay()
    {
        var sketch = Answers.Origin.Sketch! with { ZonePath = new string('1', 3_500) };
        var page = await Answers.Page(Answers.Of(Answers.Judgements[0], Answers.Rice with { Origin = Answers.Origin with { Sketch = sketch } }), Language.En);

        Assert.DoesNotContain("class=\"map\"", page);
        Assert.Contains("at least 1.2 km from its border", page);
        Assert.Contains("class=\"map\"", await Answers.Page(Answers.Of(Answers.Judgements[0]), Language.En));
    }
}
