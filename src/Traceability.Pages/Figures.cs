using System.Globalization;

namespace Traceability.Pages;

/// <summary>Writes numbers as pages print them: in threes, whatever the server's own customs are.</summary>
public static class Figures
{
    /// <summary>A whole number, <c>12,000</c>.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many of something in English, <c>1 label</c> and <c>12,000 labels</c>.</summary>
    public static string Of(long number, string one, string many) => $"{Of(number)} {(number == 1 ? one : many)}";

    /// <summary>A mass as people say it, <c>500 g</c> and <c>5 kg</c>.</summary>
    public static PlainWords Weight(long grams) => grams < 1000 ? new($"{grams} 克", $"{grams} g") : new($"{Kilograms(grams)} 公斤", $"{Kilograms(grams)} kg");

    /// <summary>Grams as kilograms, <c>1,250.5</c>.</summary>
    public static string Kilograms(long grams) => (grams / 1000m).ToString("#,0.###", CultureInfo.InvariantCulture);
}
