using System.Diagnostics;

namespace Traceability.Stories.Faults;

/// <summary>The database is there, but not for us: somebody holds it, somebody took it away, or its disk answers with errors.</summary>
[Collection(nameof(FilledHouses))]
public sealed class AwayTests(FilledHouses houses)
{
    // Longer than the house waits for a lock (5 s), so that it must refuse; nobody waits for their refusal longer than twice that.
    private const int HeldSeconds = 6;
    private static readonly TimeSpan RefusedWithin = TimeSpan.FromSeconds(10);

    private const int LooksAtOnce = 32;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(5), HealthyWithin = TimeSpan.FromMilliseconds(100);

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task While_another_process_holds_the_database_scans_wait_or_are_asked_to_come_again_and_nothing_else_does(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database);
        // More than one group takes: the others wait in the queue, for longer than they are let wait.
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance);
        await crowd.IsServed();

        var (health, looks) = (new List<TimeSpan>(), new List<TimeSpan>());
        long heldAt, freeAt;
        using (database.Hold())
        {
            heldAt = Stopwatch.GetTimestamp();
            for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(HeldSeconds); await Task.Delay(50))
            {
                var (healthy, looked) = (await house.Ask("/healthz"), await house.Ask($"/{filled.Codes[0]}"));
                Assert.Equal((200, 200), (healthy.Status, looked.Status));
                health.Add(healthy.Took);
                looks.Add(looked.Took);
            }

            freeAt = Stopwatch.GetTimestamp();
        }

        await crowd.IsServed();
        await crowd.Leave();

        Assert.True(Usually(health) < HealthyWithin && Usually(looks) < HealthyWithin, $"health took {Usually(health)}, looking {Usually(looks)}");
        ledger.WasOnlyAskedToComeAgain();
        Assert.Contains(ledger.Tries, scan => !scan.IsAcknowledged);
        Assert.DoesNotContain(ledger.Tries, scan => scan.Took > RefusedWithin);
        // Nothing was written while it was held: whatever was asked then was answered before with a refusal, or after.
        Assert.DoesNotContain(ledger.Acknowledged, scan => scan.SentAt > heldAt && scan.SentAt + (scan.Took.TotalSeconds * Stopwatch.Frequency) < freeAt);
        ledger.HoldsAgainst(database);
    }

    // The embedded database cannot go away from a process that holds it open: the files move, and it goes on writing into them. What can go wrong is
    // whatever opens them anew: it finds nothing, and must not begin an empty database in the place of the real one.
    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_database_that_goes_away_and_comes_back_is_missed_and_found_without_a_hand(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database);
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance);
        await crowd.IsServed();

        var isReady = new List<bool>();
        await using (await database.TakeAway())
        {
            for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(2 * Chance.Rounds); await Task.Delay(50))
            {
                Assert.Equal(200, (await house.Ask("/healthz")).Status);
                var ready = (await house.Ask("/readyz")).Status;
                Assert.Contains(ready, (int[])[200, 503]);
                isReady.Add(ready == 200);
                // More at once than there are connections open: some look for the database anew.
                foreach (var (looked, _) in await Task.WhenAll(filled.Codes.Take(LooksAtOnce).Select(code => house.Ask($"/{code}"))))
                    Assert.Contains(looked, (int[])[200, 503]);
            }

            if (database is SqliteFile { File: var file })
                Assert.False(File.Exists(file), "An empty database was begun where the real one had been.");
        }

        // Whoever cannot be asked must not say that he is ready.
        if (ledger.Tries.Any(scan => scan.Status == 503))
            Assert.Contains(false, isReady);
        await Patience.Until(() => house.Ask("/readyz"), ready => ready.Status == 200, BackWithin);
        await crowd.IsServed();
        await crowd.Leave();
        ledger.WasOnlyAskedToComeAgain();
        ledger.HoldsAgainst(database);
    }

    // The nearest that the embedded database has to being down: every read and write of its files fails.
    [Fact]
    public async Task A_disk_that_answers_with_errors_for_a_while_costs_no_acknowledged_scan_and_no_restart()
    {
        await Strace.SkipUnlessPossible();
        var filled = await houses.Of("Sqlite");
        await using var database = await filled.Copy();
        var (chance, ledger, file) = (Chance.Begin(), new ScanLedger(database), (SqliteFile)database);
        await using var house = await RunningHouse.Start(database);
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance, people: 16);
        await crowd.IsServed();

        const string calls = "pread64,pwrite64,fsync,fdatasync,openat";
        await using (var strace = await Strace.Attach(house.Id, "-P", file.File, "-P", file.Log, "-e", $"trace={calls}", "-e", $"inject={calls}:error=EIO"))
        {
            var acknowledged = ledger.Acknowledged.Count;
            for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(2 * Chance.Rounds); await Task.Delay(50))
                Assert.Equal(200, (await house.Ask("/healthz")).Status);
            // Those that were between their commit and their answer when it began.
            Assert.InRange(ledger.Acknowledged.Count - acknowledged, 0, 64);
            Assert.Contains(await strace.LetGo(), line => line.Contains("(INJECTED)", StringComparison.Ordinal));
        }

        await Patience.Until(() => house.Ask("/readyz"), ready => ready.Status == 200, BackWithin);
        await crowd.IsServed();
        await crowd.Leave();
        ledger.WasOnlyAskedToComeAgain();
        ledger.HoldsAgainst(database);
    }

    [Fact]
    public async Task A_server_that_is_killed_under_load_loses_no_acknowledged_scan_and_is_found_again_without_a_hand()
    {
        var filled = await houses.Of("Postgres");
        await using var database = (PostgresAlone)await filled.CopyApart();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database);
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance);
        for (var round = 0; round < 2 * Chance.Rounds; round++)
        {
            await crowd.IsServed();
            await chance.Moment(0, 500);
            database.Server.Kill();
            var killedAt = Stopwatch.GetTimestamp();
            await Patience.Until(() => house.Ask("/readyz"), ready => ready.Status == 503, BackWithin);
            await Patience.Until(() => ledger.Tries.Any(scan => scan.SentAt > killedAt && scan.IsAskedToComeAgain), BackWithin);
            Assert.Equal(200, (await house.Ask("/healthz")).Status);
            Assert.DoesNotContain(ledger.Acknowledged, scan => scan.SentAt > killedAt);

            database.Server.Start();
            await Patience.Until(() => house.Ask("/readyz"), ready => ready.Status == 200, BackWithin);
        }

        await crowd.IsServed();
        await crowd.Leave();
        ledger.WasOnlyAskedToComeAgain();
        ledger.HoldsAgainst(database);
    }

    // Nine of ten: one pause of a busy machine is no fault of the house.
    private static TimeSpan Usually(List<TimeSpan> took) => took.Order().ElementAt(took.Count * 9 / 10);
}
