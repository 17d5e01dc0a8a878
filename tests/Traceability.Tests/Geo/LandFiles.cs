using System.IO.Compression;
using System.Text;

namespace Traceability.Tests.Geo;

/// <summary>Files of land as people bring them, made in memory.</summary>
internal static class LandFiles
{
    public const string Wgs84 = """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    /// <summary>A clockwise square.</summary>
    public static (double X, double Y)[] Square(double west, double south, double side) =>
        [(west, south), (west, south + side), (west + side, south + side), (west + side, south), (west, south)];

    public static byte[] Kml(string coordinates, string before = "", string hole = "") => Encoding.UTF8.GetBytes(
        $"""<?xml version="1.0" encoding="UTF-8"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>田</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs>{hole}</Polygon></Placemark></Document></kml>""");

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }

    /// <summary>A Shapefile whose records are polygons of rings.</summary>
    public static byte[] Shapes(int type, params (double X, double Y)[][][] records)
    {
        using var file = new MemoryStream();
        using var write = new BinaryWriter(file);
        write.Write(BigEndian(9994));
        write.Write(new byte[24]);
        write.Write(1000);
        write.Write(type);
        write.Write(new byte[64]);
        foreach (var rings in records)
        {
            var vertices = rings.Sum(ring => ring.Length);
            // A third number for each vertex and its range, where there is one.
            var more = type == 15 ? 16 + (8 * vertices) : 0;
            write.Write(BigEndian(1));
            write.Write(BigEndian((44 + (4 * rings.Length) + (16 * vertices) + more) / 2));
            write.Write(type);
            write.Write(new byte[32]);
            write.Write(rings.Length);
            write.Write(vertices);
            var first = 0;
            foreach (var ring in rings)
            {
                write.Write(first);
                first += ring.Length;
            }

            foreach (var (x, y) in rings.SelectMany(ring => ring))
            {
                write.Write(x);
                write.Write(y);
            }

            write.Write(new byte[more]);
        }

        return file.ToArray();
    }

    private static int BigEndian(int number) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number);
}
