using System.IO.Compression;
using System.Text;

namespace Traceability.Tests.Labels.Ink;

/// <summary>A PNG in parts that a test may get wrong one by one.</summary>
internal sealed record TestPng(int Width, int Height, int Depth, int Colour)
{
    /// <summary>The rows, each with the byte that names its filter.</summary>
    public byte[] Rows { get; init; } = [];

    public int Interlace { get; init; }

    public int Compression { get; init; }

    public int Filter { get; init; }

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    /// <summary>How many chunks share the compressed rows.</summary>
    public int Pieces { get; init; } = 1;

    public byte[] ToArray()
    {
        var png = new BigEndian().U8(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)
            .Bytes(Chunk("IHDR", new BigEndian().U32(Width, Height).U8(Depth, Colour, Compression, Filter, Interlace).ToArray()))
            .Bytes(Chunk("tEXt", "Title\0Official mark"u8.ToArray()));
        if (Palette is not null)
            png.Bytes(Chunk("PLTE", Palette));

        if (Transparency is not null)
            png.Bytes(Chunk("tRNS", Transparency));

        var deflated = Deflate(Rows);
        foreach (var piece in deflated.Chunk(int.Max(1, (deflated.Length + Pieces - 1) / Pieces)))
            png.Bytes(Chunk("IDAT", piece));

        return png.Bytes(Chunk("IEND", [])).ToArray();
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] checkedBytes = [.. Encoding.ASCII.GetBytes(type), .. content];
        return new BigEndian().U32(content.Length).Bytes(checkedBytes).U32(Crc(checkedBytes)).ToArray();
    }

    public static byte[] Deflate(byte[] bytes)
    {
        var deflated = new MemoryStream();
        using (var stream = new ZLibStream(deflated, CompressionLevel.SmallestSize))
            stream.Write(bytes);

        return deflated.ToArray();
    }

    // Bit by bit, as the standard's annex describes it, so that it shares nothing with the reader.
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var bit in bytes.SelectMany(octet => Enumerable.Range(0, 8).Select(bit => (uint)(octet >> bit & 1))))
            crc = ((crc ^ bit) & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;

        return ~crc;
    }
}
