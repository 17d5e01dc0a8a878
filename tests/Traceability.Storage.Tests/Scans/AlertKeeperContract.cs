using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;
using static Traceability.Storage.Tests.Scans.ToldAlerts;

namespace Traceability.Storage.Tests.Scans;

/// <summary>What becomes of alerts: told again and again, one stands; an explanation is remembered, a flood voids, a clock opens.</summary>
public abstract class AlertKeeperContract(TestDatabase database)
{
    [Fact]
    public async Task One_alert_stands_for_a_label_and_a_cause_however_often_it_is_told()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var before = await Acts(house);

        for (var i = 0; i < 3; i++)
        {
            await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)) with { Metres = 500_000 + i, Hours = 3 });
            house.Clock.Pass(TimeSpan.FromHours(1));
        }

        await label.Tell(Told(AlertCause.BeforeActivation, Seen(house, null)));
        await (await Label.Of(house, serial: 2, label.Seed)).Tell(Told(AlertCause.ManyPlaces, Seen(house, Shenyang)));

        var alerts = await Alerts(house);
        Assert.Equal([(1u, AlertCause.ManyPlaces, 3), (1u, AlertCause.BeforeActivation, 1), (2u, AlertCause.ManyPlaces, 1)], alerts.Select(alert => (alert.Serial, alert.Cause, (int)alert.TimesSeen)));
        Assert.All(alerts, alert => Assert.Equal((AlertState.Open, label.Seed.Tenant.Id, label.Seed.Batch.Id), (alert.State, alert.TenantId, alert.BatchId)));
        // An open one keeps what it opened with.
        Assert.Equal((500_000, 3), (alerts[0].Metres, alerts[0].Hours));
        Assert.Equal(2, (int)(alerts[0].LastSeenAt - alerts[0].RaisedAt).TotalHours);
        // What is told again is counted, not an act.
        Assert.Equal(before + 3, await Acts(house));
    }

    [Fact]
    public async Task Of_a_place_the_city_is_kept_and_no_more()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, null)));

        var alert = Assert.Single(await Alerts(house));
        Assert.Equal([(true, "211100"), (false, null)], AlertEvidence.Read(alert.Evidence).Select(seen => (seen.HasPlace, seen.Adcode)));
        Assert.DoesNotContain("122.05", house.Everything());
        Assert.DoesNotContain("77777", alert.Evidence);
    }

    [Fact]
    public async Task What_might_still_be_a_flood_waits_and_opens_on_the_clock()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var told = Told(AlertCause.ImpossibleTravel, Seen(house, Panjin), Seen(house, Shenyang));
        var stands = house.Clock.GetUtcNow() + AlertThresholds.Default.FloodWithin;
        var first = told with { StandsAfter = stands };
        await label.Tell(first);

        // Whoever scans on does not put it off.
        house.Clock.Pass(TimeSpan.FromHours(5));
        await label.Tell(first with { StandsAfter = house.Clock.GetUtcNow() + AlertThresholds.Default.FloodWithin });
        house.Clock.Pass(TimeSpan.FromHours(1));
        await house.House.Alerts.Drain();
        Assert.Equal((AlertState.Waiting, stands, 2), Shape(Assert.Single(await Alerts(house))));

        house.Clock.Pass(TimeSpan.FromMilliseconds(1));
        await house.House.Alerts.Drain();
        Assert.Equal((AlertState.Open, stands, 2), Shape(Assert.Single(await Alerts(house))));

        static (AlertState, DateTimeOffset?, int) Shape(AlertRow row) => (row.State, row.OpensAt, (int)row.TimesSeen);
    }

    [Fact]
    public async Task What_waits_opens_too_when_the_rule_itself_speaks()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var told = Told(AlertCause.ImpossibleTravel, Seen(house, Panjin), Seen(house, Shenyang));
        await label.Tell(told with { StandsAfter = house.Clock.GetUtcNow().AddHours(6) });
        await label.Tell(told);

        Assert.Equal(AlertState.Open, Assert.Single(await Alerts(house)).State);
    }

    [Theory]
    [InlineData(true, AlertState.Voided)]
    [InlineData(false, AlertState.Waiting)]
    public async Task A_flood_voids_what_rests_on_a_scan_of_it_and_nothing_else(bool isTainted, AlertState state)
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var (one, other) = (Seen(house, Panjin), Seen(house, Shenyang));
        await label.Tell(Told(AlertCause.ImpossibleTravel, one, other) with { StandsAfter = house.Clock.GetUtcNow().AddHours(6) });
        var neighbour = await Label.Of(house, serial: 2, label.Seed);
        await neighbour.Tell(Told(AlertCause.ManyPlaces, one, other));

        var later = Seen(house, null);
        await label.Tell(Told(AlertCause.Flood, isTainted ? [other, later] : [later]));

        var alerts = await Alerts(house);
        Assert.Equal(state, alerts.Single(alert => alert.Serial == 1 && alert.Cause == AlertCause.ImpossibleTravel).State);
        Assert.Equal(AlertState.Open, alerts.Single(alert => alert.Cause == AlertCause.Flood).State);
        Assert.Equal(AlertState.Open, alerts.Single(alert => alert.Serial == 2).State);
        // What is left of the evidence may stand by itself.
        await label.Tell(Told(AlertCause.ImpossibleTravel, one, Seen(house, Shanghai)));
        Assert.Equal(AlertState.Open, (await Alerts(house)).Last(alert => alert.Serial == 1 && alert.Cause == AlertCause.ImpossibleTravel).State);
    }

    [Fact]
    public async Task What_was_confirmed_is_counted_and_not_opened_again()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)));
        await Decide(house, (book, alert) => book.Confirm(alert, "演示：查实", label.Seed.Key.Id));
        await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shanghai)));

        var alert = Assert.Single(await Alerts(house));
        Assert.Equal((AlertState.Confirmed, 2, "演示：查实", label.Seed.Key.Id), (alert.State, (int)alert.TimesSeen, alert.Reason, alert.DecidedBy));
    }

    [Fact]
    public async Task A_key_alarm_is_told_of_the_batch_whatever_its_serial()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        await label.Tell(AlertRule.KeyAlarm('7', 'A', Seen(house, null))!);
        await (await Label.Of(house, serial: 2, label.Seed)).Tell(AlertRule.KeyAlarm('7', 'A', Seen(house, null))!);

        Assert.Equal((0u, 2), Assert.Single(await Alerts(house)) is { } alert ? (alert.Serial, (int)alert.TimesSeen) : default);
    }

    [Fact]
    public async Task No_alert_changes_what_a_verdict_rests_on()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var before = await FactsVersion(house);
        await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)));
        await Decide(house, (book, alert) => book.Confirm(alert, "演示", label.Seed.Key.Id));

        Assert.Equal(before, await FactsVersion(house));
    }

    [Fact]
    public async Task A_flood_that_comes_after_an_alert_opened_does_not_take_it_down()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var (one, other, late) = (Seen(house, Panjin), Seen(house, Shenyang), Seen(house, Shanghai));
        await label.Tell(Told(AlertCause.ManyPlaces, one, other));
        await label.Tell(Told(AlertCause.ManyPlaces, one, other, late));
        await label.Tell(Told(AlertCause.Flood, late, Seen(house, null)));

        Assert.Equal([(AlertState.Open, 2), (AlertState.Open, 1)], (await Alerts(house)).Select(Shape));
    }

    [Fact]
    public async Task A_flood_of_one_label_does_not_crowd_out_what_is_told_of_another()
    {
        using var house = await database.Open();
        var (label, flood) = (await Label.Of(house), Told(AlertCause.Flood, Seen(house, null)));
        for (var i = 0; i < 3 * AlertKeeper.WaitingMax; i++)
            house.House.Alerts.Raise(label.Key, label.Batch, [flood]);
        await (await Label.Of(house, serial: 2, label.Seed)).Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)));

        Assert.Contains(await Alerts(house), alert => alert is { Serial: 2, Cause: AlertCause.ManyPlaces });
    }

    [Fact]
    public async Task What_stumbles_behind_a_scan_leaves_it_counted_and_answered()
    {
        using var house = await database.Open();
        var (label, told) = (await Label.Of(house), Told(AlertCause.ManyPlaces, Seen(house, Panjin)));
        // The queue is full, and whoever is told of that throws.
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "traceability.alerts.dropped" && house.House.Owns(instrument))
                meters.EnableMeasurementEvents(instrument);
        }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidTimeZoneException());
        listener.Start();
        for (var scan = 1; scan <= AlertThresholds.Default.FloodScans; scan++)
        {
            Assert.Throws<InvalidTimeZoneException>(FillTheQueue);
            var counted = await house.House.Scans.Append(house.CodeOf(label.Seed.Batch, 1), null, Guid.CreateVersion7(), null, ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None);
            Assert.Equal(scan, counted.Answer.Scans.Count);
        }

        void FillTheQueue()
        {
            while (true)
                house.House.Alerts.Raise(label.Key, label.Batch, [told]);
        }
    }

    [Fact]
    public async Task Two_processes_keep_one_alert_between_them()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var second = await house.OpenAgain();
        var told = Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang));
        for (var i = 0; i < 20; i++)
        {
            house.House.Alerts.Raise(label.Key, label.Batch, [told]);
            second.Alerts.Raise(label.Key, label.Batch, [told]);
        }

        await Task.WhenAll(house.House.Alerts.Drain(), second.Alerts.Drain());
        Assert.Equal((AlertState.Open, 40), Shape(Assert.Single(await Alerts(house))));
    }

    [Fact]
    public async Task Whatever_was_taken_is_written_when_the_house_closes_and_after_that_nothing_is_taken()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var second = await house.OpenAgain();
        second.Alerts.Raise(label.Key, label.Batch, [Told(AlertCause.ManyPlaces, Seen(house, Panjin))]);
        second.Dispose();
        second.Alerts.Raise(label.Key, label.Batch, [Told(AlertCause.OffMarket, Seen(house, Panjin))]);

        Assert.Equal(AlertCause.ManyPlaces, Assert.Single(await Alerts(house)).Cause);
    }
}
