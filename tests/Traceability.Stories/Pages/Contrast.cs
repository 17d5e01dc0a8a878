using System.Globalization;

namespace Traceability.Stories.Pages;

/// <summary>The contrast ratio of WCAG 2.2: 1 to 21, 4.5 for running text at level AA.</summary>
internal static class Contrast
{
    public static double Between(string first, string second)
    {
        var (one, two) = (Luminance(first), Luminance(second));
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private static double Luminance(string hex) => (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
