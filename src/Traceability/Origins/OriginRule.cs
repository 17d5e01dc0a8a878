namespace Traceability.Origins;

/// <summary>Turns metres and accuracies into a verdict: nothing is called Inside or Outside that the accuracies could turn round.</summary>
public static class OriginRule
{
    /// <summary>
    /// A plot drawn along the border differs from it by rounding: up to this share of its area is no land.
    /// </summary>
    public const double SliverShare = 1e-6;

    // A plot that shares border points with its zone comes out this far over it, from rounding alone.
    private const double SliverMetres = 0.01;

    /// <summary>
    /// Judges a point by its signed metres (negative outside): closer than both accuracies together is TooCloseToCall, also from afar when the
    /// position is that vague. A zone not in force answers Outside. Accuracies are metres, at least 0, else <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public static OriginVerdict JudgePoint(
        double metresInside, double pointAccuracyMetres, double boundaryAccuracyMetres, bool zoneInForce = true)
    {
        var doubtMetres = DoubtMetres(pointAccuracyMetres, boundaryAccuracyMetres);

        if (!zoneInForce)
            return OriginVerdict.Outside;
        if (Math.Abs(metresInside) < doubtMetres)
            return OriginVerdict.TooCloseToCall;
        return metresInside >= 0 ? OriginVerdict.Inside : OriginVerdict.Outside;
    }

    /// <summary>
    /// Judges a plot: land on both sides Straddles; a plot wholly on one side is TooCloseToCall while its
    /// <see cref="PlotMeasure.MetresInside"/> is less than both accuracies together. A zone not in force answers Outside.
    /// </summary>
    public static OriginVerdict JudgePlot(
        PlotMeasure plot, double positionAccuracyMetres, double boundaryAccuracyMetres, bool zoneInForce = true)
    {
        var doubtMetres = DoubtMetres(positionAccuracyMetres, boundaryAccuracyMetres);

        if (!zoneInForce)
            return OriginVerdict.Outside;
        if (plot.ShareInside is > SliverShare and < 1 - SliverShare)
            return OriginVerdict.Straddles;
        if (Math.Abs(plot.MetresInside) < doubtMetres)
            return OriginVerdict.TooCloseToCall;
        if (plot.ShareInside <= SliverShare)
            return OriginVerdict.Outside;

        // A long thin spur has no area to speak of and still leaves the zone.
        return plot.MetresInside > -SliverMetres ? OriginVerdict.Inside : OriginVerdict.Straddles;
    }

    private static double DoubtMetres(double first, double second)
    {
        // Not ThrowIfNegative: that takes the zero that some programs write as -0 for less than nothing.
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 0);
        return double.IsFinite(first + second)
            ? first + second
            : throw new ArgumentOutOfRangeException(nameof(first), "An accuracy must be finite.");
    }
}
