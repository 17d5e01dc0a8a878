namespace Traceability.Labels;

/// <summary>How labels are to come out: size, medium, printer, who scans them.</summary>
public sealed record LabelWish
{
    /// <summary>The coarsest printer that holds a label.</summary>
    public const int DpiMin = 150;

    /// <summary>The finest; beyond it no printer differs.</summary>
    public const int DpiMax = 1_200;

    /// <summary>Phone cameras lose smaller modules.</summary>
    public const double PhoneModuleMillimetres = 0.25;

    /// <summary>What a shop scanner needs of a 2D symbol (GS1 General Specifications, X-dimension at retail point of sale).</summary>
    public const double ShopModuleMillimetres = 0.396;

    private const double MillimetresPerInch = 25.4;

    /// <summary>The label.</summary>
    public required LabelSize Size { get; init; }

    /// <summary>What it is printed on.</summary>
    public LabelMedium Medium { get; init; }

    /// <summary>Dots per inch, <see cref="DpiMin"/> to <see cref="DpiMax"/>; another number is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public int Dpi
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, DpiMin);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DpiMax);
            field = value;
        }
    } = 203;

    /// <summary>Shop scanners read it too, not only phones: modules must be larger.</summary>
    public bool IsForShopScanner { get; init; }

    /// <summary>Only the symbol with its quiet zone, for a design of one's own: what the mark rules ask for must then stand there.</summary>
    public bool IsSymbolOnly { get; init; }

    /// <summary>The least module in millimetres.</summary>
    public double LeastModuleMillimetres => IsForShopScanner ? ShopModuleMillimetres : PhoneModuleMillimetres;

    // A head of 203 dots per inch has eight to the millimetre.
    internal double DotsPerMillimetre => Dpi == 203 ? 8 : Dpi / MillimetresPerInch;

    internal int Dots(double millimetres) => (int)(millimetres * DotsPerMillimetre);
}
