using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Traceability.Geo;

/// <summary>
/// A stretch of a border through space, ready for distances. An edge that is straight in degrees follows the bend of the earth and bows away from the
/// shortest way; the piece carries that bow as a parabola, which leaves less than a millimetre over its 5 km.
/// </summary>
internal readonly struct BorderPiece
{
    private const double MaxMetres = 5_000;
    private const double MaxDegrees = 2;
    private const double MetresPerDegree = Wgs84.MaxRadius * Math.PI / 180;

    // Beyond 2.5 million kilometres of border the pieces grow, and with them the error, rather than their number.
    private const double MaxPieces = 500_000;

    private readonly EarthPoint direction;
    private readonly EarthPoint bow;
    private readonly double perSquareLength;

    private BorderPiece(EarthPoint from, EarthPoint middle, EarthPoint to)
    {
        From = from;
        direction = to - from;
        var square = direction.Dot(direction);
        perSquareLength = square > 0 ? 1 / square : 0;

        // Only what leaves the chord sideways is bow; along it the middle in degrees is merely not the middle in metres.
        var offset = middle - from;
        var along = offset.Dot(direction) * perSquareLength;
        bow = new(offset.X - (along * direction.X), offset.Y - (along * direction.Y), offset.Z - (along * direction.Z));
    }

    public EarthPoint From { get; }

    public EarthPoint To => From + direction;

    public EarthPoint Bow => bow;

    /// <summary>The middle of the chord and the metres within which the whole piece lies from it.</summary>
    public (EarthPoint Middle, double Reach) Ball => (
        new(From.X + (direction.X / 2), From.Y + (direction.Y / 2), From.Z + (direction.Z / 2)),
        (Math.Sqrt(direction.Dot(direction)) / 2) + Math.Sqrt(bow.Dot(bow)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double SquareMetresTo(in EarthPoint place)
    {
        var offset = place - From;

        // Which end a place lies beyond cannot be foretold: no branch here, nor in the loops over pieces.
        var along = double.MinNative(double.MaxNative(offset.Dot(direction) * perSquareLength, 0), 1);
        var bend = 4 * along * (1 - along);
        var x = offset.X - (along * direction.X) - (bend * bow.X);
        var y = offset.Y - (along * direction.Y) - (bend * bow.Y);
        var z = offset.Z - (along * direction.Z) - (bend * bow.Z);
        return (x * x) + (y * y) + (z * z);
    }

    /// <summary>The square of the metres between two pieces that do not cross: it is found at one of their ends.</summary>
    public double SquareMetresTo(in BorderPiece other) => Math.Min(
        Math.Min(SquareMetresTo(other.From), SquareMetresTo(other.To)),
        Math.Min(other.SquareMetresTo(From), other.SquareMetresTo(To)));

    /// <summary>The rings of an area as pieces, each with the place where it starts.</summary>
    public static (BorderPiece[] Pieces, Coordinate[] Starts) Cut(Geometry area)
    {
        var rings = LinearComponentExtracter.GetLines(area);
        var stretch = Math.Max(1, rings.Sum(ring => ring.Length) * MetresPerDegree / MaxMetres / MaxPieces);

        var pieces = new List<BorderPiece>();
        var starts = new List<Coordinate>();
        foreach (var ring in rings)
        {
            var corners = ring.Coordinates;
            for (var i = 1; i < corners.Length; i++)
            {
                var (a, b) = (corners[i - 1], corners[i]);
                var parts = (int)Math.Max(1, Math.Ceiling(Parts(a, b) / stretch));
                for (var part = 0; part < parts; part++)
                {
                    var start = Between(a, b, (double)part / parts);
                    var end = part + 1 == parts ? b : Between(a, b, (part + 1.0) / parts);
                    starts.Add(start);
                    pieces.Add(new(Place(start), Place(Between(start, end, 0.5)), Place(end)));
                }
            }
        }
        return ([.. pieces], [.. starts]);
    }

    // Towards the poles parallels turn faster, and few metres turn far.
    private static double Parts(Coordinate a, Coordinate b)
    {
        var (nearest, farthest) = (Math.Min(Math.Abs(a.Y), Math.Abs(b.Y)), Math.Min(Math.Max(Math.Abs(a.Y), Math.Abs(b.Y)), 89.9));
        var widest = a.Y * b.Y < 0 ? 1 : Math.Cos(nearest * Math.PI / 180);
        var (east, north) = ((b.X - a.X) * widest, b.Y - a.Y);
        var metres = Math.Sqrt((east * east) + (north * north)) * MetresPerDegree;
        return Math.Max(metres / MaxMetres * Math.Max(1, Math.Tan(farthest * Math.PI / 180)), Math.Abs(b.X - a.X) / MaxDegrees);
    }

    private static Coordinate Between(Coordinate a, Coordinate b, double share) =>
        new(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));

    private static EarthPoint Place(Coordinate at) => Wgs84.Place(at.X, at.Y);
}
