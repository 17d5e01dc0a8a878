namespace Traceability.Labels;

/// <summary>A label's width and height in hundredths of a millimetre, never outside what can carry a symbol and its texts.</summary>
public sealed record LabelSize
{
    /// <summary>The least width and height; smaller, not even a symbol alone can be read. What a label with texts needs, its plan says.</summary>
    public const double LeastMillimetres = 8;

    /// <summary>The greatest width and height; beyond it one draws a poster.</summary>
    public const double MostMillimetres = 300;

    private LabelSize(int widthHundredths, int heightHundredths) =>
        (WidthHundredths, HeightHundredths) = (widthHundredths, heightHundredths);

    /// <summary>40 × 30 mm, the usual roll.</summary>
    public static LabelSize Usual { get; } = new(4_000, 3_000);

    /// <summary>Rolls that label printers are sold with, smallest first.</summary>
    public static IReadOnlyList<LabelSize> Rolls { get; } = [new(3_000, 2_000), Usual, new(5_000, 3_000), new(5_000, 4_000), new(6_000, 4_000)];

    /// <summary>The width in hundredths of a millimetre.</summary>
    public int WidthHundredths { get; }

    /// <summary>The height in hundredths of a millimetre.</summary>
    public int HeightHundredths { get; }

    /// <summary>False, with <see cref="Usual"/>, when a side is not a number or outside the limits above.</summary>
    public static bool TryCreate(double widthMillimetres, double heightMillimetres, out LabelSize size)
    {
        var fits = widthMillimetres is >= LeastMillimetres and <= MostMillimetres
            && heightMillimetres is >= LeastMillimetres and <= MostMillimetres;
        size = fits ? new((int)double.Round(widthMillimetres * 100), (int)double.Round(heightMillimetres * 100)) : Usual;
        return fits;
    }
}
