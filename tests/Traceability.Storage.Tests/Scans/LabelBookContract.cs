using System.Globalization;
using Traceability.Codes;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Rights;
using Traceability.Scans;
using Traceability.Storage.Products;
using Traceability.Storage.Rights;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Scans;

/// <summary>Looking a code up: an honest answer at once, and nothing changes by it.</summary>
public abstract class LabelBookContract(TestDatabase database)
{
    [Theory]
    [InlineData(1, Verdict.FirstScan, Cause.None, null)]
    [InlineData(600, Verdict.FirstScan, Cause.None, null)]
    [InlineData(601, Verdict.Withdrawn, Cause.Spoiled, "演示: misprinted")]
    [InlineData(620, Verdict.Withdrawn, Cause.Withdrawn, "演示: recalled")]
    [InlineData(621, Verdict.Withdrawn, Cause.Retired, "演示: opened")]
    [InlineData(631, Verdict.NotActivated, Cause.None, null)]
    [InlineData(Seed.Count, Verdict.NotActivated, Cause.None, null)]
    [InlineData(Seed.Count + 1, Verdict.NeverIssued, Cause.None, null)]
    [InlineData(0, Verdict.NeverIssued, Cause.None, null)]
    [InlineData(uint.MaxValue, Verdict.NeverIssued, Cause.None, null)]
    public async Task A_label_is_answered_by_the_range_that_holds_it(uint serial, Verdict verdict, Cause cause, string? reason)
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var answer = await Look(house, house.CodeOf(seed.Batch, serial));

        Assert.Equal((verdict, cause, reason), (answer.Judgement.Verdict, answer.Judgement.Cause, answer.Judgement.Reason));
        Assert.Equal(verdict == Verdict.NeverIssued, answer.Backing is null);
    }

    [Theory]
    [InlineData(1, Verdict.FirstScan, 24)]
    [InlineData(41, Verdict.NotActivated, 24)]
    [InlineData(42, Verdict.NotActivated, 16)]
    [InlineData(43, Verdict.NeverIssued, null)]
    public async Task The_code_of_a_carton_says_how_many_items_it_stands_for(uint serial, Verdict verdict, int? items)
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var answer = await Look(house, house.CodeOf(seed.Cartons, serial));

        Assert.Equal((verdict, items), (answer.Judgement.Verdict, answer.CartonItems));
        Assert.Null((await Look(house, house.CodeOf(seed.Batch, 1))).CartonItems);
    }

    [Fact]
    public async Task A_batch_that_waits_for_a_second_person_was_never_issued()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        await seed.Change(house.House, seed.Waiting, 1, Seed.Count, LabelState.Activated);

        Assert.Equal(Verdict.NeverIssued, (await Look(house, house.CodeOf(seed.Waiting, 1))).Judgement.Verdict);
    }

    [Fact]
    public async Task A_number_that_no_batch_has_was_never_issued()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        Assert.Equal(Verdict.NeverIssued, (await Look(house, house.House.Keys.Seal.Seal(seed.Batch.KeySymbol, seed.Batch.Number + 1, 1))).Judgement.Verdict);
    }

    // Whoever stole next year's key can seal this year's batch numbers; the batch says which key is its own.
    [Fact]
    public async Task A_real_batch_under_a_foreign_key_symbol_was_never_issued()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var foreign = await house.House.Keys.Rotate(CancellationToken.None);

        Assert.Equal(Verdict.NeverIssued, (await Look(house, house.House.Keys.Seal.Seal(foreign, seed.Batch.Number, 1))).Judgement.Verdict);
        Assert.Equal(Verdict.FirstScan, (await Look(house, house.CodeOf(seed.Batch, 1))).Judgement.Verdict);
    }

    [Fact]
    public async Task A_key_symbol_that_nobody_holds_was_never_issued()
    {
        using var house = await database.Open();
        var stranger = new CodeSeal(new KeyRing([new SealingKey('Z', new byte[SealingKey.KeyBytes], new KeyState.Sealing())]));

        Assert.Equal(Verdict.NeverIssued, (await Look(house, stranger.Seal('Z', 1, 1))).Judgement.Verdict);
    }

    [Fact]
    public async Task An_officers_mark_makes_a_label_suspicious_and_taking_it_back_does_not_leave_a_trace()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        await Mark(house, seed, "演示: copies seen");

        var marked = (await Look(house, house.CodeOf(seed.Batch, 1))).Judgement;
        Assert.Equal((Verdict.Suspicious, Cause.OfficerDecision, "演示: copies seen"), (marked.Verdict, marked.Cause, marked.Reason));
        Assert.Equal(Verdict.FirstScan, (await Look(house, house.CodeOf(seed.Batch, 2))).Judgement.Verdict);

        await Mark(house, seed, null);
        Assert.Equal(Verdict.FirstScan, (await Look(house, house.CodeOf(seed.Batch, 1))).Judgement.Verdict);
    }

    [Theory]
    [InlineData(Seed.Gtin, false)]
    [InlineData("00000000000000", true)]
    [InlineData(null, false)]
    public async Task Another_products_gtin_in_the_link_keeps_the_verdict_and_is_told(string? gtin, bool mismatch)
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var answer = await house.House.Labels.Look(house.CodeOf(seed.Batch, 1), gtin, null, house.Clock.GetUtcNow(), CancellationToken.None);

        Assert.Equal((Verdict.FirstScan, mismatch), (answer.Judgement.Verdict, answer.GtinMismatch));
    }

    [Fact]
    public async Task A_gtin_in_the_link_of_goods_that_have_none_is_a_mismatch()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        Assert.True((await house.House.Labels.Look(house.CodeOf(seed.Garments, 1), Seed.Gtin, null, house.Clock.GetUtcNow(), CancellationToken.None)).GtinMismatch);
    }

    [Fact]
    public async Task What_stands_behind_a_gi_label_is_told_with_rounded_metres()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var backing = (await Look(house, house.CodeOf(seed.Batch, 1))).Backing!;

        Assert.Equal(("演示大米", Seed.Gtin, 5_000L, "L1"), (backing.Product.Name, backing.Product.Gtin, backing.Product.NetContentGrams!.Value, backing.Product.Lot));
        Assert.Equal((seed.Party.Name, seed.Party.Uscc, true), (backing.Producer.Name, backing.Producer.Uscc, backing.IsDemonstration));
        var right = Assert.Single(backing.Rights);
        Assert.Equal((RightKind.GeographicalIndication, "演示核准-1"), (right.Kind, right.Permission));
        Assert.Null(right.NotInForce);
        Assert.Equal((OriginVerdict.Inside, 16_600L, "demo.geojson"), (backing.Origin!.Verdict, backing.Origin.MetresRounded, backing.Origin.SourceFile));
    }

    [Fact]
    public async Task What_stands_behind_a_garment_is_two_rights_and_no_origin()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var backing = (await Look(house, house.CodeOf(seed.Garments, 1))).Backing!;

        Assert.Equal([RightKind.DesignPatent, RightKind.Copyright], backing.Rights.Select(right => right.Kind));
        Assert.Null(backing.Origin);
    }

    [Fact]
    public async Task A_right_invalidated_this_minute_is_shown_at_the_next_look()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Garments, 1);
        var design = (await Look(house, code)).Backing!.Rights[0];
        await house.House.Store.Write(TenantScope.Of(seed.Tenant.Id), db =>
        {
            var now = house.Clock.Pass(TimeSpan.FromMinutes(1));
            var right = db.Rights.Single(right => right.Kind == RightKind.DesignPatent);
            db.RightStates.Add(new RightStateRow(Guid.CreateVersion7(now), right.Id, RightState.Invalidated, new DateOnly(2026, 9, 30), now, "演示", new DateOnly(2026, 9, 30)));
            return Task.FromResult(Written<bool>.Done(true, Act.Of(ActKind.RightRecorded, now)));
        }, CancellationToken.None);

        var shown = (await Look(house, code)).Backing!.Rights[0];

        Assert.Null(design.NotInForce);
        Assert.NotNull(shown.NotInForce);
        Assert.Equal(
            (RightState.Invalidated, RightState.Granted, RightState.Invalidated),
            (StateOf(shown.WhenMade), StateOf(shown.AsRecordedThen), StateOf(shown.Today)));
    }

    [Fact]
    public async Task The_pictures_of_the_goods_are_told_as_they_were_sent_and_a_change_is_seen_at_the_next_look()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        var (kept, second, third) = (new string('1', 64), new string('f', 64), new string('0', 64));
        Assert.Equal([kept], (await Look(house, code)).Backing!.Product.Pictures);

        await house.House.Store.Write(TenantScope.Of(seed.Tenant.Id), db =>
        {
            db.ProductPictures.AddRange(new ProductPictureRow(seed.Lot.ProductId, second, seed.Tenant.Id, 2, [2]), new ProductPictureRow(seed.Lot.ProductId, third, seed.Tenant.Id, 3, [3]));
            return Task.FromResult(Written<bool>.Done(true, Act.Of(ActKind.ProductRecorded, house.Clock.GetUtcNow())));
        }, CancellationToken.None);

        Assert.Equal([kept, second, third], (await Look(house, code)).Backing!.Product.Pictures);
        Assert.Empty((await Look(house, house.CodeOf(seed.Garments, 1))).Backing!.Product.Pictures);
    }

    [Fact]
    public async Task Looking_a_thousand_times_changes_nothing_at_all()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        await house.House.Scans.Append(house.CodeOf(seed.Batch, 1), null, Guid.CreateVersion7(house.Clock.GetUtcNow()), null, ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None);
        var before = house.Everything();

        await Patience.Together(1_000, i => Look(house, house.CodeOf(i % 3 == 0 ? seed.Waiting : seed.Batch, (uint)i)));

        Assert.Equal(before, house.Everything());
    }

    [Fact]
    public async Task A_change_of_a_range_is_seen_at_once_by_a_second_house_over_the_same_database()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var second = await house.OpenAgain();
        var code = house.CodeOf(seed.Batch, 700);
        Assert.Equal(Verdict.NotActivated, (await second.Labels.Look(code, null, null, house.Clock.GetUtcNow(), CancellationToken.None)).Judgement.Verdict);

        await seed.Change(house.House, seed.Batch, 700, 700, LabelState.Withdrawn, "演示: stolen");

        Assert.Equal(Verdict.Withdrawn, (await second.Labels.Look(code, null, null, house.Clock.GetUtcNow(), CancellationToken.None)).Judgement.Verdict);
        Assert.Equal(Verdict.Withdrawn, (await Look(house, code)).Judgement.Verdict);
    }

    [Fact]
    public async Task The_answer_shows_nothing_of_volume_or_exact_place()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        var told = (await Look(house, house.CodeOf(seed.Batch, 1))).ToString();

        foreach (var secret in (string[])[Seed.Count.ToString(CultureInfo.InvariantCulture), seed.Batch.Number.ToString(CultureInfo.InvariantCulture), "122.2", "41.2", "16649", seed.Batch.Id.ToString()])
            Assert.DoesNotContain(secret, told);
    }

    private static Task<LabelAnswer> Look(TestHouse house, SourceCode code) =>
        house.House.Labels.Look(code, null, null, house.Clock.GetUtcNow(), CancellationToken.None);

    private static RightState StateOf(RightStanding standing) => Assert.IsType<RightStanding.Recorded>(standing).Entry.State;

    private static Task Mark(TestHouse house, Seed seed, string? reason) => house.House.Store.Write(TenantScope.House, async db =>
    {
        var shard = ShardKey.Of(seed.Batch.Number, 1);
        var row = await db.Labels.FindAsync(shard, seed.Batch.Number, 1u) ?? db.Labels.Add(new LabelRow(shard, seed.Batch.Number, 1)).Entity;
        (row.SuspicionReason, row.SuspicionSince) = (reason, reason is null ? null : house.Clock.GetUtcNow());
        return Written<bool>.Done(true, Act.Of(ActKind.SuspicionChanged, house.Clock.GetUtcNow()));
    }, CancellationToken.None);
}
