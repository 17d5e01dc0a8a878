using System.Net;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Pages of parties, rights and products: each in both languages, usable without script and by a reader aloud, asking nobody else for anything.</summary>
public sealed partial class PortalPageTests
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Every_page_speaks_one_language_names_its_fields_and_asks_nobody_else(string language)
    {
        await using var house = await OpenHouse.Open();
        var (product, zone) = (await house.Rice("Association"), await house.Zone());
        using var keeper = await house.Staffed("Association", Role.Association, "keeper", "Keeper");
        using var association = await house.Caller("Association", Role.Association, "reading");
        var party = (await association.Get("/api/v1/parties")).GetProperty("items")[0].GetProperty("id").GetGuid();
        var gi = (await association.Get("/api/v1/rights")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await house.Approve("Association", gi, party);
        var permission = (await association.Get($"/api/v1/rights/{gi}/permissions")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await keeper.Post($"/products/{product}/artwork", ("artwork@mark.png", Recorded.Artwork));
        string[] paths =
        [
            "/", "/parties", "/parties?find=none", "/parties/new", "/parties/import", $"/parties/{party}", "/rights", "/rights/new", .. Enum.GetNames<Traceability.Rights.RightKind>().Select(kind => $"/rights/new?kind={kind}"),
            $"/rights/{gi}", $"/permissions/{permission}/withdraw", "/products", "/products/new", "/products/new?kind=Gi", "/products/new?kind=Apparel", $"/products/{product}",
        ];
        var shown = new List<(string Path, DeskAnswer Page)>();
        foreach (var path in paths)
            shown.Add((path, await keeper.Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}")));
        shown.Add(("preview", await keeper.Post($"/parties/import?lang={language}", ("file@table.csv", Tables.Of(3) + "Bad,1,pilot\n"))));
        shown.Add(("zone", await keeper.Post($"/rights/{gi}/zone?lang={language}", ("version", "1"), ("zoneId", $"{zone}"))));
        foreach (var (path, page) in shown)
        {
            Assert.True(page.Status == HttpStatusCode.OK || path == "zone", $"{path}: {page.Status}");
            Assert.Contains($"<html lang=\"{language}\">", page.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\s(srcset|style|on\w+)=|@import|url\(|https?://", page.Text);
            Assert.DoesNotMatch("unsafe|\\*", page.Policy);
            var words = Markup().Replace(Script().Replace(InChinese().Replace(page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..], ""), ""), "");
            if (language == "en")
                Assert.True(Han().Match(words) is { Success: false }, $"{path}: {words}");
            var ids = Ids().Matches(page.Text).Select(match => match.Groups[1].Value).ToList();
            Assert.Equal(ids.Distinct(), ids);
            foreach (Match field in Fields().Matches(page.Text))
                Assert.Contains($"<label for=\"{field.Groups[1].Value}\"", page.Text, StringComparison.Ordinal);
            Assert.Equal(page.Text.Split("<form method=\"post\"").Length, page.Text.Split("name=\"formToken\"").Length);
            Assert.Single(page.Text.Split("<h1>")[1..]);
        }
    }

    [Fact]
    public async Task Whoever_may_only_look_is_shown_no_form()
    {
        await using var house = await OpenHouse.Open();
        var gi = await house.Gi("Association");
        var party = await house.Party("Authority");
        using var officer = await house.Staffed("Authority", Role.Officer, "officer");
        foreach (var path in (string[])["/rights", $"/rights/{gi}", $"/parties/{party}", "/products"])
            Assert.DoesNotContain("<form method=\"post\"", (await officer.Get(path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/parties/new", (await officer.Get("/parties")).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    // What our records say in Chinese is marked as such.
    [GeneratedRegex("<(\\w+)[^>]* lang=\"zh\"[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex InChinese();

    [GeneratedRegex("[一-鿿]")]
    private static partial Regex Han();

    [GeneratedRegex("\\sid=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<(?:input|select) id=\"([^\"]+)\"")]
    private static partial Regex Fields();
}
