using System.Text;

namespace Traceability.Tests.Labels.Ink;

public class GlyfTests
{
    private const int Words = 0x1;
    private const int Offsets = 0x2;
    private const int OneScale = 0x8;
    private const int More = 0x20;
    private const int TwoScales = 0x40;
    private const int Matrix = 0x80;
    private const int ScaledOffset = 0x800;
    private const int Half = 0x2000;
    private static readonly byte[] Triangle = TestFont.Polygons([0, 0, 100, 0, 50, 80]);

    [Fact]
    public void Straight_contours_are_lines() => Assert.Equal(
        "M0 0 L500 0 L500 700 M-10 -20 L30 -20 L5 900",
        Draw(TestFont.Polygons([0, 0, 500, 0, 500, 700], [-10, -20, 30, -20, 5, 900])));

    // The middle between two control points is on the curve; a quadratic's control points, raised, stand at two thirds.
    [Fact]
    public void Quadratic_curves_are_raised_to_cubic_ones()
    {
        Assert.Equal(
            "M0 0 C20 40 40 60 60 60 C80 60 90 40 90 0",
            Draw(TestFont.Points([(0, 0, true), (30, 60, false), (90, 60, false), (90, 0, true)])));
        Assert.Equal(
            "M0 0 L60 0 C60 40 40 60 0 60 C-40 60 -40 40 0 0",
            Draw(TestFont.Points([(0, 0, true), (60, 0, true), (60, 60, false), (0, 60, true), (-60, 60, false)])));
        Assert.Equal("M15 0 L15 15 C5 5 5 0 15 0", Draw(TestFont.Points([(0, 0, false), (15, 0, true), (15, 15, true)])));
        Assert.Equal(
            "M0 60 C0 20 20 0 60 0 C100 0 120 20 120 60 C120 100 100 120 60 120 C20 120 0 100 0 60",
            Draw(TestFont.Points([(0, 0, false), (120, 0, false), (120, 120, false), (0, 120, false)])));
    }

    [Fact]
    public void Coordinates_may_be_short_signed_repeated_or_left_out() => Assert.Equal(
        "M100 0 L70 80 L50 90 L50 50",
        Draw(new BigEndian().U16(1, 0, 0, 0, 0).U16(3, 1).U8(0xEE).U8(0x33, 0x2F, 1, 0x15).U8(100, 30, 20).U8(80, 10, 40).ToArray()));

    [Fact]
    public void A_single_point_is_an_anchor_and_no_ink() =>
        Assert.Equal("M0 0 L9 0 L9 9", Draw(TestFont.Polygons([7, 7], [0, 0, 9, 0, 9, 9])));

    [Fact]
    public void A_glyph_of_no_bytes_or_no_contours_is_blank()
    {
        Assert.Equal("", Draw([[]]));
        Assert.Equal("", Draw(TestFont.Polygons()));
    }

    [Theory]
    [InlineData(Words | Offsets, "M10 -300 L110 -300 L60 -220", 10, -300)]
    [InlineData(Words | Offsets | OneScale, "M10 20 L60 20 L35 60", 10, 20, Half)]
    [InlineData(Words | Offsets | TwoScales, "M10 20 L60 20 L35 100", 10, 20, Half, 2 * Half)]
    [InlineData(Words | Offsets | Matrix, "M10 20 L10 120 L-70 70", 10, 20, 0, 2 * Half, -2 * Half, 0)]
    [InlineData(Words | Offsets | OneScale | ScaledOffset, "M5 10 L55 10 L30 50", 10, 20, Half)]
    public void A_part_is_moved_and_scaled(int flags, string path, params int[] numbers) =>
        Assert.Equal(path, Draw(Part(flags, numbers), Triangle));

    [Fact]
    public void Parts_stand_one_after_the_other_also_by_a_point_they_share()
    {
        var bytes = new BigEndian().U16(0xFFFF, 0, 0, 0, 0).U16(Offsets | More, 2).U8(5, -6).U16(0, 2).U8(1, 0).ToArray();
        Assert.Equal("M5 -6 L105 -6 L55 74 M105 -6 L205 -6 L155 74", Draw(bytes, Triangle));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 3)]
    public void A_shared_point_that_is_not_there_is_refused(int there, int here) => Refuses(
        new BigEndian().U16(0xFFFF, 0, 0, 0, 0).U16(Offsets | More, 2).U8(0, 0).U16(Words, 2).U16(there, here).ToArray(), Triangle);

    [Fact]
    public void A_glyph_that_contains_itself_is_refused() => Refuses(Part(Words | Offsets, 0, 0), PartOf(Words | Offsets, 1, 0, 0));

    [Fact]
    public void Parts_that_multiply_at_every_level_are_refused_soon()
    {
        byte[] Sixteen(int glyph)
        {
            var parts = new BigEndian().U16(0xFFFF, 0, 0, 0, 0);
            for (var i = 0; i < 16; i++)
                parts.U16(Offsets | (i < 15 ? More : 0), glyph).U8(0, 0);

            return parts.ToArray();
        }

        Refuses([.. Enumerable.Range(2, 6).Select(Sixteen), []]);
        Assert.Equal("", Draw(Sixteen(2), PartOf(Words | Offsets, 3, 0, 0), []));
    }

    [Fact]
    public void More_than_twenty_thousand_points_are_refused_even_without_ink()
    {
        byte[] Anchors(int count) => TestFont.Polygons([.. Enumerable.Repeat(new[] { 0, 0 }, count)]);
        var twice = new BigEndian().U16(0xFFFF, 0, 0, 0, 0).U16(Offsets | More, 2).U8(0, 0).U16(Offsets, 2).U8(0, 0).ToArray();
        Assert.Equal("", Draw(twice, Anchors(10_000)));
        Refuses(twice, Anchors(10_001));
    }

    [Fact]
    public void Contours_that_run_backwards_are_refused() =>
        Refuses(new BigEndian().U16(2, 0, 0, 0, 0).U16(3, 2, 0).U8(1, 1, 1, 1).Bytes(new byte[16]).ToArray());

    [Fact]
    public void A_list_of_places_that_runs_backwards_is_refused()
    {
        var tables = TestFont.Glyf(Triangle);
        tables["loca"] = new BigEndian().U32(0, 4, 0).ToArray();
        Assert.Throws<InvalidDataException>(() => TestFont.Draw(tables));
    }

    [Fact]
    public void A_short_list_of_places_counts_in_pairs_of_bytes()
    {
        var even = new BigEndian().Bytes(Triangle).U8(0).ToArray();
        var tables = TestFont.Glyf(even);
        tables["head"][51] = 0;
        tables["loca"] = new BigEndian().U16(0, 0, even.Length / 2).ToArray();
        Assert.Equal("M0 0 L100 0 L50 80", TestFont.Draw(tables));
    }

    private static byte[] Part(int flags, params int[] numbers) => PartOf(flags, 2, numbers);



    private static byte[] PartOf(int flags, int glyph, params int[] numbers) =>
        new BigEndian().U16(0xFFFF, 0, 0, 0, 0).U16(flags, glyph).U16(numbers).ToArray();

    private static string Draw(params byte[][] glyphs) => TestFont.Draw(TestFont.Glyf(glyphs));

    private static void Refuses(params byte[][] glyphs)
    {
        var font = TestFont.Open(TestFont.Glyf(glyphs));
        Assert.Throws<InvalidDataException>(() => font.Find(new Rune('A')));
    }
}
