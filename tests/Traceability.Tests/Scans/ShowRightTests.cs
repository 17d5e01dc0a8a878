using Traceability.Rights;
using Traceability.Scans;
using static Traceability.Tests.Rights.StateSeriesTests;

namespace Traceability.Tests.Scans;

public sealed class ShowRightTests
{
    private static readonly Guid Holder = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly Guid Producer = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    // Filed on day 0, granted on day 10; the lot was made on day 20.
    private static readonly Right Design = new()
    {
        Id = new Guid(3, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        Kind = RightKind.DesignPatent,
        Number = "202430012345.6",
        Title = "连衣裙",
        HolderId = Holder,
        HolderName = "演示服饰有限公司",
        FiledOn = Day(0),
        RecordedBy = "li",
        States = Series((RightState.Applied, 0, 0), (RightState.Granted, 10, 10)),
    };

    private static readonly Permission Licence = new(Guid.Empty, PermissionKind.Licence, Design.Id, Producer, "演示许可-1", Day(10), Day(40));

    [Fact]
    public void A_right_in_force_shows_the_same_state_three_times_and_no_banner()
    {
        var shown = Show(Design, Holder, today: 30);

        Assert.Equal((RightState.Granted, RightState.Granted, RightState.Granted), States(shown));
        Assert.Null(shown.NotInForce);
        Assert.Null(shown.Permission);
        Assert.Equal((Design.Kind, Design.Number, Design.Title, Design.HolderName), (shown.Kind, shown.Number, shown.Title, shown.Holder));
    }

    // Void from the beginning: told so even of the day on which everybody believed it.
    [Fact]
    public void An_invalidated_right_was_void_when_made_and_granted_as_recorded_then()
    {
        var shown = Show(Design with { States = Design.States.With(Recorded(RightState.Invalidated, 25, 26)) }, Holder, today: 30);

        Assert.Equal((RightState.Invalidated, RightState.Granted, RightState.Invalidated), States(shown));
        Assert.Equal(RightWords.Of(NotInForceReason.Invalidated, Day(25)), shown.NotInForce);
    }

    [Fact]
    public void A_lapse_after_the_lot_was_made_leaves_its_making_untouched()
    {
        var shown = Show(Design with { States = Design.States.With(Recorded(RightState.Lapsed, 25, 26)) }, Holder, today: 30);

        Assert.Equal((RightState.Granted, RightState.Granted, RightState.Lapsed), States(shown));
        Assert.NotNull(shown.NotInForce);
    }

    // The fee was unpaid before the lot was made, the register said so only later.
    [Fact]
    public void What_was_learnt_later_is_told_beside_what_was_recorded_then()
    {
        var shown = Show(Design with { States = Design.States.With(Recorded(RightState.Lapsed, 15, 26)) }, Holder, today: 30);

        Assert.Equal((RightState.Lapsed, RightState.Granted, RightState.Lapsed), States(shown));
    }

    [Fact]
    public void A_licensee_is_shown_by_its_paper_until_it_ends()
    {
        Assert.Equal("演示许可-1", Show(Design, Producer, today: 39, Licence).Permission);
        Assert.Null(Show(Design, Producer, today: 39, Licence).NotInForce);

        var ended = Show(Design, Producer, today: 40, Licence);
        Assert.Null(ended.Permission);
        Assert.Equal(RightWords.Of(NotEntitledReason.PermissionEnded, PermissionKind.Licence, Day(40)), ended.NotInForce);
    }

    [Fact]
    public void A_right_that_ended_is_told_before_a_permission_that_ended()
    {
        var lapsed = Design with { States = Design.States.With(Recorded(RightState.Lapsed, 25, 26)) };

        Assert.Equal(RightWords.Of(NotInForceReason.Lapsed, Day(25)), Show(lapsed, Producer, today: 40, Licence).NotInForce);
    }

    // A check of one's own is none, and one that comes later was none before.
    [Theory]
    [InlineData(null, 0, false)]
    [InlineData("li", 12, false)]
    [InlineData("wang", 31, false)]
    [InlineData("wang", 12, true)]
    public void A_right_is_told_as_checked_only_after_a_second_person_did(string? by, int day, bool isChecked) =>
        Assert.Equal(isChecked, Show(Design with { Check = by is null ? null : new RightCheck(by, At(day)) }, Holder, today: 30).IsChecked);

    private static ShownRight Show(Right right, Guid producer, int today, params Permission[] permissions) =>
        ShowRight.Of(right, producer, permissions, Day(20), At(20), Day(today), At(today));

    private static RightStateEntry Recorded(RightState state, int effectiveOn, int recordedAt) =>
        Series((state, effectiveOn, recordedAt)).Entries[0];

    private static (RightState WhenMade, RightState AsRecordedThen, RightState Today) States(ShownRight shown) =>
        (StateOf(shown.WhenMade), StateOf(shown.AsRecordedThen), StateOf(shown.Today));

    private static RightState StateOf(RightStanding standing) => Assert.IsType<RightStanding.Recorded>(standing).Entry.State;
}
