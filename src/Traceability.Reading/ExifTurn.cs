using System.Buffers.Binary;

namespace Traceability.Reading;

/// <summary>Which way is up in a photo, 1 to 8 as Exif counts (CIPA DC-008, tag 274): the one thing of its metadata without which the picture would be shown wrongly.</summary>
internal static class ExifTurn
{
    private const ushort Tag = 274, Short = 3;
    private const int EntryBytes = 12;

    private static ReadOnlySpan<byte> Header => "Exif\0\0"u8;

    /// <summary>The turn that an application segment tells; none when it tells none.</summary>
    public static int? Of(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(Header) || content.Length < Header.Length + 8)
            return null;
        var tiff = content[Header.Length..];
        var isLittle = tiff.StartsWith("II"u8);
        var directory = Number(tiff[4..], 4, isLittle);
        if (directory > tiff.Length - 2)
            return null;
        var entries = tiff[((int)directory + 2)..];
        for (var left = Number(tiff[(int)directory..], 2, isLittle); left > 0 && entries.Length >= EntryBytes; left--, entries = entries[EntryBytes..])
        {
            if (Number(entries, 2, isLittle) == Tag && Number(entries[2..], 2, isLittle) == Short && Number(entries[8..], 2, isLittle) is >= 1 and <= 8 and var turn)
                return (int)turn;
        }

        return null;
    }

    /// <summary>A segment that tells the turn and nothing else.</summary>
    public static byte[] Segment(int turn) =>
        [0xFF, 0xE1, 0, 34, .. Header, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, (byte)Short, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0];

    private static uint Number(ReadOnlySpan<byte> bytes, int length, bool isLittle) => (length, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
