using NetTopologySuite.Geometries;

namespace Traceability.Tests.Geo;

/// <summary>Areas and places drawn from a seed.</summary>
internal static class Shapes
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>A star-shaped ring of random reach, so never self-crossing, with a square hole in its middle.</summary>
    public static Polygon Ragged(int seed, double east, double north, double degrees, int corners)
    {
        var random = new Random(seed);
        var ring = new Coordinate[corners + 1];
        for (var i = 0; i < corners; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners);
            var reach = degrees * (0.6 + (0.3 * Math.Sin(7 * Math.PI * 2 * i / corners)) + (0.1 * random.NextDouble()));
            ring[i] = new(east + (reach * cos), north + (reach * sin));
        }
        ring[corners] = ring[0].Copy();
        return Factory.CreatePolygon(Factory.CreateLinearRing(ring), [Factory.CreateLinearRing(Square(east, north, degrees / 50))]);
    }

    public static Polygon Box(double west, double south, double east, double north) =>
        (Polygon)Factory.ToGeometry(new Envelope(west, east, south, north));

    /// <summary>Places of which a third lie anywhere around, a third hug the border, and a third share a corner's latitude or sit on the border.</summary>
    public static IEnumerable<Coordinate> Places(int seed, Geometry area, int count)
    {
        var random = new Random(seed);
        var corners = area.Coordinates;
        var box = area.EnvelopeInternal.Copy();
        box.ExpandBy(box.Width / 2, box.Height / 2);
        for (var i = 0; i < count; i++)
        {
            var at = random.Next(corners.Length - 1);
            var (a, b, t) = (corners[at], corners[at + 1], random.NextDouble());
            var nudge = Math.Pow(10, -15 * random.NextDouble());
            yield return (i % 6) switch
            {
                0 or 1 => new(box.MinX + (box.Width * t), Math.Clamp(box.MinY + (box.Height * random.NextDouble()), -90, 90)),
                2 or 3 => new(a.X + (t * (b.X - a.X)) + (nudge * (random.NextDouble() - 0.5)), a.Y + (t * (b.Y - a.Y))),
                4 => new(box.MinX + (box.Width * t), a.Y),
                _ => i % 4 == 1 ? a.Copy() : new((a.X + b.X) / 2, (a.Y + b.Y) / 2),
            };
        }
    }

    private static Coordinate[] Square(double east, double north, double half) =>
        [new(east - half, north - half), new(east - half, north + half), new(east + half, north + half), new(east + half, north - half), new(east - half, north - half)];
}
