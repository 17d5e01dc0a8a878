using Traceability.Rights;
using static Traceability.Tests.Rights.StateSeriesTests;

namespace Traceability.Tests.Rights;

public sealed class EntitlementTests
{
    private static readonly Guid Holder = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Producer = Guid.Parse("00000000-0000-0000-0000-000000000002");

    private static readonly Right Design = new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-00000000000d"),
        Kind = RightKind.DesignPatent,
        Number = "202430012345.6",
        Title = "连衣裙",
        HolderId = Holder,
        HolderName = "演示服饰有限公司",
        RecordedBy = "li",
        States = StateSeries.Empty,
    };

    private static readonly Right Indication = Design with { Kind = RightKind.GeographicalIndication };

    private static readonly Permission Licence =
        new(Guid.Empty, PermissionKind.Licence, Design.Id, Producer, "演示许可-1", ValidFrom: Day(10), ValidTo: Day(20));

    private static readonly Permission Approval = Licence with { Kind = PermissionKind.MarkUseApproval };

    // 地理标志专用标志使用管理办法: a GI with its standard or announcement, a mark with its registration number.
    [Theory]
    [InlineData(RightKind.GeographicalIndication, GiRegime.ProtectedProduct, "GB/T 18824-2008", "GB/T 18824-2008")]
    [InlineData(RightKind.GeographicalIndication, GiRegime.ProtectedProduct, null, "202430012345.6")]
    [InlineData(RightKind.GeographicalIndication, GiRegime.AgriculturalProduct, "NY/T 1", "NY/T 1")]
    [InlineData(RightKind.GeographicalIndication, GiRegime.Mark, "GB/T 18824-2008", "202430012345.6")]
    [InlineData(RightKind.DesignPatent, null, "GB/T 18824-2008", "202430012345.6")]
    public void Beside_a_mark_stands_its_number_and_beside_another_indication_its_standard(RightKind kind, GiRegime? regime, string? standard, string printed) =>
        Assert.Equal(printed, MarkUseRule.NumberOnLabel(Design with { Kind = kind, GiRegime = regime }, standard));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void A_permission_holds_from_its_first_day_up_to_its_end(int day, bool expected) =>
        Assert.Equal(expected, Licence.InForceOn(Day(day)));

    [Theory]
    [InlineData(15, 15)]
    [InlineData(30, 20)]
    public void The_earlier_of_end_and_withdrawal_ends_a_permission(int withdrawnOn, int endsOn) =>
        Assert.Equal(Day(endsOn), (Licence with { WithdrawnOn = Day(withdrawnOn) }).EndsOn);

    [Fact]
    public void An_open_permission_ends_by_withdrawal_only()
    {
        var open = Licence with { ValidTo = null };
        Assert.True(open.InForceOn(DateOnly.MaxValue));
        Assert.False((open with { WithdrawnOn = Day(15) }).InForceOn(Day(15)));
        Assert.True((open with { WithdrawnOn = Day(15) }).InForceOn(Day(14)));
    }

    [Fact]
    public void The_holder_needs_no_licence() => Assert.IsType<Entitlement.AsHolder>(Judge(Design, Holder, []));

    [Fact]
    public void A_licensee_uses_a_right_by_its_licence() =>
        Assert.Equal(new Entitlement.ByPermission(Licence), Judge(Design, Producer, [Licence]));

    [Fact]
    public void A_right_without_holder_here_is_nobodys_own() =>
        Assert.IsType<Entitlement.None>(Judge(Design with { HolderId = null }, Guid.Empty, []));

    [Fact]
    public void A_mark_use_approval_lets_a_producer_use_an_indication() =>
        Assert.Equal(new Entitlement.ByPermission(Approval), Judge(Indication, Producer, [Approval]));

    [Fact]
    public void Even_the_holder_of_an_indication_needs_an_approval() =>
        Assert.Equal(NotEntitledReason.NoPermission, Assert.IsType<Entitlement.None>(Judge(Indication, Holder, [Approval])).Reason);

    public static TheoryData<Right, Permission> Strangers => new()
    {
        { Design, Licence with { RightId = Guid.Empty } },
        { Design, Licence with { PartyId = Guid.Empty } },
        { Design, Approval },
        { Indication, Licence },
        { Design, Licence with { ValidFrom = Day(16) } },
    };

    [Theory]
    [MemberData(nameof(Strangers), DisableDiscoveryEnumeration = true)]
    public void A_permission_of_another_right_party_kind_or_day_does_not_count(Right right, Permission permission) =>
        Assert.Equal(NotEntitledReason.NoPermission, Assert.IsType<Entitlement.None>(Judge(right, Producer, [permission])).Reason);

    [Fact]
    public void An_ended_permission_is_named_with_its_end()
    {
        var earlier = Licence with { WithdrawnOn = Day(12), Reason = "停用" };
        var later = Licence with { WithdrawnOn = Day(14) };

        var none = Assert.IsType<Entitlement.None>(Judge(Design, Producer, [later, earlier]));
        Assert.Equal((NotEntitledReason.PermissionEnded, later), (none.Reason, none.Ended));
        Assert.Equal(RightWords.Of(NotEntitledReason.PermissionEnded, PermissionKind.Licence, Day(14)), none.Words);
    }

    [Fact]
    public void Of_several_permissions_the_longest_counts()
    {
        var open = Licence with { ValidTo = null };
        Assert.Equal(new Entitlement.ByPermission(open), Judge(Design, Producer, [open, Licence]));
    }

    private static Entitlement Judge(Right right, Guid partyId, Permission[] permissions) =>
        EntitlementRule.HeldByOrLicensedTo(right, partyId, permissions, Day(15));
}
