namespace Traceability.Issuing;

/// <summary>How many labels the land allows (用标额度): area inside the zone × yield cap × processing yield ÷ net content, always rounded down.</summary>
public static class AllowanceRule
{
    // One mu (亩) is 2,000/3 m². A part of 2⁻²⁰ m² is smaller than a fingernail, and scaling by a power of two is exact.
    private const double PartsPerSquareMetre = 1 << 20;

    /// <summary>Whole grams of finished product that a plot may carry in a season; never more than the exact product of the factors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The area is negative, not finite, or larger than any country.</exception>
    public static long GrantGrams(double areaInsideSquareMetres, Season season)
    {
        if (!(areaInsideSquareMetres >= 0 && areaInsideSquareMetres < 1e13))
            throw new ArgumentOutOfRangeException(nameof(areaInsideSquareMetres));

        // Whole numbers only: a conversion to decimal rounds to nearest, and half the time that is up.
        var parts = (Int128)(areaInsideSquareMetres * PartsPerSquareMetre);
        return checked((long)(parts * 3 * season.YieldCapGramsPerMu * season.ProcessingYieldPerMille / ((Int128)PartsPerSquareMetre * 2000 * 1000)));
    }

    /// <summary>How many labels of a product with this net content a quantity allows; for pieces the net content is one.</summary>
    public static long Labels(long quantity, long quantityPerLabel) => quantity <= 0 ? 0 : quantity / quantityPerLabel;
}
