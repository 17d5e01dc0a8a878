using System.Diagnostics;

namespace Traceability.Stories.Faults;

/// <summary>The process ends, without a word or with one, while people scan.</summary>
[Collection(nameof(FilledHouses))]
public sealed class KillTests(FilledHouses houses)
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(5), EndWithin = TimeSpan.FromSeconds(10);

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task No_acknowledged_scan_is_lost_to_kill_9_under_load_and_the_house_is_back_within_five_seconds(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        var house = await RunningHouse.Start(database);
        try
        {
            // Five seconds, or on a machine that is busy with other things what a start takes there.
            var backWithin = house.ReadyAfter * 3 > BackWithin ? house.ReadyAfter * 3 : BackWithin;
            await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance);
            for (var round = 0; round < 2 * Chance.Rounds; round++)
            {
                await crowd.IsServed();
                await chance.Moment(0, 1_000);
                house.Kill();
                await house.DisposeAsync();
                house = await house.Again();
                Assert.True(house.ReadyAfter < backWithin, $"ready after {house.ReadyAfter}");
            }

            await crowd.Leave();
            Assert.True(ledger.Acknowledged.Count > 100, ledger.Told);
            Assert.False(ledger.Tries.Any(scan => scan.Status == 500), ledger.Told);
            ledger.HoldsAgainst(database);
            await ReceiptsStillOpen(house, ledger);
        }
        finally
        {
            await house.DisposeAsync();
        }
    }

    // What the system has taken outlives the process, so the moment between an answer given too early and its write is short. On a slow disk it is long.
    [Fact]
    public async Task No_acknowledged_scan_is_lost_to_kill_9_while_the_disk_is_slow_to_take_it()
    {
        await Strace.SkipUnlessPossible();
        var filled = await houses.Of("Sqlite");
        await using var database = await filled.Copy();
        var (chance, ledger, file) = (Chance.Begin(), new ScanLedger(database), (SqliteFile)database);
        var house = await RunningHouse.Start(database);
        try
        {
            for (var round = 0; round < Chance.Rounds; round++)
            {
                await using (var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance))
                {
                    await crowd.IsServed();
                    await using (await Strace.Attach(house.Id, "-P", file.Log, "-e", "trace=pwrite64", "-e", "inject=pwrite64:delay_enter=20000"))
                    {
                        await crowd.IsServed(1);
                        await chance.Moment(0, 500);
                        house.Kill();
                    }
                }

                await house.DisposeAsync();
                house = await house.Again();
                ledger.HoldsAgainst(database);
            }
        }
        finally
        {
            await house.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task Told_to_end_under_load_it_answers_whatever_it_accepted_and_ends_well_within_ten_seconds(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        for (var round = 0; round < Chance.Rounds; round++)
        {
            await using var house = await RunningHouse.Start(database);
            await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance);
            await crowd.IsServed();
            await chance.Moment(0, 1_000);
            var told = Stopwatch.GetTimestamp();
            house.Terminate();
            var code = await house.End(EndWithin);
            await crowd.Leave();

            Assert.True(code == 0, $"ended with {code?.ToString() ?? "nothing"} after {Stopwatch.GetElapsedTime(told)}: {house.Errors}");
            Assert.False(ledger.Tries.Any(scan => scan.IsCut || scan.Status >= 500), ledger.Told);
            // What was on its way long before the word to end was in the house: it has its answer.
            Assert.DoesNotContain(ledger.Tries, scan => scan.Status == 0 && Stopwatch.GetElapsedTime(scan.SentAt, told) > TimeSpan.FromMilliseconds(100));
            ledger.HoldsAgainst(database);
            // And nothing was done whose answer never came.
            Assert.Equal(ledger.Acknowledged.Count, database.Scans().Count - filled.Database.Scans().Count);
        }

        Assert.True(ledger.Acknowledged.Count > 100, ledger.Told);
    }

    private static async Task ReceiptsStillOpen(RunningHouse house, ScanLedger ledger)
    {
        using var client = ScanCrowd.Client(1);
        foreach (var scan in ledger.Acknowledged.Where(scan => scan.Verdict == "FirstScan").Take(20))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(house.PublicDoor, scan.Code));
            request.Headers.Add("Cookie", $"receipt={scan.Receipt}");
            using var response = await client.SendAsync(request);
            var answer = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync());
            Assert.Equal(("FirstScan", true), (answer.GetProperty("verdict").GetString(), answer.GetProperty("scans").GetProperty("yours").GetBoolean()));
        }
    }
}
