using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Labels.Ink;
using Traceability.Ledger;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;

namespace Traceability.Stories.Issuing;

/// <summary>Large runs are written in parts by a worker: each label once, also when the house closes in the middle, and nothing that fails stops the next.</summary>
public sealed class PrintJobTests : PressRoom
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_large_run_becomes_a_job_of_three_parts_that_hold_every_label_once_in_order()
    {
        var batch = await Issue(25_000);
        var address = $"{Api}/batches/{batch}/labels.svg?count=25000";
        using var response = await Mill.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.False(response.Headers.Contains("Traceability-Download"));
        var job = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetGuid();
        Assert.Equal($"{Api}/print-jobs/{job}", response.Headers.Location?.ToString());

        // Asked again it is the same job, running or done; for another wish or by another person it is another.
        Assert.Equal(job, (await Say(Mill, HttpMethod.Get, $"/batches/{batch}/labels.svg?count=25000")).Body.GetProperty("id").GetGuid());
        var done = await Finished(Mill, job);
        Assert.Equal(job, (await Say(Mill, HttpMethod.Get, $"/batches/{batch}/labels.svg?count=99999")).Body.GetProperty("id").GetGuid());
        Assert.NotEqual(job, (await Say(Second, HttpMethod.Get, $"/batches/{batch}/labels.svg?count=25000")).Body.GetProperty("id").GetGuid());
        Assert.Equal((25_000, 25_000), (done.GetProperty("done").GetInt32(), done.GetProperty("count").GetInt32()));
        Assert.Equal([(1, 1, 10_000), (2, 10_001, 10_000), (3, 20_001, 5_000)],
            done.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("number").GetInt32(), part.GetProperty("first").GetInt32(), part.GetProperty("count").GetInt32())));
        Assert.Equal(0, House.Count("SELECT count(*) FROM download"));

        List<string> names = [];
        for (var number = 1; number <= 3; number++)
        {
            var part = await Take(Mill, $"/print-jobs/{job}/parts/{number}");
            Assert.Equal(number, part.Number);
            Assert.Equal(done.GetProperty("parts")[number - 1].GetProperty("sha256").GetString(), Sha256(part.File));
            Assert.Equal(Sha256(part.File), (await Get(Mill, $"/batches/{batch}/downloads/{number}")).GetProperty("sha256").GetString());
            using var zip = new ZipArchive(new MemoryStream(part.File));
            names.AddRange(zip.Entries.Select(entry => entry.Name));
        }

        Assert.Equal(Enumerable.Range(1, 25_000), names.Select(name => int.Parse(name.AsSpan(0, 9), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(25_000, names.Select(name => name[10..30]).Distinct().Count());
        Assert.Equal(await Village.Codes(batch, 19_990, 20), names.Skip(19_989).Take(20).Select(name => name[10..30]));

        var third = ("20001-25000/25000", $"labels-{batch.ToString()[^8..]}-svg-20001-25000.zip");
        Assert.Equal(third, await Told(Mill, $"/print-jobs/{job}/parts/3"));
        var manifest = await Get(Mill, $"/print-jobs/{job}/manifest");
        Assert.Equal(third.Item2, manifest.GetProperty("parts")[2].GetProperty("name").GetString());
        Assert.Equal(25_000, manifest.GetProperty("labels").GetInt32());
        Assert.Equal([1, 2, 3], manifest.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("downloads")[0].GetInt32()));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Ours | UnixFileMode.UserExecute, File.GetUnixFileMode(FolderOf(job)));
            foreach (var file in Directory.GetFiles(FolderOf(job)))
                Assert.Equal(Ours, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_press_file_comes_as_a_job_too_and_says_the_same_as_the_one_that_streams()
    {
        var batch = await Issue(5_000);
        var job = await Ask(Mill, new { batchId = batch, form = "csv", from = 1_001 });
        await Finished(Mill, job);
        Assert.Equal((await Take(Mill, $"/batches/{batch}/labels.csv?from=1001")).File, (await Take(Mill, $"/print-jobs/{job}/parts/1")).File);
    }

    // Two jobs of one batch that differ in nothing but the wish are told apart by what they say.
    [Fact]
    public async Task A_job_and_its_manifest_tell_how_its_labels_come_out()
    {
        var batch = await Issue(5);
        var usual = await Ask(Mill, new { batchId = batch, form = "Svg" });
        var other = await Ask(Mill, new { batchId = batch, form = "Svg", widthMm = 62.5, heightMm = 45, dpi = 300, medium = "Textile", forShopScanner = true, symbolOnly = true });
        foreach (var file in (string[])["", "/manifest"])
        {
            Assert.Equal("40 30 203 Paper False False", WishOf(await Get(Mill, $"/print-jobs/{usual}{file}")));
            Assert.Equal("62.5 45 300 Textile True True", WishOf(await Get(Mill, $"/print-jobs/{other}{file}")));
        }

        Assert.SkipWhen(OutlineFont.FindInstalled() is null, "no Chinese font is installed: tests/run installs fonts-noto-cjk.");
        var sheet = await Get(Mill, $"/print-jobs/{await Ask(Mill, new { batchId = batch, form = "Pdf", sheet = "a4-3x7" })}");
        Assert.Equal(("A4-3x7", "63.5 38.1 203 Paper False False"), (sheet.GetProperty("sheet").GetString(), WishOf(sheet)));
    }

    [Fact]
    public async Task A_cancelled_job_stops_at_once_its_files_go_and_the_next_one_runs()
    {
        var batch = await Issue(50_000);
        var job = await Ask(Mill, new { batchId = batch, form = "Svg" });
        await Until(Mill, job, stands => stands.GetProperty("done").GetInt32() > 0);
        Assert.Equal(HttpStatusCode.NoContent, (await Say(Mill, HttpMethod.Delete, $"/print-jobs/{job}")).Status);
        var stopped = await Finished(Mill, job, "Cancelled");
        Assert.True(stopped.GetProperty("done").GetInt32() < 50_000);

        var before = House.Acts();
        Assert.Equal(HttpStatusCode.NoContent, (await Say(Mill, HttpMethod.Delete, $"/print-jobs/{job}")).Status);
        Assert.Equal(before, House.Acts());
        Assert.Equal("This job was cancelled; its files are deleted.", TitleOf(await Refused(Mill, HttpStatusCode.Gone, "jobCancelled", $"/print-jobs/{job}/parts/1")));

        var next = await Ask(Mill, new { batchId = batch, form = "Svg", count = 5 });
        await Finished(Mill, next);
        Assert.Equal(HttpStatusCode.NoContent, (await Say(Mill, HttpMethod.Delete, $"/print-jobs/{next}")).Status);
        Assert.DoesNotContain("7 days", TitleOf(await Refused(Mill, HttpStatusCode.Gone, "filesGone", $"/print-jobs/{next}/parts/1")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(FolderOf(job)));
        Assert.Equal("Cancelled", (await Get(Mill, $"/print-jobs/{job}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Files_are_kept_for_seven_days_and_what_they_amounted_to_for_ever()
    {
        var batch = await Issue(20);
        var job = await Ask(Mill, new { batchId = batch, form = "Svg" });
        await Finished(Mill, job);
        House.Clock.GoTo(House.Clock.GetUtcNow() + PrintJobBook.KeptFor - TimeSpan.FromMinutes(1));
        var (file, _) = await Take(Mill, $"/print-jobs/{job}/parts/1");

        House.Clock.GoTo(House.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.Contains("7 days", TitleOf(await Refused(Mill, HttpStatusCode.Gone, "filesGone", $"/print-jobs/{job}/parts/1")), StringComparison.Ordinal);
        House.Clock.GoTo(House.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        await Until(Mill, job, stands => stands.TryGetProperty("filesGoneAt", out _));
        for (var i = 0; Directory.Exists(FolderOf(job)) && i < 500; i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(FolderOf(job)));
        await Refused(Mill, HttpStatusCode.Gone, "filesGone", $"/print-jobs/{job}/parts/1");
        Assert.Equal("Done", State(job));
        Assert.Equal(Sha256(file), (await Get(Mill, $"/print-jobs/{job}/manifest")).GetProperty("parts")[0].GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task A_tenant_has_a_hundred_unfinished_jobs_at_most()
    {
        var batch = await Issue(20);
        for (var i = 0; i < 100; i++)
            await Plant(batch, row => (row.State, row.LeasedBy, row.LeasedUntil) = (PrintJobState.Running, "elsewhere", House.Clock.GetUtcNow().AddDays(1)));
        var before = House.Acts();
        var (status, body) = await Say(Mill, HttpMethod.Post, "/print-jobs", new { batchId = batch, form = "Svg" });
        Assert.Equal((HttpStatusCode.Conflict, "tooManyJobs"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(before, House.Acts());
        await Say(Mill, HttpMethod.Delete, $"/print-jobs/{(await Get(Mill, "/print-jobs")).GetProperty("items")[0].GetProperty("id").GetGuid()}");
        await Ask(Mill, new { batchId = batch, form = "Svg" });
    }

    [Fact]
    public async Task Parts_are_under_the_repeat_rule_and_a_jobs_reprint_lets_each_of_them_out_once()
    {
        var batch = await Issue(11_000);
        var job = await Ask(Mill, new { batchId = batch, form = "Svg" });
        await Finished(Mill, job);
        await Take(Mill, $"/print-jobs/{job}/parts/1");
        await Take(Mill, $"/print-jobs/{job}/parts/1");
        await Village.Range(batch, 1, 11_000, "Activated");
        await Refused(Mill, HttpStatusCode.Conflict, "secondPersonNeeded", $"/print-jobs/{job}/parts/1");
        // The second part never left.
        await Take(Mill, $"/print-jobs/{job}/parts/2");
        await Refused(Mill, HttpStatusCode.Conflict, "secondPersonNeeded", $"/print-jobs/{job}/parts/2");

        Assert.Equal("secondPersonNeeded", (await Say(Mill, HttpMethod.Post, "/print-jobs", new { batchId = batch, form = "Svg" })).Body.GetProperty("code").GetString());
        await Refused(Mill, HttpStatusCode.Conflict, "secondPersonNeeded", $"/batches/{batch}/labels.svg?count=11000&widthMm=50");
        var reprint = await Reprint(batch, "Svg", 1, 11_000);
        var once = await Ask(Mill, new { batchId = batch, form = "Svg", reprint });
        Assert.Equal("reprintUsed", (await Say(Mill, HttpMethod.Post, "/print-jobs", new { batchId = batch, form = "Svg", reprint })).Body.GetProperty("code").GetString());
        await Finished(Mill, once);
        foreach (var part in (int[])[1, 2])
        {
            await Take(Mill, $"/print-jobs/{once}/parts/{part}");
            await Refused(Mill, HttpStatusCode.Conflict, "reprintUsed", $"/print-jobs/{once}/parts/{part}");
        }

        await Take(Mill, $"/print-jobs/{once}/parts/2?reprint={await Reprint(batch, "Svg", 10_001, 11_000)}");
    }

    [Theory]
    [InlineData("""{"batchId":"@","form":"Bmp"}""", "form")]
    [InlineData("""{"batchId":"@","form":"Svg","from":0}""", "from")]
    [InlineData("""{"batchId":"@","form":"Svg","from":21}""", "from")]
    [InlineData("""{"batchId":"@","form":"Svg","count":0}""", "count")]
    [InlineData("""{"batchId":"@","form":"Svg","count":"5"}""", "count")]
    [InlineData("""{"batchId":"@","form":"Svg","widthMm":1e400}""", "widthMm")]
    [InlineData("""{"batchId":"@","form":"Svg","widthMm":-40}""", "widthMm")]
    [InlineData("""{"batchId":"@","form":"Svg","heightMm":1}""", "heightMm")]
    [InlineData("""{"batchId":"@","form":"Svg","dpi":149}""", "dpi")]
    [InlineData("""{"batchId":"@","form":"Svg","dpi":1201}""", "dpi")]
    [InlineData("""{"batchId":"@","form":"Svg","medium":"Stone"}""", "medium")]
    [InlineData("""{"batchId":"@","form":"Svg","sheet":"A4"}""", "sheet")]
    [InlineData("""{"batchId":"@","form":"Pdf","sheet":"A4-3x7","widthMm":40}""", "widthMm")]
    [InlineData("""{"batchId":"@","form":"Pdf","sheet":"A4-3x7","heightMm":30}""", "heightMm")]
    [InlineData("""{"batchId":"@","form":"Svg","reprint":"00000000-0000-0000-0000-000000000000"}""", "reprint")]
    [InlineData("""{"batchId":"00000000-0000-0000-0000-000000000000","form":"Svg"}""", "batchId")]
    [InlineData("""{"batchId":"@","form":"Svg","color":"red"}""", "color")]
    public async Task A_job_that_cannot_be_done_is_refused_by_its_field(string body, string field)
    {
        var batch = await Issue(20);
        var before = House.Acts();
        using var response = await Mill.PostAsync($"{Api}/print-jobs", new StringContent(body.Replace("@", batch.ToString(), StringComparison.Ordinal), null, "application/json"), TestContext.Current.CancellationToken);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Equal(before, House.Acts());
    }

    [Fact]
    public async Task A_batch_that_waits_for_a_second_person_is_not_printed_and_a_part_that_is_not_there_is_not_found()
    {
        var waiting = await Issue(50_001);
        Assert.Equal("batchNotIssued", (await Say(Mill, HttpMethod.Post, "/print-jobs", new { batchId = waiting, form = "Svg" })).Body.GetProperty("code").GetString());
        var job = await Ask(Mill, new { batchId = await Issue(5), form = "Svg" });
        await Finished(Mill, job);
        foreach (var part in (string[])["0", "2", "-1", "x", "99999999999"])
            Assert.Equal(HttpStatusCode.NotFound, (await Say(Mill, HttpMethod.Get, $"/print-jobs/{job}/parts/{part}")).Status);
        using var rival = await House.Client("Rival", Role.Producer);
        Assert.Equal(HttpStatusCode.NotFound, (await Say(rival, HttpMethod.Get, $"/print-jobs/{job}/parts/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Say(rival, HttpMethod.Delete, $"/print-jobs/{job}")).Status);
        Assert.Empty((await Get(rival, "/print-jobs")).GetProperty("items").EnumerateArray());
    }

    private static string WishOf(JsonElement told) =>
        string.Join(' ', ((string[])["widthMm", "heightMm", "dpi", "medium", "forShopScanner", "symbolOnly"]).Select(name => told.GetProperty(name).ToString()));
}
