using Traceability.Origins;
using Traceability.Pages.Maps;

namespace Traceability.Pages.Origins;

/// <summary>A plot in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Party">Who grows on it.</param>
/// <param name="SquareMetres">Its area.</param>
/// <param name="Standings">How it lies to the protected areas it was measured against.</param>
public sealed record PlotLine(Guid Id, string Name, string Party, double SquareMetres, IReadOnlyList<PlotStanding> Standings);

/// <summary>A plot, recorded or about to be, measured and ready to be drawn.</summary>
/// <param name="SquareMetres">Its area.</param>
/// <param name="Near">The plot and what of each border lies around it.</param>
/// <param name="Far">All of the protected areas, the plot a speck.</param>
/// <param name="Focus">What the near map must hold.</param>
/// <param name="Standings">How it lies to each of them.</param>
public sealed record MeasuredPlot(double SquareMetres, IReadOnlyList<MapShape> Near, IReadOnlyList<MapShape> Far, IReadOnlyList<GeoPoint> Focus, IReadOnlyList<PlotStanding> Standings);

/// <summary>How a plot lies to the protected area of a geographical indication.</summary>
/// <param name="Gi">The geographical indication.</param>
/// <param name="Verdict">Inside, outside, too close to call, or across the border.</param>
/// <param name="Measure">The measures behind it.</param>
/// <param name="BoundaryAccuracyMetres">How far the drawn border may lie from the true one.</param>
/// <param name="PlotAccuracyMetres">How far the plot's corners may be off.</param>
/// <param name="Source">Where the border comes from, with its day.</param>
public sealed record PlotStanding(string Gi, OriginVerdict Verdict, PlotMeasure Measure, double BoundaryAccuracyMetres, double PlotAccuracyMetres, string Source)
{
    /// <summary>The verdict in a word.</summary>
    public PlainWords Word => Verdict switch
    {
        OriginVerdict.Inside => new("在范围内", "inside"),
        OriginVerdict.TooCloseToCall => new("离边界太近", "too close to call"),
        OriginVerdict.Straddles => new("跨边界", "across the border"),
        OriginVerdict.Outside => new("在范围外", "outside"),
        _ => throw new ArgumentOutOfRangeException(nameof(Verdict), Verdict, null),
    };

    /// <summary>Its sign.</summary>
    public MarkKind Kind => Verdict switch { OriginVerdict.Inside => MarkKind.Yes, OriginVerdict.Outside => MarkKind.No, _ => MarkKind.Waiting };

    /// <summary>The verdict in a sentence, with its metres and its share.</summary>
    public PlainWords Sentence
    {
        get
        {
            var metres = LandWords.Metres(Math.Abs(Measure.MetresInside));
            var doubt = LandWords.Metres(BoundaryAccuracyMetres + PlotAccuracyMetres);
            return Verdict switch
            {
                OriginVerdict.Inside => new($"整块地都在保护范围内，离边界最近 {metres.Zh}。", $"All of it lies inside the protected area, {metres.En} from its border at the nearest."),
                OriginVerdict.TooCloseToCall => new(
                    $"离边界只有 {metres.Zh}，而边界和角点合起来可能差 {doubt.Zh}，分不清内外。用更准的仪器重测角点，能说得更清楚。",
                    $"It lies {metres.En} from the border, and border and corners together may be off by {doubt.En}: nobody can tell inside from outside. Corners surveyed more exactly would say more."),
                OriginVerdict.Straddles => new(
                    $"跨在边界上：{LandWords.Percent(Measure.ShareInside)} 的面积（{LandWords.Mu(Measure.AreaInsideSquareMetres)} 亩）在范围内，最远伸到界外 {metres.Zh}。额度只按范围内的面积算。",
                    $"It lies across the border: {LandWords.Percent(Measure.ShareInside)} of it ({LandWords.Mu(Measure.AreaInsideSquareMetres)} mu) is inside, and it reaches {metres.En} beyond. Allowance counts the land inside only."),
                OriginVerdict.Outside when Measure.MetresInside > 0 => new("这个保护范围今天不在有效期内。", "This protected area is not in force today."),
                OriginVerdict.Outside => new($"在保护范围之外，最远处离边界 {metres.Zh}。", $"It lies outside the protected area, {metres.En} from its border at the farthest."),
                _ => throw new ArgumentOutOfRangeException(nameof(Verdict), Verdict, null),
            };
        }
    }
}
