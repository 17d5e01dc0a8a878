using System.Buffers.Binary;

namespace Traceability.Reading;

/// <summary>The segments of a JPEG file (ITU-T T.81, annex B). Those that are the picture are exactly as long as what they say they hold; all others are none of its pieces.</summary>
internal static class JpegFile
{
    // Encoders write about ten; each further one makes the decoder pass over the whole picture once more.
    private const int ScansMax = 40;

    private const int AdobeBytes = 12, BitsOfSample = 8, ComponentsMax = 4, SymbolsMax = 256;

    private const byte HuffmanTables = 0xC4, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, QuantizationTables = 0xDB, RestartInterval = 0xDD, Exif = 0xE1, Adobe = 0xEE;

    /// <summary>The first bytes: the start of the image and the mark of what follows.</summary>
    public static ReadOnlySpan<byte> Start => [0xFF, StartOfImage, 0xFF];

    /// <summary>The structure; none when it is cut short, of a rare process, or does not hold together.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var (width, height, isProgressive, scans, turn, isColoured) = (0, 0, false, 0, 1, false);
        var pieces = new List<Range> { ..2 };
        for (var at = 2; TryTakeMarker(file, ref at, out var marker);)
        {
            if (marker == EndOfImage)
            {
                pieces.Add((at - 2)..at);
                return width > 0 && scans > 0 ? new PictureFile(PictureKind.Jpeg, width, height, isProgressive, pieces, turn) : null;
            }

            var length = at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : 0;
            if (length < 2 || at + length > file.Length)
                return null;
            var (start, end) = (at - 2, at + length);
            var content = file[(at + 2)..end];
            var isPicture = true;
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when width == 0 && content.Length >= 6 && content[0] == BitsOfSample && IsList(content[5], content.Length - 6, bytesOfOne: 3):
                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
                    isProgressive = marker == 0xC2;
                    if (width == 0 || height == 0)
                        return null;
                    break;
                case StartOfScan when content.Length >= 4 && IsList(content[0], content.Length - 4, bytesOfOne: 2) && ++scans <= ScansMax:
                    end += EntropyCoded(file[end..]);
                    break;
                case HuffmanTables or QuantizationTables when AreTables(marker, content):
                case RestartInterval when content.Length == 2:
                    break;
                // One that is not as long as it says; a second frame, or a process that no camera writes.
                case StartOfScan or QuantizationTables or RestartInterval or (>= 0xC0 and <= 0xCF and not (0xC8 or 0xCC)):
                    return null;
                // Adobe's segment says which colours are meant.
                case Adobe when !isColoured && content.Length == AdobeBytes && content.StartsWith("Adobe"u8):
                    isColoured = true;
                    break;
                default:
                    turn = marker == Exif ? ExifTurn.Of(content) ?? turn : turn;
                    isPicture = false;
                    break;
            }

            if (isPicture)
                pieces.Add(start..end);
            at = end;
        }

        return null;
    }

    // Marks may be preceded by fill bytes, and those that stand alone have no content.
    private static bool TryTakeMarker(ReadOnlySpan<byte> file, ref int at, out byte marker)
    {
        marker = 0;
        if (at >= file.Length || file[at] != 0xFF)
            return false;
        while (at < file.Length && file[at] == 0xFF)
            at++;
        if (at >= file.Length || file[at] is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
            return false;
        marker = file[at++];
        return true;
    }

    // §B.2.2 and §B.2.3: how many components there are, and as many entries.
    private static bool IsList(byte components, int bytes, int bytesOfOne) => components is > 0 and <= ComponentsMax && bytes == components * bytesOfOne;

    private static bool AreTables(byte marker, ReadOnlySpan<byte> tables)
    {
        while (!tables.IsEmpty)
        {
            if ((marker == HuffmanTables ? HuffmanTable(tables) : QuantizationTable(tables)) is not { } length || length > tables.Length)
                return false;
            tables = tables[length..];
        }

        return true;
    }

    // §B.2.4.1: 64 elements of one or two bytes.
    private static int? QuantizationTable(ReadOnlySpan<byte> table) => (table[0] >> 4, table[0] & 0xF) is (0 or 1, <= 3) ? 1 + (64 * (1 + (table[0] >> 4))) : null;

    // §B.2.4.2: how many codes there are of each of 16 lengths, and as many symbols.
    private static int? HuffmanTable(ReadOnlySpan<byte> table)
    {
        if (table.Length < 17 || (table[0] >> 4, table[0] & 0xF) is not (0 or 1, <= 3))
            return null;
        var symbols = 0;
        foreach (var count in table[1..17])
            symbols += count;
        return symbols <= SymbolsMax ? 17 + symbols : null;
    }

    // In coded data FF stands only before 00 and before a restart mark.
    private static int EntropyCoded(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; ;)
        {
            var next = rest[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= rest.Length)
                return rest.Length;
            at += next;
            if (rest[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }
    }
}
