namespace Traceability.Origins;

/// <summary>The coordinate system in which a client says it measured; never guessed, always declared.</summary>
public enum Datum
{
    /// <summary>WGS 84, what satellite receivers give.</summary>
    Wgs84,

    /// <summary>CGCS2000, the Chinese survey system; within centimetres of WGS 84 and treated as equal to it.</summary>
    Cgcs2000,

    /// <summary>GCJ-02, the shifted system of Chinese maps (Amap, WeChat), 300 to 700 m off WGS 84.</summary>
    Gcj02,

    /// <summary>BD-09, Baidu's shift on top of GCJ-02.</summary>
    Bd09,
}

/// <summary>The names of the datums in requests, answers and files: <c>wgs84 | cgcs2000 | gcj02 | bd09</c>.</summary>
public static class Datums
{
    /// <summary>Reads one of the four lower-case wire names exactly; anything else is refused, also digits and other spellings.</summary>
    public static bool TryParse(string? text, out Datum datum)
    {
        (var known, datum) = text switch
        {
            "wgs84" => (true, Datum.Wgs84),
            "cgcs2000" => (true, Datum.Cgcs2000),
            "gcj02" => (true, Datum.Gcj02),
            "bd09" => (true, Datum.Bd09),
            _ => (false, default),
        };
        return known;
    }

    /// <summary>The wire name that <see cref="TryParse"/> reads back.</summary>
    public static string WireName(this Datum datum) => datum switch
    {
        Datum.Wgs84 => "wgs84",
        Datum.Cgcs2000 => "cgcs2000",
        Datum.Gcj02 => "gcj02",
        Datum.Bd09 => "bd09",
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, null),
    };
}
