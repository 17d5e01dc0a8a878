using Traceability.Scans;
using static Traceability.Tests.Scans.Strangers;

namespace Traceability.Tests.Scans;

/// <summary>A flood of checks is one alert, and accuses nobody whom it sweeps along; neither does an honest life.</summary>
public sealed class FloodRuleTests
{
    // SECURITY T5: whatever places it forges, and whoever looked before, a flood is a flood.
    [Theory]
    [InlineData(5_000, 1, 60)]
    [InlineData(5_000, 1, 36_000)]
    [InlineData(500, 500, 300)]
    [InlineData(500, 500, 3_600)]
    [InlineData(500, 500, 36_000)]
    [InlineData(500, 500, 86_000)]
    public void A_flood_with_forged_places_accuses_nobody(int scans, int addresses, int seconds)
    {
        var dice = new Random(5);
        Sighting[] honest = [Seen(900, -700, metres: 0), Seen(901, -3, metres: 1_000)];
        var flood = Enumerable.Range(0, scans).Select(at =>
            Seen(at % addresses, at * (double)seconds / scans / 3600, metres: dice.NextDouble() * 2_000_000, accuracyMetres: 5) with { Phone = (ulong)at + 10_000 });
        var raised = Lived([.. honest, .. flood, Seen(902, 40), Seen(903, 900)]);

        Assert.Equal([AlertCause.Flood], raised.Distinct());
    }

    // Nine that stay in memory after the tenth was forgotten would be calm, were they not marked.
    [Fact]
    public void The_rest_of_a_flood_stays_marked_when_the_rest_is_forgotten()
    {
        var flood = Enumerable.Range(0, 30).Select(at => Seen(at, at * 0.01, metres: at * 60_000));
        var later = Enumerable.Range(100, 12).Select(at => Seen(at, (at - 99) * 24));

        Assert.Equal([AlertCause.Flood], Lived([.. flood, .. later]).Distinct());
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Ten_strangers_in_six_hours_are_a_flood_and_no_infringement(int scans, bool isFlood)
    {
        Assert.Equal(isFlood, Raised([.. Enumerable.Range(0, scans).Select(at => Seen(at, at * 0.6))]).Contains(AlertCause.Flood));
        Assert.Empty(Raised([.. Enumerable.Range(0, scans).Select(at => Seen(at, at * 0.6) with { Receipt = 7 })]));
        Assert.False(new Alert(AlertCause.Flood, []).IsInfringement);
    }

    // The honest lives that look most like copies.
    [Fact]
    public void Dealer_buyer_and_gift_accuse_nobody() =>
        Assert.Empty(Lived([
            Seen(1, 0, metres: 0), Seen(2, 300, metres: 600_000), Seen(3, 300.01, metres: 600_000), Seen(4, 310, metres: 600_000) with { Receipt = 2 },
            Seen(5, 800, metres: 1_500_000), Seen(6, 900, metres: 1_500_000) with { Receipt = 5 }]));
}
