using Traceability.Origins;

namespace Traceability.Scans;

/// <summary>Where a scanner said it stood, on WGS 84, and how many metres it may be off. It is a claim: a page cannot tell a forged place from a true one.</summary>
public readonly record struct ScanPlace
{
    // Mean radius of the earth (IUGG). A sphere is within 0.6 % of the ellipsoid, far less than what the thresholds leave open.
    private const double EarthMetres = 6_371_008.8;

    // Half a thousandth of a degree both ways, at the equator.
    private const double CoarseMetres = 79;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> unless the accuracy is 0 to <see cref="PointClaim.MaxAccuracyMetres"/>.</summary>
    public ScanPlace(GeoPoint point, double accuracyMetres)
    {
        if (accuracyMetres is not (>= 0 and <= PointClaim.MaxAccuracyMetres))
            throw new ArgumentOutOfRangeException(nameof(accuracyMetres), accuracyMetres, "No accuracy.");
        (Point, AccuracyMetres) = (point, accuracyMetres);
    }

    /// <summary>The place to a thousandth of a degree, some hundred metres, which is all that is kept; by as much as that may have moved it, it is less accurate.</summary>
    public ScanPlace Coarse() => new(
        GeoPoint.At(Math.Round(Point.Longitude, 3), Math.Round(Point.Latitude, 3)), Math.Min(Math.Ceiling(AccuracyMetres) + CoarseMetres, PointClaim.MaxAccuracyMetres));

    /// <summary>The claimed point.</summary>
    public GeoPoint Point { get; }

    /// <summary>Radius in metres within which the scanner held its true place.</summary>
    public double AccuracyMetres { get; }

    /// <summary>Metres by which the two true places differ at least: the distance less both accuracies, never below 0.</summary>
    public double CertainMetresTo(ScanPlace other) => Math.Max(MetresTo(other.Point) - AccuracyMetres - other.AccuracyMetres, 0);

    /// <summary>Metres along the great circle to a point.</summary>
    public double MetresTo(GeoPoint other)
    {
        var (south, north) = (double.DegreesToRadians(Point.Latitude), double.DegreesToRadians(other.Latitude));
        var haversine = SquaredSine((north - south) / 2)
            + (Math.Cos(south) * Math.Cos(north) * SquaredSine(double.DegreesToRadians(other.Longitude - Point.Longitude) / 2));
        return 2 * EarthMetres * Math.Asin(Math.Sqrt(Math.Min(haversine, 1)));
    }

    private static double SquaredSine(double angle) => Math.Sin(angle) * Math.Sin(angle);
}
