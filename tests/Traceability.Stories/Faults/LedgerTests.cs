namespace Traceability.Stories.Faults;

/// <summary>The checks that every fault rests on see what they are there to see.</summary>
[Collection(nameof(FilledHouses))]
public sealed class LedgerTests(FilledHouses houses)
{
    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_lost_scan_and_one_that_nobody_sent_are_both_noticed(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var ledger = new ScanLedger(database);
        Assert.Empty(ledger.Faults(database.Scans()));
        Assert.Empty(database.Faults());

        var lost = ScanCrowd.ScanId(new Random(1));
        ledger.Sends(lost, filled.Codes[0]);
        Assert.Empty(ledger.Faults(database.Scans()));
        ledger.Hears(new ScanTry(lost, filled.Codes[0], 200, 0, TimeSpan.Zero));
        Assert.Contains("1 of 1 acknowledged scans are lost", Assert.Single(ledger.Faults(database.Scans())));
        Assert.Empty(ledger.Faults([.. database.Scans(), lost]));

        Assert.Contains("never sent", Assert.Single(ledger.Faults([.. database.Scans(), lost, ScanCrowd.ScanId(new Random(2))])));
        Assert.Contains("twice", Assert.Single(ledger.Faults([.. database.Scans(), lost, lost])));
        Assert.Contains("from before", Assert.Single(ledger.Faults([.. database.Scans().Skip(1), lost])));
    }

    [Theory]
    [InlineData("UPDATE label SET scan_count = scan_count + 1 WHERE scan_count = (SELECT max(scan_count) FROM label)", "whose count")]
    [InlineData("DELETE FROM scan WHERE scan_id = (SELECT max(scan_id) FROM scan WHERE act_id IS NOT NULL)", "the acts of their groups")]
    [InlineData("INSERT INTO scan (shard, batch, serial, scan_id, at, verdict) SELECT shard, batch, serial, '8FBBE0B5-5BB7-44E6-8E12-6A7A6C9D3A10', at, verdict FROM scan WHERE verdict = 'FirstScan' LIMIT 1", "more than one first scan")]
    [InlineData("DELETE FROM label WHERE scan_count > 0", "no row")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM lot", "a row that is gone")]
    public async Task Rows_that_contradict_each_other_are_noticed(string byHand, string expected)
    {
        var filled = await houses.Of("Sqlite");
        await using var database = await filled.Copy();
        database.Execute(byHand);
        Assert.Contains(database.Faults(), fault => fault.Contains(expected, StringComparison.Ordinal));
    }
}
