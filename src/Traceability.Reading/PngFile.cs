using System.Buffers.Binary;
using System.Text;

namespace Traceability.Reading;

/// <summary>The chunks of a PNG file (W3C, third edition, §5).</summary>
internal static class PngFile
{
    private const int BytesAroundContent = 12, HeaderBytes = 13, Grey = 0, Colour = 2, Indexed = 3, GreyAlpha = 4, ColourAlpha = 6;

    /// <summary>The first bytes.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The structure; none when it is cut short, does not hold together, or a part that is kept fails its check. Whether the coded picture can be decoded is for the decoder to say.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var (width, height, isInterlaced, hasPixels, depth, colourType, entries) = (0u, 0u, false, false, (byte)0, (byte)0, 0);
        var told = new HashSet<string>();
        var pieces = new List<Range> { ..Signature.Length };
        for (var at = Signature.Length; at + BytesAroundContent <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - BytesAroundContent)
                return null;
            var type = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
            var content = file.Slice(at + 8, (int)length);
            var piece = at..(at + BytesAroundContent + (int)length);
            if (type == "IHDR" != (at == Signature.Length))
                return null;
            if (type == "IHDR")
            {
                if (content.Length != HeaderBytes || !IsKind(content[8], content[9]) || content[10] != 0 || content[11] != 0 || content[12] > 1)
                    return null;
                (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
                if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
                    return null;
                (depth, colourType, isInterlaced) = (content[8], content[9], content[12] != 0);
            }

            if (type == "PLTE" && colourType == Indexed)
            {
                entries = content.Length / 3;
                if (entries == 0 || content.Length % 3 != 0 || entries > 1 << depth)
                    return null;
            }

            hasPixels |= type == "IDAT";
            if (type == "IDAT" && colourType == Indexed && entries == 0)
                return null;
            if (type is "IHDR" or "IDAT" || (!hasPixels && IsOfColours(type, content.Length, colourType, entries) && told.Add(type)))
            {
                if (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]) != PngCrc.Of(file.Slice(at + 4, 4 + (int)length)))
                    return null;
                pieces.Add(piece);
            }

            if (type == "IEND")
            {
                pieces.Add(piece);
                return hasPixels && content.IsEmpty ? new PictureFile(PictureKind.Png, (int)width, (int)height, isInterlaced, pieces) : null;
            }

            at = piece.End.Value;
        }

        return null;
    }

    // §11.2.1: which bit depths go with which colour type.
    private static bool IsKind(byte depth, byte colourType) => colourType switch
    {
        Grey => depth is 1 or 2 or 4 or 8 or 16,
        Indexed => depth is 1 or 2 or 4 or 8,
        Colour or GreyAlpha or ColourAlpha => depth is 8 or 16,
        _ => false,
    };

    // §11.2.2 and §11.3: how the colours of the picture are meant, each told once, before it and in so many bytes; not names, times, texts, profiles, Exif, further frames or colours for screens that have few.
    private static bool IsOfColours(string type, int bytes, byte colourType, int entries) => (type, colourType) switch
    {
        ("PLTE", Indexed) => true,
        ("tRNS", Indexed) => bytes >= 1 && bytes <= entries,
        ("tRNS", Grey) or ("bKGD", Grey or GreyAlpha) => bytes == 2,
        ("tRNS", Colour) or ("bKGD", Colour or ColourAlpha) => bytes == 6,
        ("bKGD", Indexed) or ("sBIT", Grey) or ("sRGB", _) => bytes == 1,
        ("sBIT", GreyAlpha) => bytes == 2,
        ("sBIT", Colour or Indexed) => bytes == 3,
        ("sBIT", ColourAlpha) or ("gAMA", _) => bytes == 4,
        ("pHYs", _) => bytes == 9,
        ("cHRM", _) => bytes == 32,
        _ => false,
    };
}
