using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class ConflictRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Sighting[] Five = [.. Enumerable.Range(0, 5).Select(at => Seen(at, at * 5))];

    [Fact]
    public void Five_places_from_five_networks_within_a_day_are_overwhelming_and_four_are_not()
    {
        Assert.True(ConflictRule.IsOverwhelming(Five));
        Assert.False(ConflictRule.IsOverwhelming(Five[1..]));
        Assert.False(ConflictRule.IsOverwhelming([]));
    }

    [Theory]
    [InlineData(5.9, true)]
    [InlineData(6.1, false)]
    [InlineData(4.1, true)]
    [InlineData(3.9, false)]
    public void They_come_hours_apart_and_within_a_day(double hoursApart, bool isOverwhelming) =>
        Assert.Equal(isOverwhelming, ConflictRule.IsOverwhelming([.. Enumerable.Range(0, 5).Select(at => Seen(at, at * hoursApart))]));

    [Theory]
    [InlineData(24_000, true)]
    [InlineData(26_000, false)]
    public void The_places_differ_by_fifty_certain_kilometres(double accuracyMetres, bool isOverwhelming) =>
        Assert.Equal(isOverwhelming, ConflictRule.IsOverwhelming([.. Enumerable.Range(0, 5).Select(at => Seen(at, at * 5, at * 100_000, accuracyMetres))]));

    [Fact]
    public void One_network_or_one_phone_that_forges_places_reaches_nothing()
    {
        Assert.False(ConflictRule.IsOverwhelming([.. Five.Select((sighting, at) => sighting with { Network = (ulong)at % 4 })]));
        Assert.False(ConflictRule.IsOverwhelming([.. Five.Select((sighting, at) => sighting with { Phone = (ulong)at % 4 })]));
    }

    [Fact]
    public void Whoever_shows_the_receipt_is_in_conflict_with_nobody() =>
        Assert.False(ConflictRule.IsOverwhelming([.. Five[..4], Five[4] with { Receipt = 7 }]));

    [Fact]
    public void What_confirmed_nothing_is_in_conflict_with_nothing() =>
        Assert.False(ConflictRule.IsOverwhelming([.. Five[..4], Five[4] with { Verdict = Verdict.NotActivated }]));

    [Fact]
    public void An_honest_place_among_them_does_not_hide_the_others() =>
        Assert.True(ConflictRule.IsOverwhelming([Seen(9, -0.5, 250_000), .. Five]));

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Twelve_scans_in_the_day_freeze_it(int others, bool isOverwhelming)
    {
        var noise = Enumerable.Range(0, others).Select(at => Seen(50 + at, (at * 2) + 0.5) with { Place = null });

        Assert.Equal(isOverwhelming, ConflictRule.IsOverwhelming([.. Five.Concat(noise).OrderBy(sighting => sighting.At)]));
    }

    [Fact]
    public void A_flood_freezes_it() =>
        Assert.False(ConflictRule.IsOverwhelming([.. Five[..4], Five[4] with { InFlood = true }]));

    // SECURITY T5: at no moment of a flood of five hundred addresses does the verdict turn.
    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(1)]
    public void No_flood_turns_the_verdict_at_any_moment(double hoursApart)
    {
        var history = LabelHistory.Of(SaleTerms.Free);
        for (var at = 0; at < 500; at++)
        {
            history = history.With(Seen(at, at * hoursApart), AlertThresholds.Default);
            Assert.False(ConflictRule.IsOverwhelming(history.Sightings));
        }
    }

    private static Sighting Seen(int number, double hours) => Seen(number, hours, number * 100_000);

    private static Sighting Seen(int number, double hours, double metres, double accuracyMetres = 50) => new(
        Noon.AddHours(hours), Verdict.SeenBefore, Cause.None,
        new ScanPlace(GeoPoint.At(120, -80 + (metres / 111_195 % 160)), accuracyMetres), (ulong)number, (ulong)number, null);
}
