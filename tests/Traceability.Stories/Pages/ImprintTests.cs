using System.Net;
using Traceability.Pages;
using Traceability.Storage;

namespace Traceability.Stories.Pages;

/// <summary>Both doors say who runs them, under which number, what is kept of people, and whom to tell.</summary>
public sealed class ImprintTests
{
    public static TheoryData<int, Language> EveryJudgement => [.. Answers.Judgements.SelectMany((_, at) => new[] { (at, Language.Zh), (at, Language.En) })];

    [Fact]
    public async Task Both_doors_sign_their_pages_and_lead_to_the_privacy_notice()
    {
        await using var house = await OpenHouse.Open(("Pages:OperatorName", "大洼区市场监管局"), ("Pages:IcpNumber", "辽ICP备12345678号-1"));
        using var desk = new HttpClient { BaseAddress = new Uri(house.DeskAddress) };
        foreach (var door in (HttpClient[])[house.Browser, desk])
        {
            foreach (var (language, own) in (IEnumerable<(string, string)>)[("zh", "最多 30 天"), ("en", "30 days at most")])
            {
                var front = await Page(door, $"/?lang={language}");
                Assert.Contains("大洼区市场监管局", front, StringComparison.Ordinal);
                Assert.Matches(""" · <a href="https://beian.miit.gov.cn/"( lang="zh")?>辽ICP备12345678号-1</a>""", front);
                Assert.Contains($"href=\"/privacy?lang={language}\"", front, StringComparison.Ordinal);
                var notice = await Page(door, $"/privacy?lang={language}");
                Assert.Contains(own, notice, StringComparison.Ordinal);
                Assert.Contains("大洼区市场监管局", notice, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_operators_own_notice_stands_in_place_of_ours_as_text()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "我们记什么\n\n<b>什么也不记</b>", TestContext.Current.CancellationToken);
        await using var house = await OpenHouse.Open(("Pages:PrivacyFile", file));
        File.Delete(file);
        var notice = await Page(house.Browser, "/privacy?lang=zh");

        Assert.Contains("<p>我们记什么</p>", notice, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;什么也不记", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("最多 30 天", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pages:OperatorName", "two\nlines")]
    [InlineData("Pages:OperatorName", "a name that is far too long to stand in a corner of a phone's page")]
    [InlineData("Pages:IcpNumber", "12345678")]
    [InlineData("Pages:IcpNumber", "京ICP备12345678号\"><script>")]
    [InlineData("Pages:ReportUrl", "http://example.cn/report")]
    [InlineData("Pages:ReportUrl", "javascript:alert(1)")]
    [InlineData("Pages:ReportUrl", "https://user:word@example.cn/")]
    [InlineData("Pages:ReportPhone", "call us")]
    [InlineData("Pages:ReportPhone", "1")]
    [InlineData("Pages:PrivacyFile", "/nowhere/privacy.txt")]
    [InlineData("Pages:PrivacyFile", "/tmp")]
    public async Task A_setting_that_cannot_stand_on_a_page_stops_the_start(string setting, string value) =>
        Assert.StartsWith(setting, (await Assert.ThrowsAsync<SettingException>(() => OpenHouse.Open((setting, value)))).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(EveryJudgement))]
    public async Task Every_answer_says_whom_to_tell_and_what_to_quote_and_a_bad_one_says_it_first(int at, Language language)
    {
        var judgement = Answers.Judgements[at];
        var page = WebUtility.HtmlDecode(await Answers.Page(Answers.Of(judgement), language, imprint: Answers.FullImprint));
        var (hotline, answered) = (page.IndexOf("href=\"tel:12315\"", StringComparison.Ordinal), page.IndexOf("class=\"f in\"", StringComparison.Ordinal));

        Assert.Equal(judgement.Verdict is Scans.Verdict.Suspicious or Scans.Verdict.Withdrawn or Scans.Verdict.NeverIssued, hotline < answered);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "href=\"tel:12315\""));
        Assert.Contains("href=\"tel:12345\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:+864271234567800\">+86 427 1234 5678 00</a>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Answers.FullImprint.ReportUrl}\"", page, StringComparison.Ordinal);
        Assert.Contains($"{Answers.Code.Printed}{language.Say("</b>，查验于 2025-11-22 21:30", "</b>, checked 2025-11-22 21:30")}", page, StringComparison.Ordinal);
    }

    private static async Task<string> Page(HttpClient door, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative)) { Headers = { { "Accept", "text/html" } } };
        using var answer = await door.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
