using System.Text.Json;

namespace Traceability.Stories.Faults;

/// <summary>The clock of the machine jumps, forward and back, while the house runs.</summary>
[Collection(nameof(FilledHouses))]
public sealed class ClockTests(FilledHouses houses)
{
    public static TheoryData<int> Jumps => [1, -1, -24, 24];

    [Theory, MemberData(nameof(Jumps))]
    public async Task Which_scan_was_first_is_told_by_their_order_and_not_by_a_clock_that_jumps(int hours)
    {
        await using var story = await OpenHouse.Open();
        var village = await Village.Settle(story);
        await village.Transfer(20_000_000);
        // Rights are older than any jump: one that was recorded an hour ago is not known before that hour, whichever clock says so.
        story.Clock.GoTo(OpenHouse.Noon.AddDays(2));
        var batch = await village.Issue(await village.MakeLot("PJ-08", 10_000_000), 10, "clock");
        await village.Range(batch, 1, 10, "Activated");
        var codes = await village.Codes(batch, 1, 10);
        var ids = new Random(8);
        var first = await Scan(story.Browser, ScanCrowd.ScanId(ids), codes[0]);
        Assert.Equal(("FirstScan", 1), Heard(first));

        story.Clock.SetTo(story.Clock.GetUtcNow().AddHours(hours));

        Assert.Equal(("SeenBefore", 2), Heard(await Scan(story.Browser, ScanCrowd.ScanId(ids), codes[0])));
        Assert.Equal(("FirstScan", 1), Heard(await Scan(story.Browser, ScanCrowd.ScanId(ids), codes[1])));
        Assert.Equal(("SeenBefore", 2), Heard(await Scan(story.Browser, ScanCrowd.ScanId(ids), codes[1])));
        // The owner of the first receipt stays the owner, and is counted no more.
        var owner = await Scan(story.Browser, ScanCrowd.ScanId(ids), codes[0], first.GetProperty("receipt").GetString());
        Assert.Equal(("FirstScan", 2), Heard(owner));
        Assert.True(owner.GetProperty("scans").GetProperty("yours").GetBoolean());
        // Labels go on sale, and off it, at any hour.
        await village.Range(batch, 3, 3, "Withdrawn", "召回");
        Assert.Equal("Withdrawn", (await Scan(story.Browser, ScanCrowd.ScanId(ids), codes[2])).GetProperty("verdict").GetString());
        await village.Issue(await village.MakeLot("PJ-09", 1_000_000), 10, "after the jump");
    }

    // Asked for by name only (-explicit on): a process whose every clock is replaced needs three times the time.
    [Theory(Explicit = true), MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task No_clock_of_the_process_that_jumps_freezes_it(string technology)
    {
        var library = Directory.Exists("/usr/lib") ? Directory.EnumerateDirectories("/usr/lib", "*-linux-*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists) : null;
        Assert.SkipUnless(library is not null, "libfaketime is not installed: apt-get install faketime.");
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger, offset) = (Chance.Begin(), new ScanLedger(database), Path.Combine(database.Directory, "clock"));
        await File.WriteAllTextAsync(offset, "+0");
        await using var house = await RunningHouse.Start(database, new HouseCommand
        {
            // Clocks that measure how long something took do not jump on any machine.
            Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = library!, ["FAKETIME_TIMESTAMP_FILE"] = offset, ["FAKETIME_CACHE_DURATION"] = "1", ["DONT_FAKE_MONOTONIC"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" },
        });
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance, people: 8);
        await crowd.IsServed(16);
        var warm = ledger.Tries.Count;
        foreach (var (jump, hours) in new[] { ("+1h", 1), ("-1h", -1), ("-1d", -24), ("+0", 0) })
        {
            await File.WriteAllTextAsync(offset, jump);
            // The clock has jumped when scans of that hour are stored; until then, and then, people are served.
            var there = TimeProvider.System.GetUtcNow().AddHours(hours);
            var scansThere = $"SELECT count(*) FROM scan WHERE at BETWEEN {there.AddMinutes(-2).ToUnixTimeMilliseconds()} AND {there.AddMinutes(2).ToUnixTimeMilliseconds()}";
            var before = database.Number(scansThere);
            await Patience.Until(() => database.Number(scansThere) > before + 16, TimeSpan.FromSeconds(10));
        }

        await crowd.Leave();
        Assert.All(ledger.Tries.Skip(warm + 8), scan => Assert.True(scan.IsAcknowledged && scan.Took < TimeSpan.FromSeconds(5), scan.ToString()));
        ledger.HoldsAgainst(database);
    }

    private static (string? Verdict, long Count) Heard(JsonElement answer) =>
        (answer.GetProperty("verdict").GetString(), answer.GetProperty("scans").GetProperty("count").GetInt64());

    private static async Task<JsonElement> Scan(HttpClient browser, Guid scanId, string code, string? receipt = null)
    {
        using var response = await browser.PostAsync("/v1/scans", System.Net.Http.Json.JsonContent.Create(new { scanId, code, receipt }));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }
}
