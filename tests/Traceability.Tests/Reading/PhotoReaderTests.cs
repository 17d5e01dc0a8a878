using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>Photos as strangers send them: read where something stands in them, and refused before a pixel is unpacked where they are no picture, or too large a one.</summary>
public sealed class PhotoReaderTests
{
    // Of 81; zbar reads 77 of them at their full size.
    private const int LeastPhotosRead = 77;

    [Fact]
    public void Photos_are_read_and_never_wrongly()
    {
        var reader = Reader();
        var read = 0;
        foreach (var photo in QrPhoto.All)
        {
            var texts = Assert.IsType<PhotoReading.Read>(reader.Read(File.ReadAllBytes(photo.File), TestContext.Current.CancellationToken)).Texts;
            Assert.All(texts, text => Assert.Equal(photo.Text, text.Replace("\r\n", "\n")));
            read += texts.Count;
        }

        Assert.InRange(read, LeastPhotosRead, QrPhoto.All.Count);
    }

    [Fact]
    public void Nothing_of_another_kind_is_looked_at() =>
        Assert.All(new[] { [], "GIF89a"u8.ToArray(), "%PDF-1.7"u8.ToArray(), "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), [0, 0, 0, 24, .. "ftypheic"u8], [0xFF, 0xD8], "II*\0"u8.ToArray(), "BM"u8.ToArray() },
            file => Assert.Equal(PhotoFault.OtherKind, Fault(file)));

    [Fact]
    public void A_picture_cut_short_anywhere_is_refused()
    {
        foreach (var whole in (byte[][])[PictureSamples.Png(DrawnPicture.Of("A")), PictureSamples.Jpeg, PictureSamples.ProgressiveJpeg, PictureSamples.Webp])
        {
            for (var length = 12; length < whole.Length; length += 7)
                Assert.Equal(PhotoFault.Damaged, Fault(whole[..length]));
        }
    }

    [Theory]
    [InlineData(50_000, 50_000, 0, PhotoFault.TooLarge)]
    [InlineData(int.MaxValue, 1, 0, PhotoFault.TooLarge)]
    [InlineData(20_001, 1, 0, PhotoFault.TooLarge)]
    [InlineData(8_000, 6_251, 0, PhotoFault.TooLarge)]
    [InlineData(4_000, 2_001, 1, PhotoFault.TooLarge)]
    [InlineData(0, 1, 0, PhotoFault.Damaged)]
    public void A_header_that_promises_too_much_is_refused_at_once(int width, int height, byte interlaced, PhotoFault fault)
    {
        var png = PictureSamples.Png(DrawnPicture.Of("A"));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        png[28] = interlaced;
        PictureSamples.Seal(png);
        var before = Process.GetCurrentProcess().WorkingSet64;

        Assert.Equal(fault, Fault(png));

        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 64 << 20);
    }

    [Fact]
    public void A_file_of_more_bytes_than_are_taken_is_refused() => Assert.Equal(PhotoFault.TooLarge, Fault(new byte[PhotoReader.MostBytes + 1]));

    [Fact]
    public void The_largest_picture_of_one_shade_is_unpacked_in_little_memory()
    {
        var reader = Reader();
        var bomb = PictureSamples.Png(DrawnPicture.Blank(8_000, 6_250));
        Assert.InRange(bomb.Length, 1, 100_000);
        Read(reader, PictureSamples.Png(DrawnPicture.Of("A")));
        var before = Process.GetCurrentProcess().WorkingSet64;

        Assert.Empty(Read(reader, bomb));

        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 64 << 20);
    }

    // A decoder that met them would unpack six gigabytes, and the reader's own patience would end first.
    [Theory]
    [InlineData("zTXt", "x\0\0")]
    [InlineData("iTXt", "x\0\u0001\0\0\0")]
    public async Task What_is_packed_beside_the_pixels_is_not_unpacked(string type, string header)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(new byte[50_000_000]);
        var photo = PictureSamples.Png(DrawnPicture.Of("A"));
        var chunk = PictureSamples.Chunk(type, [.. Encoding.Latin1.GetBytes(header), .. packed.ToArray()]);
        byte[] bomb = [.. photo[..33], .. Enumerable.Repeat(chunk, 120).SelectMany(bytes => bytes), .. photo[33..]];
        Assert.InRange(bomb.Length, 1, PhotoReader.MostBytes);
        Assert.Equal(["A"], Assert.IsType<PhotoReading.Read>(await Reader().ReadInTurn(bomb, TestContext.Current.CancellationToken)).Texts);
    }

    [Fact]
    public void Bytes_changed_at_random_harm_nobody()
    {
        var random = new Random(1);
        foreach (var sound in (byte[][])[PictureSamples.Png(DrawnPicture.Of("A")), PictureSamples.Jpeg, PictureSamples.Webp])
        {
            for (var i = 0; i < 300; i++)
            {
                var bytes = sound.ToArray();
                for (var changes = random.Next(1, 20); changes > 0; changes--)
                    bytes[random.Next(12, bytes.Length)] = (byte)random.Next(256);
                // Whatever comes of it, the process lives and nothing is thrown.
                Assert.True(Reader().Read(bytes, TestContext.Current.CancellationToken) is PhotoReading.Read or PhotoReading.Refused);
            }
        }
    }

    [Fact]
    public void JPEG_WebP_and_PNG_of_one_label_read_alike()
    {
        var reader = Reader();
        Assert.Equal([PictureSamples.Text], Read(reader, PictureSamples.Jpeg));
        Assert.Equal([PictureSamples.Text], Read(reader, PictureSamples.ProgressiveJpeg));
        Assert.Equal([PictureSamples.Text], Read(reader, PictureSamples.Webp));
        Assert.Equal([PictureSamples.Text], Read(reader, PictureSamples.Png(DrawnPicture.Of(PictureSamples.Text))));
    }

    // libvips loads modules for slides and PDF where it finds them, for all the process to see: the SQLite among what they need once took the place of our own, and queries ended the program.
    [Fact]
    public void What_decodes_photos_brings_no_module_and_no_second_SQLite_into_the_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells what is loaded.");
        Assert.Single(Read(Reader(), PictureSamples.Jpeg));
        var loaded = File.ReadAllLines("/proc/self/maps").Where(line => line.Contains(".so", StringComparison.Ordinal)).ToList();

        Assert.Contains(loaded, line => line.Contains("libvips.so", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, line => line.Contains("libsqlite3", StringComparison.Ordinal) || line.Contains("vips-modules", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_no_longer_waits_is_not_read_for() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Reader().Read(PictureSamples.Jpeg, new CancellationToken(canceled: true)));

    private static PhotoReader Reader()
    {
        Assert.SkipUnless(PhotoReaderChoice.OfThisBuild is PhotoReaderChoice.Ready, "libvips42 or libzbar0 is not installed: tests/run installs them.");
        return ((PhotoReaderChoice.Ready)PhotoReaderChoice.OfThisBuild).Reader;
    }

    private static IReadOnlyList<string> Read(PhotoReader reader, byte[] file) =>
        Assert.IsType<PhotoReading.Read>(reader.Read(file, TestContext.Current.CancellationToken)).Texts;

    private static PhotoFault Fault(byte[] file) => Assert.IsType<PhotoReading.Refused>(Reader().Read(file, TestContext.Current.CancellationToken)).Fault;
}
