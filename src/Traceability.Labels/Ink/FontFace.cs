using System.Text;

namespace Traceability.Labels.Ink;

/// <summary>One face of a font file as its tables (OpenType 1.9 "Organization of an OpenType font").</summary>
internal sealed class FontFace
{
    // The largest collections hold a few dozen faces; a damaged count must not send us through four thousand million.
    private const int MostFaces = 64;
    private const int FamilyName = 1;
    private const int TypographicFamilyName = 16;

    private readonly FontBytes file;
    private readonly Dictionary<string, (uint Offset, uint Length)> tables = [];

    private FontFace(FontBytes file, uint offset)
    {
        this.file = file;
        if (file.UInt32(offset) is not (0x00010000 or 0x4F54544F or 0x74727565))
            throw new InvalidDataException("It is not a TrueType or OpenType font (.ttf, .otf, .ttc).");

        var count = file.UInt16(offset + 4);
        for (var record = offset + 12L; record < offset + 12L + 16 * count; record += 16)
            tables[Encoding.Latin1.GetString(file.Read(record, 4))] = (file.UInt32(record + 8), file.UInt32(record + 12));
    }

    /// <summary>The only face of a .ttf or .otf; of a collection the first with proportional Simplified Chinese forms, else the first.</summary>
    public static FontFace Of(FontBytes file)
    {
        if (file.UInt32(0) != 0x74746366)
            return new FontFace(file, 0);

        var count = file.UInt32(8);
        if (count is 0 or > MostFaces)
            throw new InvalidDataException($"It claims to be a collection of {count} fonts.");

        var faces = Enumerable.Range(0, (int)count).Select(i => new FontFace(file, file.UInt32(12 + 4 * i))).ToList();
        return faces.Find(face => face.IsSimplifiedChinese) ?? faces[0];
    }

    // One collection holds the regional forms of all readers: 盘 and 杭 differ between Japan and China, and the name alone tells.
    private bool IsSimplifiedChinese
    {
        get
        {
            var families = Families().ToList();
            return families.Exists(name => name.EndsWith(" SC", StringComparison.Ordinal))
                && !families.Exists(name => name.Contains("Mono", StringComparison.Ordinal));
        }
    }

    public bool Has(string tag) => tables.ContainsKey(tag);

    /// <exception cref="InvalidDataException">There is no such table, or it lies outside the file.</exception>
    public FontBytes Table(string tag) =>
        tables.TryGetValue(tag, out var place)
            ? file.From(place.Offset, place.Length)
            : throw new InvalidDataException($"It has no table \"{tag}\".");

    private IEnumerable<string> Families()
    {
        var names = Table("name");
        var (count, texts) = (names.UInt16(2), names.UInt16(4));
        for (var record = 6; record < 6 + 12 * count; record += 12)
        {
            var isUtf16 = names.UInt16(record) is 0 or 3;
            if (isUtf16 && names.UInt16(record + 6) is (FamilyName or TypographicFamilyName))
                yield return Encoding.BigEndianUnicode.GetString(names.Read(texts + names.UInt16(record + 10), names.UInt16(record + 8)));
        }
    }
}
