using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Traceability.Tests.Geo;

/// <summary>The slow and independent way: Vincenty's inverse to many places of every edge, golden-section search on the best.</summary>
internal static class Geodesic
{
    private const double A = 6_378_137;
    private const double F = 1 / 298.257223563;
    private const double B = A * (1 - F);

    public static double MetresToBorder(Geometry area, Coordinate place)
    {
        var best = double.MaxValue;
        foreach (var ring in LinearComponentExtracter.GetLines(area))
        {
            var points = ring.Coordinates;
            var metres = Array.ConvertAll(points, point => Metres(place, point));
            for (var i = 1; i < points.Length; i++)
            {
                // An edge whose ends are this far cannot come nearer than the best.
                if (Math.Min(metres[i - 1], metres[i]) - (1.1 * Metres(points[i - 1], points[i])) < best)
                    best = Math.Min(best, MetresToEdge(points[i - 1], points[i], place));
            }
        }
        return best;
    }

    public static double Metres(Coordinate from, Coordinate to)
    {
        var (u1, u2) = (Math.Atan((1 - F) * Math.Tan(Radians(from.Y))), Math.Atan((1 - F) * Math.Tan(Radians(to.Y))));
        var (sin1, cos1) = Math.SinCos(u1);
        var (sin2, cos2) = Math.SinCos(u2);
        var (turn, lambda) = (Radians(to.X - from.X), Radians(to.X - from.X));
        for (var round = 0; round < 500; round++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var sinSigma = Math.Sqrt(Math.Pow(cos2 * sinLambda, 2) + Math.Pow((cos1 * sin2) - (sin1 * cos2 * cosLambda), 2));
            if (sinSigma == 0)
                return 0;
            var cosSigma = (sin1 * sin2) + (cos1 * cos2 * cosLambda);
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cos1 * cos2 * sinLambda / sinSigma;
            var cosSq = 1 - (sinAlpha * sinAlpha);
            var cosMiddle = cosSq == 0 ? 0 : cosSigma - (2 * sin1 * sin2 / cosSq);
            var c = F / 16 * cosSq * (4 + (F * (4 - (3 * cosSq))));
            var next = turn + ((1 - c) * F * sinAlpha
                * (sigma + (c * sinSigma * (cosMiddle + (c * cosSigma * (-1 + (2 * cosMiddle * cosMiddle)))))));
            if (Math.Abs(next - lambda) > 1e-13)
            {
                lambda = next;
                continue;
            }
            var u = cosSq * ((A * A) - (B * B)) / (B * B);
            var a = 1 + (u / 16384 * (4096 + (u * (-768 + (u * (320 - (175 * u)))))));
            var b = u / 1024 * (256 + (u * (-128 + (u * (74 - (47 * u))))));
            var delta = b * sinSigma * (cosMiddle + (b / 4 * ((cosSigma * (-1 + (2 * cosMiddle * cosMiddle)))
                - (b / 6 * cosMiddle * (-3 + (4 * sinSigma * sinSigma)) * (-3 + (4 * cosMiddle * cosMiddle))))));
            return B * a * (sigma - delta);
        }
        throw new InvalidOperationException($"Vincenty finds no geodesic from {from} to {to}: nearly antipodal.");
    }

    private static double MetresToEdge(Coordinate a, Coordinate b, Coordinate place)
    {
        const int Samples = 8;
        double At(double t) => Metres(place, new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y))));

        var nearest = Enumerable.Range(0, Samples + 1).MinBy(i => At((double)i / Samples));
        var (low, high) = (Math.Max(nearest - 1, 0) / (double)Samples, Math.Min(nearest + 1, Samples) / (double)Samples);
        for (var round = 0; round < 40; round++)
        {
            var (left, right) = (low + ((high - low) * 0.381966), low + ((high - low) * 0.618034));
            (low, high) = At(left) < At(right) ? (low, right) : (left, high);
        }
        return At((low + high) / 2);
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
