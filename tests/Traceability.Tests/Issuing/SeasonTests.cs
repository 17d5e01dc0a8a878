using Traceability.Issuing;

namespace Traceability.Tests.Issuing;

public sealed class SeasonTests
{
    private static readonly Season Harvest = new(
        Guid.Empty, Guid.Empty, "2026", new DateOnly(2026, 9, 1), new DateOnly(2027, 8, 31), 600_000, 650, ClosedAt: null);

    [Theory]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-09-01", true)]
    [InlineData("2027-08-31", true)]
    [InlineData("2027-09-01", false)]
    public void Labels_are_issued_from_the_first_day_to_the_last(string day, bool issues) =>
        Assert.Equal(issues, Harvest.IssuesOn(DateOnly.ParseExact(day, "yyyy-MM-dd")));

    [Fact]
    public void A_closed_season_issues_on_no_day() =>
        Assert.False((Harvest with { ClosedAt = DateTimeOffset.UnixEpoch }).IssuesOn(Harvest.StartsOn));
}
