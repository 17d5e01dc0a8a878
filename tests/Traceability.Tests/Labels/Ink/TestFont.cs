using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

/// <summary>Fonts of a few hundred bytes, one table at a time: glyph 0 is for missing characters, A is glyph 1, B is glyph 2, and so on.</summary>
internal static class TestFont
{
    public const int UnitsPerEm = 1_000;
    public const int Width = 600;

    /// <summary>The tables of a font with TrueType outlines, to be replaced or left out one by one.</summary>
    public static Dictionary<string, byte[]> Glyf(params byte[][] glyphs)
    {
        var (outlines, places) = (new BigEndian(), new BigEndian().U32(0, 0));
        foreach (var glyph in glyphs)
            places.U32(outlines.Bytes(glyph).Length);

        var tables = Tables(glyphs.Length);
        (tables["glyf"], tables["loca"]) = (outlines.ToArray(), places.ToArray());
        return tables;
    }

    /// <summary>The tables of a font with CFF outlines.</summary>
    public static Dictionary<string, byte[]> Cff(byte[] table, int glyphs = 1)
    {
        var tables = Tables(glyphs);
        tables["CFF "] = table;
        return tables;
    }

    /// <summary>A font file of these tables.</summary>
    public static byte[] File(Dictionary<string, byte[]> tables, int startsAt = 0)
    {
        var (directory, contents) = (new BigEndian().U32(tables.ContainsKey("CFF ") ? 0x4F54544F : 0x00010000).U16(tables.Count, 0, 0, 0), new BigEndian());
        var first = startsAt + 12 + 16 * tables.Count;
        foreach (var (tag, content) in tables)
        {
            directory.Bytes(Encoding.ASCII.GetBytes(tag)).U32(0, first + contents.Length, content.Length);
            contents.Bytes(content);
        }

        return directory.Bytes(contents.ToArray()).ToArray();
    }

    /// <summary>A collection of faces, each with all its tables.</summary>
    public static byte[] Collection(params Dictionary<string, byte[]>[] faces)
    {
        var (heading, bodies) = (new BigEndian().U32(0x74746366, 0x00010000, faces.Length), new BigEndian());
        var first = 12 + 4 * faces.Length;
        foreach (var face in faces)
        {
            heading.U32(first + bodies.Length);
            bodies.Bytes(File(face, first + bodies.Length));
        }

        return heading.Bytes(bodies.ToArray()).ToArray();
    }

    /// <summary>A <c>name</c> table with a family's name for Windows.</summary>
    public static byte[] Name(string family)
    {
        var text = Encoding.BigEndianUnicode.GetBytes(family);
        return new BigEndian().U16(0, 1, 18).U16(3, 1, 0x409, 1, text.Length, 0).Bytes(text).ToArray();
    }

    /// <summary>A <c>cmap</c> table with one subtable of format 4 that maps A onwards to glyph 1 onwards by difference.</summary>
    public static byte[] SegmentMap(int characters) => CharacterMap(3, 1, new BigEndian()
        .U16(4, 32, 0, 4, 0, 0, 0).U16('A' + characters - 1, 0xFFFF, 0, 'A', 0xFFFF).U16(1 - 'A', 1, 0, 0).ToArray());

    /// <summary>A <c>cmap</c> table with one subtable.</summary>
    public static byte[] CharacterMap(int platform, int encoding, byte[] subtable) =>
        new BigEndian().U16(0, 1, platform, encoding).U32(12).Bytes(subtable).ToArray();

    /// <summary>A TrueType glyph of straight contours, each a list of x, y, x, y.</summary>
    public static byte[] Polygons(params int[][] contours) =>
        Points([.. contours.Select(contour => contour.Chunk(2).Select(point => (point[0], point[1], true)).ToArray())]);

    /// <summary>A TrueType glyph of points that lie on the curve or pull it.</summary>
    public static byte[] Points(params (int X, int Y, bool IsOnCurve)[][] contours)
    {
        var (glyph, end) = (new BigEndian().U16(contours.Length, 0, 0, 0, 0), -1);
        foreach (var contour in contours)
            glyph.U16(end += contour.Length);

        var points = contours.SelectMany(contour => contour).ToList();
        glyph.U16(0).U8([.. points.Select(point => point.IsOnCurve ? 1 : 0)]);
        glyph.U16([.. points.Zip(points.Prepend(default), (point, before) => point.X - before.X)]);
        return glyph.U16([.. points.Zip(points.Prepend(default), (point, before) => point.Y - before.Y)]).ToArray();
    }

    public static OutlineFont Open(byte[] file)
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, file);
            return OutlineFont.Open(path);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    public static OutlineFont Open(Dictionary<string, byte[]> tables) => Open(File(tables));

    /// <summary>The outline of a letter as an SVG path.</summary>
    public static string Draw(Dictionary<string, byte[]> tables, char letter = 'A')
    {
        var path = new SvgPath();
        Open(tables).Find(new Rune(letter))!.Outline.WriteTo(path);
        return path.ToString();
    }

    private static Dictionary<string, byte[]> Tables(int glyphs) => new()
    {
        ["head"] = new BigEndian().U32(0, 0, 0, 0).U16(0, UnitsPerEm).Bytes(new byte[30]).U16(1, 0).ToArray(),
        ["hhea"] = new BigEndian().U32(0x00010000).U16(800, -200).Bytes(new byte[26]).U16(1).ToArray(),
        ["hmtx"] = new BigEndian().U16(Width, 0).ToArray(),
        ["cmap"] = SegmentMap(glyphs),
    };
}
