using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;
using static Traceability.Storage.Tests.Scans.ToldAlerts;

namespace Traceability.Storage.Tests.Scans;

/// <summary>What was explained once is remembered as far as the explanation reaches, and no further.</summary>
public abstract class AlertPatternContract(TestDatabase database)
{
    [Fact]
    public async Task An_explanation_without_a_pattern_covers_the_evidence_it_was_given_for()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        var (one, other) = (Seen(house, Panjin), Seen(house, Shenyang));
        await label.Tell(Told(AlertCause.ManyPlaces, one, other));
        await Decide(house, (book, alert) => book.Explain(alert, Explanation.Other, "演示：搬家", null, label.Seed.Key.Id));

        await label.Tell(Told(AlertCause.ManyPlaces, one, other));
        Assert.Equal((AlertState.Explained, 2), Shape(Assert.Single(await Alerts(house))));

        await label.Tell(Told(AlertCause.ManyPlaces, one, other, Seen(house, Shanghai)));
        Assert.Equal([(AlertState.Explained, 2), (AlertState.Open, 1)], (await Alerts(house)).Select(Shape));
    }

    // Each row: where it is told of, how long after the pattern, and what becomes of it. The pattern is Shenyang's, for a week.
    [Theory]
    [InlineData("Shenyang", 1, AlertCause.ManyPlaces, AlertState.Explained)]
    [InlineData("Shanghai", 1, AlertCause.ManyPlaces, AlertState.Open)]
    [InlineData("nowhere", 1, AlertCause.ManyPlaces, AlertState.Open)]
    [InlineData("Shenyang", 1, AlertCause.UnrelatedPhones, AlertState.Open)]
    [InlineData("Shenyang", 8, AlertCause.ManyPlaces, AlertState.Open)]
    public async Task An_explained_pattern_is_remembered_for_batch_place_and_cause(string where, int daysLater, AlertCause cause, AlertState state)
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)));
        await Decide(house, (book, alert) => book.Explain(alert, Explanation.Exhibition, "演示展会", Pattern(house, alert, "210100"), label.Seed.Key.Id));
        house.Clock.Pass(TimeSpan.FromDays(daysLater));

        var place = where switch { "Shenyang" => Shenyang, "Shanghai" => Shanghai, _ => (ScanPlace?)null };
        var other = await Label.Of(house, serial: 2, label.Seed);
        await other.Tell(Told(cause, Seen(house, Panjin), Seen(house, place), Seen(house, null)));
        await other.Tell(Told(cause, Seen(house, Panjin), Seen(house, place), Seen(house, null)));

        var told = Assert.Single(await Alerts(house), alert => alert.Serial == 2);
        Assert.Equal((state, 2), Shape(told));
        Assert.Equal(state == AlertState.Explained ? ("演示展会", Explanation.Exhibition) : (null, null as Explanation?), (told.Reason, told.Explanation));
    }

    [Fact]
    public async Task A_pattern_ends_when_the_alert_it_was_made_of_is_confirmed_after_all()
    {
        using var house = await database.Open();
        var label = await Label.Of(house);
        await label.Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)));
        await Decide(house, (book, alert) => book.Explain(alert, Explanation.Dealer, "演示", Pattern(house, alert, null), label.Seed.Key.Id));
        await Decide(house, (book, alert) => book.Confirm(alert, "演示：查实", label.Seed.Key.Id));
        await (await Label.Of(house, serial: 2, label.Seed)).Tell(Told(AlertCause.ManyPlaces, Seen(house, Panjin), Seen(house, Shenyang)));

        Assert.Equal([AlertState.Confirmed, AlertState.Open], (await Alerts(house)).Select(alert => alert.State));
    }

    private static AlertPatternRow Pattern(TestHouse house, AlertRow alert, string? adcode) => new(
        Guid.CreateVersion7(house.Clock.GetUtcNow()), alert.TenantId, alert.BatchId, alert.Cause, adcode, Explanation.Exhibition, "演示展会", alert.Id, Guid.Empty, house.Clock.GetUtcNow())
    { EndsAt = house.Clock.GetUtcNow().AddDays(7) };
}
