using Traceability.Products;
using Traceability.Rights;

namespace Traceability.Tests.Products;

public sealed class RightGateTests
{
    private static readonly DateOnly Today = new(2026, 10, 1);
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly Guid Producer = Id(1);
    private static readonly Guid Association = Id(2);

    private static readonly Right Indication = Granted(Id(10), RightKind.GeographicalIndication, Association) with { GiRegime = GiRegime.ProtectedProduct };
    private static readonly Right Design = Granted(Id(11), RightKind.DesignPatent, Producer) with { FiledOn = Today.AddYears(-1) };
    private static readonly Right Work = Granted(Id(12), RightKind.Copyright, Producer);

    private static readonly Permission Approval =
        new(Id(20), PermissionKind.MarkUseApproval, Indication.Id, Producer, "演示核准-1", Today.AddYears(-1), Today.AddYears(1));

    private static readonly GiProduct Rice = new(Id(30), "盘锦大米", null, null, TrademarkId: null, Indication.Id, 5_000);
    private static readonly ApparelDesign Dress = new(Id(31), "连衣裙", null, null, TrademarkId: null, Design.Id, Work.Id, "演示设计师", []);

    [Fact]
    public void A_gi_product_passes_with_an_approval_in_force() => AssertOpen(Judge(Rice, [Indication], [Approval]));

    [Fact]
    public void An_apparel_design_passes_with_both_rights_held() => AssertOpen(Judge(Dress, [Design, Work], []));

    [Fact]
    public void An_apparel_design_passes_with_both_rights_licensed() =>
        AssertOpen(Judge(Dress, [Design with { HolderId = Association }, Work with { HolderId = Association }], [LicenceOf(Design), LicenceOf(Work)]));

    [Fact]
    public void A_trademark_is_shown_but_never_required()
    {
        var marked = Rice with { TrademarkId = Id(13) };

        AssertOpen(Judge(marked, [Indication], [Approval]));
        Assert.Equal([Indication.Id, Id(13)], marked.RightIds);
        Assert.Equal([Design.Id, Work.Id, Id(13)], (Dress with { TrademarkId = Id(13) }).RightIds);
    }

    [Fact]
    public void Holding_the_indication_is_no_mark_use_approval() =>
        AssertClosed(Judge(Rice, [Indication with { HolderId = Producer }], []), ("noPermission", RightKind.GeographicalIndication));

    [Fact]
    public void An_approval_of_another_party_or_another_right_does_not_count() =>
        AssertClosed(
            Judge(Rice, [Indication], [Approval with { PartyId = Association }, Approval with { RightId = Design.Id }]),
            ("noPermission", RightKind.GeographicalIndication));

    [Fact]
    public void A_licence_is_no_mark_use_approval() =>
        AssertClosed(Judge(Rice, [Indication], [LicenceOf(Indication)]), ("noPermission", RightKind.GeographicalIndication));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void An_approval_withdrawn_from_tomorrow_counts_today_and_no_longer(int daysLater, bool open)
    {
        var withdrawn = Approval with { WithdrawnOn = Today.AddDays(1), Reason = "standard failed" };
        var gate = RightGate.Judge(Rice, Producer, ById(Indication), [withdrawn], Today.AddDays(daysLater), Now.AddDays(daysLater));

        if (open)
            AssertOpen(gate);
        else
            AssertClosed(gate, ("permissionEnded", RightKind.GeographicalIndication));
    }

    [Fact]
    public void A_licence_of_one_apparel_right_does_not_cover_the_other() =>
        AssertClosed(
            Judge(Dress, [Design with { HolderId = Association }, Work with { HolderId = Association }], [LicenceOf(Design)]),
            ("noPermission", RightKind.Copyright));

    public static TheoryData<string, Right> FaultyDesigns() => new()
    {
        { "notYetGranted", Design with { States = States(RightState.Applied) } },
        { "lapsed", Design with { States = States(RightState.Granted, RightState.Lapsed) } },
        { "invalidated", Design with { States = States(RightState.Granted, RightState.Invalidated) } },
        { "expired", Design with { FiledOn = Today.AddYears(-20) } },
        { "termUnknown", Design with { FiledOn = null } },
        { "certificateMissing", Design with { CertificateSha256 = null } },
        { "notChecked", Design with { Check = null } },
        { "notChecked", Design with { Check = new RightCheck(Design.RecordedBy, Now.AddDays(-1)) } },
        { "notChecked", Design with { Check = new RightCheck("wang", Now.AddSeconds(1)) } },
    };

    [Theory]
    [MemberData(nameof(FaultyDesigns))]
    public void A_right_that_does_not_stand_closes_the_gate_and_says_why(string code, Right faulty) =>
        AssertClosed(Judge(Dress, [faulty, Work], []), (code, RightKind.DesignPatent));

    [Fact]
    public void A_right_that_is_not_on_record_closes_the_gate() => AssertClosed(Judge(Dress, [Work], []), ("rightMissing", null));

    [Fact]
    public void Everything_that_is_wrong_is_listed_in_the_order_of_the_rights()
    {
        var lapsed = Design with { States = States(RightState.Granted, RightState.Lapsed), HolderId = Association };
        var gate = Judge(Dress, [lapsed, Work with { Check = null, HolderId = null }], []);

        AssertClosed(gate,
            ("lapsed", RightKind.DesignPatent), ("noPermission", RightKind.DesignPatent),
            ("notChecked", RightKind.Copyright), ("noPermission", RightKind.Copyright));
        Assert.All(((GateOpening.Closed)gate).Reasons, reason => Assert.True(reason.Words.Zh.Length > 0 && reason.Words.En.Length > 0));
    }

    private static GateOpening Judge(Product product, Right[] rights, Permission[] permissions) =>
        RightGate.Judge(product, Producer, ById(rights), permissions, Today, Now);

    private static Dictionary<Guid, Right> ById(params Right[] rights) => rights.ToDictionary(right => right.Id);

    private static void AssertOpen(GateOpening gate) => Assert.Equal(new GateOpening.Open(), gate);

    private static void AssertClosed(GateOpening gate, params (string Code, RightKind? Kind)[] reasons) =>
        Assert.Equal(reasons, Assert.IsType<GateOpening.Closed>(gate).Reasons.Select(reason => (reason.Code, reason.Kind)));

    private static Permission LicenceOf(Right right) => Approval with { Kind = PermissionKind.Licence, RightId = right.Id };

    private static Right Granted(Guid id, RightKind kind, Guid holder) => new()
    {
        Id = id,
        Kind = kind,
        Number = $"演示-{kind}",
        Title = "演示",
        HolderId = holder,
        HolderName = "演示协会",
        CertificateSha256 = new string('a', 64),
        RecordedBy = "li",
        Check = new RightCheck("wang", Now.AddDays(-1)),
        States = States(RightState.Granted),
    };

    private static StateSeries States(params RightState[] states) => StateSeries.Of(
        states.Select((state, i) => new RightStateEntry(state, Today.AddDays(i - 90), Now.AddDays(i - 90), "演示登记簿", Today.AddDays(i - 90))));

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
