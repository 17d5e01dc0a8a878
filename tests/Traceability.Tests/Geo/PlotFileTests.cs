using System.Diagnostics;
using System.Text;
using NetTopologySuite.Geometries;
using Traceability.Geo;

namespace Traceability.Tests.Geo;

/// <summary>Files of land from anyone: what is a polygon is read as it was drawn, everything else is refused in a sentence, quickly.</summary>
public sealed class PlotFileTests
{
    private const string Corners = "122,41,0 122.01,41,0 122.01,41.01,0 122,41.01,0 122,41,0";

    [Fact]
    public void Every_kind_of_file_gives_the_same_polygon()
    {
        var square = LandFiles.Shapes(5, [LandFiles.Square(122, 41, 0.01)]);
        var geoJson = """{"type":"Polygon","coordinates":[[[122,41],[122.01,41],[122.01,41.01],[122,41.01],[122,41]]]}""";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(geoJson),
            Encoding.UTF8.GetBytes("\uFEFF" + $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"type":"Polygon"},"geometry":{{{geoJson}}}},{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}"""),
            LandFiles.Kml(Corners),
            LandFiles.Kml("\n 122,41 \t122.01,41\r\n122.01,41.01 122,41.01 122,41 \n"),
            LandFiles.Zip(("doc.kml", LandFiles.Kml(Corners))),
            LandFiles.Zip(("地块/田.shp", square), ("地块/田.prj", Encoding.UTF8.GetBytes(LandFiles.Wgs84)), ("__MACOSX/田.shp", [1]), ("地块/田.dbf", [])),
            LandFiles.Zip(("A.SHP", LandFiles.Shapes(15, [LandFiles.Square(122, 41, 0.01)])), ("A.PRJ", "GEOGCS[\"China Geodetic Coordinate System 2000\"]"u8.ToArray())),
        ];
        Assert.All(files, file =>
        {
            var shape = Checked(Assert.Single(Read(file)));
            Assert.Equal((0.0001, 5), (Math.Round(shape.Area, 9), shape.NumPoints));
            Assert.Equal(new Envelope(122, 122.01, 41, 41.01), shape.EnvelopeInternal);
        });
    }

    [Fact]
    public void Several_polygons_and_their_holes_are_told_apart()
    {
        (double, double)[] hole = [.. LandFiles.Square(122.002, 41.002, 0.002).Reverse()];
        var shapes = Read(LandFiles.Zip(("a.shp", LandFiles.Shapes(5, [hole, LandFiles.Square(122, 41, 0.01), LandFiles.Square(123, 41, 0.01)], [LandFiles.Square(124, 41, 0.01)]))));
        Assert.Equal([(122, 1), (123, 0), (124, 0)], shapes.Select(shape => (Checked(shape).EnvelopeInternal.MinX, Checked(shape).NumInteriorRings)));
        var kml = Read(LandFiles.Kml(Corners, hole: "<innerBoundaryIs><LinearRing><coordinates>122.002,41.002 122.004,41.002 122.004,41.004 122.002,41.002</coordinates></LinearRing></innerBoundaryIs>"));
        Assert.Equal(1, Checked(Assert.Single(kml)).NumInteriorRings);
        Assert.Equal(2, Read("""{"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]]],[[[3,3],[4,3],[4,4],[3,3]]]]}"""u8.ToArray()).Count);
        // One ring that runs the wrong way round is still the only land there is.
        Assert.Single(Read(LandFiles.Zip(("a.shp", LandFiles.Shapes(5, [hole])))));
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "brokenFile", [] },
        { "brokenFile", "PK\u0003\u0004"u8.ToArray() },
        { "brokenFile", "<kml><Polygon>"u8.ToArray() },
        { "brokenFile", "{\"type\":\"Polygon\",\"coordinates\":[[[NaN,1]]]}"u8.ToArray() },
        { "brokenFile", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":\"Feature\",\"geometry\":", 100))) },
        { "brokenFile", "{\"type\":\"\\ud800\"}"u8.ToArray() },
        { "brokenFile", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100))) },
        // Entities that would name a file or grow without end, and any other document type.
        { "brokenFile", LandFiles.Kml("&e;", "<!DOCTYPE kml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>") },
        { "brokenFile", LandFiles.Kml("&c;", "<!DOCTYPE kml [<!ENTITY a \"122,41 \"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>") },
        { "brokenFile", LandFiles.Kml(Corners, "<!DOCTYPE kml SYSTEM \"http://example.com/kml.dtd\">") },
        { "brokenFile", LandFiles.Zip(("a.shp", new byte[99])) },
        { "brokenFile", LandFiles.Zip(("a.shp", LandFiles.Shapes(5, [LandFiles.Square(122, 41, 0.01)])[..^1])) },
        { "noPolygon", "{}"u8.ToArray() },
        { "noPolygon", "7"u8.ToArray() },
        { "noPolygon", "<kml><Placemark><Point><coordinates>122,41</coordinates></Point></Placemark></kml>"u8.ToArray() },
        { "noPolygon", LandFiles.Zip(("a.txt", [1])) },
        { "noPolygon", LandFiles.Zip(("a.shp", LandFiles.Shapes(5))) },
        { "notFinite", LandFiles.Kml("122,41 NaN,41.01") },
        { "notFinite", LandFiles.Kml("122,41 122.01, 41") },
        { "notFinite", LandFiles.Kml("122 41") },
        { "notFinite", LandFiles.Zip(("a.shp", LandFiles.Shapes(5, [[(122, 41), (double.NaN, 42), (123, 41), (122, 41)]]))) },
        { "holeOutside", LandFiles.Zip(("a.shp", LandFiles.Shapes(5, [LandFiles.Square(122, 41, 0.01), [.. LandFiles.Square(123, 41, 0.01).Reverse()]]))) },
        { "severalFiles", LandFiles.Zip(("a.shp", [1]), ("b.shp", [1])) },
        { "projected", LandFiles.Zip(("a.shp", []), ("a.prj", Encoding.UTF8.GetBytes($"PROJCS[\"CGCS2000_3_Degree_GK_CM_123E\",{LandFiles.Wgs84}]"))) },
        { "unknownSystem", LandFiles.Zip(("a.shp", []), ("a.prj", "GEOGCS[\"GCS_Xian_1980\"]"u8.ToArray())) },
        { "tooMany", Encoding.UTF8.GetBytes($$"""{"type":"MultiPolygon","coordinates":[{{string.Join(',', Enumerable.Repeat("[]", 101))}}]}""") },
        { "tooMany", LandFiles.Kml(string.Concat(Enumerable.Repeat("1,1 ", 40_001))) },
        { "tooMany", LandFiles.Zip(("a.shp", LandFiles.Shapes(5, [.. Enumerable.Repeat(LandFiles.Square(122, 41, 0.01), 1_001)]))) },
        { "tooLarge", new byte[PlotFile.MaxBytes + 1] },
        { "tooLarge", LandFiles.Zip([.. Enumerable.Range(0, 201).Select(i => ($"{i}", Array.Empty<byte>()))]) },
        { "tooLarge", LandFiles.Zip(("a.shp", new byte[20_000_001])) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_relied_on_is_refused_in_a_sentence_of_both_languages(string code, byte[] file)
    {
        var refused = Assert.IsType<PlotFileReading.Refused>(PlotFile.Read(file));
        Assert.Equal(code, refused.Code);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", refused.Words.Zh);
        Assert.NotEmpty(refused.Words.En);
    }

    [Fact]
    public void An_archive_that_declares_less_than_it_holds_is_stopped_where_it_passes_the_limit()
    {
        var bomb = LandFiles.Zip(("a.shp", new byte[200_000_000]));
        // What is unpacked is declared in the central directory, and nothing makes anyone tell the truth there.
        var directory = bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bomb.AsSpan(directory + 24), 1_000u);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsType<PlotFileReading.Refused>(PlotFile.Read(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150_000_000);
    }

    [Fact]
    public void A_file_cut_short_or_scratched_anywhere_is_read_or_refused_and_never_breaks_the_reader()
    {
        byte[][] files =
        [
            LandFiles.Kml(Corners), LandFiles.Zip(("a.shp", LandFiles.Shapes(15, [LandFiles.Square(122, 41, 0.01), LandFiles.Square(123, 41, 0.01)]))),
            LandFiles.Shapes(5, [LandFiles.Square(122, 41, 0.01)]), """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[122,41],[123,41],[123,42],[122,41]]]}}]}"""u8.ToArray(),
        ];
        var random = new Random(7);
        foreach (var file in files)
        {
            for (var end = 0; end < file.Length; end++)
                PlotFile.Read(file.AsMemory(0, end));
            for (var round = 0; round < 3_000; round++)
            {
                byte[] scratched = [.. file];
                for (var i = random.Next(4); i >= 0; i--)
                    scratched[random.Next(scratched.Length)] = (byte)random.Next(256);
                PlotFile.Read(scratched);
                // The records themselves, without an archive's own checksum in front of them.
                if (scratched[0] == 0)
                    PlotFile.Read(LandFiles.Zip(("a.shp", scratched)));
            }
        }
    }

    [Fact]
    public void The_worst_file_of_its_size_takes_a_moment_only()
    {
        (double, double)[] hole = [.. LandFiles.Square(122.5, 41.5, 0.0001).Reverse()];
        (double, double)[][] rings = [.. Enumerable.Repeat(LandFiles.Square(122, 41, 0.01), 99), LandFiles.Square(122, 41, 1), .. Enumerable.Repeat(hole, 900)];
        var watch = Stopwatch.StartNew();
        Assert.Equal(100, Read(LandFiles.Zip(("a.shp", LandFiles.Shapes(5, rings)))).Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    private static IReadOnlyList<string> Read(byte[] file) => Assert.IsType<PlotFileReading.Read>(PlotFile.Read(file)).Polygons;

    private static Polygon Checked(string geoJson) => Assert.IsType<Polygon>(Assert.IsType<GeoJsonReading.Read>(GeoJson.Read(Encoding.UTF8.GetBytes(geoJson))).Geometry);
}
