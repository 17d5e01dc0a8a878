using System.Globalization;
using System.Xml;

namespace Traceability.Geo;

/// <summary>The polygons of a KML document (OGC 12-007r2, 10.8). No document type, no entity of its own, no other file; heights are left out.</summary>
internal static class KmlPolygons
{
    private const int MaxDepth = 64;

    public static List<string> Read(ReadOnlyMemory<byte> file)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var xml = XmlReader.Create(new MemoryStream(file.ToArray()), settings);
        var polygons = new DrawnPolygons();
        List<(double X, double Y)>? shell = null;
        var holes = new List<List<(double X, double Y)>>();
        var (inside, isHole) = (false, false);
        for (var hasMore = xml.Read(); hasMore;)
        {
            if (xml.Depth > MaxDepth)
                throw new XmlException("Nested too deep.");
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "Polygon"):
                    (shell, inside) = (null, true);
                    holes.Clear();
                    break;
                case (XmlNodeType.Element, "outerBoundaryIs" or "innerBoundaryIs"):
                    isHole = xml.LocalName == "innerBoundaryIs";
                    break;
                case (XmlNodeType.Element, "coordinates") when inside:
                    // It stands behind the element afterwards: nothing more is to be read before looking again.
                    var ring = Ring(xml.ReadElementContentAsString(), polygons);
                    if (isHole)
                        holes.Add(ring);
                    else
                        shell = ring;
                    continue;
                case (XmlNodeType.EndElement, "Polygon"):
                    if (shell is not null)
                        polygons.Add([shell, .. holes]);
                    inside = false;
                    break;
            }

            hasMore = xml.Read();
        }

        return polygons.All;
    }

    private static List<(double X, double Y)> Ring(string text, DrawnPolygons polygons)
    {
        var ring = new List<(double X, double Y)>();
        Span<Range> numbers = stackalloc Range[4];
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            var tuple = text.AsSpan(range);
            if (tuple.IsEmpty)
                continue;
            var count = tuple.Split(numbers, ',');
            var (x, y) = (double.NaN, double.NaN);
            if (count is 2 or 3 && Number(tuple[numbers[0]], out var east) && Number(tuple[numbers[1]], out var north))
                (x, y) = (east, north);
            polygons.Add(ring, x, y);
        }

        return ring;
    }

    private static bool Number(ReadOnlySpan<char> text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
