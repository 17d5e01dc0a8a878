using System.IO.Compression;
using System.Text.Json;
using System.Xml;

namespace Traceability.Geo;

/// <summary>
/// Files in which people bring their land: GeoJSON (RFC 7946), KML (OGC 12-007r2), KMZ, or an ESRI Shapefile in a ZIP. The content decides, not the name. Everything is capped while reading; nothing is
/// written to a disk, no name inside an archive is used as one, and no other file or address is ever looked at.
/// </summary>
public static class PlotFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 2_000_000;

    /// <summary>The most polygons of one file.</summary>
    public const int MaxPolygons = 100;

    /// <summary>The most vertices of one file.</summary>
    public const int MaxVertices = 40_000;

    private const int MaxEntries = 200;

    // A Shapefile of as many vertices as are read is a tenth of this; a bomb is a thousand times more.
    private const int MaxUnpackedBytes = 20_000_000;

    /// <summary>Reads a file from anyone, in time and memory that grow with its size only.</summary>
    public static PlotFileReading Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            if (file.Length > MaxBytes)
                throw TooLarge();
            var polygons = file.Span.StartsWith("PK"u8) ? FromZip(file) : Bare(file);
            return polygons.Count > 0 ? new PlotFileReading.Read(polygons) : throw new PlotFileFault(
                "noPolygon", "文件里没有地块（面、多边形）。若只有点或线，请在软件里画成面再导出。", "The file holds no polygon. If it has points or lines only, draw an area and export again.");
        }
        catch (PlotFileFault fault)
        {
            return fault.Refusal;
        }
        // InvalidOperationException: the JSON reader's way of saying that a text is no valid UTF-8 or UTF-16.
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or XmlException or InvalidDataException or IOException or NotSupportedException)
        {
            return new PlotFileReading.Refused("brokenFile", new(
                "文件已损坏或不是这里能读的格式：请给 GeoJSON、KML 或压缩成 ZIP 的 Shapefile。", "The file is broken or of another kind: give GeoJSON, KML or a Shapefile in a ZIP."));
        }
    }

    private static IReadOnlyList<string> Bare(ReadOnlyMemory<byte> file)
    {
        var text = file.Span.StartsWith("\uFEFF"u8) ? file[3..] : file;
        return text.Span.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? KmlPolygons.Read(file) : GeoJsonPolygons.Read(text);
    }

    private static List<string> FromZip(ReadOnlyMemory<byte> file)
    {
        using var archive = new ZipArchive(new MemoryStream(file.ToArray()), ZipArchiveMode.Read);
        if (archive.Entries.Count > MaxEntries)
            throw TooLarge();
        // A Mac adds a shadow of every file.
        var entries = archive.Entries.Where(entry => !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        if (Single(entries, ".kml") is { } kml)
            return KmlPolygons.Read(Unpack(kml));
        if (Single(entries, ".shp") is not { } shapes)
            throw new PlotFileFault("noPolygon", "压缩包里没有 .shp 或 .kml 文件。", "The ZIP holds neither a .shp nor a .kml file.");
        if (Single(entries, ".prj") is { } system)
            ShapefilePolygons.CheckSystem(Unpack(system));
        return ShapefilePolygons.Read(Unpack(shapes));
    }

    private static ZipArchiveEntry? Single(List<ZipArchiveEntry> entries, string ending)
    {
        var found = entries.Where(entry => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count < 2 ? found.SingleOrDefault() : throw new PlotFileFault(
            "severalFiles", $"压缩包里有不止一个 {ending} 文件：请只留一个。", $"The ZIP holds more than one {ending} file: leave one.");
    }

    // What an entry declares is a claim: the bytes that come out are counted too.
    private static byte[] Unpack(ZipArchiveEntry entry)
    {
        if (entry.Length > MaxUnpackedBytes)
            throw TooLarge();
        using var packed = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = packed.Read(buffer)) > 0;)
        {
            if (unpacked.Length + count > MaxUnpackedBytes)
                throw TooLarge();
            unpacked.Write(buffer, 0, count);
        }

        return unpacked.ToArray();
    }

    private static PlotFileFault TooLarge() => new(
        "tooLarge", $"文件太大：最多 {MaxBytes / 1_000_000} MB，解开后也有限度。", $"The file is too large: at most {MaxBytes / 1_000_000} MB, and limited too when it is unpacked.");
}
