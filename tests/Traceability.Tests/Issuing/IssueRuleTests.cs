using Traceability.Issuing;
using Traceability.Products;

namespace Traceability.Tests.Issuing;

public sealed class IssueRuleTests
{
    private const uint FourEyesAbove = 5_000_000;
    private const long Pack = 5_000;
    private static readonly DateOnly Today = new(2026, 10, 1);
    private static readonly Season Harvest = new(Guid.Empty, Guid.Empty, "2026", Today, Today.AddDays(30), 600_000, 650, ClosedAt: null);
    private static readonly GateOpening Open = new GateOpening.Open();

    private static readonly GateOpening.Closed Closed =
        new([new GateReason("lapsed", null, null, new PlainWords("失效", "Lapsed"))]);

    [Theory]
    [InlineData(2_340u, true)]
    [InlineData(2_341u, false)]
    public void A_lot_carries_exactly_its_allowance_and_not_one_label_more(uint count, bool fits)
    {
        var decision = IssueRule.Judge(count, Open, Harvest, Today, 2_340 * Pack + Pack - 1, Pack, FourEyesAbove);

        Assert.Equal(fits ? new IssueDecision.Issued(count * Pack) : new IssueDecision.AllowanceExceeded(2_340), decision);
    }

    [Theory]
    [InlineData(FourEyesAbove, false)]
    [InlineData(FourEyesAbove + 1, true)]
    [InlineData(IssueRule.CountMax, true)]
    public void Above_the_count_a_second_person_must_agree_and_the_quantity_is_spent_already(uint count, bool waits)
    {
        var decision = IssueRule.Judge(count, Open, Harvest, Today, long.MaxValue, Pack, FourEyesAbove);

        Assert.Equal(waits ? new IssueDecision.NeedsSecondPerson(count * Pack) : new IssueDecision.Issued(count * Pack), decision);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(IssueRule.CountMax + 1)]
    [InlineData(uint.MaxValue)]
    public void A_batch_holds_at_least_one_label_and_no_more_than_one_print_job(uint count) =>
        Assert.Equal(new IssueDecision.BadCount(IssueRule.CountMax), IssueRule.Judge(count, Open, Harvest, Today, long.MaxValue, 1, uint.MaxValue));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Labels_are_issued_on_the_first_and_the_last_day_of_the_season(int daysAfterStart, bool issues)
    {
        var decision = IssueRule.Judge(1, Open, Harvest, Harvest.StartsOn.AddDays(daysAfterStart), Pack, Pack, FourEyesAbove);

        Assert.Equal(issues ? new IssueDecision.Issued(Pack) : new IssueDecision.SeasonOver(Harvest.StartsOn, Harvest.EndsOn), decision);
    }

    [Theory]
    [InlineData(-1, 40, false)]
    [InlineData(0, 40, true)]
    [InlineData(9, 10, true)]
    [InlineData(10, 10, true)]
    [InlineData(11, 10, false)]
    [InlineData(30, 40, true)]
    [InlineData(31, 40, false)]
    public void Goods_were_harvested_within_the_season_and_not_after_today(int daysAfterStart, int today, bool may) =>
        Assert.Equal(may, Harvest.HarvestedOn(Harvest.StartsOn.AddDays(daysAfterStart), Harvest.StartsOn.AddDays(today)));

    [Fact]
    public void Apparel_knows_no_season() =>
        Assert.Equal(new IssueDecision.Issued(1), IssueRule.Judge(1, Open, season: null, DateOnly.MaxValue, 1, 1, FourEyesAbove));

    // Everything is wrong at once; taking the faults away one by one shows the next.
    [Fact]
    public void The_first_reason_that_stands_is_given()
    {
        var over = Harvest with { ClosedAt = DateTimeOffset.UnixEpoch };

        Assert.IsType<IssueDecision.BadCount>(IssueRule.Judge(0, Closed, over, Today, 0, Pack, 0));
        Assert.Equal(Closed.Reasons, Assert.IsType<IssueDecision.NoRight>(IssueRule.Judge(1, Closed, over, Today, 0, Pack, 0)).Reasons);
        Assert.IsType<IssueDecision.SeasonOver>(IssueRule.Judge(1, Open, over, Today, 0, Pack, 0));
        Assert.IsType<IssueDecision.AllowanceExceeded>(IssueRule.Judge(1, Open, Harvest, Today, 0, Pack, 0));
        Assert.IsType<IssueDecision.NeedsSecondPerson>(IssueRule.Judge(1, Open, Harvest, Today, Pack, Pack, 0));
    }

    [Fact]
    public void A_balance_below_zero_carries_nothing() =>
        Assert.Equal(new IssueDecision.AllowanceExceeded(0), IssueRule.Judge(1, Open, Harvest, Today, -Pack, Pack, FourEyesAbove));

    [Theory]
    [InlineData(0u, false)]
    [InlineData(1u, true)]
    [InlineData(500u, true)]
    [InlineData(501u, false)]
    [InlineData(uint.MaxValue, false)]
    public void A_test_print_is_small_and_spends_nothing(uint count, bool fits) =>
        Assert.Equal(fits ? new IssueDecision.Issued(0) : new IssueDecision.BadCount(500), IssueRule.JudgeTestPrint(count, Open));

    // It bears the name as every label does.
    [Fact]
    public void A_test_print_without_a_right_is_refused() =>
        Assert.Equal(Closed.Reasons, Assert.IsType<IssueDecision.NoRight>(IssueRule.JudgeTestPrint(1, Closed)).Reasons);
}
