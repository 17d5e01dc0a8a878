using System.Collections.Concurrent;
using System.Text;

namespace Traceability.Labels.Ink;

/// <summary>
/// A font file of this machine that gives the outlines of its characters: TrueType or CFF outlines in a .ttf, .otf or .ttc, of a collection
/// the Simplified Chinese face. Safe to use from many threads; a character is read when first asked for.
/// </summary>
public sealed class OutlineFont
{
    // The largest collections of Chinese faces have some 130 MB.
    private const long MostBytes = 256L << 20;

    private readonly CharacterMap characters;
    private readonly IGlyphTable outlines;
    private readonly FontBytes widths;
    private readonly int lastWidth;
    private readonly ConcurrentDictionary<int, Glyph> glyphs = new();

    private OutlineFont(string path, FontFace face)
    {
        Path = path;
        var (head, lines) = (face.Table("head"), face.Table("hhea"));
        UnitsPerEm = head.UInt16(18);
        if (UnitsPerEm is < 16 or > 16_384)
            throw new InvalidDataException($"It is damaged: it divides the em into {UnitsPerEm} units.");

        (Ascender, Descender) = (lines.Int16(4), lines.Int16(6));
        (widths, lastWidth) = (face.Table("hmtx"), lines.UInt16(34) - 1);
        characters = new CharacterMap(face.Table("cmap"));
        outlines = face.Has("glyf") ? new GlyfTable(face) : new CffTable(face.Table("CFF "));
    }

    /// <summary>Where the file was found.</summary>
    public string Path { get; }

    /// <summary>Font units to the font size (<c>head</c>).</summary>
    public int UnitsPerEm { get; }

    /// <summary>Font units from the baseline up to where the line before may end (<c>hhea</c>).</summary>
    public int Ascender { get; }

    /// <summary>Font units from the baseline down to where the next line may start, so less than zero (<c>hhea</c>).</summary>
    public int Descender { get; }

    /// <summary>Reads the file into memory and checks what every character needs.</summary>
    /// <exception cref="InvalidDataException">The file is no font that we can use; the message is a sentence that says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static OutlineFont Open(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MostBytes)
            throw Unusable(path, new InvalidDataException($"It has more than {MostBytes >> 20} MiB."));

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        try
        {
            return new OutlineFont(path, FontFace.Of(new FontBytes(bytes)));
        }
        catch (InvalidDataException reason)
        {
            throw Unusable(path, reason);
        }
    }

    /// <summary>The first usable of the Chinese fonts that systems install, <see cref="InstalledFonts.Paths"/>; null when there is none.</summary>
    public static OutlineFont? FindInstalled() => FindFirst(InstalledFonts.Paths);

    /// <summary>The first of the files that opens and has Chinese characters, Latin letters and digits; null when none does.</summary>
    public static OutlineFont? FindFirst(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(File.Exists))
        {
            try
            {
                var font = Open(path);
                if (font.FirstMissing(InstalledFonts.MustHave) is null)
                    return font;
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // The next in the list may do: this one was only a guess.
            }
        }

        return null;
    }

    /// <summary>The character as this font draws it; null when the font has no such character.</summary>
    /// <exception cref="InvalidDataException">The file is damaged where it draws this character.</exception>
    public Glyph? Find(Rune character)
    {
        try
        {
            var glyph = characters.Glyph(character.Value);
            return glyph == 0 ? null : glyphs.GetOrAdd(glyph, Read);
        }
        catch (InvalidDataException reason)
        {
            throw Unusable(Path, reason);
        }
    }

    /// <summary>The first character of the text that this font does not have; null when it has them all.</summary>
    public Rune? FirstMissing(string text)
    {
        foreach (var character in text.EnumerateRunes())
        {
            if (Find(character) is null)
                return character;
        }

        return null;
    }

    // "hmtx" leaves out the widths of the last glyphs when they are all alike.
    private Glyph Read(int glyph) => new(widths.UInt16(4L * int.Min(glyph, lastWidth)), outlines.Read(glyph));

    private static InvalidDataException Unusable(string path, Exception reason) =>
        new($"The font file {path} cannot be used. {reason.Message}", reason);
}
