namespace Traceability.Rights;

/// <summary>The one place that says kinds, states and reasons of rights in both languages, as pages print them.</summary>
public static class RightWords
{
    /// <summary>The name of a kind of right.</summary>
    public static PlainWords Of(RightKind kind) => kind switch
    {
        RightKind.Trademark => new("商标", "trademark"),
        RightKind.Copyright => new("著作权", "copyright"),
        RightKind.InventionPatent => new("发明专利", "invention patent"),
        RightKind.UtilityModelPatent => new("实用新型专利", "utility model patent"),
        RightKind.DesignPatent => new("外观设计专利", "design patent"),
        RightKind.GeographicalIndication => new("地理标志", "geographical indication"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The name of a kind of trademark.</summary>
    public static PlainWords Of(TrademarkKind kind) => kind switch
    {
        TrademarkKind.Ordinary => new("普通商标", "ordinary mark"),
        TrademarkKind.Collective => new("集体商标", "collective mark"),
        TrademarkKind.Certification => new("证明商标", "certification mark"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The name of a regime of geographical indications.</summary>
    public static PlainWords Of(GiRegime regime) => regime switch
    {
        GiRegime.ProtectedProduct => new("地理标志产品", "protected product"),
        GiRegime.Mark => new("地理标志集体商标、证明商标", "collective or certification mark"),
        GiRegime.AgriculturalProduct => new("农产品地理标志", "agricultural product"),
        GiRegime.Foreign => new("国外地理标志", "foreign indication"),
        _ => throw new ArgumentOutOfRangeException(nameof(regime), regime, null),
    };

    /// <summary>The state in the word each register uses: patents are granted, marks and works registered, indications protected.</summary>
    public static PlainWords Of(RightKind kind, RightState state) => state switch
    {
        RightState.Applied => new("已申请", "applied for"),
        RightState.Published => new("已公布", "published"),
        RightState.Granted => kind switch
        {
            RightKind.Trademark => new("已注册", "registered"),
            RightKind.Copyright => new("已登记", "registered"),
            RightKind.GeographicalIndication => new("受保护", "protected"),
            _ => new("已授权", "granted"),
        },
        RightState.Pledged => new("有效（已质押）", "in force (pledged)"),
        RightState.Licensed => new("有效（已许可）", "in force (licensed)"),
        RightState.Transferred => new("有效（已转让）", "in force (transferred)"),
        RightState.Lapsed => new("已失效", "lapsed"),
        RightState.Restored => new("有效（已恢复）", "in force (restored)"),
        RightState.Invalidated => new("已宣告无效", "declared invalid"),
        RightState.Expired => new("已届满", "expired"),
        RightState.Revoked => new("已撤销", "revoked"),
        RightState.Refused => new("申请被驳回", "application refused"),
        RightState.Withdrawn => new("申请已撤回", "application withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The standing of a right of this kind, with a word for days before its first entry.</summary>
    public static PlainWords Of(RightKind kind, RightStanding standing) => standing is RightStanding.Recorded { Entry: var entry }
        ? Of(kind, entry.State)
        : new("尚无记录", "not recorded yet");

    /// <summary>Why a right is not in force, with the day where one matters.</summary>
    public static PlainWords Of(NotInForceReason reason, DateOnly? since) => reason switch
    {
        NotInForceReason.NotYetGranted => new("尚未授权、注册或登记", "not granted or registered yet"),
        NotInForceReason.Refused => new($"申请于 {since:O} 被驳回", $"application refused on {since:O}"),
        NotInForceReason.Withdrawn => new($"申请于 {since:O} 撤回", $"application withdrawn on {since:O}"),
        NotInForceReason.Lapsed => new($"已于 {since:O} 失效", $"lapsed on {since:O}"),
        NotInForceReason.Revoked => new($"已于 {since:O} 被撤销", $"revoked on {since:O}"),
        NotInForceReason.Invalidated => new($"于 {since:O} 被宣告无效，自始无效", $"declared invalid on {since:O}, void from the beginning"),
        NotInForceReason.Expired => new($"保护期已于 {since:O} 届满", $"term ended on {since:O}"),
        NotInForceReason.RenewalDue => new($"保护期已于 {since:O} 届满，宽展期内尚未续展", $"term ended on {since:O}, in its months of grace and not renewed yet"),
        NotInForceReason.TermUnknown => new("缺申请日或届满日，保护期不明", "term unknown: neither the day of filing nor the last day is recorded"),
        NotInForceReason.CertificateMissing => new("缺权利证书文件", "the certificate file is missing"),
        NotInForceReason.NotChecked => new("尚未经第二人复核", "not checked by a second person yet"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>Why a right does not count for issuing when a second person looked and found that it differs from its certificate.</summary>
    public static PlainWords Differs { get; } = new("第二人复核发现和证书不一致", "a second person found that it differs from its certificate");

    /// <summary>What the public is told of a right that no second person has checked.</summary>
    public static PlainWords Unchecked { get; } = new("登记方自报，未经复核", "as told by whoever recorded it, not checked");

    /// <summary>Why a check does not count.</summary>
    public static PlainWords Of(CheckRefusal code) => code switch
    {
        CheckRefusal.SamePerson => new("录入人不能复核自己录入的权利", "whoever recorded a right cannot check it"),
        CheckRefusal.CertificateMissing => Of(NotInForceReason.CertificateMissing, null),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>The name of a kind of permission.</summary>
    public static PlainWords Of(PermissionKind kind) => kind switch
    {
        PermissionKind.MarkUseApproval => new("用标核准", "mark-use approval"),
        PermissionKind.Licence => new("许可", "licence"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Why a party may not use a right, in terms of the permission it needs.</summary>
    public static PlainWords Of(NotEntitledReason reason, PermissionKind needed, DateOnly? endedOn) => (reason, needed) switch
    {
        (NotEntitledReason.NoPermission, PermissionKind.MarkUseApproval) => new("无地理标志用标核准", "no mark-use approval"),
        (NotEntitledReason.NoPermission, PermissionKind.Licence) => new("既非权利人，亦无许可", "neither holder nor licensee"),
        (NotEntitledReason.PermissionEnded, PermissionKind.MarkUseApproval) => new($"用标核准已于 {endedOn:O} 终止", $"mark-use approval ended on {endedOn:O}"),
        (NotEntitledReason.PermissionEnded, PermissionKind.Licence) => new($"许可已于 {endedOn:O} 终止", $"licence ended on {endedOn:O}"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
