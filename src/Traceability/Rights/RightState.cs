namespace Traceability.Rights;

/// <summary>What an entry of a register says happened to a right. Order is that of a life: it breaks ties of one moment.</summary>
public enum RightState
{
    /// <summary>申请: filed, nothing granted.</summary>
    Applied,

    /// <summary>公布: laid open or preliminarily approved, still nothing granted.</summary>
    Published,

    /// <summary>授权 / 注册 / 登记: granted or registered, in force.</summary>
    Granted,

    /// <summary>质押: in force and pledged.</summary>
    Pledged,

    /// <summary>许可: in force and licensed.</summary>
    Licensed,

    /// <summary>转让: in force, under a new holder.</summary>
    Transferred,

    /// <summary>失效: ended early, by unpaid fees or given up; may be restored.</summary>
    Lapsed,

    /// <summary>恢复: in force again after a lapse.</summary>
    Restored,

    /// <summary>宣告无效: void from the beginning (Patent Law article 47, Trademark Law article 47).</summary>
    Invalidated,

    /// <summary>届满: ended with its term.</summary>
    Expired,

    /// <summary>撤销: taken away by decision, from that day on (a mark not used, an indication below its standard).</summary>
    Revoked,

    /// <summary>驳回: applied for and refused.</summary>
    Refused,

    /// <summary>撤回: applied for and withdrawn.</summary>
    Withdrawn,
}

/// <summary>
/// One dated fact about a right: true from <paramref name="EffectiveOn"/>, known to us since <paramref name="RecordedAt"/>,
/// read in <paramref name="Source"/> as that stood on <paramref name="AsOf"/>.
/// </summary>
public sealed record RightStateEntry(RightState State, DateOnly EffectiveOn, DateTimeOffset RecordedAt, string Source, DateOnly AsOf);

/// <summary>Where a right stood on a day: an entry that says so, or nothing recorded for that day yet.</summary>
public abstract record RightStanding
{
    private RightStanding()
    {
    }

    /// <summary>No entry, as known then, gave or took the right on or before the day.</summary>
    public sealed record NotYet : RightStanding;

    /// <summary>The entry that decides the day.</summary>
    public sealed record Recorded(RightStateEntry Entry) : RightStanding;
}
