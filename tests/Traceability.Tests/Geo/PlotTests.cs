using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;

namespace Traceability.Tests.Geo;

public sealed class PlotTests
{
    // A degree of latitude by a degree of longitude at 41-42° N.
    private static readonly ZoneMeasure Zone = new(Shapes.Box(121, 41, 122, 42));

    // From M·N·cos φ summed over 20,000 strips of latitude.
    [Theory]
    [InlineData(121, 41, 122, 42, 9_273_263_735.99)]
    [InlineData(0, 0, 1, 1, 12_308_463_893.98)]
    [InlineData(10, 89, 11, 90, 108_866_681.636)]
    public void Areas_are_those_of_the_ellipsoid(double west, double south, double east, double north, double squareMetres) =>
        Assert.InRange(
            Zone.Measure(Shapes.Box(west, south, east, north)).AreaSquareMetres, squareMetres * (1 - 1e-9), squareMetres * (1 + 1e-9));

    [Fact]
    public void A_plot_wholly_inside_measures_its_gap_to_the_border()
    {
        var measure = Zone.Measure(Shapes.Box(121.01, 41.5, 121.02, 41.51));

        Assert.Equal(1, measure.ShareInside);
        Assert.Equal(measure.AreaSquareMetres, measure.AreaInsideSquareMetres);
        Assert.Equal(Geodesic.Metres(new(121, 41.51), new(121.01, 41.51)), measure.MetresInside, 1.0);
    }

    [Fact]
    public void A_plot_with_land_on_both_sides_measures_its_share_and_its_farthest_place_outside()
    {
        var measure = Zone.Measure(Shapes.Box(120.99, 41.5, 121.03, 41.51));

        Assert.Equal(0.75, measure.ShareInside, 6);
        Assert.Equal(0.75 * measure.AreaSquareMetres, measure.AreaInsideSquareMetres, 1.0);
        Assert.Equal(-Geodesic.Metres(new(120.99, 41.5), new(121, 41.5)), measure.MetresInside, 1.0);
    }

    [Fact]
    public void A_plot_wholly_outside_measures_its_farthest_place()
    {
        var measure = Zone.Measure(Shapes.Box(120.97, 41.5, 120.98, 41.51));

        Assert.Equal(0, measure.ShareInside);
        Assert.Equal(0, measure.AreaInsideSquareMetres);
        Assert.InRange(measure.MetresInside, -1.001 * Geodesic.Metres(new(120.97, 41.5), new(121, 41.5)), -2490);
    }

    [Fact]
    public void A_plot_over_a_hole_is_worst_off_in_the_middle_of_the_hole()
    {
        var holed = new Polygon(
            (LinearRing)Shapes.Box(121, 41, 122, 42).ExteriorRing, [(LinearRing)Shapes.Box(121.5, 41.5, 121.52, 41.52).ExteriorRing]);

        var measure = new ZoneMeasure(holed).Measure(Shapes.Box(121.4, 41.4, 121.6, 41.6));

        Assert.Equal(0.99, measure.ShareInside, 3);
        Assert.Equal(-Geodesic.Metres(new(121.5, 41.51), new(121.51, 41.51)), measure.MetresInside, 2.0);
    }

    [Fact]
    public void A_zone_is_wholly_inside_itself_with_no_gap()
    {
        var area = Shapes.Ragged(2, 121.9, 41.1, 0.4, 200);
        var measure = new ZoneMeasure(area).Measure(area);

        Assert.Equal(1, measure.ShareInside);
        Assert.Equal(0, measure.MetresInside, 0.001);
    }

    [Fact]
    public void No_place_of_a_plot_is_worse_off_than_measured()
    {
        var random = new Random(5);
        var area = Shapes.Ragged(3, 121.9, 41.1, 0.4, 200);
        var zone = new ZoneMeasure(area);
        for (var i = 0; i < 40; i++)
        {
            var (east, north) = (121.4 + random.NextDouble(), 40.6 + random.NextDouble());
            var plot = Shapes.Ragged(i, east, north, 0.02 * random.NextDouble(), 12);
            var measure = zone.Measure(plot);

            var worst = Enumerable.Range(0, plot.NumPoints).Min(corner =>
                zone.MetresInside(GeoPoint.At(plot.Coordinates[corner].X, plot.Coordinates[corner].Y)));
            Assert.InRange(measure.MetresInside, double.NegativeInfinity, worst + 0.01 + (0.001 * Math.Abs(worst)));
            Assert.InRange(measure.ShareInside, 0, 1);
            Assert.Equal(measure.ShareInside * measure.AreaSquareMetres, measure.AreaInsideSquareMetres, 0.01);
            Assert.Equal(measure.AreaInsideSquareMetres, AreaOf(area.Intersection(plot)), 1 + (1e-3 * measure.AreaSquareMetres));
        }
    }

    [Fact]
    public void The_land_two_plots_share_is_counted_in_square_metres_and_touching_is_none()
    {
        var plot = Shapes.Box(121, 41, 121.01, 41.01);
        var half = PlotOverlap.SquareMetres(plot, Shapes.Box(121.005, 41, 121.02, 41.01));

        Assert.Equal(Zone.Measure(plot).AreaSquareMetres / 2, half, 1.0);
        Assert.Equal(0, PlotOverlap.SquareMetres(plot, Shapes.Box(121.01, 41, 121.02, 41.01)));
        Assert.Equal(0, PlotOverlap.SquareMetres(plot, Shapes.Box(125, 41, 126, 42)));
    }

    [Fact]
    public void A_zone_is_an_area() => Assert.Throws<ArgumentException>(() => new ZoneMeasure(new Point(1, 2)));

    private static double AreaOf(Geometry area) =>
        Enumerable.Range(0, area.NumGeometries).Sum(i => area.GetGeometryN(i) is Polygon { IsEmpty: false } part ? Zone.Measure(part).AreaSquareMetres : 0);
}
