using System.Text.Json;

namespace Traceability.Geo;

/// <summary>The polygons of any GeoJSON document: bare, in features, in a collection of either, or as parts of a MultiPolygon.</summary>
internal static class GeoJsonPolygons
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = GeoJson.MaxDepth };

    public static List<string> Read(ReadOnlyMemory<byte> utf8)
    {
        var polygons = new DrawnPolygons();
        using var document = JsonDocument.Parse(utf8, Strict);
        Gather(document.RootElement, polygons);
        return polygons.All;
    }

    private static void Gather(JsonElement value, DrawnPolygons polygons)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            return;
        switch (type.GetString())
        {
            case "Polygon" when value.TryGetProperty("coordinates", out var rings):
                Add(rings, polygons);
                break;
            case "MultiPolygon":
                foreach (var part in Items(value, "coordinates"))
                    Add(part, polygons);
                break;
            case "Feature" when value.TryGetProperty("geometry", out var geometry):
                Gather(geometry, polygons);
                break;
            case "FeatureCollection":
                foreach (var feature in Items(value, "features"))
                    Gather(feature, polygons);
                break;
            case "GeometryCollection":
                foreach (var geometry in Items(value, "geometries"))
                    Gather(geometry, polygons);
                break;
        }
    }

    private static void Add(JsonElement rings, DrawnPolygons polygons) => polygons.Add($$"""{"type":"Polygon","coordinates":{{JsonSerializer.Serialize(rings)}}}""");

    private static IEnumerable<JsonElement> Items(JsonElement value, string name) =>
        value.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
