using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

/// <summary>Filled outlines, in a font of a thousand units where one dot is ten.</summary>
public class OutlineFillTests
{
    private const double Scale = 0.1;

    [Fact]
    public void A_box_on_whole_dots_is_that_box() => Assert.Equal(
        [".....", ".###.", ".###.", "....."], Rows(Fill(5, 4, Polygon(0, 0, 30, 0, 30, 20, 0, 20), 1, 3)));

    [Fact]
    public void Half_the_width_is_half_the_dots() => Assert.Equal(
        [".##..", ".##.."], Rows(Fill(5, 2, Polygon(0, 0, 40, 0, 40, 20, 0, 20), 1, 2, xScale: 0.5)));

    // A stroke of one dot, and of 0.9, must never vanish or break, whichever way it lies between the dots.
    [Theory]
    [InlineData(10)]
    [InlineData(9)]
    public void A_thin_stroke_survives_in_every_position(int width)
    {
        for (var phase = 0; phase <= 100; phase++)
        {
            var upright = Fill(5, 6, Polygon(0, 0, width, 0, width, 60, 0, 60), 1 + phase / 100.0, 6);
            Assert.All(Rows(upright), row => Assert.InRange(row.Count(dot => dot == '#'), 1, 2));

            var lying = Fill(6, 5, Polygon(0, 0, 60, 0, 60, width, 0, width), 0, 3 + phase / 100.0);
            Assert.InRange(Rows(lying).Count(row => row == "######"), 1, 2);
        }
    }

    [Fact]
    public void Less_than_seven_sixteenths_of_a_dot_stays_light()
    {
        Assert.Equal(["."], Rows(Fill(1, 1, Polygon(0, 0, 4, 0, 4, 10, 0, 10), 0, 1)));
        Assert.Equal(["#"], Rows(Fill(1, 1, Polygon(0, 0, 5, 0, 5, 10, 0, 10), 0, 1)));
        Assert.Equal(["."], Rows(Fill(1, 1, Polygon(0, 0, 10, 0, 10, 4, 0, 4), 0, 1)));
        Assert.Equal(["#"], Rows(Fill(1, 1, Polygon(0, 0, 10, 0, 10, 5, 0, 5), 0, 1)));
    }

    // By the even-odd rule the overlap would be light; a contour that runs the other way is a hole by either rule.
    [Fact]
    public void Overlapping_contours_are_dark_and_opposite_ones_are_holes()
    {
        var overlapping = Glyph([0, 0, 30, 0, 30, 30, 0, 30], [10, 10, 50, 10, 50, 20, 10, 20]);
        Assert.Equal(["###..", "#####", "###.."], Rows(Fill(5, 3, overlapping, 0, 3)));
        var pierced = Glyph([0, 0, 30, 0, 30, 30, 0, 30], [10, 10, 10, 20, 20, 20, 20, 10]);
        Assert.Equal(["###", "#.#", "###"], Rows(Fill(3, 3, pierced, 0, 3)));
    }

    // Four cubic quarters approximate a circle to 0.03 % of its radius: the dots must have its area.
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(500)]
    public void A_circle_has_its_area(int radiusDots)
    {
        var circle = TestFont.Cff(new TestCff { CharStrings = ["-500 hmoveto 276 224 224 276 276 224 -224 -276 -276 -224 -224 -276 -276 -224 224 276 vhcurveto endchar"] }.Table());
        var outline = TestFont.Open(circle).Find(new Rune('A'))!.Outline;
        var picture = new Bitmap(2 * radiusDots + 4, 2 * radiusDots + 4);
        picture.Fill(outline, radiusDots + 2, radiusDots + 2, radiusDots / 500.0);
        var area = Rows(picture).Sum(row => row.Count(dot => dot == '#'));

        // A rim of a sixteenth of a dot comes of the threshold, and as much again of rounding.
        Assert.InRange(area, double.Pi * radiusDots * radiusDots - radiusDots, double.Pi * radiusDots * radiusDots + radiusDots);
    }

    [Fact]
    public void What_lies_outside_is_cut_off()
    {
        var whole = Polygon(0, 0, 100, 0, 100, 100, 0, 100);
        Assert.Equal(["###", "###"], Rows(Fill(3, 2, whole, -5, 7)));
        Assert.Equal(["##.", "##."], Rows(Fill(3, 2, whole, -8, 7)));
        Assert.Equal(["...", "..."], Rows(Fill(3, 2, whole, 4, 7)));
        Assert.Equal(["...", "..."], Rows(Fill(3, 2, whole, -11, 7)));
        Assert.Equal(["...", "..."], Rows(Fill(3, 2, whole, 0, -1)));
        Assert.Equal(["...", "..."], Rows(Fill(3, 2, whole, 0, 50)));
        Assert.Equal(["...", "..."], Rows(Fill(3, 2, whole, 1e300, 1e300)));
    }

    // Cut into pieces of a twentieth of a dot, this curve would fill all memory.
    [Fact]
    public void A_curve_beyond_measure_is_filled_in_bounded_time()
    {
        var bow = TestFont.Open(TestFont.Glyf(TestFont.Points([(0, 0, true), (500, 9_000, false), (1_000, 0, true)]))).Find(new Rune('A'))!.Outline;
        var picture = new Bitmap(3, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        picture.Fill(bow, -5e14, 3, 1e12);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(["###", "###", "###"], Rows(picture));
    }

    [Fact]
    public void A_line_of_text_is_its_letters_in_their_places()
    {
        var font = TestFont.Open(TestFont.Glyf(TestFont.Polygons([0, 0, 100, 0, 100, 100, 0, 100])));
        var picture = new Bitmap(15, 1);
        picture.Fill(TextOutline.Of(font, "AA"), 1, 1, 0.01);
        Assert.Equal([".#.....#......."], Rows(picture));
    }

    [Theory]
    [InlineData(double.NaN, 0, 1, 1)]
    [InlineData(0, double.PositiveInfinity, 1, 1)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(0, 0, double.NaN, 1)]
    [InlineData(0, 0, double.PositiveInfinity, 1)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 1, double.NaN)]
    [InlineData(0, 0, 1, double.PositiveInfinity)]
    public void A_place_or_scale_that_is_no_number_is_a_broken_invariant(double x, double baseline, double scale, double xScale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bitmap(1, 1).Fill(Polygon(0, 0, 9, 0, 9, 9), x, baseline, scale, xScale));

    private static Outline Polygon(params int[] points) => Glyph(points);

    private static Outline Glyph(params int[][] contours) =>
        TestFont.Open(TestFont.Glyf(TestFont.Polygons(contours))).Find(new Rune('A'))!.Outline;

    private static Bitmap Fill(int width, int height, Outline outline, double x, double baseline, double xScale = 1)
    {
        var picture = new Bitmap(width, height);
        picture.Fill(outline, x, baseline, Scale, xScale);
        return picture;
    }

    private static IEnumerable<string> Rows(Bitmap picture) =>
        Enumerable.Range(0, picture.Height).Select(y => string.Concat(Enumerable.Range(0, picture.Width).Select(x => picture.IsDark(x, y) ? '#' : '.')));
}
