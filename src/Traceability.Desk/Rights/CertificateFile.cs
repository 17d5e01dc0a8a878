using System.Buffers.Binary;

namespace Traceability.Desk.Rights;

/// <summary>The kinds of file a certificate comes as, told by their first bytes: a name or a declared type proves nothing.</summary>
internal static class CertificateFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int BytesMax = 15 << 20;

    public const string Pdf = "application/pdf";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    /// <summary>The media type, or none for bytes of any other kind.</summary>
    public static string? MediaType(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? Pdf
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : null;

    /// <summary>False for a picture that was cut off on its way: nobody could compare a right with it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> content) => MediaType(content) switch
    {
        Png => content.IndexOf("IEND"u8) >= 0,
        Jpeg => HasEndOfJpeg(content[2..]),
        _ => true,
    };

    public static string Extension(string mediaType) => mediaType switch
    {
        Pdf => ".pdf",
        Jpeg => ".jpg",
        Png => ".png",
        _ => throw new ArgumentOutOfRangeException(nameof(mediaType), mediaType, null),
    };

    // ITU-T T.81, B.1: segments tell their length, so a thumbnail's own end is passed over; within the scan that follows them only the end of the picture reads FF D9.
    private static bool HasEndOfJpeg(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            if (rest[1] == 0xDA)
                return rest.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
            var length = rest[1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            rest = rest[int.Min(length, rest.Length)..];
        }

        return false;
    }
}
