using System.Globalization;
using System.Text.RegularExpressions;
using Traceability.Origins;
using Traceability.Pages.Maps;

namespace Traceability.Stories.Pages;

/// <summary>A map is an SVG picture that a page can be sent with: true to scale, and nothing in it comes from elsewhere.</summary>
public sealed partial class MapTests
{
    private static readonly MapShape Zone = new(MapLayer.Zone, [Ring(122, 41, 122.1, 41.1)], "盘锦<b>");

    // A degree of the meridian at 41° is 111,057 m.
    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.01)]
    [InlineData(1.5)]
    public async Task The_scale_bar_is_as_long_as_it_says(double degrees)
    {
        var map = await Map([], [new(GeoPoint.At(122, 41 - (degrees / 2))), new(GeoPoint.At(122, 41 + (degrees / 2)))]);
        var dots = Dot().Matches(map).Select(dot => Number(dot.Groups[1].Value)).ToList();
        var bar = Bar().Match(map);
        var metres = Number(bar.Groups[2].Value) * (bar.Groups[3].Value == "公里" ? 1000 : 1);
        Assert.InRange((dots[0] - dots[1]) / (degrees * 111_057) * metres / (Number(bar.Groups[1].Value) - 16), 0.99, 1.01);
        Assert.InRange(Number(bar.Groups[1].Value) - 16, 70, 201);
    }

    // Panjin and Tongxiang on one map, a thousand kilometres apart: whoever zooms in finds the field as it is, twice as wide as high in degrees.
    [Fact]
    public async Task A_field_keeps_its_shape_on_the_map_of_half_a_country()
    {
        var map = await Map([new(MapLayer.Plot, [Ring(122.05, 41.05, 122.054, 41.052)])], [new(GeoPoint.At(120.5, 30.6))]);
        var corners = PlotPath().Match(map).Groups[1].Value.Split('M', 'L').Skip(1).Select(corner => corner.Split(' ').Select(Number).ToList()).ToList();
        var (wide, high) = (corners.Max(corner => corner[0]) - corners.Min(corner => corner[0]), corners.Max(corner => corner[1]) - corners.Min(corner => corner[1]));
        Assert.InRange(wide / high, 2 * Math.Cos(41.05 * Math.PI / 180) * 0.99, 2 * Math.Cos(41.05 * Math.PI / 180) * 1.01);
    }

    [Fact]
    public async Task It_names_what_it_shows_and_asks_nobody_for_anything()
    {
        var map = await Map([Zone, new(MapLayer.Plot, [Ring(122.05, 41.05, 122.0501, 41.0501)]), MapShape.Of(PublicPlace.Of(GeoPoint.At(122.05, 41.05)), "3")], []);
        Assert.Contains("<title>盘锦&lt;b&gt;</title>", map, StringComparison.Ordinal);
        Assert.Contains("aria-labelledby=\"map-title map-desc\"", map, StringComparison.Ordinal);
        Assert.Contains("虚线：保护范围；点线方格", map, StringComparison.Ordinal);
        // Ten metres in a picture of eleven kilometres: only the ring around it can be seen.
        Assert.Contains("class=\"ring\"", map, StringComparison.Ordinal);
        Assert.DoesNotContain("href", map, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", map, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_looked_at_fills_the_picture_and_the_poles_do_not_break_it()
    {
        var near = await Map([Zone], [], GeoPoint.At(122.05, 41.05));
        Assert.Contains(" 20 米</text>", near.Replace(">20", "> 20", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", await Map([], [new(GeoPoint.At(180, 90)), new(GeoPoint.At(-180, -90))]), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", await Map([], []), StringComparison.Ordinal);
    }

    private static Task<string> Map(MapShape[] shapes, MapMarker[] markers, params GeoPoint[] focus) => Rendered.Page<MapPicture>(
        (nameof(MapPicture.Title), "t"), (nameof(MapPicture.Description), "d"), (nameof(MapPicture.Shapes), shapes), (nameof(MapPicture.Markers), markers),
        (nameof(MapPicture.Focus), focus.Length > 0 ? focus : null));

    private static GeoPoint[] Ring(double west, double south, double east, double north) =>
        [GeoPoint.At(west, south), GeoPoint.At(east, south), GeoPoint.At(east, north), GeoPoint.At(west, north), GeoPoint.At(west, south)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("class=\"spot\" cx=\"[^\"]+\" cy=\"([^\"]+)\"")]
    private static partial Regex Dot();

    [GeneratedRegex("class=\"plot\" fill-rule=\"evenodd\" d=\"([^Z]+)Z")]
    private static partial Regex PlotPath();

    [GeneratedRegex("class=\"rule\" x1=\"16\" x2=\"([^\"]+)\".*?<text[^>]*>([0-9]+) (公里|米)", RegexOptions.Singleline)]
    private static partial Regex Bar();
}
