using NetTopologySuite.Geometries;

namespace Traceability.Geo;

/// <summary>A place on the ellipsoid's surface, in metres from the centre of the earth.</summary>
internal readonly record struct EarthPoint(double X, double Y, double Z)
{
    public static EarthPoint operator -(EarthPoint a, EarthPoint b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static EarthPoint operator +(EarthPoint a, EarthPoint b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public double Dot(EarthPoint other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);
}

/// <summary>The WGS 84 ellipsoid: places in space, distances along the surface, areas.</summary>
internal static class Wgs84
{
    public const double A = 6_378_137;
    public const double F = 1 / 298.257223563;
    public const double E2 = F * (2 - F);

    /// <summary>Radius of curvature at the poles: no arc on the ellipsoid bends less, so it bounds distances from below.</summary>
    public const double MaxRadius = A / (1 - F);

    /// <summary>From Equator to pole and on to the Equator: no two places are further apart.</summary>
    public const double HalfMeridian = 20_003_931.4586;

    private const double MeanRadius = 6_371_008.8;
    private const double Degree = Math.PI / 180;

    private static readonly double E = Math.Sqrt(E2);
    private static readonly double[] WholeSines = [.. Enumerable.Range(-360, 811).Select(degree => Math.Sin(degree * Degree))];

    public static EarthPoint Place(double longitude, double latitude)
    {
        var (sinLongitude, cosLongitude) = SinCos(longitude);
        var (sinLatitude, cosLatitude) = SinCos(latitude);
        var n = A / Math.Sqrt(1 - (E2 * sinLatitude * sinLatitude));
        return new(n * cosLatitude * cosLongitude, n * cosLatitude * sinLongitude, n * (1 - E2) * sinLatitude);
    }

    /// <summary>
    /// Metres along the surface between two places that lie <paramref name="chord"/> metres apart through the earth; right to 0.003 % up to
    /// 2,000 km, because there even the bend of the earth is but 0.4 % and its variation but 0.7 % of that.
    /// </summary>
    public static double ArcOfChord(double chord)
    {
        // The arc sine by its first terms; the next is below 1e-6 of the whole.
        var square = chord * chord / (4 * MeanRadius * MeanRadius);
        return chord * (1 + (square * ((1.0 / 6) + (square * 3 / 40))));
    }

    /// <summary>Metres that two places so far apart through the earth have between them on the surface, at least.</summary>
    public static double LeastArcOfChord(double chord) => 2 * MaxRadius * Math.Asin(Math.Min(chord / (2 * MaxRadius), 1));

    /// <summary>Geodesic metres by Andoyer and Lambert (closed form, first order in the flattening): right to 0.01 % between far places.</summary>
    public static double FarMetres(Coordinate from, Coordinate to)
    {
        var (fromAngle, toAngle) = (Reduced(from.Y), Reduced(to.Y));
        var (middle, half) = ((fromAngle + toAngle) / 2, (toAngle - fromAngle) / 2);
        var sinTurn = Math.Sin((to.X - from.X) * Degree / 2);
        var h = Square(Math.Sin(half)) + (Math.Cos(fromAngle) * Math.Cos(toAngle) * Square(sinTurn));
        if (h is <= 0 or >= 1)
            return h <= 0 ? 0 : HalfMeridian;

        var angle = 2 * Math.Asin(Math.Sqrt(h));
        var x = (angle - Math.Sin(angle)) * Square(Math.Sin(middle) * Math.Cos(half)) / (1 - h);
        var y = (angle + Math.Sin(angle)) * Square(Math.Cos(middle) * Math.Sin(half)) / h;
        return Math.Min(A * (angle - (F / 2 * (x + y))), HalfMeridian);
    }

    /// <summary>
    /// Metres within which every place of a box of degrees lies from its centre: the straight line in degrees, measured at the widest parallel.
    /// </summary>
    public static double ReachMetres(Envelope box)
    {
        var nearest = box.MinY <= 0 && box.MaxY >= 0 ? 0 : Math.Min(Math.Abs(box.MinY), Math.Abs(box.MaxY));
        var width = box.Width * Math.Cos(Math.Min(nearest, 90) * Degree);
        return MaxRadius * Degree / 2 * Math.Sqrt((box.Height * box.Height) + (width * width));
    }

    /// <summary>Square metres of a polygon whose edges are straight in longitude and latitude (RFC 7946, 3.1.1), holes taken off.</summary>
    public static double Area(Geometry geometry)
    {
        var area = 0.0;
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            // An overlay may leave points and lines behind; they hold no land.
            if (geometry.GetGeometryN(i) is not Polygon polygon || polygon.IsEmpty)
                continue;

            area += Math.Abs(RingArea(polygon.ExteriorRing));
            foreach (var hole in polygon.InteriorRings)
                area -= Math.Abs(RingArea(hole));
        }
        return area;
    }

    // The sines of whole degrees, −360° to 450°, turned on by the first terms of the series: as exact as the library's and several times as fast.
    private static (double Sin, double Cos) SinCos(double degrees)
    {
        var whole = Math.Round(degrees);
        var x = (degrees - whole) * Degree;
        var square = x * x;
        var sin = x * (1 - (square * (1.0 / 6) * (1 - (square * (1.0 / 20)))));
        var cos = 1 - (square * 0.5 * (1 - (square * (1.0 / 12) * (1 - (square * (1.0 / 30))))));
        var (wholeSin, wholeCos) = (WholeSines[(int)whole + 360], WholeSines[(int)whole + 450]);
        return ((wholeSin * cos) + (wholeCos * sin), (wholeCos * cos) - (wholeSin * sin));
    }

    private static double RingArea(LineString ring)
    {
        // Three Gauss points per edge carry the curve of the area function along it.
        const double Offset = 0.3872983346207417;
        var points = ring.CoordinateSequence;
        var origin = AreaToEquator(points.GetY(0));
        var sum = 0.0;
        for (var i = 1; i < points.Count; i++)
        {
            var (south, north) = (points.GetY(i - 1), points.GetY(i));
            var (middle, reach) = ((south + north) / 2, (north - south) * Offset);
            var mean = ((5 * (AreaToEquator(middle - reach) + AreaToEquator(middle + reach))) + (8 * AreaToEquator(middle))) / 18;
            sum += (points.GetX(i) - points.GetX(i - 1)) * Degree * (mean - origin);
        }
        return sum;
    }

    // Square metres between the Equator and a latitude, per radian of longitude.
    private static double AreaToEquator(double latitude)
    {
        var sin = Math.Sin(latitude * Degree);
        return A * A * (1 - E2) / 2 * ((sin / (1 - (E2 * sin * sin))) + (Math.Atanh(E * sin) / E));
    }

    private static double Reduced(double latitude) => Math.Atan((1 - F) * Math.Tan(latitude * Degree));

    private static double Square(double v) => v * v;
}
