using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Sqlite;

/// <summary>The journal when its storage fails, is slow, or changes beneath it: nothing is acknowledged that is not durable, and it goes on by itself.</summary>
public sealed class ScanJournalFaultTests
{
    [Fact]
    public async Task Scans_that_arrive_while_a_group_is_written_are_written_in_few_groups()
    {
        await using var hindered = await Hindered.Open();
        var first = hindered.Hold(1);
        var others = Enumerable.Range(2, 100).Select(serial => hindered.Count((uint)serial)).ToList();
        await hindered.Waiting(100);

        hindered.LetGo();
        await Task.WhenAll([first, .. others]);

        Assert.Equal((1, 101), (hindered.Engine.Groups[0], hindered.Engine.Groups.Sum()));
        Assert.InRange(hindered.Engine.Groups.Count, 2, 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_whose_commit_fails_is_acknowledged_to_nobody_and_the_next_begins_on_a_mended_storage(bool isOnDiskAllTheSame)
    {
        await using var hindered = await Hindered.Open();
        await hindered.Count(1);
        if (isOnDiskAllTheSame)
            hindered.Engine.AfterCommit = () => throw HinderedEngine.DiskFailure;
        else
            hindered.Engine.BeforeCommit = _ => throw HinderedEngine.DiskFailure;

        await Assert.ThrowsAsync<StoreBusyException>(() => hindered.Count(2));
        Assert.Equal((1, 0), (hindered.Engine.Opened, hindered.Engine.Mended));

        (hindered.Engine.BeforeCommit, hindered.Engine.AfterCommit) = (_ => { }, () => { });
        var counted = await hindered.Count(2);
        Assert.Equal((2, 1), (hindered.Engine.Opened, hindered.Engine.Mended));
        // The client sent the same scan again: whether the first try reached the disk or not, it is one scan and the first.
        Assert.Equal((Verdict.FirstScan, 1L), (counted.Answer.Judgement.Verdict, counted.Answer.Scans.Count));
    }

    // The kernel reports pages that it could not write once, and calls them clean from then on.
    [Fact]
    public async Task A_failed_sync_acknowledges_nobody_who_was_written_before_the_storage_was_mended()
    {
        await using var hindered = await Hindered.Open();
        await hindered.Count(1);
        hindered.Engine.BeforeSync = () =>
        {
            hindered.Engine.BeforeSync = () => { };
            hindered.WaitToGo();
            throw HinderedEngine.DiskFailure;
        };
        var first = hindered.Count(2);
        await hindered.Written(2);
        var behind = hindered.Count(3);
        await hindered.Written(3);
        Assert.False(first.IsCompleted || behind.IsCompleted);

        hindered.LetGo();
        await Assert.ThrowsAsync<StoreBusyException>(() => first);
        await Assert.ThrowsAsync<StoreBusyException>(() => behind);
        Assert.Equal((1, 0), (hindered.Engine.Opened, hindered.Engine.Mended));

        foreach (var serial in (uint[])[2, 3])
        {
            var again = await hindered.Count(serial);
            Assert.Equal((Verdict.FirstScan, 1L), (again.Answer.Judgement.Verdict, again.Answer.Scans.Count));
        }

        Assert.Equal((2, 1), (hindered.Engine.Opened, hindered.Engine.Mended));
    }

    // Its first try is committed and not yet durable: the repeat finds it, and must wait for the disk like the first.
    [Fact]
    public async Task A_repeat_is_not_answered_before_the_scan_that_it_repeats_is_durable()
    {
        await using var hindered = await Hindered.Open();
        hindered.Engine.BeforeSync = hindered.WaitToGo;
        var first = hindered.Count(1);
        await hindered.Written(1);
        var repeat = hindered.Count(1);
        await hindered.Waiting(0);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted || repeat.IsCompleted);

        hindered.LetGo();
        Assert.Equal(1, (await repeat).Answer.Scans.Count);
        await first;
    }

    [Fact]
    public async Task While_the_storage_cannot_be_mended_nothing_is_written_by_scans_or_deeds_and_afterwards_all_go_on()
    {
        await using var hindered = await Hindered.Open();
        hindered.Engine.BeforeCommit = _ => throw HinderedEngine.DiskFailure;
        hindered.Engine.BeforeMend = () => throw HinderedEngine.DiskFailure;
        await Assert.ThrowsAsync<StoreBusyException>(() => hindered.Count(1));
        hindered.Engine.BeforeCommit = _ => { };

        await Assert.ThrowsAsync<StoreBusyException>(() => hindered.Count(1));
        await Assert.ThrowsAsync<StoreBusyException>(() => Deed(hindered.House));
        Assert.Empty(hindered.Engine.Groups);

        hindered.Engine.BeforeMend = () => { };
        await Deed(hindered.House);
        Assert.Equal(1, hindered.Engine.Mended);
        await hindered.Count(1);
        Assert.Equal(1, hindered.Engine.Mended);
    }

    // Whoever waits longer is told to come again; who looks is answered all the while.
    [Fact]
    public async Task A_full_journal_refuses_and_checks_go_on()
    {
        await using var hindered = await Hindered.Open();
        var code = hindered.CodeOf(1);
        var first = hindered.Hold(2);
        var taken = Enumerable.Range(0, ScanJournal.WaitingMax).Select(_ => hindered.Count(1)).ToList();
        await hindered.Waiting(ScanJournal.WaitingMax);

        await Assert.ThrowsAsync<StoreBusyException>(() => hindered.Count(1));
        Assert.Equal(Verdict.FirstScan, (await hindered.House.Labels.Look(code, null, null, hindered.Now, CancellationToken.None)).Judgement.Verdict);

        hindered.LetGo();
        await first;
        foreach (var scan in taken)
            await Patience.Sent(() => scan.IsFaulted ? hindered.Count(1) : scan);
        Assert.Equal(Verdict.SeenBefore, (await hindered.House.Labels.Look(code, null, null, hindered.Now, CancellationToken.None)).Judgement.Verdict);
    }

    [Fact]
    public async Task A_house_that_closes_writes_what_was_handed_in()
    {
        await using var hindered = await Hindered.Open();
        var first = hindered.Hold(1);
        var others = Enumerable.Range(2, 299).Select(serial => hindered.Count((uint)serial)).ToList();
        await hindered.Waiting(299);

        var closing = Task.Run(hindered.House.Dispose, TestContext.Current.CancellationToken);
        hindered.LetGo();
        await closing;

        Assert.All(await Task.WhenAll([first, .. others]), scan => Assert.Equal(Verdict.FirstScan, scan.Answer.Judgement.Verdict));
        await Assert.ThrowsAsync<StoreBusyException>(() => hindered.Count(1));
        using var again = await hindered.Again();
        await using var db = again.Store.Read(TenantScope.House);
        Assert.Equal(300, await db.Scans.CountAsync(CancellationToken.None));
    }

    // A label withdrawn between the handing in of a scan and its group is judged as withdrawn.
    [Fact]
    public async Task A_change_of_facts_before_the_group_is_written_is_in_its_verdicts()
    {
        await using var hindered = await Hindered.Open();
        using var other = await hindered.Again();
        await hindered.Count(1);
        var counted = hindered.Hold(2);

        await other.Store.Write(TenantScope.Of(hindered.Seed.Tenant.Id), async db =>
        {
            await db.LabelRanges.Where(range => range.BatchId == hindered.Seed.Batch.Id && range.First == 1)
                .ExecuteUpdateAsync(range => range.SetProperty(r => r.State, Traceability.Issuing.LabelState.Withdrawn), CancellationToken.None);
            return Written<bool>.Done(true, Act.Of(ActKind.RangeChanged, hindered.Now));
        }, CancellationToken.None);
        hindered.LetGo();

        Assert.Equal(Verdict.Withdrawn, (await counted).Answer.Judgement.Verdict);
    }

    // Another process wrote the same label after this group had read it.
    [Fact]
    public async Task A_label_written_in_between_makes_the_group_judge_again()
    {
        await using var hindered = await Hindered.Open();
        var isFirst = true;
        hindered.Engine.BeforeCommit = page =>
        {
            // What the database would find had another written the label: a version that nobody holds.
            if (isFirst)
                page.Labels[0].Version += 5;
            isFirst = false;
        };
        await hindered.Count(1);
        var again = await hindered.Count(1, newId: true);

        Assert.Equal((Verdict.SeenBefore, 2L), (again.Answer.Judgement.Verdict, again.Answer.Scans.Count));
        isFirst = true;
        var third = await hindered.Count(1, newId: true);
        Assert.Equal((Verdict.SeenBefore, 3L), (third.Answer.Judgement.Verdict, third.Answer.Scans.Count));
        Assert.Equal(4, hindered.Engine.Groups.Count);
    }

    private static Task<bool> Deed(House house) =>
        house.Store.Write(TenantScope.House, _ => Task.FromResult(Written<bool>.Done(true, Act.Of(ActKind.AccessChanged, default))), CancellationToken.None);

    private sealed class Hindered : IAsyncDisposable
    {
        private readonly TestHouse _place;
        private readonly ManualResetEventSlim _mayGo = new();

        private Hindered(TestHouse place, House house, HinderedEngine engine, Seed seed) => (_place, House, Engine, Seed) = (place, house, engine, seed);

        public House House { get; }

        public HinderedEngine Engine { get; }

        public Seed Seed { get; }

        public DateTimeOffset Now => _place.Clock.GetUtcNow();

        public static async Task<Hindered> Open()
        {
            var place = await TestHouse.Open(new SqliteDatabase());
            var seed = await Seed.Sow(place.House, "甲");
            var engine = new HinderedEngine(place.Settings.ConnectionString);
            return new Hindered(place, await House.Open(place.Settings, place.Clock, CancellationToken.None, engine), engine, seed);
        }

        public Task<House> Again() => House.Open(_place.Settings, _place.Clock, CancellationToken.None);

        public Traceability.Codes.SourceCode CodeOf(uint serial) => _place.CodeOf(Seed.Batch, serial);

        /// <summary>Counts a scan whose id is the label's own, so that a second one is the first sent again.</summary>
        public Task<CountedScan> Count(uint serial, bool newId = false) => House.Scans.Append(
            CodeOf(serial), null, newId ? Guid.CreateVersion7(Now) : new Guid((int)serial, 1, 1, new byte[8]), null, ScanWitness.Unknown, Now, CancellationToken.None);

        /// <summary>Hands in a scan whose group is held before its transaction begins.</summary>
        public Task<CountedScan> Hold(uint serial)
        {
            using var isReached = new ManualResetEventSlim();
            Engine.BeforeBegin = () =>
            {
                Engine.BeforeBegin = () => { };
                isReached.Set();
                WaitToGo();
            };
            var held = Count(serial);
            isReached.Wait();
            return held;
        }

        public void LetGo() => _mayGo.Set();

        public void WaitToGo() => _mayGo.Wait();

        public async Task Waiting(int count)
        {
            while (House.Scans.Waiting != count)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        public async Task Written(int groups)
        {
            while (Engine.Groups.Count != groups)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            // A test that failed while somebody is held ends all the same.
            LetGo();
            House.Dispose();
            _place.Dispose();
            _mayGo.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
