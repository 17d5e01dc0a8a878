namespace Traceability.Labels.Ink;

/// <summary>Why a PNG is refused as artwork.</summary>
public enum PngFault
{
    /// <summary>The file has more than <see cref="PngPicture.MostBytes"/>.</summary>
    FileTooLarge,

    /// <summary>The file does not start as a PNG does.</summary>
    NotPng,

    /// <summary>A side is 0 or above <see cref="PngPicture.MostSide"/>, or there are more than <see cref="PngPicture.MostDots"/>.</summary>
    SizeOutOfRange,

    /// <summary>Samples of 16 bits, which no label needs.</summary>
    SixteenBits,

    /// <summary>Rows are stored in seven passes (Adam7).</summary>
    Interlaced,

    /// <summary>Cut off, altered, or not as the standard asks: another program may still repair it by saving it again.</summary>
    Damaged,
}
