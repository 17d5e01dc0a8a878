using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>
/// PNG to luminance, as far as test photos need it: not interlaced, 8 bits a sample or up to 8 bits a palette index. Anything else
/// throws. Weights are those of Rec. 709, which zbarimg's ImageMagick uses.
/// </summary>
internal static class PngPicture
{
    private const int Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    public static GreyPicture Read(string file)
    {
        var png = File.ReadAllBytes(file);
        Assert.Equal("\u0089PNG\r\n\u001A\n", Encoding.Latin1.GetString(png, 0, 8));
        byte[] header = [], palette = [];
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var content = png.AsSpan(at + 8, length);
            switch (Encoding.Latin1.GetString(png, at + 4, 4))
            {
                case "IHDR": header = content.ToArray(); break;
                case "PLTE": palette = content.ToArray(); break;
                case "IDAT": packed.Write(content); break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        return Read(header, palette, unpacked);
    }

    private static GreyPicture Read(ReadOnlySpan<byte> header, byte[] palette, Stream rows)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var (bits, kind, isInterlaced) = (header[8], header[9], header[12] != 0);
        Assert.True(!isInterlaced && (bits == 8 || kind == Palette), "Not a PNG of the kinds read here.");

        var samples = kind switch { Grey or Palette => 1, GreyAlpha => 2, Rgb => 3, Rgba => 4, _ => throw new InvalidDataException() };
        var step = samples * bits / 8;
        var (row, above) = (new byte[(width * samples * bits + 7) / 8], new byte[(width * samples * bits + 7) / 8]);
        var luminance = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above, int.Max(step, 1));
            for (var x = 0; x < width; x++)
                luminance[y * width + x] = kind == Palette ? InPalette(palette, row, x, bits) : OfSamples(row.AsSpan(x * step, step));

            (row, above) = (above, row);
        }

        return new GreyPicture(width, height, luminance);
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = (i < step ? 0 : row[i - step], (int)above[i], i < step ? 0 : above[i - step]);
            row[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new InvalidDataException() });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (byLeft, byUp, byCorner) = (int.Abs(up - corner), int.Abs(left - corner), int.Abs(left + up - 2 * corner));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }

    private static byte InPalette(byte[] palette, byte[] row, int x, int bits)
    {
        var index = row[x * bits / 8] >> (8 - bits - x * bits % 8) & (1 << bits) - 1;
        return Mix(palette[index * 3], palette[index * 3 + 1], palette[index * 3 + 2]);
    }

    // What is transparent lies on white paper.
    private static byte OfSamples(ReadOnlySpan<byte> samples)
    {
        var ink = samples.Length < 3 ? samples[0] : Mix(samples[0], samples[1], samples[2]);
        var opacity = samples.Length is 2 or 4 ? samples[^1] : 255;
        return (byte)((ink * opacity + 255 * (255 - opacity)) / 255);
    }

    private static byte Mix(byte red, byte green, byte blue) => (byte)double.Round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
}
