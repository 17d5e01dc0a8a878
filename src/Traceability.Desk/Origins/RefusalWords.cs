using System.Globalization;
using Traceability.Geo;

namespace Traceability.Desk.Origins;

/// <summary>Says in Chinese why a shape was refused, and at which corner or where on the map the fault lies.</summary>
internal static class RefusalWords
{
    /// <summary>A sentence for whoever drew the shape.</summary>
    public static string Zh(GeoJsonReading.Refused refused)
    {
        var corner = CornerOf(refused.Path) is { } number ? $"第 {number} 个角：" : "";
        var near = refused.Place is { } place ? string.Create(CultureInfo.InvariantCulture, $"，大约在 {place.Longitude:0.000000}, {place.Latitude:0.000000}") : "";
        return corner + refused.Code switch
        {
            "selfCrossing" => $"边界自己交叉或碰到了自己{near}。请按顺序沿边界重画一圈。",
            "swapped" => "经度和纬度写反了：先写经度（中国在 73 到 136 之间），后写纬度。",
            "outOfRange" => "这不是经纬度。若数字很大，那是平面坐标（米），请先换成经纬度。",
            "notClosed" => "边界没有合拢：最后一个角要与第一个角相同。",
            "tooFewPoints" => "至少要三个不同的角。",
            "notFinite" or "badPosition" => "坐标不是两个数。",
            "crossesAntimeridian" => "一条边跨过了 180° 经线，这样的地块无法登记。",
            "invalidShape" => $"这几圈边界围不成一块地{near}。",
            "tooEntangled" => "边界缠绕得太乱，无法检查：请重画。",
            "tooManyVertices" or "tooManyRings" or "tooManyMembers" or "tooDeep" or "tooLarge" => "内容太多，超出限度：请简化后再来。",
            _ => "这里没有一块能读的地：请给角点坐标，或 GeoJSON 的 Polygon。",
        };
    }

    /// <summary>The corner that a path such as <c>$.coordinates[0][3]</c> names, counted from 1; none when it names none.</summary>
    public static int? CornerOf(string? path)
    {
        var steps = (path ?? "").Split('[');
        return steps.Length > 2 && int.TryParse(steps[^1].TrimEnd(']'), CultureInfo.InvariantCulture, out var index) ? index + 1 : null;
    }
}
