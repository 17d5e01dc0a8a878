using System.Text;
using QRCoder;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>Pictures made in a test: symbols on white, noise, one shade.</summary>
internal static class DrawnPicture
{
    private const byte White = 255;

    public static GreyPicture Blank(int width, int height, byte shade = White)
    {
        var pixels = new byte[width * height];
        pixels.AsSpan().Fill(shade);
        return new GreyPicture(width, height, pixels);
    }

    public static GreyPicture Noise(int seed, int width, int height)
    {
        var pixels = new byte[width * height];
        new Random(seed).NextBytes(pixels);
        return new GreyPicture(width, height, pixels);
    }

    /// <summary>The symbols of level M side by side, black on white, each with its quiet zone.</summary>
    public static GreyPicture Of(int pixelsPerModule, params IEnumerable<byte[]> contents)
    {
        var symbols = contents.Select(content => QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M).ModuleMatrix).ToList();
        var picture = Blank(symbols.Sum(symbol => symbol.Count) * pixelsPerModule, symbols.Max(symbol => symbol.Count) * pixelsPerModule);
        var pixels = picture.Luminance.ToArray();
        var left = 0;
        foreach (var symbol in symbols)
        {
            for (var y = 0; y < symbol.Count * pixelsPerModule; y++)
            {
                for (var x = 0; x < symbol.Count * pixelsPerModule; x++)
                {
                    if (symbol[y / pixelsPerModule][x / pixelsPerModule])
                        pixels[y * picture.Width + left + x] = 0;
                }
            }

            left += symbol.Count * pixelsPerModule;
        }

        return new GreyPicture(picture.Width, picture.Height, pixels);
    }

    public static GreyPicture Of(params IEnumerable<string> texts) => Of(6, texts.Select(Encoding.UTF8.GetBytes));

    /// <summary>The same picture with each pixel moved by up to <paramref name="most"/> steps of luminance.</summary>
    public static GreyPicture Grained(GreyPicture picture, int seed, int most)
    {
        var random = new Random(seed);
        var pixels = picture.Luminance.ToArray();
        foreach (ref var pixel in pixels.AsSpan())
            pixel = (byte)int.Clamp(pixel + random.Next(-most, most + 1), 0, 255);

        return new GreyPicture(picture.Width, picture.Height, pixels);
    }
}
