using System.Net;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Labels designed and taken on a page.</summary>
public sealed partial class LabelPageTests(OpenMill open) : IClassFixture<OpenMill>
{
    [Fact]
    public async Task The_sample_is_a_real_symbol_whose_code_was_never_issued_and_to_see_it_leaves_no_act()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        var before = desk.House.Acts();
        var page = await desk.Mill.Get($"/batches/{batch}/labels?lang=en");
        Assert.Contains("A sample, with a code that was never issued. 40 × 30 mm", MillDesk.Words(page), StringComparison.Ordinal);
        Assert.Equal(before, desk.House.Acts());

        var read = await ForeignDecoder.Read(Drawing().Match(page.Text).Value, desk.House.Directory);
        Assert.Matches("^HTTPS://ZY.EXAMPLE.CN/[0-9A-Z]{20}$", read);
        using var look = new HttpRequestMessage(HttpMethod.Get, $"/{read[^20..]}");
        look.Headers.Add("Accept", "application/json");
        using var answer = await desk.House.Browser.SendAsync(look, TestContext.Current.CancellationToken);
        Assert.Contains("NeverIssued", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_is_too_small_is_refused_with_the_smallest_that_does_and_one_click_takes_that()
    {
        await using var desk = await MillDesk.Open();
        var path = $"/batches/{await desk.Issue(40)}/labels?lang=en";
        (string, string)[] tiny = [.. Usual.Where(one => one.Name is not ("size" or "act")), ("size", "own"), ("widthMm", "12"), ("heightMm", "9")];
        var refused = await desk.Fill(path, [.. tiny, ("act", "preview")]);
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Matches("(?s)id=\"preview\".*The smallest label of this shape that does is", refused.Text);
        Assert.DoesNotContain("<svg", refused.Text, StringComparison.Ordinal);
        var fit = Fit().Match(refused.Text).Groups[1].Value;

        var fitting = await desk.Mill.Post(path, [.. tiny, ("fit", fit)]);
        Assert.Contains("<svg", fitting.Text, StringComparison.Ordinal);
        Assert.Contains($"name=\"widthMm\" type=\"text\" value=\"{fit.Split('x')[0]}\"", fitting.Text, StringComparison.Ordinal);

        var before = desk.House.Acts();
        var taken = await desk.Mill.Post(path, [.. tiny, ("act", "take")]);
        Assert.Equal((HttpStatusCode.BadRequest, before), (taken.Status, desk.House.Acts()));
        Assert.Contains("id=\"widthMm-fault\"", taken.Text, StringComparison.Ordinal);
        // Told by the form, above it and at its field, and by the sample only where the form says nothing.
        const string told = "The smallest label of this shape that does is";
        var beside = taken.Text.Split("id=\"preview\"")[1].Split("</figure>")[0];
        Assert.DoesNotContain(told, beside, StringComparison.Ordinal);
        Assert.Contains($"name=\"fit\" value=\"{fit}\"", beside, StringComparison.Ordinal);
        Assert.Equal((2, 1), (taken.Text.Split(told).Length - 1, refused.Text.Split(told).Length - 1));
        Assert.Equal(1, (await desk.Mill.Post(path, [.. Usual.Where(one => one.Name is not ("size" or "act")), ("size", "own"), ("act", "preview")])).Text.Split("Give both width and height").Length - 1);
    }

    [Fact]
    public async Task A_size_of_ones_own_that_is_not_told_and_labels_that_a_batch_does_not_have_are_said_beside_the_sample()
    {
        await using var desk = await MillDesk.Open();
        var path = $"/batches/{await desk.Issue(40)}/labels?lang=en";
        (string, string)[] Preview(string size, string count) => [.. Usual.Where(one => one.Name is not ("size" or "count" or "act")), ("size", size), ("count", count), ("act", "preview")];
        var nameless = (await desk.Fill(path, Preview("own", "40"))).Text.Split("id=\"preview\"")[1].Split("</figure>")[0];
        Assert.Contains("Give both width and height", nameless, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", nameless, StringComparison.Ordinal);
        Assert.Contains("From label 1 on this batch has 40.", (await desk.Mill.Post(path, Preview("40x30", "50"))).Text.Split("id=\"preview\"")[1], StringComparison.Ordinal);
        Assert.Contains("The file goes to your browser", (await desk.Mill.Get(path)).Text, StringComparison.Ordinal);
        // A form that nobody filled in asks for no more than there is.
        Assert.Matches("name=\"count\"[^>]* value=\"5\"", (await desk.Mill.Get($"/batches/{await desk.Issue(5)}/labels?lang=en")).Text);
    }

    [Fact]
    public async Task A_file_leaves_by_the_form_under_a_number_and_as_often_as_it_is_taken_and_never_by_its_address()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        var before = desk.House.Acts();
        var file = await desk.Fill($"/batches/{batch}/labels", [.. Usual.Where(one => one.Name != "form"), ("form", "Csv")]);
        Assert.Equal(before + 2, desk.House.Acts());
        Assert.All(await desk.Village.Codes(batch, 1, 40), code => Assert.Contains(code, file.Text, StringComparison.Ordinal));
        Assert.Contains("No. 1 · CSV list", MillDesk.Words(await desk.Mill.Get($"/batches/{batch}?lang=en")), StringComparison.Ordinal);
        Assert.Contains("<!DOCTYPE html>", (await desk.Mill.Get($"/batches/{batch}/labels?form=Csv&act=take")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("form", "Exe", "form", "从列表里选")]
    [InlineData("size", "A4-9", "size", "只有 PDF 能排在整张纸上")]
    [InlineData("size", "axb", "widthMm", "毫米数")]
    [InlineData("dpi", "72", "dpi", "150 到 1200")]
    [InlineData("dpi", "many", "dpi", "整数")]
    [InlineData("medium", "Stone", "medium", "从列表里选")]
    [InlineData("from", "0", "from", "1 到 40")]
    [InlineData("from", "41", "from", "1 到 40")]
    [InlineData("count", "0", "count", "至少一枚")]
    [InlineData("count", "x", "count", "整数")]
    [InlineData("count", "41", "count", "从第 1 枚起，这一批只有 40 枚")]
    [InlineData("from", "2", "count", "从第 2 枚起，这一批只有 39 枚")]
    [InlineData("size", "own", "widthMm", "宽和高都要填")]
    [InlineData("size", "A4", "widthMm", "宽和高都要填")]
    public async Task What_is_wrong_is_told_at_its_field(string field, string typed, string at, string told)
    {
        var desk = open.Desk;
        await desk.Refused($"/batches/{await desk.Issue(40)}/labels", at, told, "id=\"preview\"", [.. Usual.Where(one => one.Name != field), (field, typed)]);
    }

    [Fact]
    public async Task Labels_in_use_are_not_printed_again_by_one_person()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        (string, string)[] csv = [.. Usual.Where(one => one.Name != "form"), ("form", "Csv")];
        await desk.Fill($"/batches/{batch}/labels", csv);
        await desk.Village.Range(batch, 1, 40, "Activated");
        var again = await desk.Fill($"/batches/{batch}/labels", csv);
        Assert.Contains("须先申请补印并由第二个人同意", again.Text, StringComparison.Ordinal);

        var reprint = await desk.Village.Producer.Make($"/api/v1/batches/{batch}/reprints", new { form = "Csv", first = 1, last = 40, reason = "smudged" });
        using var second = await desk.House.Client("Mill", Role.Producer, "second");
        using var agreed = await second.PostAsync($"/api/v1/reprints/{reprint}/answer", new StringContent("""{"agree":true}""", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.Contains($"<option value=\"{reprint}\"", (await desk.Mill.Get($"/batches/{batch}/labels")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", (await desk.Mill.Post($"/batches/{batch}/labels", [.. csv, ("reprint", $"{reprint}")])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_find_neither_the_page_nor_the_labels()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        using var rival = await desk.House.Staffed("Rival", Role.Producer, "eve");
        var before = desk.House.Acts();
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Get($"/batches/{batch}/labels")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Post($"/batches/{batch}/labels", Usual)).Status);
        Assert.Equal(before, desk.House.Acts());
    }

    /// <summary>A roll of forty labels as ZPL, taken.</summary>
    internal static (string Name, string Value)[] Usual { get; } =
        [("form", "Zpl"), ("size", "40x30"), ("dpi", "203"), ("medium", "Paper"), ("from", "1"), ("count", "40"), ("act", "take")];

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("name=\"fit\" value=\"([^\"]+)\"")]
    private static partial Regex Fit();
}
