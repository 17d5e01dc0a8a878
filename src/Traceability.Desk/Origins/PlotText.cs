using System.Globalization;
using System.Text;
using System.Text.Json;
using Traceability.Geo;
using Traceability.Pages.Doors;
using Traceability.Parties;

namespace Traceability.Desk.Origins;

/// <summary>Land as text in a form: a corner a line, longitude first, the last joined to the first; or GeoJSON, where there are holes or several plots to choose from. Files and maps end up in it too.</summary>
internal static class PlotText
{
    /// <summary>The field that holds it.</summary>
    public const string Field = "corners";

    /// <summary>The field that says which plot of several is meant, counted from 1.</summary>
    public const string PartField = "part";

    private static readonly char[] Between = [',', '，', '、', '\t', ' '];

    /// <summary>Reads the polygon that is meant, not yet checked.</summary>
    public static Problem? Read(string typed, long? part, out JsonElement polygon)
    {
        polygon = default;
        if (!IsGeoJson(typed))
            return ReadLines(typed, out polygon);
        if (ReadFile(Encoding.UTF8.GetBytes(typed), Field, out var polygons) is { } bad)
            return bad;
        if (polygons.Count > 1 && (part is null || part < 1 || part > polygons.Count))
            return Problem.BadInput(PartField, $"There are {polygons.Count} plots here: choose the one to record, and the others after it.", "severalPlots", $"这里有 {polygons.Count} 块地：先选一块登记，其余的再逐块登记。");
        polygon = JsonElement.Parse(polygons[polygons.Count > 1 ? (int)part!.Value - 1 : 0]);
        return null;
    }

    /// <summary>Reads the polygons of a file or of GeoJSON text.</summary>
    public static Problem? ReadFile(byte[] content, string field, out IReadOnlyList<string> polygons)
    {
        var reading = PlotFile.Read(content);
        polygons = reading is PlotFileReading.Read read ? read.Polygons : [];
        return reading is PlotFileReading.Refused refused ? Problem.BadInput(field, refused.Words.En, refused.Code, refused.Words.Zh) : null;
    }

    /// <summary>The text of polygons: lines for a single one without holes, which anybody can read and correct.</summary>
    public static string Write(IReadOnlyList<string> polygons)
    {
        if (polygons.Count > 1)
            return $$"""{"type":"MultiPolygon","coordinates":[{{string.Join(',', polygons.Select(polygon => JsonElement.Parse(polygon).GetProperty("coordinates").GetRawText()))}}]}""";
        var rings = JsonElement.Parse(polygons[0]).GetProperty("coordinates");
        if (GeoJson.Read(Encoding.UTF8.GetBytes(polygons[0])) is not GeoJsonReading.Read || rings.GetArrayLength() > 1)
            return polygons[0];
        return string.Join('\n', rings[0].EnumerateArray().SkipLast(1).Select(corner => $"{corner[0].GetRawText()}, {corner[1].GetRawText()}"));
    }

    /// <summary>The plots to choose from, by size; none when there is one, or none that can be read.</summary>
    public static IReadOnlyList<(string Value, double? SquareMetres)> Parts(string typed)
    {
        if (!IsGeoJson(typed) || ReadFile(Encoding.UTF8.GetBytes(typed), Field, out var polygons) is not null || polygons.Count < 2)
            return [];
        return [.. polygons.Select((polygon, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), SquareMetresOf(polygon)))];
    }

    private static bool IsGeoJson(string typed) => typed.AsSpan().TrimStart().StartsWith("{");

    private static double? SquareMetresOf(string polygon) =>
        GeoJson.Read(Encoding.UTF8.GetBytes(polygon)) is GeoJsonReading.Read { Geometry: NetTopologySuite.Geometries.Polygon land } ? PlotOverlap.SquareMetres(land, land) : null;

    private static Problem? ReadLines(string typed, out JsonElement polygon)
    {
        polygon = default;
        var corners = new List<double[]>();
        var lines = typed.Split('\n', ';', '；');
        for (var i = 0; i < lines.Length; i++)
        {
            var numbers = lines[i].Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (numbers.Length == 0)
                continue;
            if (numbers.Length != 2 || !TryRead(numbers[0], out var longitude) || !TryRead(numbers[1], out var latitude))
            {
                return Problem.BadInput(Field, $"Line {i + 1} cannot be read: write one corner on each line, such as 122.05, 41.05, longitude first.", "badCorner",
                    $"第 {i + 1} 行读不懂：每行写一个角，如 122.05, 41.05，先经度后纬度。");
            }

            corners.Add([longitude, latitude]);
        }

        if (corners.Count < 3)
            return Problem.BadInput(Field, "Give at least three corners, in the order of a walk along the border.", "tooFewPoints", "至少要三个角，按沿边界走一圈的顺序。");
        if (!corners[0].AsSpan().SequenceEqual(corners[^1]))
            corners.Add(corners[0]);
        polygon = JsonSerializer.SerializeToElement(new { type = "Polygon", coordinates = new[] { corners } });
        return null;
    }

    private static bool TryRead(string text, out double degrees) =>
        double.TryParse(TypedText.Fold(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && double.IsFinite(degrees);
}
