using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Pages.Maps;

namespace Traceability.Desk.Origins;

/// <summary>Turns zones and plots into shapes for a map: few points where all of a zone is seen, its very border near a plot.</summary>
internal static class LandMap
{
    private const int ZonePointsMax = 400;
    private const int PlotPointsMax = 1_000;

    // Finer than half a unit of the picture.
    private const double PartsSeen = 1_000;

    // How much around a plot is drawn, in widths of the plot: beyond what a map of it can show.
    private const double RoomAround = 3;

    /// <summary>All of a zone, simplified.</summary>
    public static MapShape Whole(Zone zone) => new(MapLayer.Zone, [.. ZoneOutline.Of(zone.Geometry, ZonePointsMax).Rings], zone.Name);

    /// <summary>What of a zone lies around a plot, to the last corner where that is no picture of thousands; none where nothing of it does.</summary>
    public static MapShape? Around(Zone zone, Polygon plot)
    {
        var box = plot.EnvelopeInternal.Copy();
        box.ExpandBy(Math.Max(RoomAround * Math.Max(box.Width, box.Height), 0.002));
        var near = ZoneOutline.Clipped(zone.Geometry, box);
        return near.IsEmpty ? null : new MapShape(MapLayer.Zone, [.. ZoneOutline.Of(near, PlotPointsMax).Rings], zone.Name);
    }

    /// <summary>Plots and zones on one map, each plot as far as it is seen there.</summary>
    public static IReadOnlyList<MapShape> Of(IEnumerable<Zone> zones, IReadOnlyList<(Polygon Land, string Name)> plots)
    {
        var whole = zones.Select(Whole).ToList();
        var box = new Envelope(whole.SelectMany(zone => zone.Rings).SelectMany(ring => ring).Select(corner => new Coordinate(corner.Longitude, corner.Latitude)));
        foreach (var (land, _) in plots)
            box.ExpandToInclude(land.EnvelopeInternal);
        return [.. whole, .. plots.Select(plot => new MapShape(MapLayer.Plot, [.. ZoneOutline.Of(plot.Land, PlotPointsMax, box.Diameter / PartsSeen).Rings], plot.Name))];
    }

    /// <summary>A plot.</summary>
    public static MapShape Plot(Polygon plot, string? name = null, MapLayer layer = MapLayer.Plot) => new(layer, [.. ZoneOutline.Of(plot, PlotPointsMax).Rings], name);
}
