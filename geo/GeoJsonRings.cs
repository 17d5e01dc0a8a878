using System.Text.Json;
using NetTopologySuite.Geometries;
using Traceability.Origins;
using static Traceability.Geo.GeoJsonReading;

namespace Traceability.Geo;

/// <summary>Reads the nested arrays of <c>coordinates</c> into rings, counting as it goes; the first fault ends the reading.</summary>
internal ref struct GeoJsonRings
{
    private readonly string path;
    private readonly bool isEmpty;
    private Utf8JsonReader reader;
    private int part = -1;
    private int ring;
    private int ringCount;
    private int vertexCount;

    public GeoJsonRings(ReadOnlySpan<byte> coordinates, string path)
    {
        this.path = path;
        isEmpty = coordinates.IsEmpty;
        reader = new(coordinates, new JsonReaderOptions { MaxDepth = GeoJson.MaxDepth });
    }

    public Refused? Fault { get; private set; }

    /// <summary>The shape as sent, or none and a <see cref="Fault"/>.</summary>
    public Geometry? Read(bool several)
    {
        if (isEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return Refuse<Geometry>("noCoordinates", "There is no array of coordinates.");
        if (!several)
            return ReadPolygon();

        var parts = new List<Polygon>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            part = parts.Count;
            if (ReadPolygon() is not { } polygon)
                return null;
            parts.Add(polygon);
        }
        if (reader.TokenType != JsonTokenType.EndArray)
            return Refuse<Geometry>("badPosition", "A list of polygons holds arrays only.");
        return parts.Count > 0 ? new MultiPolygon([.. parts]) : Refuse<Geometry>("noCoordinates", "There is no polygon.");
    }

    private Polygon? ReadPolygon()
    {
        var rings = new List<LinearRing>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            ring = rings.Count;
            if (++ringCount > GeoJson.MaxRings)
                return Refuse<Polygon>("tooManyRings", $"More than {GeoJson.MaxRings} rings.");
            if (ReadRing() is not { } corners)
                return null;
            rings.Add(new(corners));
        }
        if (reader.TokenType != JsonTokenType.EndArray)
            return Refuse<Polygon>("badPosition", "A polygon holds arrays of positions only.");
        return rings.Count > 0
            ? new Polygon(rings[0], [.. rings[1..]])
            : Refuse<Polygon>("noCoordinates", "A polygon has no ring.");
    }

    private Coordinate[]? ReadRing()
    {
        var corners = new List<Coordinate>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (++vertexCount > GeoJson.MaxVertices)
                return Refuse<Coordinate[]>("tooManyVertices", $"More than {GeoJson.MaxVertices} vertices.");
            if (!TryReadPosition(corners.Count, out var corner))
                return null;
            if (corners.Count > 0 && CrossesDateLine(corners[^1], corner))
            {
                return Refuse<Coordinate[]>(
                    "crossesAntimeridian", "An edge spans more than 180° or runs along the 180° meridian; such areas are not supported.", corners.Count, corner);
            }
            corners.Add(corner);
        }
        if (reader.TokenType != JsonTokenType.EndArray)
            return Refuse<Coordinate[]>("badPosition", "A ring holds positions only.", corners.Count);
        if (corners.Count < 4)
            return Refuse<Coordinate[]>("tooFewPoints", "A ring has at least four positions (RFC 7946, 3.1.6).");
        if (!corners[0].Equals2D(corners[^1]))
            return Refuse<Coordinate[]>("notClosed", "The last position of a ring equals its first (RFC 7946, 3.1.6).", corners.Count - 1, corners[^1]);
        return [.. corners];
    }

    private bool TryReadPosition(int index, out Coordinate corner)
    {
        Span<double> numbers = stackalloc double[3];
        var count = 0;
        corner = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number && count < 3)
        {
            if (!reader.TryGetDouble(out numbers[count]) || !double.IsFinite(numbers[count++]))
                return Refuse<Coordinate>("notFinite", "A number is beyond what can be computed with.", index) is not null;
        }
        if (reader.TokenType != JsonTokenType.EndArray || count < 2)
            return Refuse<Coordinate>("badPosition", "A position is two numbers, or three with a height.", index) is not null;

        var (longitude, latitude) = (numbers[0], numbers[1]);
        corner = new(longitude, latitude);
        if (GeoPoint.TryCreate(longitude, latitude, out _))
            return true;

        _ = GeoPoint.LooksSwapped(longitude, latitude)
            ? Refuse<Coordinate>("swapped", "Longitude and latitude are swapped: longitude comes first (RFC 7946, 3.1.1).", index)
            : Refuse<Coordinate>("outOfRange", "Longitude is -180 to 180 and latitude -90 to 90 degrees.", index);
        return false;
    }

    private static bool CrossesDateLine(Coordinate a, Coordinate b) =>
        Math.Abs(a.X - b.X) > 180 || (Math.Abs(a.X) == 180 && a.X == b.X && a.Y != b.Y);

    private T? Refuse<T>(string code, string message, int? index = null, Coordinate? place = null)
        where T : class
    {
        var where = part < 0 ? $"{path}[{ring}]" : $"{path}[{part}][{ring}]";
        GeoPoint? point = place is null ? null : GeoPoint.At(place.X, place.Y);
        Fault = new(code, message, point, ringCount == 0 ? path : index is null ? where : $"{where}[{index}]");
        return null;
    }
}
