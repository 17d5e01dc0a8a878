using Traceability.Origins;
using Traceability.Scans;
using static Traceability.Tests.Scans.Strangers;

namespace Traceability.Tests.Scans;

public sealed class AlertRuleTests
{
    [Theory]
    [InlineData(0, 0, 111_195)]
    [InlineData(50_000, 11_195, 50_000)]
    [InlineData(60_000, 60_000, 0)]
    public void Both_accuracies_are_subtracted_before_metres_are_certain(double one, double other, double certain) =>
        Assert.Equal(certain, new ScanPlace(GeoPoint.At(120, 30), one).CertainMetresTo(new ScanPlace(GeoPoint.At(120, 31), other)), tolerance: 1);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void No_place_has_an_accuracy_that_is_none(double accuracyMetres) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScanPlace(GeoPoint.At(120, 30), accuracyMetres));

    [Fact]
    public void A_history_keeps_the_first_and_the_newest_sixteen()
    {
        var history = History([.. Enumerable.Range(0, 30).Select(day => Seen(day, hours: day * 24))]);

        Assert.Equal([0ul, .. Enumerable.Range(14, 16).Select(day => (ulong)day)], history.Sightings.Select(sighting => sighting.Network));
    }

    // 500 km in 1,666 s is 300 m/s.
    [Theory]
    [InlineData(1_600, 0, true)]
    [InlineData(1_700, 0, false)]
    [InlineData(1_600, 30_000, false)]
    [InlineData(590, 0, false)]
    [InlineData(610, 0, true)]
    public void Travel_that_no_vehicle_makes_is_impossible(int seconds, double accuracyMetres, bool isAlert) =>
        Assert.Equal(isAlert, Raised(
            Seen(1, 0, metres: 0), Seen(2, seconds / 3600.0, metres: 500_000, accuracyMetres), Seen(3, 30)).Contains(AlertCause.ImpossibleTravel));

    // Six hours after the later of the two, to the second.
    [Fact]
    public void Impossible_travel_is_awaited_from_the_scan_itself_and_stands_when_no_flood_can_come_any_more()
    {
        var (one, other, third) = (Seen(1, 0, metres: 0), Seen(2, 0.3, metres: 500_000), Seen(3, 5));
        var awaited = AlertRule.Awaited(History(one), other, Limits)!;

        Assert.Equal((AlertCause.ImpossibleTravel, other.At + Limits.FloodWithin), (awaited.Cause, awaited.StandsAfter));
        Assert.Equal([one, other], awaited.Evidence);
        Assert.Equal(other.At, AlertRule.Awaited(History(one, other), third, Limits)!.Evidence[^1].At);
        // From then on the rule itself speaks.
        Assert.Null(AlertRule.Awaited(History(one, other), Seen(3, 6.4), Limits));
        Assert.Contains(AlertCause.ImpossibleTravel, Raised(one, other, Seen(3, 6.4)));
    }

    [Fact]
    public void Nothing_is_awaited_from_an_owner_or_in_a_flood()
    {
        var (one, other) = (Seen(1, 0, metres: 0), Seen(2, 0.3, metres: 500_000));

        Assert.Null(AlertRule.Awaited(History(one), other with { Receipt = 7 }, Limits));
        Assert.Null(AlertRule.Awaited(History([.. Enumerable.Range(10, 8).Select(who => Seen(who, 0.1)), one]), other, Limits));
    }

    [Theory]
    [InlineData(50_500, true)]
    [InlineData(49_500, false)]
    public void Travel_below_fifty_certain_kilometres_is_never_impossible(double metres, bool isAlert)
    {
        // Walking pace is too fast here, so that only the least metres decide.
        var slow = Limits with { TravelMetresPerSecondMax = 1, TravelApart = TimeSpan.Zero };

        Assert.Equal(isAlert, Raised(slow, Seen(1, 0, metres: 0), Seen(2, 0.1, metres), Seen(3, 30)).Contains(AlertCause.ImpossibleTravel));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void One_network_or_one_phone_travels_as_it_claims(ulong network, ulong phone)
    {
        var second = Seen(2, 0.3, metres: 500_000) with { Network = network, Phone = phone };

        Assert.DoesNotContain(AlertCause.ImpossibleTravel, Raised(Seen(1, 0, metres: 0), second, Seen(3, 30)));
    }

    [Fact]
    public void Whoever_shows_the_receipt_never_travels_impossibly() =>
        Assert.Empty(Raised(Seen(1, 0, metres: 0), Seen(2, 0.3, metres: 500_000) with { Receipt = 7 }, Seen(3, 30)));

    [Theory]
    [InlineData(5.9, false)]
    [InlineData(6.1, true)]
    public void Impossible_travel_is_told_once_a_flood_would_have_shown_itself(double hoursLater, bool isAlert) =>
        Assert.Equal(isAlert, Raised(Seen(1, 0, metres: 0), Seen(2, 0.3, metres: 500_000), Seen(3, 0.3 + hoursLater)).Contains(AlertCause.ImpossibleTravel));

    [Theory]
    [InlineData(51_000, 0, true)]
    [InlineData(49_000, 0, false)]
    [InlineData(51_000, 2_000, false)]
    public void Places_are_many_from_fifty_certain_kilometres_on(double metres, double accuracyMetres, bool isAlert) =>
        Assert.Equal(isAlert, Raised(OverDays(Limits.ManyPlacesNetworks, metres, accuracyMetres)).Contains(AlertCause.ManyPlaces));

    [Fact]
    public void Places_far_apart_are_honest_while_networks_are_few()
    {
        Assert.Empty(Raised(OverDays(Limits.ManyPlacesNetworks - 1, metres: 800_000)));
        Assert.Equal([AlertCause.ManyPlaces], Raised(OverDays(Limits.ManyPlacesNetworks, metres: 800_000)));
    }

    [Fact]
    public void An_alert_tells_its_evidence_metres_and_hours()
    {
        var sightings = OverDays(Limits.ManyPlacesNetworks, metres: 800_000);
        var alert = Assert.Single(AlertRule.Judge(History(sightings[..^1]), sightings[^1], Limits));

        Assert.Equal(sightings, alert.Evidence);
        Assert.Equal(800_000, alert.Metres, tolerance: 100);
        Assert.Equal((sightings.Length - 1) * 24, alert.Hours);
        Assert.True(alert.IsInfringement);
    }

    [Fact]
    public void A_network_counts_once_however_often_it_comes() =>
        Assert.Empty(Raised([.. OverDays(9, metres: 800_000).Select((sighting, at) => sighting with { Network = at == 8 ? 2u : 1u })]));

    [Fact]
    public void An_owner_with_a_receipt_is_no_network_and_no_place()
    {
        var own = OverDays(9, metres: 800_000).Select((sighting, at) => at == 0 ? sighting : sighting with { Receipt = (ulong)at });

        Assert.Empty(Raised([.. own]));
    }

    [Fact]
    public void Wifi_and_then_mobile_within_hours_is_one_household()
    {
        var hours = Limits.IndependentApart.TotalHours;

        Assert.Single(AlertRule.Independent([Seen(1, 0), Seen(2, hours - 0.1)], Limits));
        Assert.Equal(2, AlertRule.Independent([Seen(1, 0), Seen(2, hours + 0.1)], Limits).Count);
    }

    [Fact]
    public void Whoever_stands_where_one_stood_before_is_the_same_household()
    {
        Assert.Single(AlertRule.Independent([Seen(1, 0, metres: 0, 300), Seen(2, 48, metres: 500, 300)], Limits));
        Assert.Equal(2, AlertRule.Independent([Seen(1, 0, metres: 0, 300), Seen(2, 48, metres: 700, 300)], Limits).Count);
    }

    [Fact]
    public void What_lies_long_back_is_another_chapter()
    {
        var hours = Limits.IndependentWithin.TotalHours;

        Assert.Equal(2, AlertRule.Independent([Seen(1, 0), Seen(2, hours - 1)], Limits).Count);
        Assert.Single(AlertRule.Independent([Seen(1, 0), Seen(2, hours + 1)], Limits));
    }

    [Theory]
    [InlineData(8, 4_000, true)]
    [InlineData(7, 4_000, false)]
    [InlineData(8, 2_000, false)]
    public void Many_phones_in_a_week_at_several_places_are_unrelated(int phones, double metresApart, bool isAlert) =>
        Assert.Equal(isAlert, Raised(Burst(phones, hoursApart: 10, metresApart, places: 3)).Contains(AlertCause.UnrelatedPhones));

    [Fact]
    public void An_item_on_a_counter_has_one_place_and_its_buyers_home_is_the_second()
    {
        Assert.DoesNotContain(AlertCause.UnrelatedPhones, Raised(Burst(16, hoursApart: 10, metresApart: 4_000, places: 2)));
        Assert.Contains(AlertCause.UnrelatedPhones, Raised(Burst(16, hoursApart: 10, metresApart: 4_000, places: 3)));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(30, false)]
    [InlineData(0.9, false)]
    public void A_burst_takes_days_and_ends_within_a_week(double hoursApart, bool isAlert) =>
        Assert.Equal(isAlert, Raised(Burst(8, hoursApart, metresApart: 4_000, places: 3)).Contains(AlertCause.UnrelatedPhones));

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Labels_about_before_activation_leaked(int networks, bool isAlert) =>
        Assert.Equal(isAlert, Raised([.. OverDays(networks, metres: null).Select(sighting => sighting with { Verdict = Verdict.NotActivated })])
            .Contains(AlertCause.BeforeActivation));

    [Theory]
    [InlineData(2, 420_000, false)]
    [InlineData(3, 420_000, true)]
    [InlineData(3, 380_000, false)]
    public void Sales_far_outside_the_market_are_told(int networks, double metres, bool isAlert)
    {
        var terms = new SaleTerms([new MarketCircle(GeoPoint.At(120, 30), 300_000)], null);
        Sighting[] sightings = [.. Enumerable.Range(0, networks).Select(day => Seen(day, day * 24, metres + (day * 1_000)))];

        Assert.Equal(isAlert, AlertRule.Judge(History(terms, sightings[..^1]), sightings[^1], Limits).Any(alert => alert.Cause == AlertCause.OffMarket));
        Assert.Empty(AlertRule.Judge(History(sightings[..^1]), sightings[^1], Limits));
    }

    [Fact]
    public void A_place_counts_as_outside_the_market_by_certain_metres_of_the_nearest_circle()
    {
        var terms = new SaleTerms([new MarketCircle(GeoPoint.At(120, 30), 10_000), new MarketCircle(GeoPoint.At(120, 32), 10_000)], null);

        Assert.Equal(MetresPerDegree - 10_000 - 500, terms.CertainMetresOutside(new ScanPlace(GeoPoint.At(120, 31), 500)), tolerance: 50);
        Assert.Equal(0, terms.CertainMetresOutside(new ScanPlace(GeoPoint.At(120, 32.05), 500)));
    }

    [Theory]
    [InlineData(Cause.Spoiled, 1)]
    [InlineData(Cause.Withdrawn, 4)]
    [InlineData(Cause.Retired, 4)]
    public void A_label_taken_back_is_told_from_as_many_networks_as_its_cause_asks(Cause cause, int networks)
    {
        var sightings = OverDays(networks, metres: null).Select(sighting => sighting with { Verdict = Verdict.Withdrawn, Cause = cause }).ToArray();

        Assert.Equal(cause, Assert.Single(AlertRule.Judge(History(sightings[..^1]), sightings[^1], Limits)).TakenBackFor);
        if (networks > 1)
            Assert.Empty(AlertRule.Judge(History(sightings[1..^1]), sightings[^1], Limits));
    }

    [Theory]
    [InlineData(4, 31, true)]
    [InlineData(3, 31, false)]
    [InlineData(4, 29, false)]
    public void An_item_about_long_after_its_last_day_is_told(int networks, int daysAfter, bool isAlert)
    {
        var sightings = OverDays(networks, metres: null);
        var terms = new SaleTerms([], sightings[0].At.AddDays(-daysAfter));

        Assert.Equal(isAlert, AlertRule.Judge(History(terms, sightings[..^1]), sightings[^1], Limits).Any(alert => alert.Cause == AlertCause.AfterSellBy));
    }

    [Theory]
    [InlineData(1_600, 7, true)]
    [InlineData(1_700, 7, false)]
    [InlineData(1_600, 8, false)]
    public void One_receipt_cannot_be_in_two_places(int seconds, ulong receipt, bool isAlert) =>
        Assert.Equal(isAlert, Raised(
            Seen(1, 0, metres: 0) with { Receipt = 7 }, Seen(2, seconds / 3600.0, metres: 500_000) with { Receipt = receipt }).Contains(AlertCause.ReceiptInTwoPlaces));

    [Fact]
    public void A_code_under_another_key_than_its_batchs_is_told_at_once()
    {
        Assert.Equal(AlertCause.KeyAlarm, AlertRule.KeyAlarm('2', '1', Seen(1, 0))?.Cause);
        Assert.Null(AlertRule.KeyAlarm('1', '1', Seen(1, 0)));
    }
}
