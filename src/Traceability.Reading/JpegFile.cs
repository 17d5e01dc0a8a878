using System.Buffers.Binary;

namespace Traceability.Reading;

/// <summary>The segments of a JPEG file (ITU-T T.81, annex B).</summary>
internal static class JpegFile
{
    // Encoders write about ten; each further one makes the decoder pass over the whole picture once more.
    private const int ScansMax = 40;

    private const int AdobeBytes = 12;

    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Exif = 0xE1, Adobe = 0xEE, Comment = 0xFE;

    /// <summary>The first bytes: the start of the image and the mark of what follows.</summary>
    public static ReadOnlySpan<byte> Start => [0xFF, StartOfImage, 0xFF];

    /// <summary>The structure; none when it is cut short, of a rare process, or does not hold together.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file)
    {
        var (width, height, isProgressive, scans, turn) = (0, 0, false, 0, 1);
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
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when width == 0 && content.Length >= 6:
                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
                    isProgressive = marker == 0xC2;
                    if (width == 0 || height == 0)
                        return null;
                    break;
                // A second frame, or a process that no camera writes; between them stand tables, which are no frames.
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    return null;
                case StartOfScan:
                    if (++scans > ScansMax)
                        return null;
                    end += EntropyCoded(file[end..]);
                    break;
                case Exif:
                    turn = ExifTurn.Of(content) ?? turn;
                    break;
            }

            // Adobe's segment says which colours are meant; every other one of applications, and comments, are not the picture.
            if (marker is not (>= 0xE0 and <= 0xEF or Comment) || (marker == Adobe && content.Length == AdobeBytes && content.StartsWith("Adobe"u8)))
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
