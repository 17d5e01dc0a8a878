using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Traceability.Geo;

/// <summary>One short straight stretch of a border through space, ready for distances.</summary>
internal readonly struct BorderPiece
{
    private const double MaxPieces = 500_000;

    private readonly EarthPoint direction;
    private readonly double perSquareLength;

    public BorderPiece(EarthPoint from, EarthPoint to)
    {
        From = from;
        direction = to - from;
        var square = direction.Dot(direction);
        perSquareLength = square > 0 ? 1 / square : 0;
    }

    public EarthPoint From { get; }

    public EarthPoint To => new(From.X + direction.X, From.Y + direction.Y, From.Z + direction.Z);

    public EarthPoint Middle => new(From.X + (direction.X / 2), From.Y + (direction.Y / 2), From.Z + (direction.Z / 2));

    public double LengthMetres => Math.Sqrt(direction.Dot(direction));

    /// <summary>The square of the metres between two pieces that do not cross: it is found at one of their ends.</summary>
    public double SquareMetresTo(in BorderPiece other) => Math.Min(
        Math.Min(SquareMetresTo(other.From), SquareMetresTo(other.To)),
        Math.Min(other.SquareMetresTo(From), other.SquareMetresTo(To)));

    public double SquareMetresTo(EarthPoint place)
    {
        var offset = place - From;
        var along = Math.Min(Math.Max(offset.Dot(direction) * perSquareLength, 0), 1);
        var x = offset.X - (along * direction.X);
        var y = offset.Y - (along * direction.Y);
        var z = offset.Z - (along * direction.Z);
        return (x * x) + (y * y) + (z * z);
    }

    /// <summary>The rings of an area as pieces, each with the place where it starts.</summary>
    public static (BorderPiece[] Pieces, Coordinate[] Starts) Cut(Geometry area)
    {
        var rings = LinearComponentExtracter.GetLines(area);
        var lengthMetres = 0.0;
        foreach (var ring in rings)
            lengthMetres += ring.Length * (Wgs84.MaxRadius * Math.PI / 180);
        var leastStep = lengthMetres / MaxPieces;

        var pieces = new List<BorderPiece>();
        var starts = new List<Coordinate>();
        foreach (var ring in rings.Cast<LineString>())
        {
            var points = ring.CoordinateSequence;
            for (var i = 1; i < points.Count; i++)
            {
                var (a, b) = (points.GetCoordinate(i - 1), points.GetCoordinate(i));
                var start = Wgs84.Place(a.X, a.Y);
                var end = Wgs84.Place(b.X, b.Y);
                var parts = Parts(a, b, leastStep);
                for (var part = 1; part <= parts; part++)
                {
                    var t = (double)part / parts;
                    var stop = part == parts ? end : Wgs84.Place(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y)));
                    starts.Add(part == 1 ? a : new(a.X + ((part - 1) / (double)parts * (b.X - a.X)), a.Y + ((part - 1) / (double)parts * (b.Y - a.Y))));
                    pieces.Add(new(start, stop));
                    start = stop;
                }
            }
        }
        return ([.. pieces], [.. starts]);
    }

    // An edge sags under the surface and, off the Equator, bows away from a parallel: length² / 8R each, the second times the tangent.
    private static int Parts(Coordinate a, Coordinate b, double leastStep)
    {
        const double SagMetres = 0.005;
        var latitude = Math.Min(Math.Max(Math.Abs(a.Y), Math.Abs(b.Y)), 89.99) * Math.PI / 180;
        var step = Math.Sqrt(8 * 6_356_752 * SagMetres / Math.Max(1, Math.Tan(latitude)));
        var flattest = Math.Min(Math.Abs(a.Y), Math.Abs(b.Y)) * Math.PI / 180;
        var east = (b.X - a.X) * Math.Cos(a.Y * b.Y < 0 ? 0 : flattest);
        var lengthMetres = Math.Sqrt((east * east) + ((b.Y - a.Y) * (b.Y - a.Y))) * (Wgs84.MaxRadius * Math.PI / 180);
        return Math.Max(1, (int)Math.Ceiling(lengthMetres / Math.Max(step, leastStep)));
    }
}
