using System.Buffers.Binary;

namespace Traceability.Labels.Ink;

/// <summary>The content of an IHDR chunk (W3C PNG, third edition, §11.2.1).</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColour Colour)
{
    public const int Length = 13;

    public int Channels => Colour switch { PngColour.Rgb => 3, PngColour.GreyAlpha => 2, PngColour.RgbAlpha => 4, _ => 1 };

    /// <summary>Bytes in a row, without the one before it that names its filter.</summary>
    public int RowBytes => (Width * Depth * Channels + 7) / 8;

    /// <summary>Bytes from a sample to the same one of the dot to the left, as filters count them (§9.2).</summary>
    public int BytesPerDot => int.Max(1, Depth * Channels / 8);

    /// <summary>False, with the fault, when the header is wrong or asks for more than artwork may be.</summary>
    public static bool TryParse(ReadOnlySpan<byte> content, out PngHeader header, out PngFault fault)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        var (depth, colour, isInterlaced) = (content[8], (PngColour)content[9], content[12] == 1);
        header = default;
        fault = PngFault.Damaged;
        var isDefined = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.RgbAlpha => depth is 8 or 16,
            _ => false,
        };
        if (!isDefined || content[10] != 0 || content[11] != 0 || content[12] > 1)
            return false;

        if (width is 0 or > PngPicture.MostSide || height is 0 or > PngPicture.MostSide || width * height > PngPicture.MostDots)
            fault = PngFault.SizeOutOfRange;
        else if (depth == 16)
            fault = PngFault.SixteenBits;
        else if (isInterlaced)
            fault = PngFault.Interlaced;
        else
            header = new PngHeader((int)width, (int)height, depth, colour);

        return header != default;
    }
}

/// <summary>Colour types of the standard, by their numbers.</summary>
internal enum PngColour
{
    /// <summary>One sample of grey.</summary>
    Grey = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>One place in a palette.</summary>
    Palette = 3,

    /// <summary>Grey and opacity.</summary>
    GreyAlpha = 4,

    /// <summary>Red, green, blue and opacity.</summary>
    RgbAlpha = 6,
}
