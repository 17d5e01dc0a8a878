using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Labels.Ink;
using Traceability.Ledger;
using Traceability.Storage;
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
    public async Task A_job_goes_on_behind_its_last_part_when_the_house_opens_again()
    {
        var batch = await Issue(50_000);
        var job = await Ask(Mill, new { batchId = batch, form = "Svg" });
        var first = (await Until(Mill, job, stands => stands.GetProperty("parts").GetArrayLength() > 0)).GetProperty("parts")[0];
        await House.Close();
        Assert.Equal("Queued", State(job));
        // What kill -9 leaves behind: half a file, and a whole one that no row speaks of.
        var half = Path.Combine(FolderOf(job), "00099-dead.zip.unfinished");
        await File.WriteAllTextAsync(half, "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(FolderOf(job), "00002-dead.zip"), "nobody's", TestContext.Current.CancellationToken);

        await using var again = await House.OpenAgain();
        using var mill = await Person(again, "again");
        var done = await Finished(mill, job);
        Assert.Equal(first.ToString(), done.GetProperty("parts")[0].ToString());
        Assert.Equal(5, Directory.GetFiles(FolderOf(job)).Length);
        List<int> serials = [];
        for (var number = 1; number <= 5; number++)
        {
            using var zip = new ZipArchive(new MemoryStream((await Take(mill, $"/print-jobs/{job}/parts/{number}")).File));
            serials.AddRange(zip.Entries.Select(entry => int.Parse(entry.Name.AsSpan(0, 9), System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(Enumerable.Range(1, 50_000), serials);
    }

    // A job whose worker was killed still says Running: it is taken over when the lease has run out, not before.
    [Fact]
    public async Task A_killed_workers_job_is_taken_over_when_its_lease_has_run_out()
    {
        var batch = await Issue(20);
        var job = await Plant(batch, row => (row.State, row.LeasedBy, row.LeasedUntil) = (PrintJobState.Running, "dead", House.Clock.GetUtcNow() + PrintJobBook.Lease));
        await Finished(Mill, await Ask(Mill, new { batchId = batch, form = "Svg" }));
        Assert.Equal("Running", State(job));
        House.Clock.GoTo(House.Clock.GetUtcNow() + PrintJobBook.Lease + TimeSpan.FromSeconds(1));
        await Finished(Mill, job);
    }

    [Fact]
    public async Task Two_desks_over_one_database_do_each_job_once()
    {
        var batch = await Issue(12_000);
        await using var beside = await House.OpenAgain();
        using var neighbour = await Person(beside, "neighbour");
        var jobs = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Ask(i % 2 == 0 ? Mill : neighbour, new { batchId = batch, form = "Svg", widthMm = 40 + i })));
        foreach (var job in jobs)
        {
            var done = await Finished(Mill, job);
            Assert.Equal(12_000, done.GetProperty("done").GetInt32());
            Assert.Equal(2, done.GetProperty("parts").GetArrayLength());
            // The worker's name stands behind the number: one worker wrote them all.
            Assert.Equal(2, Directory.GetFiles(FolderOf(job)).Length);
            Assert.Single(Directory.GetFiles(FolderOf(job)).Select(file => Path.GetFileNameWithoutExtension(file)[6..]).Distinct());
        }
    }

    [Fact]
    public async Task A_part_that_the_disk_altered_does_not_leave()
    {
        var batch = await Issue(20);
        var job = await Ask(Mill, new { batchId = batch, form = "Svg" });
        await Finished(Mill, job);
        var file = Directory.GetFiles(FolderOf(job)).Single();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var before = House.Acts();

        await Refused(Mill, HttpStatusCode.Gone, "fileDamaged", $"/print-jobs/{job}/parts/1");
        Assert.Equal(before, House.Acts());
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
    public async Task A_job_that_cannot_be_written_says_why_and_the_worker_goes_on_with_the_next()
    {
        var batch = await Issue(20);
        await File.WriteAllTextAsync(Path.Combine(House.Directory, "print"), "in the way", TestContext.Current.CancellationToken);
        var stuck = await Ask(Mill, new { batchId = batch, form = "Svg" });
        var failed = await Finished(Mill, stuck, "Failed");
        Assert.Equal("A file could not be written: the operator must look at the disk.", failed.GetProperty("failure").GetString());
        Assert.Equal("This job failed. A file could not be written: the operator must look at the disk.", TitleOf(await Refused(Mill, HttpStatusCode.Gone, "jobFailed", $"/print-jobs/{stuck}/parts/1")));
        File.Delete(Path.Combine(House.Directory, "print"));

        var poison = await Plant(batch, _ => { }, wish: "no wish");
        var next = await Ask(Mill, new { batchId = batch, form = "Svg" });
        await Finished(Mill, next);
        Assert.StartsWith("This failed on our side", (await Finished(Mill, poison, "Failed")).GetProperty("failure").GetString(), StringComparison.Ordinal);

        // A part that was lost is not made up for in silence: it may have been printed.
        File.Delete(Directory.GetFiles(FolderOf(next)).Single());
        Assert.DoesNotContain("7 days", TitleOf(await Refused(Mill, HttpStatusCode.Gone, "filesGone", $"/print-jobs/{next}/parts/1")), StringComparison.Ordinal);
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

    private static string? TitleOf(JsonElement problem) => problem.GetProperty("title").GetString();

    private static string WishOf(JsonElement told) =>
        string.Join(' ', ((string[])["widthMm", "heightMm", "dpi", "medium", "forShopScanner", "symbolOnly"]).Select(name => told.GetProperty(name).ToString()));

    private string State(Guid job)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(House.House.Settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state FROM print_job WHERE id = $id";
        command.Parameters.AddWithValue("$id", job);
        return (string)command.ExecuteScalar()!;
    }

    // A row as another process may have left it.
    private async Task<Guid> Plant(Guid batch, Action<PrintJobRow> stands, string? wish = null)
    {
        var now = House.Clock.GetUtcNow();
        await using var db = House.House.Store.Read(TenantScope.House);
        var (tenant, number) = db.Batches.Where(row => row.Id == batch).Select(row => ValueTuple.Create(row.TenantId, row.Count)).Single();
        var job = new PrintJobRow(Guid.CreateVersion7(now), tenant, batch, "Svg", 1, number,
            wish ?? """{"dpi":203,"forShopScanner":false,"heightHundredths":3000,"medium":"Paper","symbolOnly":false,"widthHundredths":4000}""", null, null, Guid.Empty, now);
        stands(job);
        return await House.House.Store.Write(TenantScope.Of(tenant), write =>
        {
            write.PrintJobs.Add(job);
            return Task.FromResult(Written<Guid>.Done(job.Id, Act.Of(ActKind.PrintJobChanged, now)));
        }, TestContext.Current.CancellationToken);
    }
}
