using System.Text;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

public class StationeryTests
{
    [Fact]
    public void Every_planned_line_has_ink_and_the_square_of_the_symbol_has_none()
    {
        var font = ReadBackTests.Font();
        foreach (var plan in ThermalPlans.All())
        {
            var picture = Stationery.Draw(plan, font);
            Assert.Equal((plan.Width, plan.Height), (picture.Width, picture.Height));
            Assert.Equal(0, Ink(picture, plan.SquareLeft, plan.SquareTop, plan.SquareLeft + plan.SquareSide, plan.SquareTop + plan.SquareSide));
            Assert.All(plan.Lines, line => Assert.True(Ink(picture, line.Left, line.Baseline - line.FontSize, plan.Width, line.Baseline) > line.FontSize, line.Text));
            Assert.Equal(0, Ink(picture, 0, plan.Code!.Baseline - (plan.Code.FontSize * 3 / 4), plan.Width, plan.Code.Baseline));
        }
    }

    // A three-em dash is charged as one em.
    [Fact]
    public void A_line_wider_than_its_place_is_squeezed_into_it()
    {
        var font = ReadBackTests.Font();
        var plan = Samples.Plan(Samples.Content() with { ProductName = new string('\u2E3B', 9) }, Samples.Wish(40, 30));
        Assert.Null(Stationery.FirstMissing(plan, font));
        Assert.Equal(0, Ink(Stationery.Draw(plan, font), plan.Width - plan.Code!.Left + 1, 0, plan.Width, plan.Height));
    }

    // An enclosing circle at the start of a line stands an em to the left of it.
    [Fact]
    public void Ink_that_would_stand_in_the_square_of_the_symbol_is_left_out()
    {
        var font = ReadBackTests.Font();
        var plan = Samples.Plan(Samples.Content() with { ProductName = "\u20DD\u20DD米" }, Samples.Wish(40, 30));
        Assert.Null(Stationery.FirstMissing(plan, font));
        Assert.Equal(0, Ink(Stationery.Draw(plan, font), plan.SquareLeft, plan.SquareTop, plan.SquareLeft + plan.SquareSide, plan.SquareTop + plan.SquareSide));
    }

    [Fact]
    public void Only_the_symbol_leaves_the_stationery_empty()
    {
        var picture = Stationery.Draw(Samples.Plan(Samples.Content(), Samples.Wish(30, 30) with { IsSymbolOnly = true }), ReadBackTests.Font());
        Assert.Equal(0, Ink(picture, 0, 0, picture.Width, picture.Height));
    }

    [Fact]
    public void Every_character_of_a_code_is_drawn_within_a_cell_unlike_every_other()
    {
        var font = ReadBackTests.Font();
        foreach (var plan in ThermalPlans.All())
        {
            var glyphs = new CodeGlyphs(plan, font);
            var seen = new HashSet<string>();
            foreach (var character in "-0123456789ABCDEFGHJKMNPQRSTVWXYZ"u8)
            {
                var glyph = glyphs[character];
                Assert.InRange(glyph.Width, 1, plan.CodeCellDots);
                Assert.True(Ink(glyph, 0, 0, glyph.Width, glyph.Height) > 0);
                Assert.True(seen.Add(string.Concat(Enumerable.Range(0, glyph.Height).Select(y => Convert.ToHexString(glyph.Row(y))))));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => glyphs[(byte)'I']);
            Assert.Throws<ArgumentOutOfRangeException>(() => glyphs[0xFF]);
        }
    }

    [Fact]
    public void A_drawn_code_keeps_to_its_place()
    {
        var font = ReadBackTests.Font();
        foreach (var plan in ThermalPlans.All())
        {
            var picture = new Bitmap(plan.Width, plan.Height);
            new CodeGlyphs(plan, font).Draw(Encoding.ASCII.GetBytes(Samples.Printed(new string('W', 20))), picture);
            var (code, end) = (plan.Code!, (int)double.Ceiling(plan.Code!.Left + (23 * plan.CodeCellDots)));
            var all = Ink(picture, 0, 0, plan.Width, plan.Height);
            Assert.True(all > 0);
            Assert.Equal(all, Ink(picture, code.Left, code.Baseline - code.FontSize, end, code.Baseline + (code.FontSize / 4)));
        }
    }

    private static int Ink(Bitmap picture, int left, int top, int right, int bottom) =>
        Enumerable.Range(top, bottom - top).Sum(y => Enumerable.Range(left, right - left).Count(x => picture.IsDark(x, y)));
}
