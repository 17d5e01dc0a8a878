using System.Net;
using System.Text.RegularExpressions;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Alerts;
using Traceability.Stories.Manners;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A batch on its page, and what holds for every page from lot to label.</summary>
public sealed partial class BatchPageTests
{
    [Fact]
    public async Task A_batch_tells_how_often_it_was_checked_and_what_alerts_are_open_as_they_stand_now()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(3_000);
        await desk.Village.Range(batch, 1, 3_000, "Activated");
        Assert.Contains("By consumers 0 Open alerts none", MillDesk.Words(await desk.Mill.Get($"/batches/{batch}?lang=en")), StringComparison.Ordinal);
        // In the first block of serials and in the last.
        foreach (var serial in (int[])[1, 3_000])
        {
            using var scan = await desk.House.Browser.PostAsync("/v1/scans", new StringContent(
                $$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{(await desk.Village.Codes(batch, serial, 1)).Single()}}"}""", null, "application/json"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, scan.StatusCode);
        }

        await Alarm.Tell(desk.House, batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var page = await desk.Mill.Get($"/batches/{batch}?lang=en");
        Assert.Contains("By consumers 2 Open alerts ✕ 1", MillDesk.Words(page), StringComparison.Ordinal);
        Assert.Contains("data-live", page.Text, StringComparison.Ordinal);
        Assert.Matches("script-src 'nonce-[^']+' ; connect-src 'self'", page.Policy);
    }

    [Fact]
    public async Task Others_find_no_batch_of_ours_and_whoever_only_reads_is_offered_no_deed()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        using var rival = await desk.House.Staffed("Rival", Role.Producer, "eve");
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Get($"/batches/{batch}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Post($"/batches/{batch}/approval", ("agree", "yes"))).Status);
        Assert.DoesNotContain($"{batch}", (await rival.Get("/batches")).Text, StringComparison.Ordinal);
        using var reader = await desk.House.Staffed("Mill", Role.Association, "guild");
        var page = (await reader.Get($"/batches/{batch}?lang=en")).Text;
        Assert.Contains("40 labels", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/labels?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/ranges", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/batches", (await reader.Get($"/batches/{batch}/stock")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Every_page_speaks_one_language_names_every_field_and_holds_one_heading(string language)
    {
        await using var desk = await MillDesk.Open(("Labels:Printers:Packing", "127.0.0.1:9100"));
        var batch = await desk.Issue(1_200);
        var job = await desk.Village.PrintJob(new { batchId = batch, form = "Svg" });
        await desk.Village.Range(batch, 1, 5, "Spoiled", "smudged");
        await desk.Fill($"/batches/{batch}/rolls/new", ("name", "R1"), ("first", "1"), ("last", "40"));
        await desk.Fill($"/batches/{batch}/stock", ("roll", "R1"), ("applied", "1"), ("spoiled", "0"), ("destroyed", "0"), ("inStock", "0"));
        foreach (var path in (string[])["/", "/lots", "/lots/new", $"/lots/{desk.Lot}", $"/lots/{desk.Lot}/issue", "/batches", $"/batches/{batch}", $"/batches/{batch}/labels", $"/batches/{batch}/stock", $"/batches/{batch}/rolls/new", "/batches/ranges", $"/batches/ranges?batch={batch}", $"/print-jobs/{job}"])
        {
            var page = await desk.Mill.Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
            Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status}");
            Assert.Equal((path, 1), (path, Regex.Count(page.Text, "<h1")));
            Assert.DoesNotMatch(@"<[^>]*\s(src|style|on\w+)=", page.Text);
            Assert.DoesNotContain("unsafe-inline", page.Policy, StringComparison.Ordinal);
            var fields = Field().Matches(page.Text).Select(field => field.Groups[1].Value).ToList();
            Assert.Equal(fields.Distinct(), fields);
            Assert.All(fields, field => Assert.Contains($"for=\"{field}\"", page.Text, StringComparison.Ordinal));
            var plain = Foreign().Replace(page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..], "");
            var words = Tags().Replace(plain, " ");
            if (language == "en")
                Assert.False(Chinese().IsMatch(words), $"{path}: {Chinese().Match(words).Value}");
            else
                Assert.Matches(Chinese(), words);
        }
    }

    // What the village called its goods, and the sample, which is printed in Chinese whoever looks at it.
    [GeneratedRegex("<(\\w+)[^>]* lang=\"zh\"[^>]*>.*?</\\1>|<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Foreign();

    [GeneratedRegex("<script.*?</script>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("[一-鿿][^ ]*")]
    private static partial Regex Chinese();

    [GeneratedRegex("<(?:input|select) id=\"([^\"]+)\"")]
    private static partial Regex Field();
}
