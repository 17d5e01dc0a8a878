using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>Picture files: PNG packed here, and one label as JPEG and WebP from <c>tests/photos/made</c>.</summary>
internal static class PictureSamples
{
    /// <summary>What stands in the symbol of the JPEG and of the WebP.</summary>
    public const string Text = "HTTPS://ZHIYUAN.EXAMPLE.ORG/7K3M9QXW2TVB8N4RZ5HC";

    public static byte[] Jpeg => Made("label.jpg");

    public static byte[] ProgressiveJpeg => Made("label-progressive.jpg");

    public static byte[] Webp => Made("label.webp");

    /// <summary>Eight bits of grey, not interlaced.</summary>
    public static byte[] Png(GreyPicture picture)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < picture.Height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(picture.Luminance.Slice(y * picture.Width, picture.Width));
            }
        }

        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.Latin1.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Crc(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    /// <summary>Makes the check sum of a changed header right again.</summary>
    public static void Seal(byte[] png) => BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static byte[] Made(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "photos", "made", name));
}
