using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;
using Traceability.Pages.Doors;

namespace Traceability.Desk.Origins;

/// <summary>Reads coordinates as callers send them: with a declared datum, never guessed, and refused with the place of the fault, never repaired.</summary>
internal static class DrawnShape
{
    /// <summary>Most vertices of one plot.</summary>
    public const int PlotVerticesMax = 10_000;

    /// <summary>Reads the name of a datum.</summary>
    public static Problem? ReadDatum(string? typed, string field, out Datum datum) => Datums.TryParse(typed, out datum)
        ? null
        : Problem.BadInput(
            field, "Say in which datum this was measured: wgs84, cgcs2000, gcj02 or bd09. It is never guessed.", typed is null ? "datumMissing" : "unknownDatum",
            "请选坐标是用哪种地图或仪器得到的：选错会偏几百米，所以我们从不替您猜。");

    /// <summary>Reads a Polygon or MultiPolygon and moves it to WGS 84.</summary>
    public static Problem? Read(JsonElement geometry, Datum datum, string field, out Geometry wgs84)
    {
        var reading = GeoJson.Read(JsonMarshal.GetRawUtf8Value(geometry));
        wgs84 = reading is GeoJsonReading.Read read ? DatumShift.ToWgs84(read.Geometry, datum) : Polygon.Empty;
        return reading is GeoJsonReading.Refused refused ? Refusal(refused, field) : null;
    }

    /// <summary>Reads the Polygon of a plot and moves it to WGS 84.</summary>
    public static Problem? ReadPlot(JsonElement geometry, Datum datum, string field, out Polygon wgs84)
    {
        wgs84 = Polygon.Empty;
        if (Read(geometry, datum, field, out var shape) is { } problem)
            return problem;
        if (shape is not Polygon polygon)
            return Problem.BadInput(field, "A plot is one Polygon: give the parts of a MultiPolygon one by one.", "unsupportedType", "一次登记一块地：请把几块分开。");
        if (polygon.NumPoints > PlotVerticesMax)
            return Problem.BadInput(field, $"A plot may have at most {PlotVerticesMax} vertices.", "tooManyVertices", $"一块地最多 {PlotVerticesMax} 个角：请简化后再来。");
        wgs84 = polygon;
        return null;
    }

    /// <summary>Reads a point and moves it to WGS 84.</summary>
    public static Problem? ReadPoint(PointRequest asked, string field, out GeoPoint wgs84)
    {
        wgs84 = default;
        if (ReadDatum(asked.Datum, $"{field}.datum", out var datum) is { } badDatum)
            return badDatum;
        if (AccuracyFault(asked.AccuracyMetres, $"{field}.accuracyMetres") is { } badAccuracy)
            return badAccuracy;
        if (!PointClaim.TryCreate(asked.Lon, asked.Lat, datum, asked.AccuracyMetres, out var claim))
            return GeoPoint.LooksSwapped(asked.Lon, asked.Lat)
                ? Problem.BadInput(field, "Longitude and latitude are swapped: lon is -180 to 180, lat -90 to 90 degrees.", "swapped", "经度和纬度填反了：中国的经度在 73 到 135 之间，纬度在 3 到 54 之间。")
                : Problem.BadInput(field, "This is no place on earth: lon is -180 to 180, lat -90 to 90 degrees.", "outOfRange",
                    "地球上没有这个位置：经度 -180 到 180，纬度 -90 到 90，单位是度。");
        wgs84 = DatumShift.ToWgs84(claim);
        return null;
    }

    /// <summary>An accuracy in metres: finite, at least 0.</summary>
    public static Problem? AccuracyFault(double metres, string field) => metres is >= 0 and <= PointClaim.MaxAccuracyMetres
        ? null
        : Problem.BadInput(field, $"Give 0 to {PointClaim.MaxAccuracyMetres} metres.", zh: $"精度填 0 到 {PointClaim.MaxAccuracyMetres} 米。");

    private static Problem Refusal(GeoJsonReading.Refused refused, string field)
    {
        var at = refused.Path is { Length: > 1 } path ? field + path[1..] : field;
        return new Problem(refused.Code == "tooLarge" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, refused.Code, refused.Message, at)
        {
            Zh = RefusalWords.Zh(refused),
            More = refused.Place is { } place ? new JsonObject { ["place"] = new JsonObject { ["lon"] = place.Longitude, ["lat"] = place.Latitude } } : null,
        };
    }
}
