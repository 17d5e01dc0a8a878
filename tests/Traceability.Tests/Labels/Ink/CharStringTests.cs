namespace Traceability.Tests.Labels.Ink;

public class CharStringTests
{
    // Each right side was worked out by hand from Technical Note #5177 §4.
    [Theory]
    [InlineData("10 20 rmoveto 30 40 rlineto 1 2 3 4 rlineto endchar", "M10 20 L40 60 L41 62 L44 66")]
    [InlineData("10 hmoveto 5 6 7 hlineto endchar", "M10 0 L15 0 L15 6 L22 6")]
    [InlineData("10 vmoveto 5 6 7 vlineto endchar", "M0 10 L0 15 L6 15 L6 22")]
    [InlineData("0 hmoveto 1 2 3 4 5 6 rrcurveto endchar", "M0 0 C1 2 4 6 9 12")]
    [InlineData("0 hmoveto 1 2 3 4 5 6 7 8 rcurveline endchar", "M0 0 C1 2 4 6 9 12 L16 20")]
    [InlineData("0 hmoveto 7 8 1 2 3 4 5 6 rlinecurve endchar", "M0 0 L7 8 C8 10 11 14 16 20")]
    [InlineData("0 hmoveto 1 2 3 4 vvcurveto endchar", "M0 0 C0 1 2 4 2 8")]
    [InlineData("0 hmoveto 9 1 2 3 4 1 2 3 4 vvcurveto endchar", "M0 0 C9 1 11 4 11 8 C11 9 13 12 13 16")]
    [InlineData("0 hmoveto 1 2 3 4 hhcurveto endchar", "M0 0 C1 0 3 3 7 3")]
    [InlineData("0 hmoveto 9 1 2 3 4 1 2 3 4 hhcurveto endchar", "M0 0 C1 9 3 12 7 12 C8 12 10 15 14 15")]
    [InlineData("0 hmoveto 1 2 3 4 hvcurveto endchar", "M0 0 C1 0 3 3 3 7")]
    [InlineData("0 hmoveto 1 2 3 4 5 hvcurveto endchar", "M0 0 C1 0 3 3 8 7")]
    [InlineData("0 hmoveto 1 2 3 4 5 6 7 8 9 hvcurveto endchar", "M0 0 C1 0 3 3 3 7 C3 12 9 19 17 28")]
    [InlineData("0 hmoveto 1 2 3 4 vhcurveto endchar", "M0 0 C0 1 2 4 6 4")]
    [InlineData("0 hmoveto 1 2 3 4 5 6 7 8 vhcurveto endchar", "M0 0 C0 1 2 4 6 4 C11 4 17 11 17 19")]
    [InlineData("0 hmoveto 10 20 5 30 40 50 60 hflex endchar", "M0 0 C10 0 30 5 60 5 C100 5 150 0 210 0")]
    [InlineData("0 hmoveto 1 2 3 4 5 6 7 8 9 10 11 12 50 flex endchar", "M0 0 C1 2 4 6 9 12 C16 20 25 30 36 42")]
    [InlineData("0 hmoveto 1 2 3 4 5 6 7 8 9 hflex1 endchar", "M0 0 C1 2 4 6 9 6 C15 6 22 14 31 0")]
    [InlineData("0 hmoveto 10 1 10 1 10 1 10 1 10 1 7 flex1 endchar", "M0 0 C10 1 20 2 30 3 C40 4 50 5 57 0")]
    [InlineData("0 hmoveto 1 10 1 10 1 10 1 10 1 10 7 flex1 endchar", "M0 0 C1 10 2 20 3 30 C4 40 5 50 0 57")]
    [InlineData("-107 107 rmoveto 108 -108 rlineto 1131 -1131 rlineto 1132 -32768 rlineto endchar", "M-107 107 L1 -1 L1132 -1132 L2264 -33900")]
    [InlineData("0.5 -0.25 rmoveto 1.125 hlineto endchar", "M0.5 -0.25 L1.62 -0.25")]
    [InlineData("1 hmoveto 2 hlineto 3 vmoveto 4 hlineto endchar", "M1 0 L3 0 M3 3 L7 3")]
    [InlineData("endchar", "")]
    public void Every_drawing_operator_draws_what_the_note_says(string program, string path) => Assert.Equal(path, Draw(program));

    [Theory]
    [InlineData("500 1 2 rmoveto 3 hlineto endchar")]
    [InlineData("500 10 20 hstem 1 2 rmoveto 3 hlineto endchar")]
    [InlineData("500 10 20 vstem 1 2 rmoveto 3 hlineto endchar")]
    [InlineData("10 20 hstem 30 40 vstem 1 2 rmoveto 3 hlineto endchar")]
    [InlineData("500 10 20 hstemhm 30 40 vstemhm hintmask #0E 1 2 rmoveto hintmask #0E 3 hlineto endchar")]
    [InlineData("500 10 20 hstemhm 30 40 hintmask #0E 1 2 rmoveto 3 hlineto endchar")]
    [InlineData("500 10 20 hstemhm 30 40 1 1 1 1 1 1 1 1 1 1 1 1 1 1 cntrmask #0E #0E 1 2 rmoveto 3 hlineto endchar")]
    public void Widths_and_hints_leave_no_ink(string program) => Assert.Equal("M1 2 L4 2", Draw(program));

    [Fact]
    public void A_width_before_a_space_is_no_damage() => Assert.Equal("", Draw("250 endchar"));

    [Fact]
    public void Subroutines_draw_where_they_are_called_and_may_end_the_glyph() =>
        Assert.Equal("M1 2 L4 2 L4 7", Draw("1 2 rmoveto -107 callsubr -107 callgsubr 9 hlineto", locals: ["3 hlineto return"], globals: ["-106 callgsubr", "5 vlineto endchar"]));

    [Theory]
    [InlineData("1 hmoveto 5 hlineto")]
    [InlineData("5 hlineto endchar")]
    [InlineData("5 6 7 8 9 10 11 hflex endchar")]
    [InlineData("hmoveto endchar")]
    [InlineData("1 2 rmoveto 1 rlineto endchar")]
    [InlineData("1 hmoveto 1 2 3 4 5 rrcurveto endchar")]
    [InlineData("1 rmoveto endchar")]
    [InlineData("1 2 3 hmoveto endchar")]
    [InlineData("1 hmoveto 1 rcurveline endchar")]
    [InlineData("1 hmoveto 1 2 3 rlinecurve endchar")]
    [InlineData("1 hmoveto 1 2 3 vvcurveto endchar")]
    [InlineData("1 hmoveto 1 2 3 hvcurveto endchar")]
    [InlineData("1 hmoveto 1 2 3 4 5 6 hvcurveto endchar")]
    [InlineData("1 hmoveto 1 2 3 4 5 6 hflex endchar")]
    [InlineData("1 2 add endchar")]
    [InlineData("callsubr endchar")]
    [InlineData("0 callsubr endchar")]
    [InlineData("-108 callgsubr endchar")]
    [InlineData("#0F")]
    [InlineData("#0C")]
    [InlineData("#1C #00")]
    [InlineData("#FF #00 #00")]
    public void A_damaged_drawing_is_refused(string program) => Assert.Throws<InvalidDataException>(() => Draw(program));

    [Fact]
    public void A_subroutine_that_calls_itself_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Draw("-107 callsubr endchar", locals: ["-107 callsubr"]));

    // Beside an index of one-byte offsets stand bytes that make sense as offsets too: these read as empty subroutines.
    [Theory]
    [InlineData("-108 callsubr endchar")]
    [InlineData("-106 callsubr endchar")]
    public void A_subroutine_beside_the_index_is_refused(string program)
    {
        string[] one = ["return return return return return return return return return return"];
        Assert.Equal("", Draw("-107 callsubr endchar", offsetSize: 1, locals: one));
        Assert.Throws<InvalidDataException>(() => Draw(program, offsetSize: 1, locals: one));
    }

    [Fact]
    public void Ten_nested_subroutines_are_read_and_eleven_refused()
    {
        string[] Chain(int length) => [.. Enumerable.Range(1, length - 1).Select(next => $"{next - 107} callsubr return"), "1 hmoveto return"];
        Assert.Equal("M1 0", Draw("-107 callsubr endchar", locals: Chain(10)));
        Assert.Throws<InvalidDataException>(() => Draw("-107 callsubr endchar", locals: Chain(11)));
    }

    [Fact]
    public void Subroutines_that_double_at_every_level_are_refused_soon()
    {
        var call = string.Concat(Enumerable.Repeat("-106 callsubr ", 1_000));
        string[] bomb = [.. Enumerable.Range(0, 9).Select(level => call.Replace("-106", $"{level - 106}") + "return"), "return"];
        Assert.Throws<InvalidDataException>(() => Draw(string.Concat(Enumerable.Repeat("hstem ", 200_001)) + "endchar", 4));
        Assert.Throws<InvalidDataException>(() => Draw("-107 callsubr endchar", locals: bomb));
    }

    [Fact]
    public void Forty_eight_operands_are_read_and_forty_nine_refused()
    {
        Assert.NotEmpty(Draw("0 hmoveto" + string.Concat(Enumerable.Repeat(" 1", 48)) + " rlineto endchar"));
        Assert.Throws<InvalidDataException>(() => Draw("0 hmoveto" + string.Concat(Enumerable.Repeat(" 1", 49)) + " hlineto endchar"));
    }

    [Fact]
    public void A_drawing_of_twenty_thousand_steps_is_read_and_one_more_refused()
    {
        string Lines(int count) => "0 hmoveto " + string.Concat(Enumerable.Repeat("1 hlineto ", count)) + "endchar";
        Assert.NotEmpty(Draw(Lines(19_999), 4));
        Assert.Throws<InvalidDataException>(() => Draw(Lines(20_000), 4));
    }

    // 1,240 subroutines and more are numbered from -1,131: the bias of §4.7.
    [Fact]
    public void Many_subroutines_have_another_bias()
    {
        string[] many = ["7 hmoveto return", .. Enumerable.Repeat("return", 1_239)];
        Assert.Equal("M7 0", Draw("-1131 callsubr endchar", locals: many));
        Assert.Equal("M7 0", Draw("-107 callsubr endchar", locals: many[..1_239]));
    }

    private static string Draw(string program, int offsetSize = 2, string[]? locals = null, string[]? globals = null) =>
        TestFont.Draw(TestFont.Cff(new TestCff { CharStrings = [program], OffsetSize = offsetSize, Locals = locals ?? [], Globals = globals ?? [] }.Table()));
}
