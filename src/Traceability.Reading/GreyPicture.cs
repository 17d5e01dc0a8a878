namespace Traceability.Reading;

/// <summary>A picture as a label reader sees it: one byte of luminance per pixel, 0 dark to 255 bright, row by row from the top left.</summary>
public sealed class GreyPicture
{
    /// <summary>The longest side in pixels.</summary>
    public const int MostPixelsPerSide = 20_000;

    /// <summary>The most pixels in all; 50 million are 50 MB and more than any phone's photo shows of a label.</summary>
    public const int MostPixels = 50_000_000;

    // A label that fills a picture of this size still has three pixels to the module: below it, shrinking only destroys.
    private const int LeastPixelsPerShrunkSide = 120;

    private readonly byte[] luminance;

    /// <summary>Takes the array over: nobody writes to it afterwards.</summary>
    /// <exception cref="ArgumentException">The size does not fit, or the array does not hold width × height bytes.</exception>
    public GreyPicture(int width, int height, byte[] luminance)
    {
        if (!Fits(width, height))
            throw new ArgumentException($"{width} × {height} pixels are none, or more than a picture holds.", nameof(width));

        if (luminance.Length != width * height)
            throw new ArgumentException($"{luminance.Length} bytes are not {width} × {height} pixels.", nameof(luminance));

        (Width, Height, this.luminance) = (width, height, luminance);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels, <see cref="Width"/> × <see cref="Height"/> bytes.</summary>
    public ReadOnlySpan<byte> Luminance => luminance;

    /// <summary>Whether a picture may have this size: to be asked of a header, before anything is unpacked.</summary>
    public static bool Fits(int width, int height) =>
        width is >= 1 and <= MostPixelsPerSide && height is >= 1 and <= MostPixelsPerSide && (long)width * height <= MostPixels;

    /// <summary>This picture, then a half and a quarter of it as far as that is large enough: averaging takes noise away that hides a symbol.</summary>
    public IEnumerable<GreyPicture> FromFullToQuarter()
    {
        yield return this;
        for (var factor = 2; factor <= 4 && int.Min(Width, Height) / factor >= LeastPixelsPerShrunkSide; factor *= 2)
            yield return Shrunk(factor);
    }

    private GreyPicture Shrunk(int factor)
    {
        var (width, height) = (Width / factor, Height / factor);
        var means = new byte[width * height];
        var sums = new int[width];
        for (var y = 0; y < height; y++)
        {
            sums.AsSpan().Clear();
            for (var row = y * factor; row < (y + 1) * factor; row++)
            {
                var pixels = Luminance.Slice(row * Width, width * factor);
                for (var x = 0; x < pixels.Length; x++)
                    sums[x / factor] += pixels[x];
            }

            for (var x = 0; x < width; x++)
                means[y * width + x] = (byte)(sums[x] / (factor * factor));
        }

        return new GreyPicture(width, height, means);
    }
}
