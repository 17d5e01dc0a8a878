using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

/// <summary>What a label remembers when it cannot remember all: nobody drives strangers out of it.</summary>
public sealed class LabelHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 10, 4, 0, 0, TimeSpan.Zero);
    private static readonly AlertThresholds Limits = AlertThresholds.Default;

    private static readonly Sighting[] Strangers = [.. Enumerable.Range(0, 6).Select(day => Seen(day, day * 24))];

    [Fact]
    public void Looks_of_an_owner_do_not_drive_strangers_out()
    {
        var history = Of([.. Strangers, .. Enumerable.Range(10, 40).Select(who => Seen(who, 24 * who) with { Receipt = 7 })]);

        Assert.Equal(Strangers, history.Sightings.Where(sighting => !sighting.IsOwn));
        Assert.Equal(LabelHistory.RecentMax + 1, history.Sightings.Count);
        var later = Of(history, [.. Enumerable.Range(60, 10).Select(who => Seen(who, 24 * who))]);
        Assert.Equal((LabelHistory.OwnMax, LabelHistory.RecentMax + 1), (later.Sightings.Count(sighting => sighting.IsOwn), later.Sightings.Count));
    }

    [Fact]
    public void A_flood_does_not_drive_strangers_out_and_is_seen_to_go_on()
    {
        var flood = Enumerable.Range(10, 60).Select(who => Seen(who, 300 + (who / 20.0))).ToArray();
        var history = Of([.. Strangers, .. flood]);

        Assert.Equal(Strangers, history.Sightings.Where(sighting => !sighting.InFlood));
        Assert.Equal(AlertCause.Flood, Assert.Single(AlertRule.Judge(history, Seen(99, 303.6), Limits)).Cause);
        Assert.Equal(flood[^1].At, history.Sightings[^1].At);
    }

    [Fact]
    public void Of_strangers_the_oldest_but_the_first_goes_and_is_told()
    {
        var all = Enumerable.Range(0, LabelHistory.RecentMax + 1).Select(who => Seen(who, who * 24)).ToArray();
        var history = Of(all).With(Seen(99, 99 * 24), Limits, out var forgotten);

        Assert.Same(all[1], forgotten);
        Assert.Equal([all[0], .. all[2..]], history.Sightings.SkipLast(1));
    }

    private static LabelHistory Of(params Sighting[] sightings) => Of(LabelHistory.Of(SaleTerms.Free), sightings);

    private static LabelHistory Of(LabelHistory history, params Sighting[] sightings) => sightings.Aggregate(history, (before, sighting) => before.With(sighting, Limits));

    private static Sighting Seen(int number, double hours) =>
        new(Noon.AddHours(hours), Verdict.SeenBefore, Cause.None, new ScanPlace(GeoPoint.At(120, 30 + (number / 100.0)), 30), (ulong)number, (ulong)number, null);
}
