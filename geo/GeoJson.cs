using System.Buffers;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Traceability.Geo;

/// <summary>
/// GeoJSON (RFC 7946) from and to the outside: one Polygon or MultiPolygon, or a Feature with one. Everything is capped while reading, and a shape
/// that is not valid is refused with its place, never repaired. A third number of a position (height) is checked and left out; foreign members are ignored.
/// </summary>
public static class GeoJson
{
    /// <summary>The largest document, in bytes.</summary>
    public const int MaxBytes = 10_000_000;

    /// <summary>How deep arrays and objects may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many rings one document may hold.</summary>
    public const int MaxRings = 1_000;

    /// <summary>How many vertices one document may hold.</summary>
    public const int MaxVertices = 1_000_000;

    /// <summary>How many object members one document may hold.</summary>
    public const int MaxMembers = 10_000;

    /// <summary>Reads UTF-8 bytes from anyone, in time that grows with their number and within a few seconds for the largest.</summary>
    public static GeoJsonReading Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return new GeoJsonReading.Refused("tooLarge", $"More than {MaxBytes} bytes.");
        if (GeoJsonFrame.Fault(utf8) is { } broken)
            return broken;

        var path = "$";
        if (GeoJsonFrame.Says(utf8, "type", "Feature"))
        {
            utf8 = GeoJsonFrame.Member(utf8, "geometry");
            path = "$.geometry";
        }
        var several = GeoJsonFrame.Says(utf8, "type", "MultiPolygon");
        if (!several && !GeoJsonFrame.Says(utf8, "type", "Polygon"))
            return new GeoJsonReading.Refused("unsupportedType", "Only a Polygon, a MultiPolygon or a Feature with one is read.", Path: path + ".type");

        var coordinates = GeoJsonFrame.Member(utf8, "coordinates");
        var reader = new GeoJsonRings(coordinates, path + ".coordinates");
        var shape = reader.Read(several);
        if (shape is null)
            return reader.Fault!;
        return ShapeCheck.Fault(shape) is { } invalid ? invalid : new GeoJsonReading.Read(shape);
    }

    /// <summary>Writes a Polygon or MultiPolygon with six decimals of a degree (0.1 m).</summary>
    public static void Write(IBufferWriter<byte> output, Geometry geometry)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType);
        json.WriteStartArray("coordinates");
        if (geometry is Polygon polygon)
        {
            WriteRings(json, polygon);
        }
        else
        {
            foreach (var part in ((MultiPolygon)geometry).Geometries.Cast<Polygon>())
            {
                json.WriteStartArray();
                WriteRings(json, part);
                json.WriteEndArray();
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRings(Utf8JsonWriter json, Polygon polygon)
    {
        WriteRing(json, polygon.ExteriorRing);
        foreach (var hole in polygon.InteriorRings)
            WriteRing(json, hole);
    }

    private static void WriteRing(Utf8JsonWriter json, LineString ring)
    {
        json.WriteStartArray();
        foreach (var corner in ring.Coordinates)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(corner.X, 6));
            json.WriteNumberValue(Math.Round(corner.Y, 6));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
