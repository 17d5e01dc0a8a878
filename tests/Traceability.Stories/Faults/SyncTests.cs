using System.Diagnostics;

namespace Traceability.Stories.Faults;

/// <summary>Killing a process keeps what the system has in its memory; only the order of its calls tells what a power cut would leave.</summary>
[Collection(nameof(FilledHouses))]
public sealed class SyncTests(FilledHouses houses)
{
    private static readonly Guid Planted = new("8fbbe0b5-5bb7-44e6-8e12-6a7a6c9d3a10");

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_scan_is_on_the_disk_before_it_is_answered(string technology)
    {
        await Strace.SkipUnlessPossible();
        var filled = await houses.Of(technology);
        await using var database = await filled.CopyApart();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database);
        using var client = ScanCrowd.Client(1);
        // The first one makes everything warm: strace is slow enough.
        await ScanCrowd.Scan(client, house.PublicDoor, ScanCrowd.ScanId(chance.Apart(0)), filled.Codes[0], ledger);

        var scan = ScanCrowd.ScanId(chance.Apart(1));
        string[] trace;
        // On a slow disk whoever does not wait for it is quicker than it; on a fast one a server that syncs in the background may be in time by chance.
        await using (var strace = await Strace.Attach([house.Id, .. database.Writers(house).Except([house.Id])], "-y", "-xx", "-s", "8192", "-e", SyncOrder.Calls, "-e", "inject=fdatasync,fsync:delay_exit=300000"))
        {
            Assert.True((await ScanCrowd.Scan(client, house.PublicDoor, scan, filled.Codes[1], ledger)).IsAcknowledged, ledger.Told);
            trace = await strace.LetGo();
        }

        var fault = SyncOrder.Fault(trace, scan, database.Log);
        Assert.True(fault is null, fault);
    }

    [Theory]
    [InlineData("write sync answer", null)]
    [InlineData("write sync-begin sync-end answer", null)]
    [InlineData("write sync-delayed answer", null)]
    [InlineData("write answer sync", "before the scan was synced")]
    [InlineData("write answer", "before the scan was synced")]
    [InlineData("sync write answer", "before the scan was synced")]
    [InlineData("sync-begin write sync-end answer", "before the scan was synced")]
    [InlineData("write sync-begin answer sync-end", "before the scan was synced")]
    [InlineData("write sync-of-another-file answer", "before the scan was synced")]
    [InlineData("write sync-failed answer", "before the scan was synced")]
    [InlineData("sync answer write", "not written")]
    [InlineData("write sync", "no answer")]
    public void An_answer_that_did_not_wait_for_the_disk_is_noticed(string order, string? expected)
    {
        const string log = "/data/traceability.db-wal";
        string Hex(string text) => string.Concat(text.Select(letter => $"\\x{(int)letter:x2}"));
        var lines = order.Split(' ').Select(call => call switch
        {
            "write" => $"""7 pwrite64(40<{Hex(log)}>, "\x0d\x00{Hex(Planted.ToString())}\x00", 4096, 56) = 4096""",
            "sync" => $"7 fdatasync(40<{Hex(log)}>) = 0",
            "sync-delayed" => $"7 fdatasync(40<{Hex(log)}>) = 0 (DELAYED)",
            "sync-begin" => $"7 fdatasync(40<{Hex(log)}> <unfinished ...>",
            "sync-end" => "7 <... fdatasync resumed>) = 0",
            "sync-failed" => $"7 fdatasync(40<{Hex(log)}>) = -1 EIO (Input/output error)",
            "sync-of-another-file" => $"7 fdatasync(41<{Hex("/data/another")}>) = 0",
            _ => """8 sendto(50<socket:[9]>, "\x48\x54\x54\x50\x2f\x31\x2e\x31\x20\x32\x30\x30\x20", 900, 0, NULL, 0) = 900""",
        });

        var fault = SyncOrder.Fault(lines, Planted, log);
        if (expected is null)
            Assert.Null(fault);
        else
            Assert.Contains(expected, fault);
    }

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_scan_whose_sync_failed_is_not_acknowledged_and_the_house_goes_on(string technology)
    {
        await Strace.SkipUnlessPossible();
        var filled = await houses.Of(technology);
        await using var database = await filled.CopyApart();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        var house = await RunningHouse.Start(database);
        try
        {
            using var client = ScanCrowd.Client(1);
            for (var round = 0; round < Chance.Rounds; round++)
            {
                await ScanCrowd.Scan(client, house.PublicDoor, ScanCrowd.ScanId(chance.Apart(0)), filled.Codes[0], ledger);
                var scan = ScanCrowd.ScanId(chance.Apart(1));
                var code = filled.Codes[round + 1];
                await using (var strace = await Strace.Attach(database.Writers(house), "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO"))
                {
                    var refused = await ScanCrowd.Scan(client, house.PublicDoor, scan, code, ledger);
                    Assert.Contains(await strace.LetGo(), line => line.Contains("(INJECTED)", StringComparison.Ordinal));
                    Assert.True(refused.IsAskedToComeAgain, refused.ToString());
                }

                // No hand was needed: the same scan is taken now, and counts once.
                var again = await Patience.Until(() => ScanCrowd.Scan(client, house.PublicDoor, scan, code, ledger), told => told.IsAcknowledged, TimeSpan.FromSeconds(5));
                Assert.Equal(("FirstScan", 1), (again.Verdict, again.Count));
                await using (var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes.Skip(100).ToList(), ledger, chance))
                {
                    await crowd.IsServed();
                    await using (var strace = await Strace.Attach(database.Writers(house), "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO:when=2+3"))
                        await Task.Delay(500);
                    await crowd.IsServed();
                    house.Kill();
                }

                await house.DisposeAsync();
                house = await house.Again();
                Assert.False(ledger.Tries.Any(told => told.Status == 500), ledger.Told);
                ledger.HoldsAgainst(database);
            }
        }
        finally
        {
            await house.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_slow_disk_makes_scans_slow_and_refuses_none_that_fit_in_the_queue(string technology)
    {
        await Strace.SkipUnlessPossible();
        var filled = await houses.Of(technology);
        await using var database = await filled.CopyApart();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database);
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance);
        await crowd.IsServed();

        var (from, looks) = (Stopwatch.GetTimestamp(), new List<TimeSpan>());
        await using (await Strace.Attach(database.Writers(house), "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:delay_exit=300000"))
        {
            for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(3 * Chance.Rounds); await Task.Delay(50))
            {
                var (status, took) = await house.Ask($"/{filled.Codes[0]}");
                Assert.Equal(200, status);
                looks.Add(took);
            }

            await crowd.Leave();
        }

        var slow = ledger.Tries.Where(scan => scan.SentAt > from).ToList();
        Assert.All(slow, scan => Assert.True(scan.IsAcknowledged, scan.ToString()));
        Assert.True(slow.Max(scan => scan.Took) > TimeSpan.FromMilliseconds(250), "the disk was not slow");
        // Looking waits for no disk.
        Assert.True(looks.Order().ElementAt(looks.Count / 2) < TimeSpan.FromMilliseconds(200), $"looking took {looks.Order().ElementAt(looks.Count / 2)}");
        ledger.HoldsAgainst(database);
    }
}
