using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Scans;

/// <summary>What a label remembers of its scans: bounded, exact about ids however much it forgot, and without places once they are old.</summary>
public abstract class LabelMemoryContract(TestDatabase database)
{
    private static readonly ScanPlace[] FarApart =
    [
        .. from place in new (double Longitude, double Latitude)[] { (121.47, 31.23), (116.4, 39.9), (113.26, 23.13), (104.07, 30.67), (87.62, 43.82) }
           select new ScanPlace(GeoPoint.At(place.Longitude, place.Latitude), 30).Coarse(),
    ];

    [Fact]
    public async Task An_id_that_its_label_has_forgotten_is_still_the_same_scan_and_its_receipt_still_owns()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        var ids = Enumerable.Range(0, 40).Select(_ => NewScan(house)).ToList();
        var counted = new List<CountedScan>();
        foreach (var id in ids)
            counted.Add(await Count(house, code, id));

        foreach (var (at, (id, scan)) in ids.Zip(counted).Index())
        {
            var again = await Count(house, code, id);
            Assert.Equal(40L, again.Answer.Scans.Count);
            // Whose a forgotten scan was is not known any more.
            Assert.Equal(at == 0 || at >= 40 - LabelHistory.RecentMax ? scan.Receipt : null, again.Receipt);
            Assert.Equal(scan.Answer.Judgement.Verdict, again.Answer.Judgement.Verdict);
            Assert.True((await Look(house, code, scan.Receipt)).Scans.Yours);
            Assert.Equal(40, (await Count(house, code, NewScan(house), receipt: scan.Receipt)).Answer.Scans.Count);
        }

        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(40, await db.Scans.CountAsync(CancellationToken.None));
        Assert.Equal(
            ids.Take(1).Concat(ids.TakeLast(LabelHistory.RecentMax)),
            LabelMemory.Of(await db.Labels.SingleAsync(CancellationToken.None), SaleTerms.Free).History.Sightings.Select(sighting => sighting.Scan));
    }

    [Fact]
    public async Task Ids_are_exact_when_a_whole_flood_comes_together()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        var ids = Enumerable.Range(0, 60).Select(_ => NewScan(house)).ToList();

        // Each id twice, all at once: in one group or in several.
        var counted = await Patience.Together(120, i => Count(house, code, ids[i % 60]));

        Assert.Equal(60, counted.Select(scan => scan.Receipt).OfType<string>().Distinct().Count());
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(60, (await db.Labels.SingleAsync(CancellationToken.None)).ScanCount);
        Assert.Equal(60, await db.Scans.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Five_strangers_at_five_places_within_a_day_turn_the_verdict_and_an_officer_turns_it_back()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var (code, verdicts) = (house.CodeOf(seed.Batch, 1), new List<Verdict>());
        string? first = null;
        for (var i = 0; i < 5; i++)
        {
            var counted = await Count(house, code, NewScan(house), Stranger(i));
            verdicts.Add(counted.Answer.Judgement.Verdict);
            first ??= counted.Receipt;
            house.Clock.Pass(TimeSpan.FromHours(5));
        }

        Assert.Equal([Verdict.FirstScan, .. Enumerable.Repeat(Verdict.SeenBefore, 3), Verdict.Suspicious], verdicts);
        var look = (await Look(house, code, first)).Judgement;
        Assert.Equal((Verdict.Suspicious, Cause.PlacesInConflict), (look.Verdict, look.Cause));

        await house.House.Store.Write(TenantScope.House, async db =>
        {
            var label = await LabelBook.RowOf(db, (await db.Labels.AsNoTracking().SingleAsync(CancellationToken.None)).Key, CancellationToken.None);
            (label.ConflictSince, label.ExplainedAt) = (null, house.Clock.GetUtcNow());
            label.Version++;
            return Written<bool>.Done(true, Act.Of(ActKind.SuspicionChanged, house.Clock.GetUtcNow()));
        }, CancellationToken.None);

        Assert.Equal(Verdict.FirstScan, (await Look(house, code, first)).Judgement.Verdict);
        // What was explained does not come back with the next scan.
        Assert.Equal(Verdict.SeenBefore, (await Count(house, code, NewScan(house), Stranger(5))).Answer.Judgement.Verdict);
    }

    [Fact]
    public async Task Five_places_of_one_network_or_without_places_turn_nothing()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        for (var i = 0; i < 6; i++)
        {
            Assert.NotEqual(Verdict.Suspicious, (await Count(house, house.CodeOf(seed.Batch, 1), NewScan(house), Stranger(i) with { Network = 7 })).Answer.Judgement.Verdict);
            Assert.NotEqual(Verdict.Suspicious, (await Count(house, house.CodeOf(seed.Batch, 2), NewScan(house), Stranger(i) with { Place = null })).Answer.Judgement.Verdict);
            house.Clock.Pass(TimeSpan.FromHours(5));
        }
    }

    [Fact]
    public async Task An_owner_is_remembered_once_for_each_place_his_receipt_was_shown_at()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        var receipt = (await Count(house, code, NewScan(house))).Receipt;
        for (var i = 0; i < 9; i++)
            await Count(house, code, NewScan(house), Stranger(i % 3), receipt);
        await Count(house, code, NewScan(house), ScanWitness.Unknown, receipt);

        await using var db = house.House.Store.Read(TenantScope.House);
        var label = await db.Labels.SingleAsync(CancellationToken.None);
        var sightings = LabelMemory.Of(label, SaleTerms.Free).History.Sightings;
        Assert.Equal((1L, 4), (label.ScanCount, sightings.Count));
        Assert.Equal(FarApart.Take(3), sightings.Where(sighting => sighting.IsOwn).Select(sighting => sighting.Place!.Value));
        Assert.Equal(1, await db.Scans.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_city_of_the_network_stays_when_a_place_is_told_and_when_it_is_forgotten()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var (code, scan) = (house.CodeOf(seed.Batch, 1), NewScan(house));
        var city = new ScanPlace(GeoPoint.At(116.4, 39.9), Sighting.CityMetres);
        await Count(house, code, scan, Stranger(0) with { Place = null, City = city });
        Assert.Equal((null, city, city), await Remembered());
        await Count(house, code, scan, Stranger(0) with { City = city });
        Assert.Equal((FarApart[0], city, FarApart[0]), await Remembered());

        house.Clock.Pass(LabelMemory.PlacesKept);
        await new PlaceRetention(house.House.Store).Forget(house.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal((null, city, city), await Remembered());

        async Task<(ScanPlace?, ScanPlace?, ScanPlace?)> Remembered()
        {
            await using var db = house.House.Store.Read(TenantScope.House);
            var sighting = Assert.Single(LabelMemory.Of(await db.Labels.SingleAsync(CancellationToken.None), SaleTerms.Free).History.Sightings);
            return (sighting.Place, sighting.City, sighting.Whereabouts);
        }
    }

    [Fact]
    public async Task Cities_of_networks_tell_officers_of_a_route_and_turn_no_verdict()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        for (var i = 0; i < 6; i++)
        {
            var city = new ScanPlace(FarApart[i % FarApart.Length].Point, Sighting.CityMetres);
            var counted = await Count(house, code, NewScan(house), Stranger(i) with { Place = null, City = city });
            Assert.Equal(i == 0 ? Verdict.FirstScan : Verdict.SeenBefore, counted.Answer.Judgement.Verdict);
            house.Clock.Pass(TimeSpan.FromHours(5));
        }

        await house.House.Alerts.Drain();
        await using var db = house.House.Store.Read(TenantScope.House);
        var alert = await db.Alerts.SingleAsync(told => told.Serial == 1 && told.Cause == AlertCause.ManyPlaces, CancellationToken.None);
        Assert.Equal(AlertState.Open, alert.State);
        Assert.Equal(Enumerable.Repeat(false, 6), AlertEvidence.Read(alert.Evidence).Select(seen => seen.HasPlace));
    }

    [Fact]
    public async Task A_place_told_afterwards_belongs_to_the_scan_that_was_counted()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var (code, scan) = (house.CodeOf(seed.Batch, 1), NewScan(house));
        var counted = await Count(house, code, scan, Stranger(0) with { Place = null });
        for (var i = 0; i < 2; i++)
        {
            var again = await Count(house, code, scan, Stranger(i), i == 0 ? null : counted.Receipt);
            Assert.Equal((Verdict.FirstScan, 1L, counted.Receipt), (again.Answer.Judgement.Verdict, again.Answer.Scans.Count, again.Receipt));
        }

        await using var db = house.House.Store.Read(TenantScope.House);
        var label = await db.Labels.SingleAsync(CancellationToken.None);
        // Told once, it stays: nobody moves his scan about.
        Assert.Equal(FarApart[0], Assert.Single(LabelMemory.Of(label, SaleTerms.Free).History.Sightings).Place);
        Assert.Equal(counted.Answer.Scans.FirstAt + LabelMemory.PlacesKept, label.PlacesUntil);
        Assert.Equal(1, await db.Scans.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_place_is_told_within_minutes_or_not_at_all()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var scans = Enumerable.Range(1, 2).Select(serial => (Code: house.CodeOf(seed.Batch, (uint)serial), Id: NewScan(house))).ToList();
        foreach (var (code, id) in scans)
            await Count(house, code, id, Stranger(0) with { Place = null });
        house.Clock.Pass(LabelMemory.PlaceToldWithin);
        await Count(house, scans[0].Code, scans[0].Id, Stranger(0));
        house.Clock.Pass(TimeSpan.FromMilliseconds(1));
        await Count(house, scans[1].Code, scans[1].Id, Stranger(0));

        await using var db = house.House.Store.Read(TenantScope.House);
        var labels = await db.Labels.OrderBy(label => label.Serial).ToListAsync(CancellationToken.None);
        Assert.Equal([FarApart[0], null], labels.Select(label => LabelMemory.Of(label, SaleTerms.Free).History.Sightings[0].Place));
    }

    [Fact]
    public async Task Whoever_repeats_the_id_of_anothers_scan_does_not_get_his_receipt()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var (code, scan) = (house.CodeOf(seed.Batch, 1), NewScan(house));
        var receipt = (await Count(house, code, scan, Stranger(0))).Receipt;

        Assert.Equal(receipt, (await Count(house, code, scan, Stranger(0))).Receipt);
        Assert.Null((await Count(house, code, scan, Stranger(1))).Receipt);
        // After midnight the same network has another number.
        house.Clock.Pass(TimeSpan.FromHours(23));
        Assert.Equal(receipt, (await Count(house, code, scan, Stranger(2) with { NetworkOn = day => day == HouseTime.DayOf(house.Clock.GetUtcNow()) ? 3u : Stranger(0).Network })).Receipt);
        Assert.Equal(1, (await Look(house, code, null)).Scans.Count);
    }

    [Fact]
    public async Task A_moment_is_told_as_it_is_kept()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        house.Clock.Pass(TimeSpan.FromTicks(1_234));

        Assert.Equal((await Count(house, code, NewScan(house))).Answer.Scans.FirstAt, (await Look(house, code, null)).Scans.FirstAt);
    }

    [Fact]
    public async Task Places_told_afterwards_turn_the_verdict_as_well()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var code = house.CodeOf(seed.Batch, 1);
        for (var i = 0; i < 5; i++)
        {
            var scan = NewScan(house);
            Assert.NotEqual(Verdict.Suspicious, (await Count(house, code, scan, Stranger(i) with { Place = null })).Answer.Judgement.Verdict);
            Assert.Equal(i == 4 ? Verdict.Suspicious : i == 0 ? Verdict.FirstScan : Verdict.SeenBefore, (await Count(house, code, scan, Stranger(i))).Answer.Judgement.Verdict);
            house.Clock.Pass(TimeSpan.FromHours(5));
        }
    }

    [Fact]
    public async Task Places_are_forgotten_within_thirty_days_and_nothing_else_is()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var retention = new PlaceRetention(house.House.Store);
        for (var serial = 1u; serial <= 120; serial++)
            await Count(house, house.CodeOf(seed.Batch, serial), NewScan(house), Stranger(0) with { Adcode = "310000" });
        house.Clock.Pass(TimeSpan.FromDays(20));
        await Count(house, house.CodeOf(seed.Batch, 1), NewScan(house), Stranger(1));
        house.Clock.Pass(TimeSpan.FromDays(8));
        Assert.Equal(0, await retention.Forget(house.Clock.GetUtcNow(), CancellationToken.None));
        house.Clock.Pass(TimeSpan.FromDays(1));

        Assert.Equal(120, await retention.Forget(house.Clock.GetUtcNow(), CancellationToken.None));

        await using var db = house.House.Store.Read(TenantScope.House);
        var labels = await db.Labels.OrderBy(label => label.Serial).ToListAsync(CancellationToken.None);
        var sightings = labels.ConvertAll(label => LabelMemory.Of(label, SaleTerms.Free).History.Sightings);
        Assert.Equal([null, FarApart[1]], sightings[0].Select(sighting => sighting.Place));
        Assert.All(sightings.Skip(1), remembered => Assert.Null(Assert.Single(remembered).Place));
        Assert.Equal(sightings[0][1].At + LabelMemory.PlacesKept, labels[0].PlacesUntil);
        Assert.All(labels.Skip(1), label => Assert.Null(label.PlacesUntil));
        Assert.Equal(120, await db.Scans.CountAsync(scan => scan.Adcode == "310000", CancellationToken.None));
        Assert.Equal(Verdict.SeenBefore, (await Count(house, house.CodeOf(seed.Batch, 2), NewScan(house))).Answer.Judgement.Verdict);
    }

    private static ScanWitness Stranger(int number) => new(null, FarApart[number % FarApart.Length], (ulong)number + 1, (ulong)number + 1);

    private static Guid NewScan(TestHouse house) => Guid.CreateVersion7(house.Clock.GetUtcNow());

    private static Task<LabelAnswer> Look(TestHouse house, SourceCode code, string? receipt) =>
        house.House.Labels.Look(code, null, receipt, house.Clock.GetUtcNow(), CancellationToken.None);

    private static Task<CountedScan> Count(TestHouse house, SourceCode code, Guid scan, ScanWitness? witness = null, string? receipt = null) =>
        house.House.Scans.Append(code, null, scan, receipt, witness ?? ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None);
}
