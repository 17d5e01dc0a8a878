using System.IO.Compression;
using System.Net;
using Traceability.Storage.Issuing;

namespace Traceability.Stories.Issuing;

/// <summary>A print job goes on wherever its worker ended, is done once by however many, and says why it cannot be done; nothing that fails stops the next.</summary>
public sealed class PrintJobFaultTests : PressRoom
{
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
}
