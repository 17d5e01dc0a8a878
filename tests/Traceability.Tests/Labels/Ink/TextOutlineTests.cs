using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

public sealed class TextOutlineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("text-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Characters_stand_one_behind_the_other()
    {
        var font = TestFont.Open(TestFont.Glyf(TestFont.Polygons([0, 0, 9, 0, 9, 9]), TestFont.Polygons([1, 1, 5, 1, 5, 5])));
        var (text, path) = (TextOutline.Of(font, "ABA"), new SvgPath());
        text.WriteTo(path);

        Assert.Equal(3 * TestFont.Width, text.Advance);
        Assert.Equal(TestFont.UnitsPerEm, text.UnitsPerEm);
        Assert.Equal([0, 600, 1_200], text.Glyphs.Select(glyph => glyph.X));
        Assert.Equal("M0 0 L9 0 L9 9 M601 1 L605 1 L605 5 M1200 0 L1209 0 L1209 9", path.ToString());
        Assert.Equal(0, TextOutline.Of(font, "").Advance);
    }

    [Fact]
    public void A_character_the_font_lacks_is_a_broken_invariant() =>
        Assert.Contains("U+76D8", Assert.Throws<ArgumentException>(() => TextOutline.Of(TestFont.Open(TestFont.Glyf([])), "盘")).Message);

    [Fact]
    public void A_line_longer_than_numbers_reach_is_a_broken_invariant()
    {
        var tables = TestFont.Glyf([[]]);
        tables["hmtx"] = new BigEndian().U16(0xFFFF, 0).ToArray();
        Assert.Throws<OverflowException>(() => TextOutline.Of(TestFont.Open(tables), new string('A', 32_770)));
    }

    [Fact]
    public void Bounds_enclose_every_point()
    {
        ForeignTools.SkipWithoutFile(RealFonts.Noto);
        foreach (var (_, glyph) in TextOutline.Of(OutlineFont.Open(RealFonts.Noto), "盘锦大米GB/T").Glyphs)
        {
            var corners = new Corners();
            glyph.Outline.WriteTo(corners);
            Assert.Equal(new OutlineBox(corners.X.Min(), corners.Y.Min(), corners.X.Max(), corners.Y.Max()), glyph.Outline.Bounds);
        }
    }

    // librsvg reads the same files with FreeType, sets them with pango and fills with cairo. At 160 dots only dots on an edge may differ,
    // where rounding and our lower threshold decide: one dark dot in forty at most (one in a hundred is usual). A glyph half a dot out of
    // place, a hole filled or a curve missed is far more. The text has no pair that pango would kern, so that widths are compared too.
    [Theory]
    [InlineData(RealFonts.Noto, "Noto Sans CJK SC", "盘锦大米桐乡杭白菊")]
    [InlineData(RealFonts.Noto, "Noto Sans CJK SC", "骨直角令誉")]
    [InlineData(RealFonts.Noto, "Noto Sans CJK SC", "G米B米1米8米2米4米-米0米k米g米@米%米&米{米}")]
    [InlineData(RealFonts.Droid, "Droid Sans Fallback", "盘锦大米桐乡杭白菊")]
    [InlineData(RealFonts.DejaVu, "DejaVu Sans", "GB 18824-2008 kg@%&{}éÅçñ")]
    public void The_dots_are_those_of_another_renderer(string path, string family, string text)
    {
        ForeignTools.SkipWithout("rsvg-convert");
        ForeignTools.SkipWithoutFile(path);
        const int Size = 160;
        var line = TextOutline.Of(OutlineFont.Open(path), text);
        var scale = (double)Size / line.UnitsPerEm;
        var ours = new Bitmap((int)(line.Advance * scale) + 40, 2 * Size);
        ours.Fill(line, 20, 200, scale);

        var theirs = Foreign(family, text, Size, ours.Width, ours.Height);
        var (dark, differing) = (0, 0);
        for (var y = 0; y < ours.Height; y++)
        {
            for (var x = 0; x < ours.Width; x++)
            {
                dark += theirs.IsDark(x, y) ? 1 : 0;
                differing += theirs.IsDark(x, y) != ours.IsDark(x, y) ? 1 : 0;
            }
        }

        Assert.True(dark > 200 * text.Length, $"{dark} dark dots");
        Assert.True(differing < dark / 40, $"{differing} of {dark} dots differ");
    }

    private Bitmap Foreign(string family, string text, int size, int width, int height)
    {
        var (drawing, picture) = (Path.Combine(folder.FullName, "text.svg"), Path.Combine(folder.FullName, "text.png"));
        var svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="#fff"/>
            <text x="20" y="200" font-family="{family}" font-size="{size}px" style="font-kerning:none;font-variant-ligatures:none" text-rendering="geometricPrecision">{text.Replace("&", "&amp;")}</text></svg>
            """;
        File.WriteAllText(drawing, svg);
        ForeignTools.Run("rsvg-convert", "-o", picture, drawing);
        return Assert.IsType<PngReading.Read>(PngPicture.Read(File.ReadAllBytes(picture))).Picture;
    }

    private sealed class Corners : IOutlineSink
    {
        public List<double> X { get; } = [];

        public List<double> Y { get; } = [];

        public void MoveTo(double x, double y) => LineTo(x, y);

        public void LineTo(double x, double y)
        {
            X.Add(x);
            Y.Add(y);
        }

        public void CubicTo(double x1, double y1, double x2, double y2, double x, double y)
        {
            LineTo(x1, y1);
            LineTo(x2, y2);
            LineTo(x, y);
        }
    }
}
