using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

/// <summary>Who looks at a label, when and where, and what alerts that raises.</summary>
internal static class Strangers
{
    public static readonly AlertThresholds Limits = AlertThresholds.Default;
    public static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    // A thousandth of a degree of latitude is 111.2 m.
    public const double MetresPerDegree = 111_195;

    public static Sighting[] OverDays(int networks, double? metres, double accuracyMetres = 0) =>
        [.. Enumerable.Range(0, networks).Select(day => Seen(day, day * 24, day == 0 ? metres * 0 : day == networks - 1 ? metres : null, accuracyMetres))];

    public static Sighting[] Burst(int phones, double hoursApart, double metresApart, int places) =>
        [.. Enumerable.Range(0, phones).Select(at => Seen(at, at * hoursApart, at < phones - places ? null : (at - phones + places) * metresApart))];

    /// <summary>An unrelated stranger, hours after noon, metres north of one point.</summary>
    public static Sighting Seen(int number, double hours, double? metres = null, double accuracyMetres = 0) => new(
        Noon.AddHours(hours), Verdict.SeenBefore, Cause.None,
        metres is { } north ? new ScanPlace(GeoPoint.At(120, 30 + (north / MetresPerDegree)), accuracyMetres) : null, (ulong)number, (ulong)number, null);

    public static LabelHistory History(params Sighting[] sightings) => History(SaleTerms.Free, sightings);

    public static LabelHistory History(SaleTerms terms, params Sighting[] sightings) =>
        sightings.Aggregate(LabelHistory.Of(terms), (history, sighting) => history.With(sighting, Limits));

    public static AlertCause[] Raised(params Sighting[] sightings) => Raised(Limits, sightings);

    public static AlertCause[] Raised(AlertThresholds limits, params Sighting[] sightings) =>
        [.. AlertRule.Judge(History(sightings[..^1]), sightings[^1], limits).Select(alert => alert.Cause)];

    public static List<AlertCause> Lived(Sighting[] sightings)
    {
        var history = LabelHistory.Of(SaleTerms.Free);
        var raised = new List<AlertCause>();
        foreach (var sighting in sightings)
        {
            raised.AddRange(AlertRule.Judge(history, sighting, Limits).Select(alert => alert.Cause));
            history = history.With(sighting, Limits);
        }

        return raised;
    }
}
