using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Scans;

/// <summary>Counting scans: the first is decided once, a repeated scan is the same scan, and who holds the receipt keeps his verdict.</summary>
public abstract class ScanJournalContract(TestDatabase database)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_200_scans_at_once_exactly_one_is_the_first(int houses)
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var opened = new List<House> { house.House };
        while (opened.Count < houses)
            opened.Add(await house.OpenAgain());
        var code = house.CodeOf(seed.Batch, 1);

        var counted = await Patience.Together(200, i => Count(house, code, NewScan(house), house: opened[i % houses]));

        Assert.Single(counted, scan => scan.Answer.Judgement.Verdict == Verdict.FirstScan);
        Assert.Equal(199, counted.Count(scan => scan.Answer.Judgement.Verdict == Verdict.SeenBefore));
        Assert.Equal(200, counted.Select(scan => scan.Receipt).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 200).Select(count => (long)count), counted.Select(scan => scan.Answer.Scans.Count).Order());
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(200, (await db.Labels.SingleAsync(CancellationToken.None)).ScanCount);
        Assert.Equal(200, await db.Scans.CountAsync(CancellationToken.None));
        // Each group is one act; its leaves are the commitments of its scans, in the order of their keys.
        var acts = await db.Acts.Where(act => act.Kind == ActKind.Scanned).ToListAsync(CancellationToken.None);
        Assert.InRange(acts.Count, 1, 199);
        Assert.Equal(200, acts.Sum(act => act.Leaves!.Length / Commitments.HashBytes));
        foreach (var act in acts)
            Assert.Contains($"\"root\":\"{Convert.ToHexStringLower(Commitments.Root(act.Leaves))}\"", act.Facts);
    }

    [Fact]
    public async Task The_same_scan_sent_50_times_is_one_scan_with_one_receipt()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var scan = NewScan(house);

        var counted = await Patience.Together(50, _ => Count(house, house.CodeOf(seed.Batch, 1), scan));

        Assert.Single(counted.Select(answer => answer.Receipt).Distinct());
        Assert.All(counted, answer => Assert.Equal((Verdict.FirstScan, 1L, true), (answer.Answer.Judgement.Verdict, answer.Answer.Scans.Count, answer.Answer.Scans.Yours)));
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(1, await db.Scans.CountAsync(CancellationToken.None));
        Assert.Equal(1, await db.Acts.CountAsync(act => act.Kind == ActKind.Scanned, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_scan_id_on_another_label_is_another_scan()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var scan = NewScan(house);

        var one = await Count(house, house.CodeOf(seed.Batch, 1), scan);
        var two = await Count(house, house.CodeOf(seed.Batch, 2), scan);

        Assert.NotEqual(one.Receipt, two.Receipt);
        Assert.All((CountedScan[])[one, two], counted => Assert.Equal(Verdict.FirstScan, counted.Answer.Judgement.Verdict));
    }

    [Fact]
    public async Task The_receipt_keeps_the_first_verdict_for_its_holder_and_is_not_counted_again()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        var first = await Count(house, code, NewScan(house), adcode: "211100");
        var firstAt = house.Clock.GetUtcNow();
        house.Clock.Pass(TimeSpan.FromDays(1));
        var second = await Count(house, code, NewScan(house), adcode: "330400");

        var owner = await Count(house, code, NewScan(house), first.Receipt);
        var ownerLooks = await house.House.Labels.Look(code, null, first.Receipt, house.Clock.GetUtcNow(), CancellationToken.None);
        var dealer = await Count(house, code, NewScan(house), second.Receipt);
        var stranger = await house.House.Labels.Look(code, null, null, house.Clock.GetUtcNow(), CancellationToken.None);

        Assert.Equal(new ScanTally(2, firstAt, owner.Answer.Scans.FirstPlace, true), owner.Answer.Scans);
        Assert.Equal(first.Receipt, owner.Receipt);
        Assert.Equal(Verdict.FirstScan, owner.Answer.Judgement.Verdict);
        Assert.Equal((Verdict.FirstScan, true), (ownerLooks.Judgement.Verdict, ownerLooks.Scans.Yours));
        Assert.Equal((Verdict.SeenBefore, true), (dealer.Answer.Judgement.Verdict, dealer.Answer.Scans.Yours));
        Assert.Equal((Verdict.SeenBefore, false, 2L), (stranger.Judgement.Verdict, stranger.Scans.Yours, stranger.Scans.Count));
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal((2L, "211100"), (await db.Labels.SingleAsync(CancellationToken.None)) is var row ? (row.ScanCount, row.FirstScanAdcode) : default);
    }

    [Fact]
    public async Task A_receipt_of_another_label_or_a_forged_one_owns_nothing()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var other = await Count(house, house.CodeOf(seed.Batch, 1), NewScan(house));
        var code = house.CodeOf(seed.Batch, 2);
        await Count(house, code, NewScan(house));
        // Sealed by us, but for a scan that never was: a receipt is worth no more than its row.
        var forged = house.House.Keys.Receipts.Issue(seed.Batch.Number, 2, NewScan(house));

        foreach (var receipt in (string?[])[other.Receipt, forged, "garbage", ""])
        {
            var look = await house.House.Labels.Look(code, null, receipt, house.Clock.GetUtcNow(), CancellationToken.None);
            Assert.Equal((Verdict.SeenBefore, false), (look.Judgement.Verdict, look.Scans.Yours));
        }
    }

    [Fact]
    public async Task What_happened_to_the_label_outranks_its_receipt()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var batch = await seed.Issue(house.House, 10);
        var code = house.CodeOf(batch, 1);
        var first = await Count(house, code, NewScan(house));
        await house.House.Store.Write(TenantScope.House, async db =>
        {
            var range = await db.LabelRanges.SingleAsync(range => range.BatchId == batch.Id, CancellationToken.None);
            db.LabelRanges.Remove(range);
            await db.SaveChangesAsync();
            db.LabelRanges.Add(range with { State = LabelState.Withdrawn, Reason = "演示: recalled" });
            return Written<bool>.Done(true, Act.Of(ActKind.RangeChanged, house.Clock.GetUtcNow()));
        }, CancellationToken.None);

        Assert.Equal(Verdict.Withdrawn, (await Count(house, code, NewScan(house), first.Receipt)).Answer.Judgement.Verdict);
    }

    [Theory]
    [InlineData(605, Verdict.Withdrawn)]
    [InlineData(615, Verdict.Withdrawn)]
    [InlineData(700, Verdict.NotActivated)]
    public async Task A_scan_of_a_label_that_is_not_on_sale_is_kept_but_confirms_nothing(uint serial, Verdict verdict)
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var counted = await Count(house, house.CodeOf(seed.Batch, serial), NewScan(house));

        Assert.Equal((verdict, 0L, null as DateTimeOffset?, false), (counted.Answer.Judgement.Verdict, counted.Answer.Scans.Count, counted.Answer.Scans.FirstAt, counted.Answer.Scans.Yours));
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(verdict, (await db.Scans.SingleAsync(CancellationToken.None)).Verdict);
    }

    // A dealer looks before the release and keeps the cookie. Were he never counted afterwards, he would be told FirstScan for ever, and so would the buyer.
    [Fact]
    public async Task A_receipt_from_before_the_release_does_not_spare_its_holder_from_being_counted()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 700);
        var early = await Count(house, code, NewScan(house));
        await seed.Change(house.House, seed.Batch, 700, 700, LabelState.Activated);

        var dealer = await Count(house, code, NewScan(house), early.Receipt);
        var buyer = await Count(house, code, NewScan(house));

        Assert.Equal((Verdict.FirstScan, 1L), (dealer.Answer.Judgement.Verdict, dealer.Answer.Scans.Count));
        Assert.NotEqual(early.Receipt, dealer.Receipt);
        Assert.Equal((Verdict.SeenBefore, 2L), (buyer.Answer.Judgement.Verdict, buyer.Answer.Scans.Count));
    }

    [Fact]
    public async Task Guesses_fill_one_row_a_day_and_get_no_receipt()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, Seed.Count + 1);
        await using var db = house.House.Store.Read(TenantScope.House);
        var acts = await db.Acts.CountAsync(CancellationToken.None);

        for (var i = 0; i < 5; i++)
            Assert.Equal((Verdict.NeverIssued, null), await Count(house, code, NewScan(house)) is var counted ? (counted.Answer.Judgement.Verdict, counted.Receipt) : default);
        // 20 hours later it is the next day in China.
        house.Clock.Pass(TimeSpan.FromHours(20));
        await Count(house, code, NewScan(house));

        Assert.Equal(
            [(new DateOnly(2026, 10, 1), 5L), (new DateOnly(2026, 10, 2), 1L)],
            (await db.NeverIssuedDays.OrderBy(day => day.Day).ToListAsync(CancellationToken.None)).Select(day => (day.Day, day.Count)));
        Assert.Equal(0, await db.Scans.CountAsync(CancellationToken.None));
        Assert.Equal(acts, await db.Acts.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_stolen_key_makes_suspicious_what_is_first_seen_after_the_theft_and_nothing_else()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var second = await house.OpenAgain();
        var (seen, unseen) = (house.CodeOf(seed.Batch, 1), house.CodeOf(seed.Batch, 2));
        var first = await Count(house, seen, NewScan(house));
        var theft = house.Clock.Pass(TimeSpan.FromHours(1));
        house.Clock.Pass(TimeSpan.FromHours(1));

        Assert.True(await house.House.Keys.Compromise(seed.Batch.KeySymbol, theft, CancellationToken.None));

        Assert.Equal(Verdict.SeenBefore, (await Count(house, seen, NewScan(house))).Answer.Judgement.Verdict);
        Assert.Equal(Verdict.FirstScan, (await Count(house, seen, NewScan(house), first.Receipt)).Answer.Judgement.Verdict);
        foreach (var opened in (House[])[house.House, second])
        {
            var judgement = (await opened.Labels.Look(unseen, null, null, house.Clock.GetUtcNow(), CancellationToken.None)).Judgement;
            Assert.Equal(new Judgement(Verdict.Suspicious, Cause.KeyCompromised, null, theft), judgement);
        }

        var counted = await Count(house, unseen, NewScan(house));
        Assert.Equal(Verdict.Suspicious, (await Count(house, unseen, NewScan(house), counted.Receipt)).Answer.Judgement.Verdict);
    }

    [Theory]
    [InlineData(0, 1L)]
    [InlineData(23 * 60 + 59, 1L)]
    [InlineData(24 * 60, 2L)]
    [InlineData(-60, 1L)]
    public async Task An_id_that_comes_again_within_a_day_is_the_same_scan(int minutesLater, long count)
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var (code, scan) = (house.CodeOf(seed.Batch, 1), NewScan(house));
        var first = await Count(house, code, scan);
        house.Clock.Pass(TimeSpan.FromMinutes(minutesLater));

        var again = await Count(house, code, scan);

        Assert.Equal((count, first.Receipt), (again.Answer.Scans.Count, again.Receipt));
        Assert.Equal(count == 1 ? Verdict.FirstScan : Verdict.SeenBefore, again.Answer.Judgement.Verdict);
        // The receipt stands for the scan that was first.
        Assert.Equal(Verdict.FirstScan, (await house.House.Labels.Look(code, null, first.Receipt, house.Clock.GetUtcNow(), CancellationToken.None)).Judgement.Verdict);
        Assert.Equal(Verdict.FirstScan, (await Count(house, code, NewScan(house), first.Receipt)).Answer.Judgement.Verdict);
    }

    [Fact]
    public async Task Of_codes_never_issued_all_are_counted_and_a_hundred_a_day_are_kept_to_look_at()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        await Patience.Together(300, i => Count(house, house.CodeOf(seed.Batch, Seed.Count + 1 + (uint)(i % 150)), NewScan(house), adcode: "211100"));

        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(300, (await db.NeverIssuedDays.SingleAsync(CancellationToken.None)).Count);
        var samples = await db.NeverIssuedSamples.ToListAsync(CancellationToken.None);
        Assert.Equal((MissTally.SamplesMax, "211100"), (samples.Count, samples[0].Adcode));
        Assert.Subset(Enumerable.Range(1, 150).Select(i => house.CodeOf(seed.Batch, Seed.Count + (uint)i).ToString()).ToHashSet(), samples.Select(sample => sample.Code).ToHashSet());
    }

    [Fact]
    public async Task Every_scan_is_bound_by_the_act_of_its_group()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        await Patience.Together(40, i => Count(house, house.CodeOf(seed.Batch, 1 + (uint)(i % 30)), NewScan(house)));

        await using var db = house.House.Store.Read(TenantScope.House);
        var acts = await db.Acts.Where(act => act.Kind == ActKind.Scanned).ToDictionaryAsync(act => act.Id, CancellationToken.None);
        var scans = await db.Scans.ToListAsync(CancellationToken.None);
        Assert.Equal(40, scans.Count);
        foreach (var group in scans.GroupBy(scan => scan.ActId!.Value))
            Assert.Equal(Leaves(acts[group.Key].Leaves!), group.Select(Commitment).Order(StringComparer.Ordinal));

        static string Commitment(ScanRow scan)
        {
            var commitment = new byte[Commitments.HashBytes];
            Commitments.Write(scan.Salt, scan.Facts(), commitment);
            return Convert.ToHexString(commitment);
        }

        static IEnumerable<string> Leaves(byte[] leaves) => leaves.Chunk(Commitments.HashBytes).Select(Convert.ToHexString).Order(StringComparer.Ordinal);
    }

    private static Guid NewScan(TestHouse house) => Guid.CreateVersion7(house.Clock.GetUtcNow());

    private static Task<CountedScan> Count(TestHouse at, SourceCode code, Guid scan, string? receipt = null, string? adcode = null, House? house = null) =>
        (house ?? at.House).Scans.Append(code, null, scan, receipt, ScanWitness.Unknown with { Adcode = adcode }, at.Clock.GetUtcNow(), CancellationToken.None);
}
