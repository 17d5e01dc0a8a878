using Traceability.Issuing;
using static Traceability.Issuing.AccountKind;
using static Traceability.Issuing.MovementKind;

namespace Traceability.Tests.Issuing;

public sealed class MovementRuleTests
{
    private static readonly (MovementKind Kind, AccountKind From, AccountKind To)[] Lawful =
    [
        (Grant, Land, Holding),
        (Declare, Order, Lot),
        (Offer, Holding, InTransfer),
        (Confirm, InTransfer, Holding),
        (Decline, InTransfer, Holding),
        (SetAside, Holding, Lot),
        (Spend, Lot, Issued),
        (Return, Issued, Lot),
        (Expire, Holding, Expired),
        (Expire, InTransfer, Expired),
        (Expire, Lot, Expired),
    ];

    [Fact]
    public void Allowance_moves_along_eleven_ways_and_no_other()
    {
        var allowed =
            from kind in Enum.GetValues<MovementKind>()
            from giver in Enum.GetValues<AccountKind>()
            from taker in Enum.GetValues<AccountKind>()
            where MovementRule.Allows(kind, giver, taker)
            select (kind, giver, taker);

        Assert.Equal(Lawful.ToHashSet(), allowed.ToHashSet());
    }

    [Theory]
    [InlineData(Land, true)]
    [InlineData(Order, true)]
    [InlineData(Holding, false)]
    [InlineData(InTransfer, false)]
    [InlineData(Lot, false)]
    [InlineData(Issued, false)]
    [InlineData(Expired, false)]
    public void Only_land_and_order_give_what_they_do_not_have(AccountKind account, bool mayOwe) =>
        Assert.Equal(mayOwe, MovementRule.MayOwe(account));

    [Fact]
    public void Nothing_leaves_what_expired_and_nothing_enters_a_source()
    {
        Assert.DoesNotContain(Lawful, way => way.From == Expired || MovementRule.MayOwe(way.To));
        Assert.All(Lawful, way => Assert.NotEqual(way.From, way.To));
    }
}
