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

        Assert.Equal((byte[])[.. jpeg[..2], .. adobe, .. Plain(jpeg)[2..]], Plain([.. jpeg[..2], .. adobe, .. other, .. jpeg[2..]]));
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

        Assert.Null(PictureFile.Read(png));
    }

    [Fact]
    public void Of_a_PNG_only_the_picture_is_kept()
    {
        var png = PictureSamples.Png(DrawnPicture.Of(PictureSamples.Text));
        byte[] talkative = [.. png[..33], .. PictureSamples.Chunk("tEXt", Encoding.Latin1.GetBytes(Secret)), .. PictureSamples.Chunk("eXIf", Exif), .. png[33..], .. "<script>"u8];

        Assert.Equal(png, Plain(talkative));
        AssertReads(png);
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
            [.. webp[..12], .. "ANMF"u8, 0, 0, 0, 0, .. webp[12..]],
            [.. jpeg[..2], 0xFF, 0xD9],
            [.. jpeg[..2], 0xFF, 0xC9, 0, 11, .. new byte[9], .. jpeg[2..]],
            [.. jpeg[..2], 0xFF, 0xE1, 0, 1, .. jpeg[2..]],
            [.. jpeg[..^2], .. Enumerable.Repeat((byte[])[0xFF, 0xDA, 0, 3, 0], 40).SelectMany(scan => scan), 0xFF, 0xD9],
            [.. PictureSamples.Png(DrawnPicture.Blank(1, 1))[..8], .. PictureSamples.Chunk("IDAT", []), .. PictureSamples.Chunk("IEND", [])],
        ];
        Assert.All(refused, file => Assert.Null(PictureFile.Read(file)));
    }

    private static (PictureKind, int, int, bool, string) Told(byte[] file)
    {
        var picture = PictureFile.Read(file)!;
        return (picture.Kind, picture.Width, picture.Height, picture.IsUnpackedWhole, picture.MediaType);
    }

    private static byte[] Plain(byte[] file) => PictureFile.Read(file)!.WithoutMetadata(file);

    private static void AssertReads(byte[] file)
    {
        if (PhotoReaderChoice.OfThisBuild is PhotoReaderChoice.Ready { Reader: var reader })
            Assert.Equal([PictureSamples.Text], Assert.IsType<PhotoReading.Read>(reader.Read(file, TestContext.Current.CancellationToken)).Texts);
    }
}
