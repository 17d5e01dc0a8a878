using Traceability.Origins;

namespace Traceability.Tests.Origins;

public sealed class OriginRuleTests
{
    [Theory]
    [InlineData(220.0, 20, 200, OriginVerdict.Inside)]
    [InlineData(219.9, 20, 200, OriginVerdict.TooCloseToCall)]
    [InlineData(0.0, 20, 200, OriginVerdict.TooCloseToCall)]
    [InlineData(-219.9, 20, 200, OriginVerdict.TooCloseToCall)]
    [InlineData(-220.0, 20, 200, OriginVerdict.Outside)]
    [InlineData(0.0, 0, 0, OriginVerdict.Inside)]
    [InlineData(-0.001, 0, 0, OriginVerdict.Outside)]
    [InlineData(5000.0, 6000, 0, OriginVerdict.TooCloseToCall)]
    public void A_point_is_called_only_beyond_both_accuracies_together(
        double metres, double pointAccuracy, double boundaryAccuracy, OriginVerdict expected) =>
        Assert.Equal(expected, OriginRule.JudgePoint(metres, pointAccuracy, boundaryAccuracy));

    [Theory]
    [InlineData(1, 300, OriginVerdict.Inside)]
    [InlineData(1, 100, OriginVerdict.TooCloseToCall)]
    [InlineData(0.5, -40, OriginVerdict.Straddles)]
    [InlineData(0.5, -4000, OriginVerdict.Straddles)]
    [InlineData(0.9999, -3, OriginVerdict.Straddles)]
    [InlineData(0.9999999, -0.001, OriginVerdict.TooCloseToCall)]
    [InlineData(0.9999999, -900, OriginVerdict.Straddles)]
    [InlineData(0.0000001, -900, OriginVerdict.Outside)]
    [InlineData(0, -150, OriginVerdict.TooCloseToCall)]
    [InlineData(0, -300, OriginVerdict.Outside)]
    public void A_plot_straddles_before_it_is_too_close_and_is_called_only_beyond_the_accuracies(
        double share, double metres, OriginVerdict expected) =>
        Assert.Equal(expected, OriginRule.JudgePlot(new(share, 1000, share * 1000, metres), 10, 200));

    [Fact]
    public void A_plot_that_shares_its_edge_with_the_zone_is_inside_when_everything_is_exact() =>
        Assert.Equal(OriginVerdict.Inside, OriginRule.JudgePlot(new(1, 1000, 1000, -1e-6), 0, 0));

    [Fact]
    public void A_zone_not_in_force_has_nothing_inside()
    {
        Assert.Equal(OriginVerdict.Outside, OriginRule.JudgePoint(9000, 1, 1, zoneInForce: false));
        Assert.Equal(OriginVerdict.Outside, OriginRule.JudgePlot(new(1, 1, 1, 9000), 1, 1, zoneInForce: false));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(double.PositiveInfinity, 0)]
    public void An_impossible_accuracy_is_refused(double point, double boundary) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OriginRule.JudgePoint(1, point, boundary));

    [Fact]
    public void A_zero_written_with_a_sign_is_zero() => Assert.Equal(OriginVerdict.Inside, OriginRule.JudgePoint(1, -0.0, -0.0));

    [Fact]
    public void The_worst_of_several_verdicts_is_their_maximum() =>
        Assert.Equal(
            [OriginVerdict.Inside, OriginVerdict.TooCloseToCall, OriginVerdict.Straddles, OriginVerdict.Outside],
            Enum.GetValues<OriginVerdict>().Order());
}
