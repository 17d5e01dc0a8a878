namespace Traceability.Stories.Faults;

/// <summary>There is no space left for what a scan adds.</summary>
[Collection(nameof(FilledHouses))]
public sealed class DiskFullTests(FilledHouses houses)
{
    [Theory]
    [InlineData("Sqlite", 16)]
    [InlineData("Postgres", 256)]
    public async Task A_full_disk_refuses_scans_for_now_answers_looks_and_is_forgotten_when_there_is_space_again(string technology, int diskMegabytes)
    {
        using var disk = Tmpfs.Mount(diskMegabytes);
        var filled = await houses.Of(technology);
        await using var database = await filled.CopyApart(disk);
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        var house = await RunningHouse.Start(database);
        try
        {
            using var client = ScanCrowd.Client(1);
            for (var round = 0; round < Chance.Rounds; round++)
            {
                await using (var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance, people: 16))
                {
                    await crowd.IsServed();
                    disk.Fill();
                    await Patience.Until(() => ledger.Tries.Any(scan => !scan.IsAcknowledged), TimeSpan.FromSeconds(20));
                    for (var look = 0; look < 20; look++)
                        Assert.Equal(200, (await house.Ask($"/{filled.Codes[look]}")).Status);
                    Assert.Equal(200, (await house.Ask("/healthz")).Status);
                }

                disk.Free();
                await Patience.Until(
                    () => ScanCrowd.Scan(client, house.PublicDoor, ScanCrowd.ScanId(chance.Apart(1)), filled.Codes[0], ledger), scan => scan.IsAcknowledged, TimeSpan.FromSeconds(5));
            }

            ledger.WasOnlyAskedToComeAgain();
            ledger.HoldsAgainst(database);

            house.Kill();
            await house.DisposeAsync();
            house = await house.Again();
            ledger.HoldsAgainst(database);
        }
        finally
        {
            await house.DisposeAsync();
        }
    }
}
