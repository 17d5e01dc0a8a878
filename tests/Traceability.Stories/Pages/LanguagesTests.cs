using Traceability.Pages;
using Traceability.Rights;

namespace Traceability.Stories.Pages;

public class LanguagesTests
{
    [Theory]
    [InlineData("en", "zh-CN", Language.En)]
    [InlineData("ZH-Hant", "en", Language.Zh)]
    [InlineData("fr", "en", Language.En)]
    [InlineData("", "en", Language.En)]
    [InlineData(null, null, Language.Zh)]
    [InlineData(null, "", Language.Zh)]
    [InlineData(null, "en-GB", Language.En)]
    [InlineData(null, "zh-CN,zh;q=0.9,en;q=0.8", Language.Zh)]
    [InlineData(null, "en-US,en;q=0.9,zh-CN;q=0.8", Language.En)]
    [InlineData(null, "zh;q=0.5, en;q=0.7", Language.En)]
    [InlineData(null, "en;q=0.7, zh;q=0.7", Language.En)]
    [InlineData(null, "zh;q=0.7, en;q=0.7", Language.Zh)]
    [InlineData(null, "fr-FR,fr;q=0.9,en;q=0.8", Language.En)]
    [InlineData(null, "fr, de", Language.Zh)]
    [InlineData(null, "*", Language.Zh)]
    [InlineData(null, "*, en;q=0.5", Language.Zh)]
    [InlineData(null, "zh;q=0, *", Language.En)]
    [InlineData(null, "en;q=0", Language.Zh)]
    [InlineData(null, "en;q=high, zh;q=0.1", Language.Zh)]
    [InlineData(null, "en;q=5, zh;q=0.1", Language.Zh)]
    [InlineData(null, ";;,,=;q=,zh", Language.Zh)]
    public void What_is_asked_for_wins_and_then_what_is_liked_better(string? asked, string? accepted, Language expected) =>
        Assert.Equal(expected, Languages.Choose(asked, accepted));

    [Fact]
    public void Only_the_first_twenty_likings_are_looked_at()
    {
        var fillers = string.Concat(Enumerable.Repeat("fr,", 19));

        Assert.Equal(Language.En, Languages.Choose(null, fillers + "en"));
        Assert.Equal(Language.Zh, Languages.Choose(null, fillers + "fr,en"));
    }

    [Theory]
    [InlineData("/CODE", "/CODE?lang=en")]
    [InlineData("/check?code=A%26B", "/check?code=A%26B&lang=en")]
    public void A_language_joins_the_query_of_an_address(string path, string expected) =>
        Assert.Equal(expected, Language.En.Address(path));

    [Theory]
    [InlineData(Language.En, "Geographical indication")]
    [InlineData(Language.Zh, "地理标志")]
    public void A_line_begins_with_a_capital_in_English(Language language, string expected) =>
        Assert.Equal(expected, language.Begin(RightWords.Of(RightKind.GeographicalIndication)));

    [Theory]
    [InlineData(999, "999 克", "999 g")]
    [InlineData(1_000, "1 公斤", "1 kg")]
    [InlineData(3_977_008_500, "3,977,008.5 公斤", "3,977,008.5 kg")]
    public void A_mass_is_told_in_the_unit_that_people_say(long grams, string zh, string en) => Assert.Equal(new PlainWords(zh, en), Figures.Weight(grams));
}
