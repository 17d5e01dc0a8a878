using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

public sealed class OutlineFontTests : IDisposable
{
    private const string Chinese = "盘锦大米桐乡杭白菊";
    private static readonly string Ascii = new([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fonts-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(RealFonts.Noto, 1_000)]
    [InlineData(RealFonts.Droid, 256)]
    public void The_names_of_goods_have_outlines(string path, int unitsPerEm)
    {
        ForeignTools.SkipWithoutFile(path);
        var font = OutlineFont.Open(path);

        Assert.Equal((path, unitsPerEm), (font.Path, font.UnitsPerEm));
        Assert.Null(font.FirstMissing(Chinese));
        Assert.InRange(font.Ascender, unitsPerEm * 3 / 4, unitsPerEm * 5 / 4);
        Assert.InRange(font.Descender, -unitsPerEm / 2, -1);
        foreach (var character in Chinese.EnumerateRunes())
        {
            var glyph = font.Find(character)!;
            Assert.Equal(unitsPerEm, glyph.Advance);
            Assert.InRange(glyph.Outline.Bounds.Right - glyph.Outline.Bounds.Left, unitsPerEm / 2, unitsPerEm);
            Assert.InRange(glyph.Outline.Bounds.Top, unitsPerEm / 2, font.Ascender);
            Assert.InRange(glyph.Outline.Bounds.Bottom, font.Descender, 0);
        }
    }

    [Theory]
    [InlineData(RealFonts.Noto)]
    [InlineData(RealFonts.DejaVu)]
    public void ASCII_has_outlines_and_only_the_space_has_none(string path)
    {
        ForeignTools.SkipWithoutFile(path);
        var font = OutlineFont.Open(path);
        Assert.Null(font.FirstMissing(Ascii));
        Assert.All(Ascii.EnumerateRunes(), letter => Assert.Equal(letter.Value == ' ', font.Find(letter)!.Outline.IsEmpty));
        Assert.All(Ascii.EnumerateRunes(), letter => Assert.InRange(font.Find(letter)!.Advance, font.UnitsPerEm / 5, font.UnitsPerEm));
    }

    [Fact]
    public void The_first_character_a_font_lacks_is_named()
    {
        ForeignTools.SkipWithoutFile(RealFonts.DejaVu);
        var font = OutlineFont.Open(RealFonts.DejaVu);
        Assert.Equal(new Rune('盘'), font.FirstMissing("GB/T 盘锦"));
        Assert.Equal(new Rune(0x20BB7), font.FirstMissing("𠮷"));
        Assert.Null(font.FirstMissing(""));
    }

    // Readers in Japan and China know 骨 in mirrored forms: the wrong face of a collection is a wrong character.
    [Fact]
    public void Of_a_collection_the_Simplified_Chinese_face_is_taken()
    {
        Dictionary<string, byte[]> Face(string name, int width) =>
            new(TestFont.Glyf(TestFont.Polygons([0, 0, width, 0, width, 9]))) { ["name"] = TestFont.Name(name) };
        double Chosen(params Dictionary<string, byte[]>[] faces) => TestFont.Open(TestFont.Collection(faces)).Find(new Rune('A'))!.Outline.Bounds.Right;

        var (japanese, mono, chinese) = (Face("Test Sans CJK JP", 1), Face("Test Sans Mono CJK SC", 2), Face("Test Sans CJK SC", 3));
        Assert.Equal(3, Chosen(japanese, mono, chinese, Face("Test Sans CJK TC", 4)));
        Assert.Equal(1, Chosen(japanese, mono));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(int.MaxValue, false)]
    public void A_collection_has_1_to_64_faces(int count, bool isRead)
    {
        var face = new Dictionary<string, byte[]>(TestFont.Glyf([])) { ["name"] = TestFont.Name("Test") };
        var file = new BigEndian().U32(0x74746366, 0x00010000, count);
        for (var i = 0; i < 65; i++)
            file.U32(12 + 4 * 65);

        var opening = Record.Exception(() => TestFont.Open(file.Bytes(TestFont.File(face, 12 + 4 * 65)).ToArray()));
        Assert.Equal(isRead, opening is null);
        Assert.True(opening is null or InvalidDataException);
    }

    [Fact]
    public void Widths_left_out_at_the_end_are_the_last_one()
    {
        var tables = TestFont.Glyf([], [], []);
        tables["hhea"][35] = 2;
        tables["hmtx"] = new BigEndian().U16(500, 0, 700, 0).ToArray();
        var font = TestFont.Open(tables);
        Assert.Equal([700, 700, 700], "ABC".EnumerateRunes().Select(letter => font.Find(letter)!.Advance));

        tables["hhea"][35] = 0;
        Assert.Throws<InvalidDataException>(() => TestFont.Open(tables).Find(new Rune('A')));
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(16_384, true)]
    [InlineData(16_385, false)]
    [InlineData(0, false)]
    public void The_em_has_16_to_16384_units(int unitsPerEm, bool isRead)
    {
        var tables = TestFont.Glyf([]);
        (tables["head"][18], tables["head"][19]) = ((byte)(unitsPerEm >> 8), (byte)unitsPerEm);
        Assert.Equal(isRead, Record.Exception(() => TestFont.Open(tables)) is not InvalidDataException);
    }

    [Theory]
    [InlineData("head")]
    [InlineData("hhea")]
    [InlineData("hmtx")]
    [InlineData("cmap")]
    [InlineData("loca")]
    [InlineData("glyf")]
    public void A_font_without_a_table_it_needs_is_refused_in_words(string tag)
    {
        var tables = TestFont.Glyf([]);
        tables.Remove(tag);
        var refusal = Assert.Throws<InvalidDataException>(() => TestFont.Open(tables));
        Assert.Matches("^The font file .+ cannot be used\\. It has no table \"(CFF |" + tag + ")\"\\.$", refusal.Message);
    }

    [Theory]
    [InlineData("", "cut off")]
    [InlineData("This is a letter to the editor, not a font.", "not a TrueType or OpenType font")]
    [InlineData("wOF2....................................", "not a TrueType or OpenType font")]
    public void A_file_that_is_no_font_is_refused_in_words(string content, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => TestFont.Open(Encoding.ASCII.GetBytes(content))).Message);

    [Fact]
    public void A_file_too_large_is_refused_before_it_is_read()
    {
        var path = Path.Combine(folder.FullName, "large.ttf");
        using (var file = File.Create(path))
            file.SetLength((256L << 20) + 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("256 MiB", Assert.Throws<InvalidDataException>(() => OutlineFont.Open(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_IO_exception() =>
        Assert.ThrowsAny<IOException>(() => OutlineFont.Open(Path.Combine(folder.FullName, "absent.ttf")));

    [Fact]
    public void The_first_usable_font_with_the_letters_of_a_label_is_found()
    {
        ForeignTools.SkipWithoutFile(RealFonts.Noto);
        ForeignTools.SkipWithoutFile(RealFonts.DejaVu);
        var damaged = Path.Combine(folder.FullName, "damaged.ttf");
        File.WriteAllText(damaged, "damaged");

        Assert.Equal(RealFonts.Noto, OutlineFont.FindFirst([Path.Combine(folder.FullName, "absent"), damaged, RealFonts.DejaVu, RealFonts.Noto])!.Path);
        Assert.Null(OutlineFont.FindFirst([damaged, RealFonts.DejaVu]));
        Assert.Contains(OutlineFont.FindInstalled()!.Path, InstalledFonts.Paths);
    }

    [Fact]
    public async Task Many_threads_read_the_same_glyphs()
    {
        ForeignTools.SkipWithoutFile(RealFonts.Noto);
        var font = OutlineFont.Open(RealFonts.Noto);
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Chinese.EnumerateRunes().Select(rune => font.Find(rune)).ToList()));
        Assert.All(await Task.WhenAll(readers), read => Assert.Equal(Chinese.EnumerateRunes().Select(rune => font.Find(rune)), read));
    }
}
