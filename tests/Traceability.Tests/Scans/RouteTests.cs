using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

/// <summary>Where the cities of networks are known, it is the route that tells. A letter is a stranger in that city, each a thousand kilometres from the next; a capital one offered his place there, a dot is nowhere known.</summary>
public sealed class RouteTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    // Dealer, buyer and gift; a family; a traveller who comes home.
    [InlineData("AaBb", 24, false)]
    [InlineData("AabbbbbB", 24, false)]
    [InlineData("AbA", 24, false)]
    [InlineData("AbAb", 24, false)]
    // Three cities in a week, and the same over a month.
    [InlineData("AcB", 24, true)]
    [InlineData("AaBc", 24, true)]
    [InlineData("AcB", 24 * 5, false)]
    [InlineData("AaB", 24, false)]
    // To and fro three times, by five.
    [InlineData("AbaaB", 24, true)]
    [InlineData("AabbB", 24, false)]
    // Without two places offered it takes four cities and five moves.
    [InlineData("abcaba", 24, false)]
    [InlineData("abcd", 24, false)]
    [InlineData("abcdab", 24, true)]
    [InlineData("Abcdab", 24, true)]
    // Where most are unknown, six networks with two places far apart do, and no route does.
    [InlineData("A..c..B", 24, true)]
    [InlineData("A.c..B", 24, true)]
    [InlineData("A.c.B", 24, true)]
    [InlineData("A....c", 24, false)]
    [InlineData("A...B", 24, false)]
    [InlineData("A....B", 24, true)]
    public void A_route_tells_where_no_item_takes_it(string strangers, int hoursApart, bool isAlert) =>
        Assert.Equal(isAlert ? [AlertCause.ManyPlaces] : [], Causes(Seen(strangers, hoursApart, knowsNetworks: true)));

    [Theory]
    [InlineData("ACB")]
    [InlineData("ABABA")]
    public void Offered_places_alone_make_no_route(string strangers)
    {
        Assert.Empty(Causes(Seen(strangers, 24, knowsNetworks: false)));
        Assert.NotEmpty(Causes(Seen(strangers, 24, knowsNetworks: true)));
    }

    [Fact]
    public void An_alert_of_a_route_shows_every_city_of_it()
    {
        var seen = Seen("abcdab", 24, knowsNetworks: true);
        var alert = Assert.Single(AlertRule.Judge(LabelHistory.Of(SaleTerms.Free, seen[..^1]), seen[^1], AlertThresholds.Default));

        Assert.Equal(seen, alert.Evidence);
        Assert.InRange(alert.Metres, 2_850_000, 2_950_000);
    }

    [Fact]
    public void Cities_nearer_than_their_own_reach_are_one()
    {
        // 150 km between their middles less 50 km for each is what places need to be far apart.
        Assert.Empty(Causes(Near(149_000)));
        Assert.NotEmpty(Causes(Near(151_000)));

        static Sighting[] Near(double metres) => [.. "abcdab".Select((letter, at) => Stranger(at, 24, null, Place((letter - 'a') * metres, Sighting.CityMetres)))];
    }

    [Fact]
    public void No_route_of_networks_turns_the_verdict() =>
        Assert.False(ConflictRule.IsOverwhelming(Seen("abcdef", 4, knowsNetworks: true)));

    private static AlertCause[] Causes(Sighting[] seen) =>
        [.. AlertRule.Judge(LabelHistory.Of(SaleTerms.Free, seen[..^1]), seen[^1], AlertThresholds.Default).Select(alert => alert.Cause)];

    private static Sighting[] Seen(string strangers, int hoursApart, bool knowsNetworks) => [.. strangers.Select((letter, at) => Stranger(
        at, hoursApart,
        // No two households stand on one spot.
        char.IsUpper(letter) ? Place(((letter - 'A') * 1_000_000) + (at * 100), 0) : null,
        knowsNetworks && letter != '.' ? Place((char.ToLowerInvariant(letter) - 'a') * 1_000_000, Sighting.CityMetres) : null))];

    private static Sighting Stranger(int number, int hoursApart, ScanPlace? place, ScanPlace? city) =>
        new(Noon.AddHours(number * hoursApart), Verdict.SeenBefore, Cause.None, place, (ulong)number, (ulong)number, null) { City = city };

    private static ScanPlace Place(double metresNorth, double accuracyMetres) => new(GeoPoint.At(120, 10 + (metresNorth / 111_195)), accuracyMetres);
}
