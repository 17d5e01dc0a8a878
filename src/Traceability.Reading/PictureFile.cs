namespace Traceability.Reading;

/// <summary>The kinds of picture file that are taken.</summary>
public enum PictureKind
{
    /// <summary>JPEG (ITU-T T.81), baseline or progressive.</summary>
    Jpeg,
    /// <summary>PNG (W3C, third edition).</summary>
    Png,
    /// <summary>WebP (RFC 9649), not animated.</summary>
    Webp,
}

/// <summary>
/// The structure of a picture file from a stranger, read from its first byte to its last without unpacking a pixel: what it is, how large it will be, and which of its pieces are the
/// picture itself. What follows the end of the picture is no piece of it.
/// </summary>
public sealed class PictureFile
{
    private readonly IReadOnlyList<Range> _pieces;
    private readonly int _turn;

    internal PictureFile(PictureKind kind, int width, int height, bool isUnpackedWhole, IReadOnlyList<Range> pieces, int turn = 1) =>
        (Kind, Width, Height, IsUnpackedWhole, _pieces, _turn) = (kind, width, height, isUnpackedWhole, pieces, turn);

    /// <summary>Its kind.</summary>
    public PictureKind Kind { get; }

    /// <summary>Pixels in a row, as its header says.</summary>
    public int Width { get; }

    /// <summary>Rows, as its header says.</summary>
    public int Height { get; }

    /// <summary>A decoder must hold all of it in memory at once: progressive, interlaced or WebP.</summary>
    public bool IsUnpackedWhole { get; }

    /// <summary>The media type.</summary>
    public string MediaType => $"image/{Kind.ToString().ToLowerInvariant()}";

    /// <summary>The kind that the first bytes tell; none for any other file. A name or a declared type proves nothing.</summary>
    public static PictureKind? KindOf(ReadOnlySpan<byte> file) =>
        file.StartsWith(JpegFile.Start) ? PictureKind.Jpeg
        : file.StartsWith(PngFile.Signature) ? PictureKind.Png
        : file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? PictureKind.Webp
        : null;

    /// <summary>The structure of a file; none when it is of no kind that is taken, animated, cut short or does not hold together.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file) => KindOf(file) switch
    {
        PictureKind.Jpeg => JpegFile.Read(file),
        PictureKind.Png => PngFile.Read(file),
        PictureKind.Webp => WebpFile.Read(file),
        _ => null,
    };

    /// <summary>
    /// The same picture, pixel for pixel and without being packed anew, and nothing else that its file said: no place, no device, no comment, no thumbnail, no profile and no second file behind it. Only which way is up is kept. What is kept is as long as
    /// the formats say. Nothing is unpacked, so whoever codes a picture can still code into it what he likes: in its pixels, its tables and palette, the numbers that say how its colours are meant, and coded data that no pixel needs.
    /// </summary>
    public byte[] WithoutMetadata(ReadOnlySpan<byte> file)
    {
        using var plain = new MemoryStream(file.Length);
        foreach (var piece in _pieces)
        {
            plain.Write(file[piece]);
            if (plain.Length == JpegFile.Start.Length - 1 && _turn > 1)
                plain.Write(ExifTurn.Segment(_turn));
        }

        var bytes = plain.ToArray();
        if (Kind == PictureKind.Webp)
            WebpFile.Mend(bytes);
        return bytes;
    }
}
