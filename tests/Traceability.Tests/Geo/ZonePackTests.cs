using Traceability.Geo;
using Traceability.Origins;

namespace Traceability.Tests.Geo;

public sealed class ZonePackTests
{
    private static readonly ZonePack Pack = ZonePack.Load(ZonePack.DefaultDirectory);

    [Fact]
    public void The_rice_of_panjin_has_the_union_of_its_four_units_as_its_zone()
    {
        var zone = Found(Pack.ZoneOf(Pack.Products.First(product => product.NameZh == "盘锦大米")));

        Assert.Equal(["211102", "211103", "211104", "211122"], zone.Adcodes);
        Assert.Equal(Datum.Wgs84, zone.Datum);
        Assert.Equal(200, zone.BoundaryAccuracyMetres);
        Assert.Equal("wgs84_tianditu_counties_liaoning.geojson", zone.File);
        Assert.True(zone.Geometry.IsValid);

        // Announced: 4,017 km²; the drawn coast runs a little inland.
        var land = Found(Pack.FindUnit("211100")).Geometry;
        Assert.InRange(PlotMeasureOf(zone.Geometry) / 1e6, 3_300, 4_100);
        Assert.Equal(PlotMeasureOf(land), PlotMeasureOf(zone.Geometry), 0.01 * PlotMeasureOf(land));
    }

    [Fact]
    public void A_point_in_panjin_is_inside_and_one_in_yingkou_is_not()
    {
        var measure = new ZoneMeasure(Found(Pack.ZoneOf(Pack.Products.First(product => product.NameZh == "盘锦大米"))).Geometry);

        Assert.InRange(measure.MetresInside(GeoPoint.At(122.07, 41.12)), 5_000, 60_000);
        Assert.InRange(measure.MetresInside(GeoPoint.At(122.24, 40.67)), -60_000, -1);
    }

    [Theory]
    [InlineData("固始萝卜", "partlyCovered")]
    [InlineData("大连海参", "noUnits")]
    [InlineData("茌平圆铃大枣", "unknownUnit")]
    public void A_product_whose_border_is_not_known_has_no_zone_and_a_reason(string name, string code) =>
        Assert.Equal(code, Assert.IsType<PackZone.None>(Pack.ZoneOf(Pack.Products.First(product => product.NameZh == name))).Code);

    [Fact]
    public void Every_product_has_a_zone_or_a_reason()
    {
        var zones = Pack.Products.Select(Pack.ZoneOf).ToList();

        Assert.Equal(93, zones.Count);
        Assert.All(zones.OfType<PackZone.Found>(), found => Assert.True(found.Zone.Geometry.IsValid));
        Assert.InRange(zones.OfType<PackZone.Found>().Count(), 40, 60);
    }

    [Fact]
    public void Every_shape_of_the_pack_is_valid() => Assert.Empty(Pack.Faults());

    [Fact]
    public void Asked_twice_it_gives_the_same_zone_under_the_same_id()
    {
        var again = ZonePack.Load(ZonePack.DefaultDirectory);
        var product = Pack.Products.First(one => one.NameZh == "桐乡杭白菊");

        Assert.Equal(Found(Pack.ZoneOf(product)).Id, Found(again.ZoneOf(again.Products.First(one => one.NameZh == "桐乡杭白菊"))).Id);
        Assert.Same(Pack.FindUnit("330483"), Pack.FindUnit("330483"));
        Assert.NotEqual(Found(Pack.ZoneOf(product)).Id, Found(Pack.FindUnit("330483")).Id);
    }

    [Fact]
    public void An_invalid_shape_is_reported_and_not_used()
    {
        var directory = CopyOfPack();
        var file = Path.Combine(directory, "wgs84_tianditu_counties_neighbours.geojson");
        File.WriteAllText(file, """
            {"type":"FeatureCollection","features":[{"properties":{"name_zh":"章丘区","adcode":"370114"},
            "geometry":{"type":"Polygon","coordinates":[[[117,36],[118,37],[118,36],[117,37],[117,36]]]}}]}
            """);

        var none = Assert.IsType<PackZone.None>(ZonePack.Load(directory).FindUnit("370114"));

        Assert.Equal("invalidShape", none.Code);
        Assert.Contains("370114", none.Reason, StringComparison.Ordinal);
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"features":[{"properties":{}}]}""")]
    [InlineData("""{"features":[{"properties":{"adcode":7,"name_zh":""}}]}""")]
    public void A_file_that_breaks_while_it_is_read_answers_with_its_reason(string content)
    {
        var directory = CopyOfPack();
        File.WriteAllText(Path.Combine(directory, "wgs84_tianditu_counties_neighbours.geojson"), content);

        var pack = ZonePack.Load(directory);

        Assert.Equal("brokenFile", Assert.IsType<PackZone.None>(pack.FindUnit("370114")).Code);
        Assert.Contains(pack.Faults(), fault => fault.Code == "brokenFile");
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("pack.json", null)]
    [InlineData("pack.json", "{}")]
    [InlineData("pack.json", """{"products":"a","nameChanges":"b","files":[],"more":1}""")]
    [InlineData("gi_products.csv", "name_zh,name_en\n盘锦大米\n")]
    [InlineData("wgs84_tianditu_prefectures.geojson", null)]
    public void A_pack_that_cannot_be_used_says_which_file_to_mend(string file, string? content)
    {
        var directory = CopyOfPack();
        if (content is null)
            File.Delete(Path.Combine(directory, file));
        else
            File.WriteAllText(Path.Combine(directory, file), content);

        var broken = Assert.Throws<InvalidDataException>(() => ZonePack.Load(directory));

        Assert.Contains(file, broken.Message, StringComparison.Ordinal);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void A_quoted_field_of_the_tables_keeps_its_commas_and_quotes()
    {
        var area = Pack.Products.First(product => product.NameZh == "盘锦大米").ProtectedAreaText;
        Assert.Contains("东临辽河,与台安县", area, StringComparison.Ordinal);
        Assert.Contains(Pack.NameChanges, change => change is { OldName: "横县", NewAdcode: "450181" });
    }

    [Theory]
    [InlineData("盘锦大米", 60)]
    [InlineData("长白山五味子", 200)]
    [InlineData("桐乡杭白菊", 24)]
    public void An_outline_keeps_the_shape_with_few_points(string name, int points)
    {
        var zone = Found(Pack.ZoneOf(Pack.Products.First(product => product.NameZh == name))).Geometry;

        var outline = ZoneOutline.Of(zone, points);

        Assert.InRange(outline.Shape.NumPoints, 4, points);
        Assert.True(outline.Shape.IsValid);
        Assert.InRange(outline.Shape.Intersection(zone).Area / outline.Shape.Union(zone).Area, 0.75, 1);
        Assert.Equal(outline.Shape.NumPoints, outline.Rings.Sum(ring => ring.Count));
    }

    // Left alone it has ten thousand corners, of which a thousand may be drawn; land as small as that keeps its form for whoever looks closer.
    [Theory]
    [InlineData(0.01, 400)]
    [InlineData(0.001, 400)]
    public void Land_on_a_wide_map_keeps_the_corners_that_can_be_seen(double degrees, int most)
    {
        const double finest = 0.001;
        var land = Shapes.Ragged(1, 122, 41, degrees, 10_000);
        var seen = ZoneOutline.Of(land, 1_000, finest).Shape;

        Assert.InRange(seen.NumPoints, 8, most);
        Assert.True(seen.IsValid);
        Assert.InRange(seen.Intersection(land).Area / seen.Union(land).Area, 0.9, 1);
        Assert.All(land.ExteriorRing.Coordinates, corner => Assert.True(seen.Boundary.IsWithinDistance(new NetTopologySuite.Geometries.Point(corner), finest)));
    }

    [Fact]
    public void Land_too_thin_to_be_seen_is_still_drawn()
    {
        var ditch = Shapes.Box(122, 41, 122.01, 41.000_000_1);
        Assert.Equal(5, ZoneOutline.Of(ditch, 1_000, 1).Shape.NumPoints);
    }

    [Fact]
    public void A_zone_counts_from_its_first_day_up_to_the_day_it_ends()
    {
        var zone = Found(Pack.FindUnit("211122")) with { ValidFrom = new(2020, 1, 1), ValidTo = new(2021, 1, 1) };

        Assert.False(zone.IsInForce(new(2019, 12, 31)));
        Assert.True(zone.IsInForce(new(2020, 1, 1)));
        Assert.True(zone.IsInForce(new(2020, 12, 31)));
        Assert.False(zone.IsInForce(new(2021, 1, 1)));
    }

    private static double PlotMeasureOf(NetTopologySuite.Geometries.Geometry area)
    {
        var everywhere = new ZoneMeasure(Shapes.Box(120, 38, 126, 44));
        return Enumerable.Range(0, area.NumGeometries)
            .Sum(i => everywhere.Measure((NetTopologySuite.Geometries.Polygon)area.GetGeometryN(i)).AreaSquareMetres);
    }

    private static Zone Found(PackZone zone) => Assert.IsType<PackZone.Found>(zone).Zone;

    private static string CopyOfPack()
    {
        var directory = Directory.CreateTempSubdirectory("zones").FullName;
        foreach (var file in Directory.GetFiles(ZonePack.DefaultDirectory))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        return directory;
    }
}
