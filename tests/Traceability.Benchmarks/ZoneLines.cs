using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;

namespace Traceability.Benchmarks;

/// <summary>Signed metres to a zone's border against a peer that only tells in from out.</summary>
internal static class ZoneLines
{
    private const int Points = 20_000;

    // Rounds of a fraction of a millisecond, so that few of them are cut in two by a neighbour; other points each time, so that none is learnt by heart.
    private const int Slices = 20;
    private const int SlicePoints = Points / Slices;
    private const int Rounds = 4_001;

    private const int SyntheticCorners = 100_000;

    public static IEnumerable<Line> Measure()
    {
        var pack = ZonePack.Load(ZonePack.DefaultDirectory);
        var rice = (PackZone.Found)pack.ZoneOf(pack.Products.First(product => product.NameZh == "盘锦大米"));
        yield return Compare("metres to the zone of 盘锦大米", rice.Zone.Geometry);
        yield return Compare($"metres to a zone of {SyntheticCorners:#,0} corners", Synthetic());
    }

    private static Line Compare(string name, Geometry area)
    {
        var measure = new ZoneMeasure(area);
        var peer = new IndexedPointInAreaLocator(area);
        var places = Places(area);
        var points = Array.ConvertAll(places, place => GeoPoint.At(place.X, place.Y));

        var disagreements = places.Where((place, at) => !Agree(peer.Locate(place), measure, points[at])).Count();
        if (disagreements > 0)
            throw new InvalidOperationException($"{name}: {disagreements} of {Points} answers differ.");

        double metres = 0;
        var found = 0;
        var (slice, peerSlice) = (0, 0);
        var seconds = Line.MedianSeconds(
            Rounds,
            () =>
            {
                foreach (var point in points.AsSpan(slice++ % Slices * SlicePoints, SlicePoints))
                    metres += measure.MetresInside(point);
            },
            () =>
            {
                foreach (var place in places.AsSpan(peerSlice++ % Slices * SlicePoints, SlicePoints))
                    found += (int)peer.Locate(place);
            });

        var (nanoseconds, peerNanoseconds) = (seconds[0] / SlicePoints * 1e9, seconds[1] / SlicePoints * 1e9);
        return new(
            name,
            nanoseconds,
            "ns",
            $"IndexedPointInAreaLocator, in or out only, {Points:#,0} equal answers ({peerNanoseconds:#,0} ns)",
            peerNanoseconds / nanoseconds,
            peerNanoseconds,
            nanoseconds <= peerNanoseconds);
    }

    private static bool Agree(Location location, ZoneMeasure measure, GeoPoint point)
    {
        var metres = measure.MetresInside(point);
        return location switch
        {
            Location.Interior => measure.Covers(point) && metres > 0,
            Location.Boundary => measure.Covers(point) && Math.Abs(metres) < 0.01,
            _ => !measure.Covers(point) && metres < 0,
        };
    }

    // Every other place lies within some 100 m of the border.
    private static Coordinate[] Places(Geometry area)
    {
        var random = new Random(2);
        var (box, corners) = (area.EnvelopeInternal, area.Coordinates);
        return
        [
            .. Enumerable.Range(0, Points).Select(i =>
            {
                var corner = corners[random.Next(corners.Length)];
                return i % 2 == 0
                    ? new Coordinate(box.MinX + (random.NextDouble() * box.Width), box.MinY + (random.NextDouble() * box.Height))
                    : new Coordinate(corner.X + (0.002 * (random.NextDouble() - 0.5)), corner.Y + (0.002 * (random.NextDouble() - 0.5)));
            }),
        ];
    }

    // Bays within bays, as a coast has them.
    private static Polygon Synthetic()
    {
        var ring = new Coordinate[SyntheticCorners + 1];
        for (var i = 0; i < SyntheticCorners; i++)
        {
            var turn = 2 * Math.PI * i / SyntheticCorners;
            var reach = 0.5 * (1 + (0.2 * Math.Sin(9 * turn)) + (0.05 * Math.Sin(131 * turn)) + (0.01 * Math.Sin(2111 * turn)));
            ring[i] = new(122 + (reach * Math.Cos(turn)), 41 + (reach * Math.Sin(turn)));
        }
        ring[SyntheticCorners] = ring[0].Copy();
        return new(new LinearRing(ring));
    }
}
