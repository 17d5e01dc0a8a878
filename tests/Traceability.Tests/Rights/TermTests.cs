using Traceability.Rights;

namespace Traceability.Tests.Rights;

public sealed class TermTests
{
    [Theory]
    [InlineData(RightKind.UtilityModelPatent, "1999-09-06", "2009-09-05")]
    [InlineData(RightKind.InventionPatent, "2004-03-01", "2024-02-29")]
    [InlineData(RightKind.DesignPatent, "2021-05-31", "2031-05-30")]
    [InlineData(RightKind.DesignPatent, "2021-06-01", "2036-05-31")]
    [InlineData(RightKind.UtilityModelPatent, "2004-02-29", "2014-02-28")]
    [InlineData(RightKind.InventionPatent, "2004-02-29", "2024-02-28")]
    [InlineData(RightKind.Trademark, "2012-04-07", "2022-04-06")]
    [InlineData(RightKind.Copyright, "2021-01-01", "2071-12-31")]
    [InlineData(RightKind.Copyright, "2021-12-31", "2071-12-31")]
    [InlineData(RightKind.GeographicalIndication, "2011-05-01", null)]
    [InlineData(RightKind.InventionPatent, "9980-01-01", "9999-12-31")]
    [InlineData(RightKind.Copyright, "9980-01-01", "9999-12-31")]
    public void The_last_day_in_force_follows_from_the_first_day_of_the_term(RightKind kind, string startsOn, string? expected) =>
        Assert.Equal(expected is null ? null : DateOnly.Parse(expected), Term.ExpiresOn(kind, DateOnly.Parse(startsOn)));

    [Theory]
    [InlineData("2022-04-06", "2022-10-06")]
    [InlineData("2021-08-31", "2022-02-28")]
    [InlineData("9999-12-31", "9999-12-31")]
    public void A_mark_can_be_renewed_for_six_months_more(string expiresOn, string graceEndsOn) =>
        Assert.Equal(DateOnly.Parse(graceEndsOn), Term.GraceEndsOn(DateOnly.Parse(expiresOn)));
}
