using System.Buffers.Binary;
using System.Text;

namespace Traceability.Reading;

/// <summary>The chunks of a WebP file (RFC 9649, §2).</summary>
internal static class WebpFile
{
    private const int FileHeaderBytes = 12, ChunkHeaderBytes = 8, ExtensionBytes = 10, FlagsAt = FileHeaderBytes + ChunkHeaderBytes;
    private const byte Animation = 0x02, SaysMore = 0x20 | 0x08 | 0x04;

    /// <summary>The structure; none when it is animated, cut short or does not hold together.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var (width, height) = (0, 0);
        var pieces = new List<Range> { ..FileHeaderBytes };
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
            return null;
        for (var at = FileHeaderBytes; at + ChunkHeaderBytes <= end;)
        {
            var (type, length) = (Encoding.Latin1.GetString(file.Slice(at, 4)), BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]));
            // Content of an odd length is followed by a byte of filling.
            var padded = length + (length & 1);
            if (padded > end - at - ChunkHeaderBytes)
                return null;
            var content = file.Slice(at + ChunkHeaderBytes, (int)length);
            var piece = at..(at + ChunkHeaderBytes + (int)padded);
            switch (type)
            {
                case "VP8X":
                    if (at != FileHeaderBytes || content.Length != ExtensionBytes || (content[0] & Animation) != 0)
                        return null;
                    pieces.Add(piece);
                    break;
                case "VP8 " or "VP8L" when width == 0:
                    (width, height) = SizeOf(type, content);
                    if (width == 0 || height == 0)
                        return null;
                    pieces.Add(piece);
                    break;
                case "ALPH":
                    pieces.Add(piece);
                    break;
                case "VP8 " or "VP8L" or "ANIM" or "ANMF":
                    return null;
            }

            at = piece.End.Value;
        }

        return width > 0 ? new PictureFile(PictureKind.Webp, width, height, isUnpackedWhole: true, pieces) : null;
    }

    /// <summary>Sets right what the header of a file says of pieces that were left out.</summary>
    public static void Mend(Span<byte> plain)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(plain[4..], (uint)plain.Length - 8);
        if (plain[FileHeaderBytes..].StartsWith("VP8X"u8))
            plain[FlagsAt] = (byte)(plain[FlagsAt] & ~SaysMore);
    }

    private static (int Width, int Height) SizeOf(string type, ReadOnlySpan<byte> content)
    {
        if (type == "VP8L")
        {
            if (content.Length < 5 || content[0] != 0x2F)
                return default;
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return ((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
        }

        return content.Length >= 10 && content[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF)
            : default;
    }
}
