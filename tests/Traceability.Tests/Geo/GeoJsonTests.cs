using System.Buffers;
using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;

namespace Traceability.Tests.Geo;

public sealed class GeoJsonTests
{
    private const string Square = "[[[121,41],[122,41],[122,42],[121,42],[121,41]]]";

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":S}""")]
    [InlineData("""{"coordinates":S,"type":"Polygon","crs":{"name":"x"},"bbox":[1,2,3,4]}""")]
    [InlineData("""{"type":"Feature","properties":{"name":"盘锦"},"geometry":{"type":"Polygon","coordinates":S}}""")]
    [InlineData("""{"geometry":{"type":"MultiPolygon","coordinates":[S]},"properties":null,"type":"Feature"}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[121,41,7.5],[122,41,0],[122,42],[121,42],[121,41,9]]]}""")]
    public void A_polygon_is_read_as_it_was_sent(string json)
    {
        var shape = Assert.IsType<GeoJsonReading.Read>(Read(json.Replace("S", Square, StringComparison.Ordinal))).Geometry;

        Assert.Equal(1, shape.Area, 12);
        Assert.Equal(5, shape.NumPoints);
        Assert.Equal(new Coordinate(121, 41), shape.Coordinates[0]);
    }

    [Theory]
    [InlineData("", "notJson")]
    [InlineData("[", "notJson")]
    [InlineData("{} {}", "notJson")]
    [InlineData("""{"type":"Polygon",}""", "notJson")]
    [InlineData("""{"type":"Polygon","coordinates":[[[NaN,1],[2,3],[4,5],[1,1]]]}""", "notJson")]
    [InlineData("""{"\ud800":1}""", "notJson")]
    [InlineData("""{"type":"Polygon","coordinates":S,"type":"Polygon"}""", "duplicateKey")]
    [InlineData("""{"type":"Polygon","coordinates":S,"a":{"b":1,"\u0062":2}}""", "duplicateKey")]
    [InlineData("[]", "unsupportedType")]
    [InlineData("7", "unsupportedType")]
    [InlineData("{}", "unsupportedType")]
    [InlineData("""{"type":7,"coordinates":S}""", "unsupportedType")]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "unsupportedType")]
    [InlineData("""{"type":"Feature","geometry":null}""", "unsupportedType")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "unsupportedType")]
    [InlineData("""{"type":"Polygon"}""", "noCoordinates")]
    [InlineData("""{"type":"Polygon","coordinates":null}""", "noCoordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "noCoordinates")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""", "noCoordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[5]}""", "badPosition", "$.coordinates")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[S,5]}""", "badPosition")]
    [InlineData("""{"type":"Polygon","coordinates":[[5]]}""", "badPosition", "$.coordinates[0][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1]]]}""", "badPosition", "$.coordinates[0][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,2],["1",2]]]}""", "badPosition", "$.coordinates[0][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,2,3,4]]]}""", "badPosition")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,1e400]]]}""", "notFinite", "$.coordinates[0][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,2,1e400]]]}""", "notFinite")]
    [InlineData("""{"type":"Polygon","coordinates":[[[181,91]]]}""", "outOfRange")]
    [InlineData("""{"type":"Polygon","coordinates":[[[41,121]]]}""", "swapped", "$.coordinates[0][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[30,85],[31,85],[31,86],[30,86],[30,85]]]}""", "swapped")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}""", "tooFewPoints", "$.coordinates[0]")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[S,[[[1,1],[2,1],[2,2],[1,2]]]]}""", "notClosed", "$.coordinates[1][0][3]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[179,1],[-179,1],[-179,2],[179,1]]]}""", "crossesAntimeridian", "$.coordinates[0][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[180,1],[180,2],[179,2],[180,1]]]}""", "crossesAntimeridian")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1,1],[1,1],[1,1],[1,1]]]}""", "invalidShape")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]}""", "invalidShape")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,4],[0,0]]],[[[1,1],[2,1],[2,2],[1,1]]]]}""", "invalidShape")]
    public void What_is_no_polygon_is_refused_with_its_reason(string json, string code, string? path = null)
    {
        var refused = Assert.IsType<GeoJsonReading.Refused>(Read(json.Replace("S", Square, StringComparison.Ordinal)));

        Assert.Equal(code, refused.Code);
        if (path is not null)
            Assert.Equal(path, refused.Path);
    }

    [Fact]
    public void A_border_that_crosses_itself_is_refused_at_the_place_where_it_does()
    {
        var refused = Assert.IsType<GeoJsonReading.Refused>(
            Read("""{"type":"Polygon","coordinates":[[[121,41],[122,42],[122,41],[121,42],[121,41]]]}"""));

        Assert.Equal("selfCrossing", refused.Code);
        Assert.Equal(GeoPoint.At(121.5, 41.5), refused.Place);
    }

    [Fact]
    public void Every_cap_refuses_one_more_and_reads_as_many()
    {
        Assert.Equal("tooDeep", Refusal($$"""{"a":{{new string('[', 64)}}{{new string(']', 64)}}}"""));
        Assert.Equal("unsupportedType", Refusal($$"""{"a":{{new string('[', 63)}}{{new string(']', 63)}}}"""));
        Assert.Equal("tooDeep", Refusal(new string('[', 1_000_000)));
        Assert.Equal("tooLarge", Refusal(new string(' ', GeoJson.MaxBytes + 1)));
        Assert.Equal("tooManyMembers", Refusal("{" + string.Join(',', Enumerable.Range(0, 10_001).Select(i => $"\"{i}\":0")) + "}"));
        Assert.Equal("tooManyRings", Refusal(Squares(1_001)));
        Assert.IsType<GeoJsonReading.Read>(Read(Squares(1_000)));
        Assert.Equal("tooManyVertices", Refusal(Ring(1_000_001, i => "[1,2]")));
    }

    [Fact]
    public void Four_hundred_thousand_vertices_around_a_lake_are_read()
    {
        var json = Ring(399_999, i => Position(i, 399_999, 60, "0.####"));
        Assert.Equal(400_000, Assert.IsType<GeoJsonReading.Read>(Read(json)).Geometry.NumPoints);
    }

    [Fact]
    public void A_shape_too_entangled_to_check_is_refused_rather_than_checked()
    {
        var random = new Random(1);
        Assert.Equal("tooEntangled", Refusal(Ring(400_000, i => Position(i, 400_000, 40 + (20 * random.NextDouble()), "0.#####"))));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void A_scribble_is_refused_with_a_place(int corners)
    {
        var random = new Random(1);
        var json = Ring(corners, _ => $"[{Text(random.NextDouble())},{Text(random.NextDouble())}]");

        var refused = Assert.IsType<GeoJsonReading.Refused>(Read(json));

        Assert.Equal("selfCrossing", refused.Code);
        Assert.NotNull(refused.Place);
    }

    [Fact]
    public void Random_bytes_are_refused_and_never_throw()
    {
        var random = new Random(3);
        var valid = Encoding.UTF8.GetBytes($$"""{"type":"Polygon","coordinates":{{Square}},"名":"é"}""");
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = valid.ToArray();
            for (var hit = random.Next(1, 4); hit > 0; hit--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.NotNull(GeoJson.Read(bytes.AsSpan(0, random.Next(1, bytes.Length + 1))));
        }
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var shape = Shapes.Ragged(1, 121.9, 41.1, 0.4, 30);
        var json = new ArrayBufferWriter<byte>();
        GeoJson.Write(json, new MultiPolygon([shape]));

        var read = Assert.IsType<GeoJsonReading.Read>(GeoJson.Read(json.WrittenSpan)).Geometry;

        Assert.True(read.EqualsExact(new MultiPolygon([shape]), 1e-6));
    }

    [Fact]
    public void Our_own_bytes_give_the_same_geometry()
    {
        var shape = Shapes.Ragged(1, 121.9, 41.1, 0.4, 30);
        Assert.True(Wkb.FromBytes(Wkb.ToBytes(shape)).EqualsExact(shape, 0));
    }

    private static GeoJsonReading Read(string json) => GeoJson.Read(Encoding.UTF8.GetBytes(json));

    private static string Refusal(string json) => Assert.IsType<GeoJsonReading.Refused>(Read(json)).Code;

    private static string Squares(int count) =>
        $$"""{"type":"MultiPolygon","coordinates":[{{string.Join(',', Enumerable.Range(0, count).Select(i =>
            $"[[[{i % 100},{i / 100}],[{i % 100}.5,{i / 100}],[{i % 100},{i / 100}.5],[{i % 100},{i / 100}]]]"))}}]}""";

    private static string Ring(int corners, Func<int, string> corner)
    {
        var first = corner(0);
        return $$"""{"type":"Polygon","coordinates":[[{{first}},{{string.Join(',', Enumerable.Range(1, corners - 1).Select(corner))}},{{first}}]]}""";
    }

    private static string Position(int i, int count, double reach, string format = "0.######")
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * i / count);
        return $"[{Text(reach * cos, format)},{Text(reach * sin, format)}]";
    }

    private static string Text(double value, string format = "0.######") => value.ToString(format, CultureInfo.InvariantCulture);
}
