using System.Text;

namespace Traceability.Tests.Labels.Ink;

public class CffTests
{
    private static readonly TestCff TwoParts = new()
    {
        CharStrings = ["1 hmoveto endchar", "-107 callsubr endchar"],
        Locals = ["2 hmoveto return"],
    };

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(3, 0, 2, 0, 0, 0, 0, 2, 1, 0, 3)]
    public void Each_glyph_of_a_keyed_font_uses_the_subroutines_of_its_part(params int[] select)
    {
        var tables = TestFont.Cff((TwoParts with { Select = [.. select.Select(value => (byte)value)] }).Table(), glyphs: 2);
        Assert.Equal("M1 0", TestFont.Draw(tables));
        Assert.Equal("M2 0", TestFont.Draw(tables, 'B'));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)] // The first part has no such subroutine,
    [InlineData(0, 0, 0, 2)] // a third part is not there,
    [InlineData(3, 0, 1, 0, 0, 0, 0, 2)] // the last glyph is in no range,
    [InlineData(1, 0, 2, 0, 0, 0, 0, 2, 1, 0, 3)] // and there is no such format.
    [InlineData(0)]
    public void A_glyph_that_belongs_to_no_part_is_refused(params int[] select)
    {
        var font = TestFont.Open(TestFont.Cff((TwoParts with { Select = [.. select.Select(value => (byte)value)] }).Table(), glyphs: 2));
        Assert.Throws<InvalidDataException>(() => font.Find(new Rune('B')));
    }

    [Fact]
    public void A_name_keyed_font_has_one_set_of_subroutines() => Assert.Equal("M2 0", TestFont.Draw(TestFont.Cff(TwoParts.Table(), glyphs: 2), 'B'));

    [Fact]
    public void A_glyph_that_the_map_knows_and_the_outlines_do_not_is_refused()
    {
        var font = TestFont.Open(TestFont.Cff(TwoParts.Table(), glyphs: 3));
        Assert.Throws<InvalidDataException>(() => font.Find(new Rune('C')));
    }

    [Fact]
    public void Outlines_of_another_kind_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => TestFont.Open(TestFont.Cff((TwoParts with { Major = 2 }).Table())));
        Assert.Throws<InvalidDataException>(() => TestFont.Open(TestFont.Cff((TwoParts with { CharStringType = 1 }).Table())));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void An_index_has_offsets_of_one_to_four_bytes(int offsetSize, bool isRead)
    {
        var table = (TwoParts with { OffsetSize = int.Clamp(offsetSize, 1, 4) }).Table();
        var at = table.AsSpan().IndexOf([(byte)0, (byte)3, (byte)int.Clamp(offsetSize, 1, 4)]);
        table[at + 2] = (byte)offsetSize;
        var opening = Record.Exception(() => TestFont.Open(TestFont.Cff(table, glyphs: 2)));
        Assert.Equal(isRead, opening is null);
        Assert.True(opening is null or InvalidDataException);
    }

    [Fact]
    public void Settings_that_do_not_end_or_are_no_numbers_are_refused()
    {
        byte[] Repeated(int count) => [.. Enumerable.Repeat((byte)139, count), 20];
        Assert.NotNull(TestFont.Open(TestFont.Cff((TwoParts with { Settings = Repeated(48) }).Table())));
        Assert.Throws<InvalidDataException>(() => TestFont.Open(TestFont.Cff((TwoParts with { Settings = Repeated(49) }).Table())));
        Assert.Throws<InvalidDataException>(() => TestFont.Open(TestFont.Cff((TwoParts with { Settings = [31, 20] }).Table())));
        Assert.Throws<InvalidDataException>(() => TestFont.Open(TestFont.Cff((TwoParts with { Settings = [255, 20] }).Table())));
    }

    [Fact]
    public void Settings_hold_numbers_in_every_form() => Assert.Equal(
        "M2 0", TestFont.Draw(TestFont.Cff((TwoParts with { Settings = [28, 1, 2, 20, 247, 5, 251, 6, 20, 30, 0x1A, 0xF1, 20] }).Table(), glyphs: 2), 'B'));
}
