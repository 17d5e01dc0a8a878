using System.Buffers.Binary;
using System.Text;

namespace Traceability.Reading;

/// <summary>The chunks of a PNG file (W3C, third edition, §5).</summary>
internal static class PngFile
{
    private const int BytesAroundContent = 12, HeaderBytes = 13;

    // The picture and how its colours are meant; not names, times, texts, profiles, Exif or further frames.
    private static readonly string[] Shown = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "IDAT", "IEND"];

    /// <summary>The first bytes.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The structure; none when it is cut short or does not hold together. Checks of content are left to the decoder.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var (width, height, isInterlaced, hasPixels) = (0u, 0u, false, false);
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
                isInterlaced = content[12] != 0;
            }

            hasPixels |= type == "IDAT";
            if (Shown.Contains(type))
                pieces.Add(piece);
            if (type == "IEND")
                return hasPixels ? new PictureFile(PictureKind.Png, (int)width, (int)height, isInterlaced, pieces) : null;
            at = piece.End.Value;
        }

        return null;
    }

    // §11.2.1: which bit depths go with which colour type.
    private static bool IsKind(byte depth, byte colourType) => colourType switch
    {
        0 => depth is 1 or 2 or 4 or 8 or 16,
        3 => depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => depth is 8 or 16,
        _ => false,
    };
}
