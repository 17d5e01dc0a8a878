using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;

namespace Traceability.Tests.Geo;

public sealed class ZoneMeasureTests
{
    [Theory]
    [InlineData(1, 121.9, 41.1, 0.4, 300)]
    [InlineData(2, 121.9, 41.1, 0.4, 1_000)]
    [InlineData(3, 0.01, -0.02, 3, 200)]
    [InlineData(4, -70, 66, 5, 500)]
    [InlineData(5, 10, 80, 2, 40)]
    public void In_or_out_agrees_with_the_exact_test_of_the_degrees(int seed, double east, double north, double degrees, int corners)
    {
        var zone = Shapes.Ragged(seed, east, north, degrees, corners);
        var measure = new ZoneMeasure(zone);
        var reference = new IndexedPointInAreaLocator(zone);

        foreach (var place in Shapes.Places(seed, zone, 4_000))
            Assert.Equal(reference.Locate(place) != Location.Exterior, measure.Covers(GeoPoint.At(place.X, place.Y)));
    }

    [Theory]
    [InlineData(1, 121.9, 41.1, 0.4, 300)]
    [InlineData(3, 0.01, -0.02, 3, 200)]
    [InlineData(4, -70, 66, 5, 100)]
    [InlineData(5, 10, 80, 2, 40)]
    [InlineData(6, 121.9, 41.1, 0.001, 30)]
    public void Metres_are_those_of_the_geodesic_to_the_nearest_place_of_the_border(
        int seed, double east, double north, double degrees, int corners)
    {
        var zone = Shapes.Ragged(seed, east, north, degrees, corners);
        var measure = new ZoneMeasure(zone);

        foreach (var place in Shapes.Places(seed, zone, 240))
        {
            var expected = Geodesic.MetresToBorder(zone, place);
            var metres = Math.Abs(measure.MetresInside(GeoPoint.At(place.X, place.Y)));
            Assert.True(Math.Abs(metres - expected) <= Math.Max(0.01, 0.001 * expected), $"{place}: {metres}, not {expected}");
        }
    }

    [Theory]
    [InlineData(121.9, 21)]
    [InlineData(-70, -41)]
    [InlineData(-61, -43)]
    [InlineData(0, 0)]
    [InlineData(180, 89.9)]
    [InlineData(-180, -90)]
    public void Metres_hold_from_anywhere_on_earth(double longitude, double latitude)
    {
        var zone = Shapes.Ragged(1, 121.9, 41.1, 0.4, 50);
        var expected = Geodesic.MetresToBorder(zone, new(longitude, latitude));

        var metres = new ZoneMeasure(zone).MetresInside(GeoPoint.At(longitude, latitude));

        Assert.InRange(metres, -1.001 * expected, -0.999 * expected);
    }
}
