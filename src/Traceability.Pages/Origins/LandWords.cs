using System.Globalization;
using Traceability.Origins;

namespace Traceability.Pages.Origins;

/// <summary>Numbers of land as people read them.</summary>
public static class LandWords
{
    /// <summary>Mu with two decimals.</summary>
    public static string Mu(double squareMetres) => Area.ToMu(squareMetres).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>Hectares with four decimals: a square metre each.</summary>
    public static string Hectares(double squareMetres) => Area.ToHectares(squareMetres).ToString("N4", CultureInfo.InvariantCulture);

    /// <summary>An area in both.</summary>
    public static PlainWords Both(double squareMetres) => new($"{Mu(squareMetres)} 亩（{Hectares(squareMetres)} 公顷）", $"{Mu(squareMetres)} mu ({Hectares(squareMetres)} ha)");

    /// <summary>A share, never rounded up to all or down to none.</summary>
    public static string Percent(double share) => share switch
    {
        > 0.999 and < 1 => "99.9 %",
        > 0 and < 0.001 => "0.1 %",
        _ => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>A distance: to a decimetre below ten metres, to a metre below ten kilometres.</summary>
    public static PlainWords Metres(double metres)
    {
        string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
        return metres switch
        {
            < 10 => new($"{Number(metres, "0.#")} 米", $"{Number(metres, "0.#")} m"),
            < 10_000 => new($"{Number(metres, "N0")} 米", $"{Number(metres, "N0")} m"),
            _ => new($"{Number(metres / 1000, "N0")} 公里", $"{Number(metres / 1000, "N0")} km"),
        };
    }

    /// <summary>Where coordinates of a datum come from, as somebody knows it who never heard of a datum.</summary>
    public static PlainWords Of(Datum datum) => datum switch
    {
        Datum.Wgs84 => new("手机定位、卫星定位仪、谷歌地球（WGS 84）", "phone, satellite receiver, Google Earth (WGS 84)"),
        Datum.Cgcs2000 => new("天地图、国土测绘成果（CGCS2000）", "Tianditu, official surveys (CGCS2000)"),
        Datum.Gcj02 => new("高德、微信、腾讯地图（GCJ-02）", "Amap, WeChat, Tencent maps (GCJ-02)"),
        Datum.Bd09 => new("百度地图（BD-09）", "Baidu maps (BD-09)"),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };

    /// <summary>A mass of finished product in kilograms, to the gram.</summary>
    public static string Kilograms(long grams) => (grams / 1000m).ToString("#,0.###", CultureInfo.InvariantCulture);
}
