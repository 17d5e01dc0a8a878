using Traceability.Pages;
using Traceability.Pages.Scans;

namespace Traceability.Stories.Pages;

public class PlainPageTests
{
    public static TheoryData<Language> BothLanguages => [Language.Zh, Language.En];

    [Theory, MemberData(nameof(BothLanguages))]
    public async Task The_front_page_leads_a_typed_code_to_the_check(Language language)
    {
        var page = await Page<TypeCodePage>(language);

        Assert.Contains("""<form class="ask" action="/check">""", page);
        Assert.Contains($"name=\"lang\" value=\"{language.Tag()}\"", page);
        Assert.Contains("name=\"code\"", page);
        Assert.Contains("""href="/?lang=zh" lang="zh""", page);
        Assert.Contains("""href="/?lang=en" lang="en""", page);
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_field_and_goes_along_to_the_other_language()
    {
        foreach (var page in (string[])[await Page<TypeCodePage>(Language.Zh, (nameof(TypeCodePage.Typed), "7K&\"")), await Page<ScanPage>(Language.Zh, (nameof(ScanPage.Typed), "7K&\""))])
        {
            Assert.Contains("""value="7K&amp;&quot;" """, page);
            Assert.Contains("""?code=7K%26%22&amp;lang=en" lang="en""", page);
        }
    }

    [Theory, MemberData(nameof(BothLanguages))]
    public async Task The_desk_links_its_description(Language language) =>
        Assert.Contains("""href="/openapi/v1.json""", await Page<DeskHomePage>(language));

    [Fact]
    public async Task A_typing_slip_shows_what_was_typed_as_text_and_keeps_it_for_the_other_language()
    {
        var page = await Page<ErrorPage>(Language.Zh, (nameof(ErrorPage.Status), 400), (nameof(ErrorPage.Code), "mistyped"), (nameof(ErrorPage.Typed), "<b>&\"7K"));

        Assert.Contains("请核对输入", page);
        Assert.Contains("""<b class="code">&lt;b&gt;&amp;&quot;7K</b>""", page);
        Assert.Contains("""value="&lt;b&gt;&amp;&quot;7K""", page);
        Assert.Contains("""href="/check?code=%3Cb%3E%26%227K&amp;lang=en""", page);
    }

    [Fact]
    public async Task A_refusal_without_a_code_asks_the_same_address_in_the_other_language()
    {
        var page = await Page<ErrorPage>(Language.En, (nameof(ErrorPage.Status), 404));

        Assert.Contains("Nothing here", page);
        Assert.Contains("""href="?lang=zh""", page);
        Assert.DoesNotContain("You typed", page);
    }

    [Theory]
    [InlineData("mistyped", 400, "Check your typing")]
    [InlineData("noCode", 400, "Not a source code")]
    [InlineData("badGtin", 400, "The link is damaged")]
    [InlineData("notOurAddress", 422, "Not our address")]
    [InlineData("photoReaderMissing", 501, "No photos are read here")]
    [InlineData("noPhoto", 400, "No photo was chosen")]
    [InlineData("noCodeFound", 422, "No code in the photo")]
    [InlineData("severalLabels", 422, "More than one label")]
    [InlineData("photoKind", 415, "This kind of photo is not read")]
    [InlineData("photoTooLarge", 413, "The photo is too large")]
    [InlineData("photoDamaged", 422, "The photo is damaged")]
    [InlineData("badInput", 400, "No answer to that")]
    [InlineData(null, 404, "Nothing here")]
    [InlineData(null, 405, "Nothing here")]
    [InlineData(null, 413, "Too long")]
    [InlineData(null, 429, "Please wait")]
    [InlineData("busy", 503, "Busy right now")]
    [InlineData("failed", 500, "Our fault")]
    [InlineData(null, 599, "Our fault")]
    [InlineData(null, 418, "No answer to that")]
    public void Every_refusal_has_words_in_both_languages(string? code, int status, string title)
    {
        var words = ErrorWords.Of(code, status);

        Assert.Equal(title, words.Title.En);
        Assert.DoesNotMatch("[一-鿿]", words.Title.En + words.Sentence.En);
        Assert.Matches("[一-鿿]", words.Title.Zh);
        Assert.Matches("[一-鿿]", words.Sentence.Zh);
    }

    [Theory, MemberData(nameof(BothLanguages))]
    public async Task Plain_pages_ask_for_nothing_that_they_need(Language language)
    {
        string[] pages = [await Page<TypeCodePage>(language), await Page<DeskHomePage>(language), await Page<ErrorPage>(language, (nameof(ErrorPage.Status), 503)), await Page<PrivacyPage>(language)];

        Assert.All(pages, page =>
        {
            Assert.StartsWith("<!DOCTYPE html>", page);
            Assert.DoesNotMatch(@"\s(src|srcset|style|on\w+)=|@import|url\(|<script(?! nonce=.n0nce)", page);
            Assert.Contains("<style nonce=\"n0nce\">", page);
        });
    }

    private static Task<string> Page<TPage>(Language language, params (string Name, object? Value)[] more) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Rendered.Page<TPage>([("Language", language), ("Nonce", "n0nce"), ("OperatorName", "知源码"), .. more]);
}
