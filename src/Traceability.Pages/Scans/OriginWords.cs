using System.Globalization;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Pages.Scans;

/// <summary>Tells in plain words how the plots of a lot lie to the protected area: the worst of them, at least so many metres.</summary>
public static class OriginWords
{
    /// <summary>One sentence on the worst plot.</summary>
    public static PlainWords Of(OriginFacts origin) => Of(origin.Verdict, origin.MetresRounded);

    /// <summary>The same, of metres to the border: below 0 beyond it.</summary>
    public static PlainWords Of(OriginVerdict verdict, long metresRounded)
    {
        var metres = Math.Abs(metresRounded);
        var (zh, en) = metres >= 1000
            ? (string.Create(CultureInfo.InvariantCulture, $"{metres / 1000.0:0.#} 公里"), string.Create(CultureInfo.InvariantCulture, $"{metres / 1000.0:0.#} km"))
            : ($"{metres} 米", $"{metres} m");
        return verdict switch
        {
            OriginVerdict.Inside when metres == 0 => new("全部地块在保护范围内，离边界不足 100 米。", "All plots lie inside the protected area, less than 100 m from its border."),
            OriginVerdict.Inside => new($"全部地块在保护范围内，离边界至少 {zh}。", $"All plots lie inside the protected area, at least {en} from its border."),
            OriginVerdict.TooCloseToCall => new("有地块离边界太近，按现有精度分不清内外。", "A plot lies too close to the border to tell inside from outside."),
            OriginVerdict.Straddles when metres == 0 => new("有地块跨在边界上。", "A plot lies across the border."),
            OriginVerdict.Straddles => new($"有地块跨在边界上，最远伸出范围外约 {zh}。", $"A plot lies across the border and reaches about {en} beyond it."),
            OriginVerdict.Outside when metres == 0 => new("有地块在保护范围之外。", "A plot lies outside the protected area."),
            OriginVerdict.Outside => new($"有地块在保护范围之外，最远约 {zh}。", $"A plot lies outside the protected area, up to about {en} from its border."),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
        };
    }

    /// <summary>The name of a datum as surveyors write it.</summary>
    public static string NameOf(Datum datum) => datum switch
    {
        Datum.Wgs84 => "WGS 84",
        Datum.Cgcs2000 => "CGCS2000",
        Datum.Gcj02 => "GCJ-02",
        Datum.Bd09 => "BD-09",
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };
}
