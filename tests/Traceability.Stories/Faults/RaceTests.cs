namespace Traceability.Stories.Faults;

/// <summary>Two processes over one database.</summary>
[Collection(nameof(FilledHouses))]
public sealed class RaceTests(FilledHouses houses)
{
    private const int Codes = 50, ScansEach = 200;

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task Two_processes_that_race_for_a_label_find_one_first_scan_and_count_every_other(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var both = await RunningHouse.Start(database);
        await using var alone = await RunningHouse.Start(database, new HouseCommand { Program = HouseCommand.PublicDoorAlone });
        using var client = ScanCrowd.Client(ScansEach);

        foreach (var code in filled.Codes.Take(Codes))
        {
            await Task.WhenAll(Enumerable.Range(0, ScansEach).Select(async which =>
            {
                var (id, door) = (ScanCrowd.ScanId(chance.Apart(which)), (which % 2 == 0 ? both : alone).PublicDoor);
                // The same scan until it is counted: busy is an answer, twice is none.
                for (var tries = 0; !(await ScanCrowd.Scan(client, door, id, code, ledger)).IsAcknowledged; tries++)
                {
                    Assert.True(tries < 100, ledger.Told);
                    await Task.Delay(50);
                }
            }));
        }

        Assert.False(ledger.Tries.Any(scan => scan.Status is not (200 or 503)), ledger.Told);
        ledger.HoldsAgainst(database);
        Assert.Equal(Codes * ScansEach, database.Scans().Count - filled.Database.Scans().Count);
        Assert.All(ledger.Acknowledged.GroupBy(scan => scan.Code), ofCode =>
        {
            Assert.Equal(ScansEach, ofCode.Count());
            Assert.Single(ofCode, scan => scan.Verdict == "FirstScan");
            Assert.Equal(ScansEach - 1, ofCode.Count(scan => scan.Verdict == "SeenBefore"));
        });
        foreach (var house in (RunningHouse[])[both, alone])
        {
            var answer = System.Text.Json.JsonElement.Parse(await client.GetStringAsync(new Uri(house.PublicDoor, filled.Codes[0])));
            Assert.Equal(ScansEach, answer.GetProperty("scans").GetProperty("count").GetInt64());
        }
    }
}
