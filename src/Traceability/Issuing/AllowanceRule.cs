namespace Traceability.Issuing;

/// <summary>How many labels the land allows (用标额度): area inside the zone × yield cap × processing yield ÷ net content, always rounded down.</summary>
public static class AllowanceRule
{
    /// <summary>One mu (亩) is 2,000/3 m².</summary>
    public const decimal SquareMetresPerMu = 2000m / 3m;

    /// <summary>Whole grams of finished product that a plot may carry in a season.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The area is negative, not finite, or larger than any country.</exception>
    public static long GrantGrams(double areaInsideSquareMetres, Season season)
    {
        if (!(areaInsideSquareMetres >= 0 && areaInsideSquareMetres < 1e13))
            throw new ArgumentOutOfRangeException(nameof(areaInsideSquareMetres));

        var mu = (decimal)areaInsideSquareMetres * 3m / 2000m;
        return (long)decimal.Floor(mu * season.YieldCapGramsPerMu * season.ProcessingYieldPerMille / 1000m);
    }

    /// <summary>How many labels of a product with this net content a quantity allows; for pieces the net content is one.</summary>
    public static long Labels(long quantity, long quantityPerLabel) => quantity <= 0 ? 0 : quantity / quantityPerLabel;
}
