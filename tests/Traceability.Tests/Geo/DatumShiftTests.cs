using System.Text.Json;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;

namespace Traceability.Tests.Geo;

public sealed class DatumShiftTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "gcj02.json"))).RootElement;

    [Fact]
    public void Published_pairs_of_wgs84_and_gcj02_are_met_both_ways()
    {
        foreach (var pair in Vectors.GetProperty("wgs84_gcj02").EnumerateArray())
        {
            var wgs = (Longitude: Number(pair, "wgsLng"), Latitude: Number(pair, "wgsLat"));
            var gcj = (Longitude: Number(pair, "gcjLng"), Latitude: Number(pair, "gcjLat"));
            var tolerance = Number(pair, "tolDeg");

            Near(gcj, DatumShift.FromWgs84(wgs.Longitude, wgs.Latitude, Datum.Gcj02), tolerance);
            Near(wgs, DatumShift.ToWgs84(gcj.Longitude, gcj.Latitude, Datum.Gcj02), tolerance);
        }
    }

    [Fact]
    public void Places_outside_china_stay_where_they_are()
    {
        foreach (var place in Vectors.GetProperty("outside_china_unchanged").EnumerateArray())
        {
            var expected = (Number(place, "lng"), Number(place, "lat"));
            foreach (var datum in Enum.GetValues<Datum>())
            {
                Assert.Equal(expected, DatumShift.ToWgs84(expected.Item1, expected.Item2, datum));
                Assert.Equal(expected, DatumShift.FromWgs84(expected.Item1, expected.Item2, datum));
            }
        }
    }

    // This source once took π for 3000π/180 in BD-09 (its issue 43); its printed values sit up to 40 m off the second source, which ours meets exactly.
    [Fact]
    public void Published_pairs_of_wgs84_and_bd09_are_met_as_far_as_their_known_slip_allows()
    {
        foreach (var pair in Vectors.GetProperty("wgs_bd_matlab").EnumerateArray())
            Near(
                (Number(pair, "expLng"), Number(pair, "expLat")),
                DatumShift.FromWgs84(Number(pair, "inLng"), Number(pair, "inLat"), Datum.Bd09),
                4e-4);
    }

    [Fact]
    public void The_single_conversions_of_a_second_source_are_met()
    {
        var input = Vectors.GetProperty("wandergis_input_lng_lat");
        var (longitude, latitude) = (input[0].GetDouble(), input[1].GetDouble());
        (double, double) Expected(string name)
        {
            var pair = Vectors.GetProperty("wandergis_expected_lng_lat").GetProperty(name);
            return (pair[0].GetDouble(), pair[1].GetDouble());
        }

        Near(Expected("wgs84togcj02"), DatumShift.FromWgs84(longitude, latitude, Datum.Gcj02), 1e-9);

        // Theirs inverts in one step, which its own vectors' notes bound at 5 m.
        Near(Expected("gcj02towgs84"), DatumShift.ToWgs84(longitude, latitude, Datum.Gcj02), 5e-5);

        // Through WGS 84 and out again, the two halves of BD-09 stand alone.
        var (gcjLongitude, gcjLatitude) = Through(longitude, latitude, Datum.Bd09, Datum.Gcj02);
        Near(Expected("bd09togcj02"), (gcjLongitude, gcjLatitude), 1e-8);
        Near(Expected("gcj02tobd09"), Through(longitude, latitude, Datum.Gcj02, Datum.Bd09), 1e-8);
    }

    [Theory]
    [InlineData(Datum.Gcj02, 1e-8)]
    [InlineData(Datum.Bd09, 1e-5)]
    [InlineData(Datum.Cgcs2000, 0)]
    public void There_and_back_is_where_it_began(Datum datum, double tolerance)
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var place = (73.7 + (random.NextDouble() * 61), 18 + (random.NextDouble() * 35));
            var (longitude, latitude) = DatumShift.FromWgs84(place.Item1, place.Item2, datum);
            Near(place, DatumShift.ToWgs84(longitude, latitude, datum), tolerance);
        }
    }

    [Fact]
    public void A_geometry_moves_corner_by_corner_and_leaves_the_given_one_alone()
    {
        var given = Shapes.Box(121.9, 41, 122, 41.1);
        var moved = DatumShift.ToWgs84(given, Datum.Gcj02);

        Assert.Equal(new Coordinate(121.9, 41), given.Coordinates[0]);
        Near(DatumShift.ToWgs84(121.9, 41, Datum.Gcj02), (moved.Coordinates[0].X, moved.Coordinates[0].Y), 0);
        Assert.InRange(Geodesic.Metres(given.Coordinates[0], moved.Coordinates[0]), 300, 800);
        Assert.True(moved.EnvelopeInternal.MinX < 121.9);
    }

    private static (double, double) Through(double longitude, double latitude, Datum from, Datum to)
    {
        var (x, y) = DatumShift.ToWgs84(longitude, latitude, from);
        return DatumShift.FromWgs84(x, y, to);
    }

    private static double Number(JsonElement parent, string name) => parent.GetProperty(name).GetDouble();

    private static void Near((double X, double Y) expected, (double X, double Y) actual, double tolerance)
    {
        Assert.InRange(actual.X, expected.X - tolerance, expected.X + tolerance);
        Assert.InRange(actual.Y, expected.Y - tolerance, expected.Y + tolerance);
    }
}
