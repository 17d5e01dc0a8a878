using NetTopologySuite.Geometries;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>
/// Moves positions between the four declared datums and WGS 84. CGCS2000 counts as WGS 84; GCJ-02 and BD-09 leave places outside China as they
/// are. There and back agrees to a millimetre for GCJ-02 and to a metre for BD-09, whose published inverse is itself approximate.
/// </summary>
public static class DatumShift
{
    private const double A = 6378245.0;
    private const double Ee = 0.00669342162296594323;
    private const double BdTurn = Math.PI * 3000.0 / 180.0;

    /// <summary>The WGS 84 place of a claim.</summary>
    public static GeoPoint ToWgs84(PointClaim claim) => At(ToWgs84(claim.Longitude, claim.Latitude, claim.Datum));

    /// <summary>The WGS 84 geometry of one drawn in <paramref name="datum"/>; every vertex is moved, nothing is checked again.</summary>
    public static Geometry ToWgs84(Geometry geometry, Datum datum)
    {
        if (datum is Datum.Wgs84 or Datum.Cgcs2000)
            return geometry;

        var moved = geometry.Copy();
        moved.Apply(new Shift(datum));
        moved.GeometryChanged();
        return moved;
    }

    /// <summary>Degrees of <paramref name="datum"/> to degrees of WGS 84.</summary>
    public static (double Longitude, double Latitude) ToWgs84(double longitude, double latitude, Datum datum) => datum switch
    {
        Datum.Wgs84 or Datum.Cgcs2000 => (longitude, latitude),
        Datum.Gcj02 => FromGcj(longitude, latitude),
        Datum.Bd09 when !OutsideChina(longitude, latitude) => FromBd(longitude, latitude),
        Datum.Bd09 => (longitude, latitude),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };

    /// <summary>Degrees of WGS 84 to degrees of <paramref name="datum"/>.</summary>
    public static (double Longitude, double Latitude) FromWgs84(double longitude, double latitude, Datum datum) => datum switch
    {
        Datum.Wgs84 or Datum.Cgcs2000 => (longitude, latitude),
        Datum.Gcj02 => ToGcj(longitude, latitude),
        Datum.Bd09 when !OutsideChina(longitude, latitude) => ToBd(longitude, latitude),
        Datum.Bd09 => (longitude, latitude),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };

    private static GeoPoint At((double Longitude, double Latitude) place) => GeoPoint.At(place.Longitude, place.Latitude);

    private static (double, double) FromGcj(double longitude, double latitude)
    {
        // Each round shrinks the error a hundredfold: 4.85 m, 0.03 m, 0.2 mm.
        var (guessLongitude, guessLatitude) = (longitude, latitude);
        for (var round = 0; round < 3; round++)
        {
            var (east, north) = GcjOffset(guessLongitude, guessLatitude);
            (guessLongitude, guessLatitude) = (longitude - east, latitude - north);
        }
        return (guessLongitude, guessLatitude);
    }

    private static (double, double) ToGcj(double longitude, double latitude)
    {
        var (east, north) = GcjOffset(longitude, latitude);
        return (longitude + east, latitude + north);
    }

    private static (double, double) ToBd(double longitude, double latitude)
    {
        var (x, y) = ToGcj(longitude, latitude);
        var radius = Math.Sqrt((x * x) + (y * y)) + (0.00002 * Math.Sin(y * BdTurn));
        var angle = Math.Atan2(y, x) + (0.000003 * Math.Cos(x * BdTurn));
        return ((radius * Math.Cos(angle)) + 0.0065, (radius * Math.Sin(angle)) + 0.006);
    }

    private static (double, double) FromBd(double longitude, double latitude)
    {
        var (x, y) = (longitude - 0.0065, latitude - 0.006);
        var radius = Math.Sqrt((x * x) + (y * y)) - (0.00002 * Math.Sin(y * BdTurn));
        var angle = Math.Atan2(y, x) - (0.000003 * Math.Cos(x * BdTurn));
        return FromGcj(radius * Math.Cos(angle), radius * Math.Sin(angle));
    }

    private static (double East, double North) GcjOffset(double longitude, double latitude)
    {
        if (OutsideChina(longitude, latitude))
            return (0, 0);

        var (x, y) = (longitude - 105.0, latitude - 35.0);
        var shared = (20.0 * Math.Sin(6.0 * x * Math.PI)) + (20.0 * Math.Sin(2.0 * x * Math.PI));
        var north = -100.0 + (2.0 * x) + (3.0 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
            + ((shared + Waves(y, 160.0, 320.0)) * 2.0 / 3.0);
        var east = 300.0 + x + (2.0 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
            + ((shared + Waves(x, 150.0, 300.0)) * 2.0 / 3.0);

        var angle = latitude / 180.0 * Math.PI;
        var curve = 1 - (Ee * Math.Sin(angle) * Math.Sin(angle));
        var root = Math.Sqrt(curve);
        return (east * 180.0 / (A / root * Math.Cos(angle) * Math.PI),
            north * 180.0 / (A * (1 - Ee) / (curve * root) * Math.PI));
    }

    private static double Waves(double v, double slow, double slowest) =>
        (20.0 * Math.Sin(v * Math.PI)) + (40.0 * Math.Sin(v / 3.0 * Math.PI))
        + (slow * Math.Sin(v / 12.0 * Math.PI)) + (slowest * Math.Sin(v * Math.PI / 30.0));

    private static bool OutsideChina(double longitude, double latitude) =>
        longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271;

    private sealed class Shift(Datum datum) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var (longitude, latitude) = ToWgs84(sequence.GetX(i), sequence.GetY(i), datum);
            sequence.SetX(i, longitude);
            sequence.SetY(i, latitude);
        }
    }
}
