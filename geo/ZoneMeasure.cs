using NetTopologySuite.Geometries;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>
/// Measures places and plots against one zone, whose edges are straight in longitude and latitude (RFC 7946, 3.1.1). Built once, immutable, safe
/// for any number of threads; keep it as long as the zone is asked about.
/// </summary>
public sealed class ZoneMeasure
{
    // From here on the earth's bend differs too much by direction for one mean radius.
    private const double FarChord = 2_000_000;

    private readonly Geometry area;
    private readonly BorderTree tree;
    private readonly BorderCells cells;

    /// <summary>Prepares a valid Polygon or MultiPolygon in WGS 84 degrees; throws <see cref="ArgumentException"/> on an empty or other geometry.</summary>
    public ZoneMeasure(Geometry wgs84)
    {
        if (wgs84 is not (Polygon or MultiPolygon) || wgs84.IsEmpty)
            throw new ArgumentException("A zone is a polygon or several, and not empty.", nameof(wgs84));

        area = wgs84;
        tree = new(wgs84);
        cells = new(wgs84, tree);
    }

    /// <summary>True inside and on the border: the same answer, bit for bit, as an exact test of the drawn degrees.</summary>
    public bool Covers(GeoPoint point) => cells.Covers(point.Longitude, point.Latitude);

    /// <summary>
    /// Geodesic metres from the point to the nearest border, positive inside, negative outside, right to 1 cm or 0.1 %, whichever is more.
    /// </summary>
    public double MetresInside(GeoPoint point) => MetresInside(point.Longitude, point.Latitude);

    /// <summary>
    /// Measures a valid plot in WGS 84 degrees: areas right to 0.1 %, metres as <see cref="PlotMeasure"/> defines them, to 1 cm or 0.1 %.
    /// </summary>
    public PlotMeasure Measure(Polygon plotWgs84) => PlotSearch.Measure(this, area, tree, plotWgs84);

    internal double MetresInside(double longitude, double latitude)
    {
        var place = Wgs84.Place(longitude, latitude);
        var chord = Math.Sqrt(cells.Nearest(longitude, latitude, place, out var covers));
        var metres = chord < FarChord ? Wgs84.ArcOfChord(chord) : tree.FarMetres(new(longitude, latitude), place);
        return covers ? metres : -metres;
    }
}
