namespace Traceability.Origins;

/// <summary>Square metres in the units of the trade.</summary>
public static class Area
{
    /// <summary>1 mu (亩) = 2000/3 m².</summary>
    public static double ToMu(double squareMetres) => squareMetres * 3 / 2000;

    /// <summary>1 hectare = 10,000 m².</summary>
    public static double ToHectares(double squareMetres) => squareMetres / 10_000;
}
