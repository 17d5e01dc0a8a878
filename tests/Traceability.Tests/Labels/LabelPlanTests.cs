using Traceability.Labels;

namespace Traceability.Tests.Labels;

public class LabelPlanTests
{
    // 40 × 30 mm: some 22 mm for the symbol. The table walks medium, printer and address.
    [Theory]
    [InlineData(203, LabelMedium.Paper, Samples.Prefix, 3, 4)]
    [InlineData(300, LabelMedium.Paper, Samples.Prefix, 3, 6)]
    [InlineData(203, LabelMedium.Textile, Samples.Prefix, 4, 4)]
    [InlineData(203, LabelMedium.Curved, Samples.Prefix, 4, 4)]
    [InlineData(203, LabelMedium.Paper, Samples.GtinPrefix, 4, 4)]
    [InlineData(203, LabelMedium.Curved, Samples.GtinPrefix, 5, 3)]
    public void Version_and_whole_dots_follow_from_medium_printer_and_address(int dpi, LabelMedium medium, string prefix, int version, int dots)
    {
        var plan = Samples.Plan(Samples.Content(prefix), Samples.Wish(40, 30, dpi, medium));
        Assert.Equal((version, dots), (plan.Symbol.Version, plan.DotsPerModule));
        Assert.Equal(dots * (dpi == 203 ? 0.125 : 25.4 / dpi), plan.ModuleMillimetres, 9);
    }

    [Theory]
    [InlineData(25, 15, false, 0.25)]
    [InlineData(40, 30, true, 0.396)]
    [InlineData(30, 20, true, 0.396)]
    public void A_label_too_small_is_refused_with_the_smallest_that_works(double width, double height, bool isForShop, double least)
    {
        var content = Samples.Content(Samples.GtinPrefix) with { IsDemonstration = false };
        var wish = Samples.Wish(width, height, 203, LabelMedium.Curved) with { IsForShopScanner = isForShop };
        var refused = Assert.IsType<LabelPlanning.ModulesTooSmall>(LabelPlan.For(content, wish));

        Assert.Equal(least, refused.LeastMillimetres);
        Assert.InRange(refused.ModuleMillimetres, 0, least - 0.001);
        var smallest = refused.Smallest!;
        var plan = Samples.Plan(content, wish with { Size = smallest });
        Assert.InRange(plan.ModuleMillimetres, least, 1);

        // Half a millimetre less in both directions is still too small.
        Assert.True(LabelSize.TryCreate((smallest.WidthHundredths / 100.0) - 0.5, (smallest.HeightHundredths / 100.0) - 0.5, out var less));
        Assert.IsNotType<LabelPlanning.Planned>(LabelPlan.For(content, wish with { Size = less }));
    }

    [Fact]
    public void What_the_mark_rules_ask_for_is_never_cut()
    {
        var wish = Samples.Wish(30, 20);
        var cut = Assert.IsType<LabelPlanning.TextDoesNotFit>(LabelPlan.For(Samples.Content() with { RightNumber = "国家质量监督检验检疫总局二〇一一年第七十号公告" }, wish));
        Assert.Equal("国家质量监督检验检疫总局二〇一一年第七十号公告", cut.Text);
        var plan = Samples.Plan(Samples.Content() with { RightNumber = cut.Text }, wish with { Size = cut.Smallest! });
        Assert.Contains(cut.Text, string.Concat(plan.Lines.Select(line => line.Text)));

        Assert.Null(Assert.IsType<LabelPlanning.TextDoesNotFit>(LabelPlan.For(Samples.Content() with { RightName = new string('米', 500) }, wish)).Smallest);
        Assert.IsType<LabelPlanning.TextDoesNotFit>(LabelPlan.For(Samples.Content() with { Uscc = new string('9', 200) }, wish));
    }

    [Fact]
    public void An_address_beyond_version_six_is_refused() => Assert.IsType<LabelPlanning.AddressTooLong>(
        LabelPlan.For(Samples.Content("HTTPS://" + new string('A', 120) + ".EXAMPLE.ORG/"), Samples.Wish(100, 100, 203, LabelMedium.Textile)));

    [Theory]
    [InlineData(149)]
    [InlineData(1_201)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_printer_of_impossible_fineness_is_a_broken_invariant(int dpi) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Wish(40, 30, dpi));

    [Theory]
    [InlineData(7.9, 30)]
    [InlineData(40, 7.9)]
    [InlineData(300.1, 30)]
    [InlineData(40, 301)]
    [InlineData(double.NaN, 30)]
    [InlineData(40, double.PositiveInfinity)]
    [InlineData(-40, 30)]
    public void A_size_that_cannot_carry_a_label_is_refused(double width, double height) =>
        Assert.False(LabelSize.TryCreate(width, height, out _));

    // The larger module wins: nearly square labels put the symbol beside the texts, tall ones above them.
    [Theory]
    [InlineData(60, 50, 6)]
    [InlineData(55, 45, 6)]
    [InlineData(80, 80, 9)]
    [InlineData(30, 50, 5)]
    [InlineData(25, 25, 2)]
    public void Of_two_arrangements_the_one_with_the_larger_modules_is_taken(double width, double height, int leastDots)
    {
        var plan = Samples.Plan(Samples.Content() with { IsDemonstration = false, ProductName = "", ProducerName = "", Lot = "" }, Samples.Wish(width, height));
        Assert.InRange(plan.DotsPerModule, leastDots, 30);
    }

    [Fact]
    public void What_is_cut_or_left_out_is_told()
    {
        var plan = Samples.Plan(Samples.Content() with { IsDemonstration = false }, Samples.Wish(30, 20));
        Assert.Contains("批次 2026-0117", plan.LeftOut);
        Assert.Empty(Samples.Plan(Samples.Content(), Samples.Wish(60, 40)).LeftOut);
    }

    [Fact]
    public void A_label_too_narrow_for_its_printed_code_is_refused_and_its_symbol_alone_is_not()
    {
        Assert.IsNotType<LabelPlanning.Planned>(LabelPlan.For(Samples.Content(), Samples.Wish(15, 60)));
        var bare = Samples.Plan(Samples.Content(), Samples.Wish(15, 20) with { IsSymbolOnly = true });
        Assert.Equal((0, 20), (bare.SquareLeft, bare.SquareTop));
        Assert.Equal(3, bare.DotsPerModule);
    }

    [Fact]
    public void No_character_stands_alone_on_a_line()
    {
        var plan = Samples.Plan(Samples.Content() with { ProducerName = "盘锦市大洼区辽河口稻米加工厂" }, Samples.Wish(40, 30));
        var lines = plan.Lines.Where(line => "盘锦市大洼区辽河口稻米加工厂".Contains(line.Text)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.InRange(lines[1].Text.Length, 5, 9);
    }

    [Fact]
    public void Every_usual_roll_carries_a_plain_label()
    {
        foreach (var roll in LabelSize.Rolls)
            Assert.IsType<LabelPlanning.Planned>(LabelPlan.For(Samples.Content() with { IsDemonstration = false }, new LabelWish { Size = roll }));
    }

    [Fact]
    public void Texts_and_code_stay_inside_the_label_and_off_the_symbol()
    {
        foreach (var plan in LabelSvgTests.Plans())
        {
            var (right, bottom) = (plan.SquareLeft + plan.SquareSide, plan.SquareTop + plan.SquareSide);
            Assert.True(plan.SymbolLeft - plan.SquareLeft >= 4 * plan.DotsPerModule && right <= plan.Width && bottom <= plan.Height);
            Assert.All(plan.Lines.Append(plan.Code!), line => Assert.True(
                line.Baseline <= plan.Height && (line.Left >= right || line.Baseline - line.FontSize >= bottom), $"{line} touches the symbol's square"));
            Assert.Equal(plan.Lines.Count + 1, plan.Lines.Append(plan.Code!).Select(line => line.Baseline).Distinct().Count());
            Assert.InRange(plan.Code!.Left + (23 * plan.CodeCellDots), 1, plan.Width);
        }
    }
}
