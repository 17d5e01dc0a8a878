using NetTopologySuite.Geometries;
using Traceability.Origins;
using Traceability.Pages.Maps;
using Traceability.Pages.Origins;

namespace Traceability.Desk.Origins;

/// <summary>Measures land against protected areas for a page: the same measures and the same rule by which allowance is granted.</summary>
internal static class MeasuredLand
{
    private const double MetresPerDegree = 111_000;

    /// <summary>How a plot stands on a day to the areas it has to do with: those that hold some of it, else the nearest. Another one at the far end of the country is no news.</summary>
    public static List<(GiZone Zone, PlotStanding Standing)> Standings(Polygon land, double accuracyMetres, IEnumerable<GiZone> zones, DateOnly on)
    {
        var all = zones.Select(zone =>
        {
            var (measure, verdict) = zone.Zone.Judge(land, accuracyMetres, on);
            return (zone, new PlotStanding(zone.Title, verdict, measure, zone.Zone.Zone.BoundaryAccuracyMetres, accuracyMetres, $"{zone.Zone.Zone.Source} · {zone.Zone.Zone.FileDate:yyyy-MM-dd}"));
        }).OrderByDescending(one => one.Item2.Measure.MetresInside).ToList();
        var touched = all.FindAll(one => one.Item2.Verdict != OriginVerdict.Outside);
        return touched.Count > 0 ? touched : all[..Math.Min(all.Count, 1)];
    }

    /// <summary>The same with its maps.</summary>
    public static MeasuredPlot Of(Polygon land, double squareMetres, double accuracyMetres, string name, IReadOnlyList<GiZone> zones, DateOnly on)
    {
        var against = Standings(land, accuracyMetres, zones, on);
        var standings = against.ConvertAll(one => one.Standing);
        var plot = LandMap.Plot(land, name);
        return new MeasuredPlot(
            squareMetres, [.. against.Select(one => LandMap.Around(one.Zone.Zone.Zone, land)).OfType<MapShape>(), plot], [.. against.Select(one => LandMap.Whole(one.Zone.Zone.Zone)), plot], Focus(land, standings), standings);
    }

    // The border belongs into the picture where it is about as near as the plot is wide.
    private static IReadOnlyList<GeoPoint> Focus(Polygon land, List<PlotStanding> standings)
    {
        var box = land.EnvelopeInternal.Copy();
        var width = Math.Max(box.Width, box.Height);
        var border = standings.Select(standing => Math.Abs(standing.Measure.MetresInside) / MetresPerDegree).DefaultIfEmpty(width).Min();
        box.ExpandBy(border < 2 * width ? Math.Max(border, width / 4) : width / 4);
        return [GeoPoint.At(Math.Max(box.MinX, -180), Math.Max(box.MinY, -90)), GeoPoint.At(Math.Min(box.MaxX, 180), Math.Min(box.MaxY, 90))];
    }
}
