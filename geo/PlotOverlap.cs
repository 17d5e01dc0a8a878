using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Traceability.Geo;

/// <summary>The land two plots both claim.</summary>
public static class PlotOverlap
{
    /// <summary>Square metres on the WGS 84 ellipsoid that two valid plots share; 0 where they only touch.</summary>
    public static double SquareMetres(Polygon a, Polygon b) =>
        a.EnvelopeInternal.Intersects(b.EnvelopeInternal)
            ? Wgs84.Area(OverlayNGRobust.Overlay(a, b, OverlayNG.INTERSECTION))
            : 0;
}
