using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class AlertReplayTests
{
    private static readonly AlertThresholds Limits = AlertThresholds.Default;
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_label_is_counted_once_for_each_cause_however_often_it_would_be_told()
    {
        var copied = History(Seen(1, 0, degrees: 0), Seen(2, 0.3, degrees: 5), Seen(3, 30), Seen(4, 60), Seen(5, 90));
        var early = History([.. Enumerable.Range(1, 5).Select(day => Seen(day, day * 24.0) with { Verdict = Verdict.NotActivated })]);

        Assert.Equal(
            [(AlertCause.ImpossibleTravel, 2), (AlertCause.BeforeActivation, 1)],
            AlertReplay.Count([copied, early, copied, LabelHistory.Of(SaleTerms.Free)], Limits).Select(count => (count.Key, count.Value)));
    }

    [Fact]
    public void Two_places_that_were_the_last_of_a_label_count_as_nothing_came_after_them() =>
        Assert.Equal([AlertCause.ImpossibleTravel], AlertReplay.CausesOf(History(Seen(1, 0, degrees: 0), Seen(2, 0.3, degrees: 5)), Limits));

    [Fact]
    public void Other_thresholds_tell_of_others()
    {
        var looks = History(Seen(1, 0) with { Verdict = Verdict.NotActivated }, Seen(2, 24) with { Verdict = Verdict.NotActivated });

        Assert.Empty(AlertReplay.CausesOf(looks, Limits));
        Assert.Equal([AlertCause.BeforeActivation], AlertReplay.CausesOf(looks, Limits with { BeforeActivationNetworks = 2 }));
    }

    [Fact]
    public void What_came_in_a_flood_stays_in_it_whatever_the_thresholds()
    {
        var flooded = History(Seen(1, 0, degrees: 0) with { InFlood = true }, Seen(2, 0.3, degrees: 5) with { InFlood = true }, Seen(3, 48));

        Assert.DoesNotContain(AlertCause.ImpossibleTravel, AlertReplay.CausesOf(flooded, Limits with { FloodScans = 100 }));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(nameof(AlertThresholds.FloodScans), true)]
    [InlineData(nameof(AlertThresholds.TravelMetresMin), true)]
    [InlineData(nameof(AlertThresholds.BurstWithin), true)]
    public void A_threshold_that_means_nothing_is_named(string? name, bool isFault)
    {
        var limits = name switch
        {
            nameof(AlertThresholds.FloodScans) => Limits with { FloodScans = 0 },
            nameof(AlertThresholds.TravelMetresMin) => Limits with { TravelMetresMin = double.NaN },
            nameof(AlertThresholds.BurstWithin) => Limits with { BurstWithin = TimeSpan.FromTicks(-1) },
            _ => Limits,
        };

        Assert.Equal(isFault ? name : null, limits.Fault());
    }

    private static LabelHistory History(params ReadOnlySpan<Sighting> sightings)
    {
        var history = LabelHistory.Of(SaleTerms.Free);
        foreach (var sighting in sightings)
            history = history.With(sighting, Limits);
        return history;
    }

    private static Sighting Seen(int who, double hours, double? degrees = null) => new(
        Noon.AddHours(hours), Verdict.SeenBefore, Cause.None, degrees is { } east ? new ScanPlace(GeoPoint.At(110 + east, 30), 0) : null, (ulong)who, (ulong)who, null);
}
