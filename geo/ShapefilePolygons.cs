using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Traceability.Geo;

/// <summary>The polygons of the main file of a Shapefile (ESRI Shapefile Technical Description, July 1998); heights and measures are left out.</summary>
internal static class ShapefilePolygons
{
    private const int HeaderBytes = 100, FileCode = 9994;
    private const int Polygon = 5, PolygonZ = 15, PolygonM = 25;

    /// <summary>Refuses a coordinate system whose numbers are no degrees of a datum that we know. It never chooses one: which it is, people say.</summary>
    public static void CheckSystem(byte[] wellKnownText)
    {
        var text = Encoding.UTF8.GetString(wellKnownText);
        if (text.Contains("PROJCS", StringComparison.OrdinalIgnoreCase) || text.Contains("PROJCRS", StringComparison.OrdinalIgnoreCase))
        {
            throw new PlotFileFault(
                "projected", "这个文件用的是平面坐标（投影，单位是米）。请在软件里另存为经纬度坐标（CGCS2000 或 WGS 84）再上传。",
                "This file is drawn in plane coordinates (a projection, in metres). Export it in degrees (CGCS2000 or WGS 84) and send it again.");
        }

        string[] known = ["WGS_1984", "WGS 84", "WGS84", "China_Geodetic_Coordinate_System_2000", "China Geodetic Coordinate System 2000", "CGCS2000", "CGCS_2000", "China_2000", "China 2000"];
        if (!known.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new PlotFileFault(
                "unknownSystem", "这个文件的坐标系我们不认识（例如北京54、西安80）。请在软件里转换为 CGCS2000 或 WGS 84 经纬度再上传。",
                "This file uses a coordinate system that we do not know, such as Beijing 1954 or Xian 1980. Convert it to degrees of CGCS2000 or WGS 84 and send it again.");
        }
    }

    public static List<string> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || BinaryPrimitives.ReadInt32BigEndian(file) != FileCode)
            throw new InvalidDataException();
        var polygons = new DrawnPolygons();
        for (var rest = file[HeaderBytes..]; !rest.IsEmpty;)
        {
            // A record: its number, its length in words of two bytes, its content.
            if (rest.Length < 8)
                throw new InvalidDataException();
            var length = BinaryPrimitives.ReadInt32BigEndian(rest[4..]) * 2L;
            if (length < 4 || length > rest.Length - 8)
                throw new InvalidDataException();
            var content = rest.Slice(8, (int)length);
            if (BinaryPrimitives.ReadInt32LittleEndian(content) is Polygon or PolygonZ or PolygonM)
                ReadRecord(content, polygons);
            rest = rest[(8 + (int)length)..];
        }

        return polygons.All;
    }

    // Type, box of four numbers, count of rings, count of vertices, first vertex of each ring, vertices.
    private static void ReadRecord(ReadOnlySpan<byte> content, DrawnPolygons polygons)
    {
        const int fixedBytes = 44, vertexBytes = 16;
        if (content.Length < fixedBytes)
            throw new InvalidDataException();
        var (ringCount, vertexCount) = (BinaryPrimitives.ReadInt32LittleEndian(content[36..]), BinaryPrimitives.ReadInt32LittleEndian(content[40..]));
        var vertices = fixedBytes + (4L * ringCount);
        if (ringCount > GeoJson.MaxRings)
            throw new PlotFileFault("tooMany", $"一块地的环太多：最多 {GeoJson.MaxRings} 个。", $"A polygon has too many rings: at most {GeoJson.MaxRings}.");
        if (ringCount < 1 || vertexCount < ringCount || vertices + ((long)vertexBytes * vertexCount) > content.Length)
            throw new InvalidDataException();

        var rings = new List<List<(double X, double Y)>>(Math.Min(ringCount, 16));
        for (var i = 0; i < ringCount; i++)
        {
            var first = BinaryPrimitives.ReadInt32LittleEndian(content[(fixedBytes + (4 * i))..]);
            var end = i + 1 < ringCount ? BinaryPrimitives.ReadInt32LittleEndian(content[(fixedBytes + (4 * (i + 1)))..]) : vertexCount;
            if (first < 0 || end <= first || end > vertexCount)
                throw new InvalidDataException();
            var ring = new List<(double X, double Y)>();
            for (var at = (int)vertices + (vertexBytes * first); at < (int)vertices + (vertexBytes * end); at += vertexBytes)
                polygons.Add(ring, BinaryPrimitives.ReadDoubleLittleEndian(content[at..]), BinaryPrimitives.ReadDoubleLittleEndian(content[(at + 8)..]));
            rings.Add(ring);
        }

        foreach (var polygon in Grouped(rings))
            polygons.Add(polygon);
    }

    // Shells run clockwise and holes the other way round, in any order. Some writers mind neither when there is one ring only.
    private static IEnumerable<List<List<(double X, double Y)>>> Grouped(List<List<(double X, double Y)>> rings)
    {
        if (rings.Count == 1)
            return [rings];
        var groups = rings.Where(IsClockwise).Select(shell => (Border: shell.Select(at => new Coordinate(at.X, at.Y)).ToArray(), Rings: new List<List<(double X, double Y)>> { shell })).ToList();
        foreach (var hole in rings.Where(ring => !IsClockwise(ring)))
        {
            var at = new Coordinate(hole[0].X, hole[0].Y);
            var around = groups.Find(group => PointLocation.IsInRing(at, group.Border)).Rings ?? throw new PlotFileFault(
                "holeOutside", "文件里有一个“洞”不在任何地块里面：请检查画法（外圈顺时针，洞逆时针）。", "A hole of the file lies in no polygon: shells run clockwise, holes the other way round.");
            around.Add(hole);
        }

        return groups.Select(group => group.Rings);
    }

    private static bool IsClockwise(List<(double X, double Y)> ring)
    {
        var twice = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            // From the first vertex: far from the origin the products would cancel.
            twice += ((a.X - ring[0].X) * (b.Y - ring[0].Y)) - ((b.X - ring[0].X) * (a.Y - ring[0].Y));
        }

        return twice < 0;
    }
}
