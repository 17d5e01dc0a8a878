using Traceability.Desk.Access;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Rights;

/// <summary>A right as it stands today.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Kind">What kind of right.</param>
/// <param name="Number">Its number in the one spelling in which numbers are compared.</param>
/// <param name="Title">As the certificate names it.</param>
/// <param name="HolderPartyId">Its holder.</param>
/// <param name="HolderName">The holder's registered name.</param>
/// <param name="NiceClass">Class of a mark.</param>
/// <param name="TrademarkKind">Kind of a mark.</param>
/// <param name="GiRegime">Regime of a GI.</param>
/// <param name="Standard">Standard or announcement of a GI.</param>
/// <param name="FiledOn">Day of filing.</param>
/// <param name="LastDay">Last day in force, recorded or by law.</param>
/// <param name="ZoneId">Protected area of a GI.</param>
/// <param name="CertificateSha256">Hash of the certificate file, lower-case hex.</param>
/// <param name="CheckedAt">When a second person checked it against the certificate.</param>
/// <param name="Mismatch">Where a second person found it to differ from its certificate; told to the tenant that keeps it.</param>
/// <param name="KeptByYou">Whether your tenant may change it.</param>
/// <param name="States">Its life, entry by entry; never overwritten.</param>
/// <param name="Today">Whether it is in force today.</param>
/// <param name="ForIssuing">Whether codes may be issued on it today.</param>
public sealed record RightReply(
    Guid Id, RightKind Kind, string Number, string Title, Guid HolderPartyId, string HolderName, int? NiceClass, TrademarkKind? TrademarkKind,
    GiRegime? GiRegime, string? Standard, DateOnly? FiledOn, DateOnly? LastDay, Guid? ZoneId, string? CertificateSha256, DateTimeOffset? CheckedAt, string? Mismatch,
    bool KeptByYou, IReadOnlyList<RightStateReply> States, StandingReply Today, StandingReply ForIssuing)
{
    internal static RightReply Of(RightRow row, Right right, Caller caller, DateTimeOffset now) => new(
        row.Id, row.Kind, row.Number, row.Title, row.HolderPartyId, right.HolderName, row.NiceClass, row.TrademarkKind, row.GiRegime, row.Standard,
        row.FiledOn, right.LastDay, row.ZoneId, row.CertificateSha256, row.CheckedAt, row.TenantId == caller.TenantId ? row.Mismatch : null, row.TenantId == caller.TenantId,
        [.. right.States.Entries.Select(entry => new RightStateReply(entry.State, entry.EffectiveOn, entry.Source, entry.AsOf, entry.RecordedAt))],
        StandingReply.Of(InForceRule.On(right, HouseTime.DayOf(now), now)), StandingReply.Of(InForceRule.CountsForIssuing(right, HouseTime.DayOf(now), now)));
}

/// <summary>One entry of a right's life.</summary>
/// <param name="State">What happened.</param>
/// <param name="EffectiveOn">From which day it is true.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="AsOf">The day for which the source speaks.</param>
/// <param name="RecordedAt">Since when it is known here.</param>
public sealed record RightStateReply(RightState State, DateOnly EffectiveOn, string Source, DateOnly AsOf, DateTimeOffset RecordedAt);

/// <summary>An answer to "does it stand today?".</summary>
/// <param name="Stands">Yes or no.</param>
/// <param name="State">If it stands: by which state.</param>
/// <param name="GraceEndsOn">If it stands only in its months of grace: until when.</param>
/// <param name="Reason">If not: why.</param>
/// <param name="Words">If not: why, in plain words.</param>
public sealed record StandingReply(bool Stands, RightState? State, DateOnly? GraceEndsOn, NotInForceReason? Reason, string? Words)
{
    internal static StandingReply Of(RightInForce answer) => answer switch
    {
        RightInForce.InForce yes => new(true, yes.Entry.State, yes.GraceEndsOn, null, null),
        RightInForce.NotInForce not => new(false, null, null, not.Reason, not.Words.En),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, null),
    };
}
