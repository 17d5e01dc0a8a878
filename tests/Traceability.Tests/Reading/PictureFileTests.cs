using System.Text;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>What a picture file is made of, and what is left of it when everything but the picture is taken away.</summary>
public sealed class PictureFileTests
{
    private const string Secret = "GPS 31.2304 121.4737 phone of Li";

    private static readonly byte[] Exif =
        [0xFF, 0xE1, 0, 72, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret.PadRight(38))];

    [Fact]
    public void A_header_tells_kind_size_and_whether_it_is_unpacked_whole()
    {
        Assert.Equal((PictureKind.Jpeg, 246, 246, false, "image/jpeg"), Told(PictureSamples.Jpeg));
        Assert.Equal((PictureKind.Jpeg, 246, 246, true, "image/jpeg"), Told(PictureSamples.ProgressiveJpeg));
        Assert.Equal((PictureKind.Webp, 246, 246, true, "image/webp"), Told(PictureSamples.Webp));
        Assert.Equal((PictureKind.Png, 7, 5, false, "image/png"), Told(PictureSamples.Png(DrawnPicture.Blank(7, 5))));
    }

    [Fact]
    public void Of_a_JPEG_only_the_picture_and_its_turn_are_kept()
    {
        byte[] comment = [0xFF, 0xFE, 0, 10, .. "from Li "u8];
        var jpeg = PictureSamples.Jpeg;
        byte[] talkative = [.. jpeg[..2], .. Exif, .. comment, .. jpeg[2..], .. "PK\u0003\u0004<script>"u8];

        var plain = Plain(talkative);

        Assert.DoesNotContain(Secret[..12], Encoding.Latin1.GetString(plain));
        Assert.DoesNotContain("from Li", Encoding.Latin1.GetString(plain));
        Assert.DoesNotContain("<script>", Encoding.Latin1.GetString(plain));
        Assert.Contains("Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006", Encoding.Latin1.GetString(plain));
        Assert.Equal(plain, Plain(plain));
        AssertReads(plain);
    }

    // Adobe's segment tells colours in twelve bytes; another one of its number tells whatever somebody wrote there.
    [Fact]
    public void Of_the_segments_of_applications_only_Adobes_own_stays()
    {
        var jpeg = PictureSamples.Jpeg;
        byte[] adobe = [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1];
        byte[] other = [0xFF, 0xEE, 0, 34, .. Encoding.ASCII.GetBytes(Secret)];

        Assert.Equal((byte[])[.. jpeg[..2], .. adobe, .. Plain(jpeg)[2..]], Plain([.. jpeg[..2], .. adobe, .. other, .. adobe, .. jpeg[2..]]));
    }

    // Tables (C4, DB), the frame (C0), the scan (DA) and the restart interval (DD).
    [Theory]
    [InlineData(0xC4)]
    [InlineData(0xDB)]
    [InlineData(0xC0)]
    [InlineData(0xDA)]
    [InlineData(0xDD)]
    public void A_segment_of_a_JPEG_that_holds_more_or_less_than_it_says_makes_it_no_picture(byte marker)
    {
        byte[] jpeg = [.. PictureSamples.Jpeg[..2], 0xFF, 0xDD, 0, 4, 0, 0, .. PictureSamples.Jpeg[2..]];
        var (start, content) = SegmentOf(jpeg, marker);
        Assert.Equal(Plain(PictureSamples.Jpeg).Length + 6, Plain(jpeg).Length);

        foreach (var told in (byte[][])[[.. content, 0], [.. content, .. Encoding.ASCII.GetBytes(Secret)], content[..^1], content[..1]])
            Assert.Null(PictureFile.Read([.. jpeg[..(start + 2)], (byte)(told.Length + 2 >> 8), (byte)(told.Length + 2), .. told, .. jpeg[(start + 4 + content.Length)..]]));
    }

    // Of a fifth component, table or precision no JPEG of a camera knows, and a list of 256 and more would hold whatever somebody wrote there.
    [Theory]
    [InlineData(0xC0, 5, 5)]
    [InlineData(0xDA, 0, 5)]
    [InlineData(0xDB, 0, 0x04)]
    [InlineData(0xDB, 0, 0x20)]
    [InlineData(0xC4, 0, 0x04)]
    [InlineData(0xC4, 0, 0x20)]
    public void A_JPEG_of_more_components_or_tables_than_there_are_is_no_picture(byte marker, int at, byte value)
    {
        var jpeg = PictureSamples.Jpeg;
        var (start, content) = SegmentOf(jpeg, marker);
        content[at] = value;
        byte[] longer = [.. content, .. new byte[value * 3]];
        foreach (var told in (byte[][])[content, longer, [.. content[..1], .. new byte[16 + (64 * 4)]]])
            Assert.Null(PictureFile.Read([.. jpeg[..(start + 2)], (byte)(told.Length + 2 >> 8), (byte)(told.Length + 2), .. told, .. jpeg[(start + 4 + content.Length)..]]));
    }

    [Fact]
    public void A_Huffman_table_has_at_most_256_symbols()
    {
        var jpeg = PictureSamples.Jpeg;
        Assert.NotNull(PictureFile.Read([.. jpeg[..2], .. Huffman(symbols: 256), .. jpeg[2..]]));
        Assert.Null(PictureFile.Read([.. jpeg[..2], .. Huffman(symbols: 257), .. jpeg[2..]]));

        static byte[] Huffman(int symbols) => [0xFF, 0xC4, (byte)(19 + symbols >> 8), (byte)(19 + symbols), 0, .. new byte[14], 128, (byte)(symbols - 128), .. new byte[symbols]];
    }

    // Reserved marks, and those of processes that are not taken.
    [Theory]
    [InlineData(0xC8)]
    [InlineData(0xCC)]
    [InlineData(0xDC)]
    [InlineData(0xDF)]
    [InlineData(0xF0)]
    [InlineData(0xFD)]
    [InlineData(0x02)]
    public void A_segment_of_a_JPEG_that_is_not_the_picture_is_left_out(byte marker)
    {
        var jpeg = PictureSamples.Jpeg;
        Assert.Equal(Plain(jpeg), Plain([.. jpeg[..2], 0xFF, marker, 0, 34, .. Encoding.ASCII.GetBytes(Secret), .. jpeg[2..]]));
    }

    [Theory]
    [InlineData(24, 77)]
    [InlineData(25, 99)]
    [InlineData(25, 3)]
    [InlineData(26, 1)]
    [InlineData(27, 1)]
    [InlineData(28, 2)]
    public void A_PNG_of_a_kind_that_there_is_not_is_no_picture(int at, byte value)
    {
        var png = PictureSamples.Png(DrawnPicture.Blank(7, 5));
        Assert.NotNull(PictureFile.Read(png));
        if (at == 25 && value == 3)
            png[24] = 16;
        png[at] = value;
        PictureSamples.Seal(png);

        Assert.Null(PictureFile.Read(png));
    }

    // Phones refuse what fails its check, pixels that name colours of no palette, and samples of other than eight bits.
    [Fact]
    public void What_no_phone_can_open_is_no_picture()
    {
        var png = PictureSamples.Png(DrawnPicture.Blank(7, 5));
        png[29] ^= 1;
        Assert.Null(PictureFile.Read(png));

        var (start, rest) = Split(colourType: 3, []);
        Assert.Null(PictureFile.Read([.. start, .. rest]));
        Assert.NotNull(PictureFile.Read([.. start, .. PictureSamples.Chunk("PLTE", new byte[6]), .. rest]));
        Assert.Null(PictureFile.Read([.. start, .. PictureSamples.Chunk("PLTE", new byte[6])[..^1], 9, .. rest]));

        var jpeg = PictureSamples.Jpeg;
        Assert.NotNull(PictureFile.Read(jpeg));
        jpeg[jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 4] = 12;
        Assert.Null(PictureFile.Read(jpeg));
    }

    [Fact]
    public void Of_a_PNG_only_the_picture_is_kept()
    {
        var png = PictureSamples.Png(DrawnPicture.Of(PictureSamples.Text));
        byte[] talkative = [.. png[..33], .. PictureSamples.Chunk("tEXt", Encoding.Latin1.GetBytes(Secret)), .. PictureSamples.Chunk("eXIf", Exif), .. png[33..], .. "<script>"u8];

        Assert.Equal(png, Plain(talkative));
        AssertReads(png);
    }

    // W3C PNG, §11.2.2 and §11.3, by the colour type of the picture; the palette has two colours.
    [Theory]
    [InlineData(0, "gAMA 4, cHRM 32, sRGB 1, sBIT 1, pHYs 9, bKGD 2, tRNS 2")]
    [InlineData(2, "gAMA 4, cHRM 32, sRGB 1, sBIT 3, pHYs 9, bKGD 6, tRNS 6")]
    [InlineData(3, "gAMA 4, cHRM 32, sRGB 1, sBIT 3, pHYs 9, bKGD 1, tRNS 1, tRNS 2")]
    [InlineData(4, "gAMA 4, cHRM 32, sRGB 1, sBIT 2, pHYs 9, bKGD 2")]
    [InlineData(6, "gAMA 4, cHRM 32, sRGB 1, sBIT 4, pHYs 9, bKGD 6")]
    public void Of_how_the_colours_of_a_PNG_are_meant_only_what_is_as_long_as_the_standard_says_is_kept(byte colourType, string kept)
    {
        var (start, rest) = Split(colourType, PictureSamples.Chunk("PLTE", new byte[6]));
        Assert.Equal(kept.Split(", "), from type in (string[])["gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD", "tRNS"]
                                       from length in Enumerable.Range(0, 40)
                                       let chunk = PictureSamples.Chunk(type, new byte[length])
                                       where Plain([.. start, .. chunk, .. rest]).SequenceEqual(Plain([.. start, .. rest])) is false
                                       select $"{type} {length}");
    }

    [Fact]
    public void A_PNG_tells_its_colours_once_and_before_the_picture()
    {
        var (start, rest) = Split(colourType: 2, []);
        var (gamma, pixels) = (PictureSamples.Chunk("gAMA", [0, 0, 0, 1]), rest[..^12]);
        Assert.Equal([.. start, .. gamma, .. rest], Plain([.. start, .. gamma, .. PictureSamples.Chunk("gAMA", [.. "GPS "u8]), .. pixels, .. PictureSamples.Chunk("sRGB", [0]), .. rest[^12..]]));
    }

    [Fact]
    public void The_end_of_a_PNG_holds_nothing() => Assert.Null(PictureFile.Read([.. PictureSamples.Png(DrawnPicture.Blank(1, 1))[..^12], .. PictureSamples.Chunk("IEND", Encoding.ASCII.GetBytes(Secret))]));

    // Eight bits name 256 colours. Where pixels name none, a palette is no more than a wish for old screens.
    [Fact]
    public void A_palette_holds_whole_colours_that_pixels_can_name()
    {
        foreach (var length in (int[])[0, 4, 257 * 3])
            Assert.Null(PictureFile.Read(Indexed(length)));
        Assert.Equal(Indexed(256 * 3), Plain(Indexed(256 * 3)));

        var (start, rest) = Split(colourType: 2, []);
        Assert.Equal([.. start, .. rest], Plain([.. start, .. PictureSamples.Chunk("PLTE", new byte[6]), .. rest]));

        static byte[] Indexed(int length)
        {
            var (start, rest) = Split(colourType: 3, PictureSamples.Chunk("PLTE", new byte[length]));
            return [.. start, .. rest];
        }
    }

    [Fact]
    public void Of_a_WebP_only_the_picture_is_kept()
    {
        var webp = PictureSamples.Webp;
        byte[] extended = [.. "VP8X"u8, 10, 0, 0, 0, 0x0C, 0, 0, 0, 245, 0, 0, 245, 0, 0];
        byte[] exif = [.. "EXIF"u8, (byte)Secret.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret)];
        byte[] talkative = [.. webp[..12], .. extended, .. webp[12..], .. exif, .. "XMP "u8, 2, 0, 0, 0, .. "hi"u8];
        talkative[4] = (byte)(talkative.Length - 8);
        talkative[5] = (byte)(talkative.Length - 8 >> 8);

        var plain = Plain([.. talkative, .. "<script>"u8]);

        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(plain));
        Assert.Equal(webp.Length + extended.Length, plain.Length);
        Assert.Equal(0, plain[20]);
        AssertReads(plain);
    }

    [Fact]
    public void What_moves_or_does_not_hold_together_is_no_picture()
    {
        var (jpeg, webp) = (PictureSamples.Jpeg, PictureSamples.Webp);
        byte[][] refused =
        [
            [.. webp[..12], .. "VP8X"u8, 10, 0, 0, 0, 0x02, 0, 0, 0, 245, 0, 0, 245, 0, 0, .. webp[12..]],
            [.. webp[..12], .. "VP8X"u8, 12, 0, 0, 0, 0, 0, 0, 0, 245, 0, 0, 245, 0, 0, .. "Li"u8, .. webp[12..]],
            [.. webp[..12], .. "ANMF"u8, 0, 0, 0, 0, .. webp[12..]],
            [.. jpeg[..2], 0xFF, 0xD9],
            [.. jpeg[..2], 0xFF, 0xC9, 0, 11, .. new byte[9], .. jpeg[2..]],
            [.. jpeg[..2], 0xFF, 0xE1, 0, 1, .. jpeg[2..]],
            [.. jpeg[..^2], .. Enumerable.Repeat((byte[])[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0], 40).SelectMany(scan => scan), 0xFF, 0xD9],
            [.. PictureSamples.Png(DrawnPicture.Blank(1, 1))[..8], .. PictureSamples.Chunk("IDAT", []), .. PictureSamples.Chunk("IEND", [])],
        ];
        Assert.All(refused, file => Assert.Null(PictureFile.Read(file)));
    }

    private static (PictureKind, int, int, bool, string) Told(byte[] file)
    {
        var picture = PictureFile.Read(file)!;
        return (picture.Kind, picture.Width, picture.Height, picture.IsUnpackedWhole, picture.MediaType);
    }

    private static (int Start, byte[] Content) SegmentOf(byte[] jpeg, byte marker)
    {
        var at = 2;
        while (jpeg[at + 1] != marker)
            at += 2 + (jpeg[at + 2] << 8) + jpeg[at + 3];
        return (at, jpeg[(at + 4)..(at + 2 + (jpeg[at + 2] << 8) + jpeg[at + 3])]);
    }

    // Cut where the header ends; nobody looks into the pixels here.
    private static (byte[] Head, byte[] Body) Split(byte colourType, byte[] palette)
    {
        var png = PictureSamples.Png(DrawnPicture.Blank(1, 1));
        png[25] = colourType;
        PictureSamples.Seal(png);
        return colourType == 3 ? ([.. png[..33], .. palette], png[33..]) : (png[..33], png[33..]);
    }

    private static byte[] Plain(byte[] file) => PictureFile.Read(file)!.WithoutMetadata(file);

    private static void AssertReads(byte[] file)
    {
        if (PhotoReaderChoice.OfThisBuild is PhotoReaderChoice.Ready { Reader: var reader })
            Assert.Equal([PictureSamples.Text], Assert.IsType<PhotoReading.Read>(reader.Read(file, TestContext.Current.CancellationToken)).Texts);
    }
}
