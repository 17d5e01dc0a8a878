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

    public static string Extension(string mediaType) => mediaType switch
    {
        Pdf => ".pdf",
        Jpeg => ".jpg",
        Png => ".png",
        _ => throw new ArgumentOutOfRangeException(nameof(mediaType), mediaType, null),
    };
}
