using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>Measures a plot against a zone: what lies inside, and the one place of the plot that is worst off.</summary>
internal sealed class PlotSearch
{
    // A plot drawn along the border leaves this much of itself outside by rounding.
    private const double RoundingShare = 1e-9;

    // A straight edge parallel to the border makes every place on it the worst; past this many looks the bound is the answer.
    private const int MaxLooks = 50_000;

    private readonly ZoneMeasure zone;
    private readonly Polygon plot;
    private readonly BorderTree outline;
    private readonly IndexedPointInAreaLocator locator;
    private readonly PriorityQueue<Envelope, double> open = new();
    private double worst = double.MaxValue;

    private PlotSearch(ZoneMeasure zone, Polygon plot)
    {
        (this.zone, this.plot) = (zone, plot);
        outline = new(plot);
        locator = new(plot);
    }

    public static PlotMeasure Measure(ZoneMeasure zone, Geometry area, BorderTree border, Polygon plot)
    {
        var total = Wgs84.Area(plot);
        var box = plot.EnvelopeInternal;
        var middle = zone.MetresInside(box.Centre.X, box.Centre.Y);
        var inside = Math.Abs(middle) > 1.01 * Wgs84.ReachMetres(box)
            ? (middle > 0 ? total : 0)
            : Math.Min(Wgs84.Area(OverlayNGRobust.Overlay(plot, area, OverlayNG.INTERSECTION)), total);

        var share = total > 0 ? inside / total : 0;
        if (share > 1 - RoundingShare)
            return new(1, total, total, Gap(border, plot));
        return new(share, total, inside, new PlotSearch(zone, plot).Worst());
    }

    // With no border in the plot, its outline holds the place nearest to the border.
    private static double Gap(BorderTree border, Polygon plot)
    {
        var nearest = double.MaxValue;
        foreach (var piece in BorderPiece.Cut(plot).Pieces)
            nearest = border.Nearest(piece, nearest);
        return Wgs84.ArcOfChord(nearest);
    }

    // Metres inside change by no more than a metre per metre, so a box whose centre stands well enough holds nothing worse.
    private double Worst()
    {
        foreach (var corner in plot.Coordinates)
            worst = Math.Min(worst, zone.MetresInside(corner.X, corner.Y));
        Look(plot.EnvelopeInternal);

        for (var looks = 0; open.TryDequeue(out var box, out var bound); looks += 4)
        {
            if (bound >= worst - Math.Max(0.01, 0.001 * Math.Abs(worst)))
                break;
            if (looks >= MaxLooks)
                return bound;

            var centre = box.Centre;
            Look(new(box.MinX, centre.X, box.MinY, centre.Y));
            Look(new(centre.X, box.MaxX, box.MinY, centre.Y));
            Look(new(box.MinX, centre.X, centre.Y, box.MaxY));
            Look(new(centre.X, box.MaxX, centre.Y, box.MaxY));
        }
        return worst;
    }

    private void Look(Envelope box)
    {
        var centre = box.Centre;
        var reach = Wgs84.ReachMetres(box);
        var inPlot = locator.Locate(centre) != Location.Exterior;
        if (!inPlot && outline.Nearest(Wgs84.Place(centre.X, centre.Y), 0, out _) > reach * reach)
            return;

        var metres = zone.MetresInside(centre.X, centre.Y);
        if (inPlot)
            worst = Math.Min(worst, metres);
        open.Enqueue(box, metres - reach);
    }
}
