using System.Buffers.Binary;
using Traceability.Reading;

namespace Traceability.Labels.Ink;

/// <summary>
/// Reads a PNG that somebody supplied as artwork to be printed in black (W3C PNG, third edition). The file is not trusted: its size is
/// judged before anything is inflated, and no more is inflated than the size announced.
/// </summary>
public static class PngPicture
{
    /// <summary>The most bytes a file may have: 1 MiB.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The most dots on a side.</summary>
    public const int MostSide = 4_000;

    /// <summary>The most dots in the picture.</summary>
    public const int MostDots = 4_000_000;

    private const int BytesAroundContent = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// The picture, dark where its luminance over white is below one half, or the reason for refusing it. Colour types 0, 2, 3, 4 and 6 with
    /// 1 to 8 bits for a sample are read; animation, colour profiles and text in the file are passed over.
    /// </summary>
    public static PngReading Read(ReadOnlySpan<byte> png)
    {
        if (png.Length > MostBytes)
            return new PngReading.Refused(PngFault.FileTooLarge);

        if (!png.StartsWith(Signature))
            return new PngReading.Refused(PngFault.NotPng);

        var rest = png[Signature.Length..];
        if (!TryTakeChunk(ref rest, out var type, out var content) || !type.SequenceEqual("IHDR"u8) || content.Length != PngHeader.Length)
            return new PngReading.Refused(PngFault.Damaged);

        if (!PngHeader.TryParse(content, out var header, out var fault))
            return new PngReading.Refused(fault);

        ReadOnlySpan<byte> palette = [];
        ReadOnlySpan<byte> transparency = [];
        using var deflated = new MemoryStream();
        while (TryTakeChunk(ref rest, out type, out content))
        {
            if (type.SequenceEqual("IEND"u8))
                return Decode(header, palette, transparency, deflated);

            if (type.SequenceEqual("PLTE"u8))
                palette = content;
            else if (type.SequenceEqual("tRNS"u8))
                transparency = content;
            else if (type.SequenceEqual("IDAT"u8))
                deflated.Write(content);
            else if (IsCritical(type))
                break;
        }

        return new PngReading.Refused(PngFault.Damaged);
    }

    private static PngReading Decode(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency, MemoryStream deflated)
    {
        if (palette.Length % 3 != 0 || palette.Length > 3 * 256)
            return new PngReading.Refused(PngFault.Damaged);

        deflated.Position = 0;
        using var rows = new PngRows(header, deflated);
        var (picture, shade) = (new Bitmap(header.Width, header.Height), new PngShade(header, palette, transparency));
        for (var y = 0; y < header.Height; y++)
        {
            if (!rows.TryNext(out var samples) || !shade.TryMark(samples, picture.Row(y)))
                return new PngReading.Refused(PngFault.Damaged);
        }

        return rows.IsAtEnd() ? new PngReading.Read(picture) : new PngReading.Refused(PngFault.Damaged);
    }

    // §5.3: length, type, content, CRC. False when the file ends inside the chunk or the CRC is not that of type and content.
    private static bool TryTakeChunk(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
    {
        type = content = [];
        if (rest.Length < BytesAroundContent)
            return false;

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - BytesAroundContent)
            return false;

        var typeAndContent = rest.Slice(4, 4 + (int)length);
        if (BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]) != PngCrc.Of(typeAndContent))
            return false;

        type = typeAndContent[..4];
        content = typeAndContent[4..];
        rest = rest[(BytesAroundContent + (int)length)..];
        return true;
    }

    // §5.4: a capital first letter says that the picture is not what it seems without this chunk.
    private static bool IsCritical(ReadOnlySpan<byte> type) => (type[0] & 0x20) == 0;
}
