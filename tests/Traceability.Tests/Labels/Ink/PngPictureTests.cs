using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

public class PngPictureTests
{
    private static readonly TestPng OneDot = new(1, 1, 8, 0) { Rows = [0, 0] };

    // Luminance over white: 0.2126 red + 0.7152 green + 0.0722 blue, and white shines through what is not opaque.
    [Theory]
    [InlineData(1, 0, new byte[] { 0b0101_0000 }, "#.#.")]
    [InlineData(2, 0, new byte[] { 0b00_01_10_11 }, "##..")]
    [InlineData(4, 0, new byte[] { 0x07, 0x8F }, "##..")]
    [InlineData(8, 0, new byte[] { 0, 127, 128, 255 }, "##..")]
    [InlineData(8, 2, new byte[] { 255, 0, 0, 0, 255, 0, 0, 0, 255, 127, 127, 127 }, "#.##")]
    [InlineData(8, 4, new byte[] { 0, 255, 0, 128, 0, 127, 200, 255 }, "##..")]
    [InlineData(8, 6, new byte[] { 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0, 128 }, "#.#.")]
    public void Dots_are_dark_below_half_the_luminance_of_white(int depth, int colour, byte[] row, string dots) =>
        Assert.Equal(dots, Dots(new TestPng(4, 1, depth, colour) { Rows = [0, .. row] }));

    [Theory]
    [InlineData(1, new byte[] { 0b0110_0000 }, "#..#")]
    [InlineData(2, new byte[] { 0b00_01_10_00 }, "#.##")]
    [InlineData(4, new byte[] { 0x01, 0x20 }, "#.##")]
    [InlineData(8, new byte[] { 0, 1, 2, 3 }, "#.#.")]
    public void A_palette_gives_each_number_its_colour(int depth, byte[] row, string dots) =>
        Assert.Equal(dots, Dots(Palette(depth) with { Rows = [0, .. row] }));

    [Fact]
    public void What_is_transparent_is_the_white_of_the_paper()
    {
        Assert.Equal("..#.", Dots(Palette(8) with { Rows = [0, 0, 1, 2, 0], Transparency = [60, 255] }));
        Assert.Equal("#.#.", Dots(new TestPng(4, 1, 8, 0) { Rows = [0, 9, 10, 11, 200], Transparency = [0, 10] }));
        Assert.Equal("###.", Dots(new TestPng(4, 1, 8, 0) { Rows = [0, 9, 10, 11, 200], Transparency = [1, 10] }));
        Assert.Equal("#.", Dots(new TestPng(2, 1, 8, 2) { Rows = [0, 1, 2, 4, 1, 2, 3], Transparency = [0, 1, 0, 2, 0, 3] }));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(8, 0, 1)]
    [InlineData(8, 2, 3)]
    [InlineData(8, 4, 2)]
    [InlineData(8, 6, 4)]
    public void Every_filter_comes_off(int depth, int colour, int channels)
    {
        var random = new Random(colour + depth);
        var rowBytes = (29 * depth * channels + 7) / 8;
        var plain = Enumerable.Range(0, 20).Select(_ => random.GetItems(Enumerable.Range(0, 256).Select(octet => (byte)octet).ToArray(), rowBytes)).ToList();
        var filtered = plain.SelectMany((row, y) => Filtered(y % 5, row, y == 0 ? new byte[rowBytes] : plain[y - 1], int.Max(1, depth * channels / 8)));
        var unfiltered = plain.SelectMany(row => row.Prepend((byte)0));

        var png = new TestPng(29, 20, depth, colour);
        Assert.Equal(Dots(png with { Rows = [.. unfiltered] }), Dots(png with { Rows = [.. filtered], Pieces = 7 }));
    }

    [Fact]
    public void A_picture_of_every_allowed_size_is_read()
    {
        foreach (var (width, height) in new[] { (1, 1), (4_000, 1_000), (1_000, 4_000), (2_000, 2_000) })
        {
            var read = Assert.IsType<PngReading.Read>(PngPicture.Read(Blank(width, height).ToArray()));
            Assert.Equal((width, height), (read.Picture.Width, read.Picture.Height));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(4_001, 1)]
    [InlineData(1, 4_001)]
    [InlineData(2_001, 2_000)]
    [InlineData(4_000, 4_000)]
    [InlineData(-1, -1)]
    [InlineData(65_536, 65_536)]
    public void A_size_out_of_range_is_refused_before_anything_is_inflated(int width, int height)
    {
        var png = (OneDot with { Width = width, Height = height }).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuses(PngFault.SizeOutOfRange, png);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void A_bomb_is_inflated_no_further_than_its_announced_size()
    {
        var bomb = (OneDot with { Rows = new byte[200 << 20] }).ToArray();
        Assert.InRange(bomb.Length, 1, PngPicture.MostBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuses(PngFault.Damaged, bomb);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Rows_that_end_too_early_or_too_late_are_refused(int bytes) =>
        Refuses(PngFault.Damaged, (OneDot with { Width = 2, Rows = new byte[bytes] }).ToArray());

    [Fact]
    public void A_file_of_more_than_a_mebibyte_is_refused()
    {
        var filler = TestPng.Chunk("fiLl", new byte[PngPicture.MostBytes - OneDot.ToArray().Length - 12]);
        var png = OneDot.ToArray();
        Assert.IsType<PngReading.Read>(PngPicture.Read((byte[])[.. png[..33], .. filler, .. png[33..]]));
        Refuses(PngFault.FileTooLarge, [.. png[..33], .. filler, .. png[33..], 0]);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var png = (Palette(2) with { Rows = [0, 0], Pieces = 3 }).ToArray();
        Assert.IsType<PngReading.Read>(PngPicture.Read(png));
        Assert.All(Enumerable.Range(0, png.Length), length => Refuses(length < 8 ? PngFault.NotPng : PngFault.Damaged, png[..length]));
    }

    // Every byte of this file stands under a CRC, is one, or tells where the next one stands.
    [Fact]
    public void A_file_with_any_bit_turned_is_refused()
    {
        var png = (Palette(2) with { Rows = [0, 0], Pieces = 3 }).ToArray();
        Assert.All(Enumerable.Range(0, 8 * png.Length), bit =>
        {
            var turned = (byte[])png.Clone();
            turned[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.IsType<PngReading.Refused>(PngPicture.Read(turned));
        });
    }

    [Theory]
    [InlineData("PLTE")]
    [InlineData("IDAT")]
    [InlineData("IHDR")]
    [InlineData("tRNS")]
    public void A_wrong_CRC_is_refused(string type)
    {
        var png = (Palette(8) with { Rows = [0, 0, 1, 2, 0], Transparency = [60] }).ToArray();
        var at = png.AsSpan().IndexOf(Encoding.ASCII.GetBytes(type));
        png[at + 4 + png[at - 1]] ^= 1;
        Refuses(PngFault.Damaged, png);
    }

    [Fact]
    public void A_chunk_longer_than_the_file_is_refused()
    {
        var png = OneDot.ToArray();
        new BigEndian().U32(uint.MaxValue - 3).ToArray().CopyTo(png, 33);
        Refuses(PngFault.Damaged, png);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Samples_of_16_bits_are_refused(int colour) => Refuses(PngFault.SixteenBits, (OneDot with { Depth = 16, Colour = colour }).ToArray());

    [Fact]
    public void Interlaced_rows_are_refused() => Refuses(PngFault.Interlaced, (OneDot with { Interlace = 1 }).ToArray());

    [Theory]
    [InlineData(3, 0)]
    [InlineData(8, 1)]
    [InlineData(4, 2)]
    [InlineData(16, 3)]
    [InlineData(1, 4)]
    [InlineData(8, 5)]
    [InlineData(2, 6)]
    [InlineData(8, 7)]
    [InlineData(0, 0)]
    public void A_depth_that_the_colour_type_does_not_have_is_refused(int depth, int colour) =>
        Refuses(PngFault.Damaged, (OneDot with { Depth = depth, Colour = colour, Rows = [0, 0, 0, 0, 0] }).ToArray());

    [Fact]
    public void What_the_standard_does_not_define_is_refused()
    {
        Refuses(PngFault.Damaged, (OneDot with { Interlace = 2 }).ToArray());
        Refuses(PngFault.Damaged, (OneDot with { Compression = 1 }).ToArray());
        Refuses(PngFault.Damaged, (OneDot with { Filter = 1 }).ToArray());
        Refuses(PngFault.Damaged, (OneDot with { Rows = [5, 0] }).ToArray());
        var png = OneDot.ToArray();
        Refuses(PngFault.Damaged, [.. png[..33], .. TestPng.Chunk("NEWS", [1]), .. png[33..]]);
        Refuses(PngFault.Damaged, [.. png[..8], .. TestPng.Chunk("ihdr", png[16..29]), .. png[33..]]);
        Refuses(PngFault.Damaged, [.. png[..8], .. TestPng.Chunk("IHDR", new byte[12]), .. png[33..]]);
        Refuses(PngFault.Damaged, [.. png[..33], .. png[8..]]);
    }

    [Fact]
    public void Rows_that_cannot_be_inflated_are_refused()
    {
        var png = OneDot.ToArray();
        Refuses(PngFault.Damaged, [.. png[..33], .. TestPng.Chunk("IDAT", [1, 2, 3, 4, 5, 6, 7, 8]), .. TestPng.Chunk("IEND", [])]);
        Refuses(PngFault.Damaged, [.. png[..33], .. TestPng.Chunk("IEND", [])]);
    }

    [Fact]
    public void A_colour_that_the_palette_does_not_have_is_refused()
    {
        Refuses(PngFault.Damaged, (Palette(2) with { Rows = [0, 0b00_01_10_11], Palette = new byte[9] }).ToArray());
        Refuses(PngFault.Damaged, (Palette(8) with { Rows = [0, 0, 0, 0, 0], Palette = null }).ToArray());
        Refuses(PngFault.Damaged, (Palette(8) with { Rows = [0, 0, 0, 0, 0], Palette = new byte[10] }).ToArray());
        Refuses(PngFault.Damaged, (Palette(8) with { Rows = [0, 0, 0, 0, 0], Palette = new byte[3 * 257] }).ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void Something_else_is_refused_as_such(string text) => Refuses(PngFault.NotPng, Encoding.UTF8.GetBytes(text));

    private static TestPng Palette(int depth) => new(4, 1, depth, 3) { Palette = [0, 0, 0, 255, 255, 0, 127, 127, 127, 128, 128, 128] };

    private static TestPng Blank(int width, int height) => new(width, height, 1, 0) { Rows = new byte[height * ((width + 7) / 8 + 1)] };

    private static string Dots(TestPng png)
    {
        var picture = Assert.IsType<PngReading.Read>(PngPicture.Read(png.ToArray())).Picture;
        Assert.Equal((png.Width, png.Height), (picture.Width, picture.Height));
        return string.Concat(
            from y in Enumerable.Range(0, picture.Height) from x in Enumerable.Range(0, picture.Width) select picture.IsDark(x, y) ? '#' : '.');
    }

    private static void Refuses(PngFault fault, byte[] png) => Assert.Equal(new PngReading.Refused(fault), PngPicture.Read(png));

    private static IEnumerable<byte> Filtered(int filter, byte[] row, byte[] above, int step)
    {
        yield return (byte)filter;
        for (var i = 0; i < row.Length; i++)
        {
            var (a, b, c) = (i < step ? 0 : row[i - step], above[i], i < step ? 0 : above[i - step]);
            var p = a + b - c;
            var nearest = new[] { a, b, c }.OrderBy(neighbour => int.Abs(p - neighbour)).First();
            yield return (byte)(row[i] - filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => nearest, _ => 0 });
        }
    }
}
