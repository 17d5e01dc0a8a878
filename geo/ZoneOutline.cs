using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Simplify;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>A zone drawn with few points for a small map: rings stay simple and apart, and the outline covers the zone's larger parts. Never for judging.</summary>
/// <param name="Shape">The outline in WGS 84 degrees.</param>
public sealed record ZoneOutline(Geometry Shape)
{
    private const int LeastPoints = 16;

    /// <summary>Closed rings, shells before their holes, to be filled by the even-odd rule.</summary>
    public IEnumerable<IReadOnlyList<GeoPoint>> Rings =>
        NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(Shape)
            .Select(ring => (IReadOnlyList<GeoPoint>)[.. ring.Coordinates.Select(corner => GeoPoint.At(corner.X, corner.Y))]);

    /// <summary>An outline of at most <paramref name="maxPoints"/> (16 or more): small islands and holes go first, then detail.</summary>
    public static ZoneOutline Of(Geometry wgs84, int maxPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, LeastPoints);

        var outline = wgs84;
        var share = 1.0;
        for (var parts = maxPoints / 8; outline.NumPoints > maxPoints; parts = Math.Max(1, parts / 2))
        {
            share *= Math.Min(0.8, (double)maxPoints / outline.NumPoints);
            outline = PolygonHullSimplifier.Hull(Largest(wgs84, parts, share), isOuter: true, share);

            // A ring of very many outer corners keeps them all; its hull does not.
            if (share < 1e-4)
                outline = DouglasPeuckerSimplifier.Simplify(wgs84.ConvexHull(), wgs84.EnvelopeInternal.Diameter / 20);
        }
        return new(outline);
    }

    /// <summary>The same where nothing finer than <paramref name="finestDegrees"/> is seen: corners that lie closer to its line are gone before the choice among the others, which costs more.</summary>
    public static ZoneOutline Of(Geometry wgs84, int maxPoints, double finestDegrees)
    {
        // However small it is drawn, it keeps its form for whoever looks closer.
        var thinned = DouglasPeuckerSimplifier.Simplify(wgs84, Math.Min(finestDegrees, wgs84.EnvelopeInternal.Diameter / 50));
        return Of(thinned.IsEmpty ? wgs84 : thinned, maxPoints);
    }

    /// <summary>What of a valid area lies in a box, corner for corner; the box's own edges close it. Empty where nothing does.</summary>
    public static Geometry Clipped(Geometry wgs84, Envelope box)
    {
        var part = OverlayNGRobust.Overlay(wgs84, wgs84.Factory.ToGeometry(box), OverlayNG.INTERSECTION);
        // Where they only touch, what they share is a line or a point.
        return part is Polygon or MultiPolygon ? part : Polygon.Empty;
    }

    private static MultiPolygon Largest(Geometry area, int parts, double share)
    {
        var least = area.Area * (1 - share) / 1000;
        var polygons = Enumerable.Range(0, area.NumGeometries)
            .Select(i => (Polygon)area.GetGeometryN(i))
            .OrderByDescending(polygon => polygon.Area)
            .Take(parts)
            .Select(polygon => new Polygon(
                (LinearRing)polygon.ExteriorRing,
                [.. polygon.Holes.Where(hole => new Polygon(hole).Area > least).Take(parts)]));
        return new([.. polygons]);
    }
}
