using System.Buffers.Binary;

namespace Traceability.Labels.Ink;

/// <summary>Decides which dots of a PNG are dark: those whose luminance over white paper is below one half.</summary>
internal sealed class PngShade
{
    private readonly PngHeader header;
    private readonly bool[] isDark = new bool[256];
    private readonly int samples;
    private readonly byte[]? transparent;

    /// <param name="header">The picture's header.</param>
    /// <param name="palette">The content of PLTE, red, green and blue in turn; of no meaning but for a palette picture.</param>
    /// <param name="transparency">The content of tRNS, empty when there is none (§11.3.1.1).</param>
    public PngShade(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        this.header = header;
        samples = header.Colour == PngColour.Palette ? palette.Length / 3 : 1 << header.Depth;
        if (header.Colour == PngColour.Palette)
        {
            for (var i = 0; i < samples; i++)
                isDark[i] = IsDark(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2], i < transparency.Length ? transparency[i] : 255);
        }
        else if (header.Colour == PngColour.Grey)
        {
            for (var i = 0; i < samples; i++)
                isDark[i] = 2 * i < samples - 1;

            if (transparency.Length == 2 && BinaryPrimitives.ReadUInt16BigEndian(transparency) is var clear && clear < samples)
                isDark[clear] = false;
        }
        else if (header.Colour == PngColour.Rgb && transparency.Length == 6)
        {
            transparent = [transparency[1], transparency[3], transparency[5]];
        }
    }

    /// <summary>Marks the dark dots of one row; false when a dot names a colour that the palette does not have.</summary>
    public bool TryMark(ReadOnlySpan<byte> row, Span<byte> dots)
    {
        for (var x = 0; x < header.Width; x++)
        {
            bool dark;
            if (header.Channels == 1)
            {
                var bit = x * header.Depth;
                var sample = row[bit / 8] >> 8 - header.Depth - bit % 8 & (1 << header.Depth) - 1;
                if (sample >= samples)
                    return false;

                dark = isDark[sample];
            }
            else
            {
                dark = IsDark(row.Slice(x * header.Channels, header.Channels));
            }

            if (dark)
                dots[x / 8] |= (byte)(0x80 >> x % 8);
        }

        return true;
    }

    private bool IsDark(ReadOnlySpan<byte> dot) => dot.Length switch
    {
        2 => IsDark(dot[0], dot[0], dot[0], dot[1]),
        3 => !dot.SequenceEqual(transparent) && IsDark(dot[0], dot[1], dot[2], 255),
        _ => IsDark(dot[0], dot[1], dot[2], dot[3]),
    };

    // Luma of ITU-R BT.709 on the stored, gamma-encoded values: the middle grey of the eye, not that of a light meter.
    private static bool IsDark(int red, int green, int blue, int opacity)
    {
        var luma = 2_126 * red + 7_152 * green + 722 * blue;
        return 2 * (luma * opacity + 2_550_000L * (255 - opacity)) < 2_550_000L * 255;
    }
}
