using Traceability.Storage.Sqlite;

namespace Traceability.Stories.Faults;

/// <summary>What the disk gives back is not what was written to it.</summary>
[Collection(nameof(FilledHouses))]
public sealed class DamageTests(FilledHouses houses)
{
    private const int PageBytes = 4096, FlippedBytes = 64, Moments = 10, ServerPageBytes = 8192;
    private static readonly TimeSpan RefusedWithin = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_house_does_not_open_on_a_damaged_page_and_says_so()
    {
        var filled = await houses.Of("Sqlite");
        var chance = Chance.Begin();
        for (var round = 0; round < 2 * Chance.Rounds; round++)
        {
            await using var database = await filled.Copy();
            Assert.Equal(0, database.Number("SELECT freelist_count FROM pragma_freelist_count"));
            using (var file = new FileStream(((SqliteFile)database).File, FileMode.Open, FileAccess.ReadWrite))
            {
                var (bytes, page) = (new byte[FlippedBytes], chance.Number((int)(file.Length / PageBytes / 4), (int)(file.Length / PageBytes * 3 / 4)));
                file.Position = (long)page * PageBytes;
                file.ReadExactly(bytes);
                file.Position -= FlippedBytes;
                file.Write([.. bytes.Select(one => (byte)~one)]);
            }

            await RefusesWithASentence(database, "damaged");
        }
    }

    // The server looks at a page when it needs it: the house opens, and what it must not do is take a label that cannot be read for one that was never scanned.
    [Fact]
    public async Task A_damaged_page_of_the_server_makes_no_scanned_label_new_and_the_house_is_not_ready()
    {
        var filled = await houses.Of("Postgres");
        await using var database = (PostgresAlone)await filled.CopyApart();
        var (chance, ledger, scanned) = (Chance.Begin(), new ScanLedger(database), filled.Codes.Take(20).ToList());
        using var client = ScanCrowd.Client(1);
        await using (var house = await RunningHouse.Start(database))
        {
            foreach (var code in scanned)
                await ScanCrowd.Scan(client, house.PublicDoor, ScanCrowd.ScanId(chance.Apart(0)), code, ledger);
        }

        Assert.All(ledger.Tries, scan => Assert.Equal(("FirstScan", 1), (scan.Verdict, scan.Count)));
        var labels = database.FileOf("label");
        database.Server.Stop();
        using (var file = new FileStream(labels, FileMode.Open, FileAccess.ReadWrite))
        {
            for (var page = 0L; page < file.Length; page += ServerPageBytes)
            {
                file.Position = page + chance.Number(ServerPageBytes / 2, ServerPageBytes);
                var one = file.ReadByte();
                file.Position--;
                file.WriteByte((byte)~one);
            }
        }

        database.Server.Start();
        await using (var house = RunningHouse.Launch(database))
        {
            await Patience.Until(() => house.Ask("/healthz"), health => health.Status == 200, RefusedWithin);
            foreach (var code in scanned)
            {
                var again = await ScanCrowd.Scan(client, house.PublicDoor, ScanCrowd.ScanId(chance.Apart(1)), code, ledger);
                Assert.True(again.IsAskedToComeAgain, again.ToString());
                Assert.Equal(503, (await house.Ask($"/{code}")).Status);
            }

            Assert.Equal(503, (await house.Ask("/readyz")).Status);
            Assert.Contains("XX001", house.Output, StringComparison.Ordinal);
        }
    }

    // To the database a log that ends too early looks like any crash: only somebody outside who counts what was acknowledged can tell.
    [Fact]
    public async Task A_log_that_lost_its_last_byte_opens_as_of_the_commit_before_it()
    {
        var filled = await houses.Of("Sqlite");
        // The log is brought home ten times a second: what is home by then is not lost, and another moment is tried.
        for (var i = 0; i < Moments; i++)
        {
            await using var database = await filled.Copy();
            var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
            await using (var house = await RunningHouse.Start(database))
            {
                await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance, people: 1);
                await crowd.IsServed(8);
                await crowd.Leave();
                house.Kill();
            }

            using (var log = new FileStream(((SqliteFile)database).Log, FileMode.Open, FileAccess.ReadWrite))
                log.SetLength(log.Length - 1);
            List<Guid> lost;
            await using (await RunningHouse.Start(database))
                lost = [.. ledger.Acknowledged.Select(scan => scan.Id).Except(database.Scans())];
            Assert.Empty(database.Faults());
            if (lost.Count > 0)
            {
                Assert.Single(lost);
                return;
            }
        }

        Assert.Fail("The log was brought home before every one of the moments.");
    }

    [Fact]
    public async Task A_program_does_not_open_a_database_that_a_newer_one_has_changed()
    {
        var filled = await houses.Of("Sqlite");
        await using var database = await filled.Copy();
        var next = SqliteMigrations.Known[^1].Number + 1;
        database.Execute($"INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES ({next}, 'of tomorrow', '00', 0)");
        await RefusesWithASentence(database, "newer program");
        Assert.Equal(1, database.Number($"SELECT count(*) FROM schema_migration WHERE number = {next}"));
        Assert.Empty(database.Faults());
    }

    private static async Task RefusesWithASentence(HouseDatabase database, string about)
    {
        await using var house = RunningHouse.Launch(database);
        await Patience.Until(async () => house.HasEnded || (await house.Ask("/readyz")).Status == 200, isOver => isOver, RefusedWithin);
        Assert.True(house.HasEnded, "It opened as if all were well.");
        Assert.Equal(1, await house.End(RefusedWithin));
        Assert.Contains(about, house.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", house.Errors, StringComparison.Ordinal);
    }
}
