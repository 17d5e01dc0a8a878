using Traceability.Rights;
using Traceability.Tests.Parties;

namespace Traceability.Tests.Rights;

public sealed class RightWordsTests
{
    private static readonly DateOnly Day = new(2024, 5, 1);

    public static TheoryData<PlainWords> All =>
    [
        .. Enum.GetValues<RightKind>().Select(RightWords.Of),
        .. Enum.GetValues<TrademarkKind>().Select(RightWords.Of),
        .. Enum.GetValues<GiRegime>().Select(RightWords.Of),
        .. Enum.GetValues<CheckRefusal>().Select(RightWords.Of),
        .. Enum.GetValues<PermissionKind>().Select(RightWords.Of),
        .. Enum.GetValues<NotInForceReason>().Select(reason => RightWords.Of(reason, Day)),
        .. from kind in Enum.GetValues<RightKind>() from state in Enum.GetValues<RightState>() select RightWords.Of(kind, state),
        .. from reason in Enum.GetValues<NotEntitledReason>()
           from needed in Enum.GetValues<PermissionKind>()
           select RightWords.Of(reason, needed, Day),
        RightWords.Of(RightKind.Trademark, new RightStanding.NotYet()),
    ];

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Everything_is_said_in_both_languages(PlainWords words) => Words.AreInBothLanguages(words);

    [Fact]
    public void A_day_is_written_year_first() => Assert.Equal("lapsed on 2024-05-01", RightWords.Of(NotInForceReason.Lapsed, Day).En);

    [Theory]
    [InlineData(RightKind.DesignPatent, "已授权")]
    [InlineData(RightKind.Trademark, "已注册")]
    [InlineData(RightKind.Copyright, "已登记")]
    [InlineData(RightKind.GeographicalIndication, "受保护")]
    public void A_right_given_is_called_as_its_register_calls_it(RightKind kind, string zh)
    {
        var entry = new RightStateEntry(RightState.Granted, Day, default, "公告", Day);
        Assert.Equal(zh, RightWords.Of(kind, new RightStanding.Recorded(entry)).Zh);
    }
}
