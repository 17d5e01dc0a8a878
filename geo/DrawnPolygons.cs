using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Traceability.Geo;

/// <summary>Gathers polygons while a file is read, within the caps of <see cref="PlotFile"/>: rings are begun, given their vertices, and written as GeoJSON just as they were drawn.</summary>
internal sealed class DrawnPolygons
{
    private readonly List<string> _polygons = [];
    private int _vertices;

    public List<string> All => _polygons;

    /// <summary>One more vertex; both numbers must be finite, for JSON has no word for others.</summary>
    public void Add(List<(double X, double Y)> ring, double x, double y)
    {
        if (++_vertices > PlotFile.MaxVertices)
            throw TooMany($"文件里的角太多：最多 {PlotFile.MaxVertices} 个。", $"The file has too many vertices: at most {PlotFile.MaxVertices}.");
        if (!double.IsFinite(x) || !double.IsFinite(y))
            throw new PlotFileFault("notFinite", $"第 {_polygons.Count + 1} 块地的第 {ring.Count + 1} 个角不是数字。", $"Vertex {ring.Count + 1} of polygon {_polygons.Count + 1} is no number.");
        ring.Add((x, y));
    }

    /// <summary>A polygon is complete: its shell, then its holes.</summary>
    public void Add(IEnumerable<List<(double X, double Y)>> rings)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type", "Polygon");
            json.WriteStartArray("coordinates");
            foreach (var ring in rings)
            {
                json.WriteStartArray();
                foreach (var (x, y) in ring)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(x);
                    json.WriteNumberValue(y);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        Add(Encoding.UTF8.GetString(output.WrittenSpan));
    }

    /// <summary>A polygon that is GeoJSON already.</summary>
    public void Add(string geoJson)
    {
        if (_polygons.Count == PlotFile.MaxPolygons)
            throw TooMany($"文件里的地块太多：最多 {PlotFile.MaxPolygons} 块。", $"The file has too many polygons: at most {PlotFile.MaxPolygons}.");
        _polygons.Add(geoJson);
    }

    private static PlotFileFault TooMany(string zh, string en) => new("tooMany", zh, en);
}
