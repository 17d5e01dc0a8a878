using Microsoft.EntityFrameworkCore;
using Traceability.Storage.Issuing;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Issuing;

/// <summary>Print jobs between workers: one writes, the others leave it alone, and a dead one's work is gone on with.</summary>
public abstract class PrintJobBookContract(TestDatabase database)
{
    private const string First = "first", Second = "second";

    [Fact]
    public async Task Of_many_workers_of_two_processes_one_gets_the_job()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var other = await house.OpenAgain();

        var claimed = await Patience.Together(32, i => new PrintJobBook((i % 2 == 0 ? house.House : other).Store).Claim($"worker {i}", house.Clock.GetUtcNow(), CancellationToken.None));

        var job = Assert.Single(claimed.OfType<PrintJobRow>());
        Assert.Equal((seed.PrintJob.Id, PrintJobState.Running), (job.Id, job.State));
    }

    // The boundary of the lease: at its last moment it holds, a millisecond later it does not.
    [Fact]
    public async Task A_job_whose_worker_fell_silent_is_taken_over_and_the_silent_one_changes_nothing_any_more()
    {
        using var house = await database.Open();
        await Seed.Sow(house.House, "甲");
        var book = new PrintJobBook(house.House.Store);
        var job = (await book.Claim(First, house.Clock.GetUtcNow(), CancellationToken.None))!;

        Assert.Null(await book.Claim(Second, house.Clock.Pass(PrintJobBook.Lease), CancellationToken.None));
        var later = house.Clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(job.Id, (await book.Claim(Second, later, CancellationToken.None))?.Id);

        var before = house.Everything();
        Assert.False(await book.Renew(job, First, later, CancellationToken.None));
        Assert.False(await book.Keep(job, Part(job, 2), First, later, CancellationToken.None));
        Assert.False(await book.Finish(job, First, null, later, CancellationToken.None));
        Assert.False(await book.Release(job, First, CancellationToken.None));
        Assert.Equal(before, house.Everything());
    }

    [Fact]
    public async Task A_worker_that_speaks_up_keeps_its_job_and_one_that_gives_it_back_leaves_its_parts()
    {
        using var house = await database.Open();
        await Seed.Sow(house.House, "甲");
        var book = new PrintJobBook(house.House.Store);
        var job = (await book.Claim(First, house.Clock.GetUtcNow(), CancellationToken.None))!;
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await book.Renew(job, First, house.Clock.Pass(PrintJobBook.Lease), CancellationToken.None));
            Assert.Null(await book.Claim(Second, house.Clock.GetUtcNow(), CancellationToken.None));
        }

        Assert.True(await book.Keep(job, Part(job, 2), First, house.Clock.GetUtcNow(), CancellationToken.None));
        Assert.True(await book.Release(job, First, CancellationToken.None));
        Assert.NotNull(await book.Claim(Second, house.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal([1, 2], (await book.Parts(job, CancellationToken.None)).Select(part => part.Number));
    }

    [Theory]
    [InlineData(null, PrintJobState.Done)]
    [InlineData("The disk is full.", PrintJobState.Failed)]
    public async Task What_is_finished_is_claimed_by_nobody_and_its_files_are_forgotten_after_seven_days(string? failure, PrintJobState state)
    {
        using var house = await database.Open();
        await Seed.Sow(house.House, "甲");
        var book = new PrintJobBook(house.House.Store);
        var job = (await book.Claim(First, house.Clock.GetUtcNow(), CancellationToken.None))!;
        Assert.True(await book.Finish(job, First, failure, house.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Null(await book.Claim(Second, house.Clock.GetUtcNow().AddYears(1), CancellationToken.None));

        await book.ForgetFiles(house.Clock.Pass(PrintJobBook.KeptFor - TimeSpan.FromMilliseconds(1)), CancellationToken.None);
        Assert.Equal([job.Id], await book.WithFiles([job.Id], CancellationToken.None));
        await book.ForgetFiles(house.Clock.Pass(TimeSpan.FromMilliseconds(1)), CancellationToken.None);
        Assert.Empty(await book.WithFiles([job.Id], CancellationToken.None));
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal((state, failure), await db.PrintJobs.SingleAsync(CancellationToken.None) is var row ? (row.State, row.Failure) : default);
    }

    [Fact]
    public async Task The_files_of_a_job_that_waits_are_never_forgotten()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var book = new PrintJobBook(house.House.Store);
        await book.ForgetFiles(house.Clock.Pass(TimeSpan.FromDays(400)), CancellationToken.None);
        Assert.Equal([seed.PrintJob.Id], await book.WithFiles([seed.PrintJob.Id, seed.Batch.Id], CancellationToken.None));
    }

    // A batch's downloads count up without a gap to hide in: the database refuses a number twice, whoever asks.
    [Fact]
    public async Task A_number_of_a_download_stands_once_in_its_batch()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => house.House.Store.Write(TenantScope.Of(seed.Tenant.Id), db =>
        {
            db.Downloads.Add(new DownloadRow(Guid.CreateVersion7(house.Clock.GetUtcNow()), seed.Tenant.Id, seed.Batch.Id, 1, "Csv", 1, 1, seed.Key.Id, house.Clock.GetUtcNow(), null, null));
            return Task.FromResult(Written<bool>.Done(true, Traceability.Ledger.Act.Of(Traceability.Ledger.ActKind.CodesRead, house.Clock.GetUtcNow())));
        }, CancellationToken.None));
    }

    private static PrintPartRow Part(PrintJobRow job, int number) => new(job.Id, number, 401, 800, "00002.zip", 1, new string('0', 64));
}
