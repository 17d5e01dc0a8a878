using Traceability.Scans;

namespace Traceability.Pages.Scans;

/// <summary>Tells who looked before: how often, when first, in which city, and whether it was this phone. A number alone frightens honest buyers.</summary>
public static class SeenWords
{
    private const int PlaceBytesMax = 60;

    /// <summary>The sentences, or nothing while nobody confirmed the label.</summary>
    public static PlainWords? Of(ScanTally scans, DateTimeOffset now)
    {
        if (scans.FirstAt is not { } firstAt)
            return null;

        var when = Moments.Past(firstAt, now);
        var (zh, en) = scans.FirstPlace is { } place
            ? (PageText.Fit(place.Zh, PlaceBytesMax), $"in {PageText.Fit(place.En, PlaceBytesMax)}")
            : ("城市不详", "city not known");
        var (yoursZh, yoursEn) = (scans.Yours, scans.Count) switch
        {
            (false, _) => ("", ""),
            (true, <= 1) => ("就是本手机。", " It was this phone."),
            _ => ("其中有本手机。", " This phone was one of them."),
        };
        return scans.Count <= 1
            ? new($"首次查验：{when.Zh}，{zh}。{yoursZh}", $"First checked {when.En}, {en}.{yoursEn}")
            : new($"共 {scans.Count} 次，首次：{when.Zh}，{zh}。{yoursZh}", $"{scans.Count} checks, the first {when.En}, {en}.{yoursEn}");
    }
}
