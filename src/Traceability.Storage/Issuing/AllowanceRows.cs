using Traceability.Issuing;
using Traceability.Origins;

namespace Traceability.Storage.Issuing;

/// <summary>A stored season; it belongs to the tenant that keeps the GI.</summary>
public sealed record SeasonRow(
    Guid Id, Guid TenantId, Guid GiRightId, string Name, DateOnly StartsOn, DateOnly EndsOn, long YieldCapGramsPerMu, int ProcessingYieldPerMille)
{
    /// <summary>When what was left expired.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The season as the core knows it.</summary>
    public Season ToSeason() => new(Id, GiRightId, Name, StartsOn, EndsOn, YieldCapGramsPerMu, ProcessingYieldPerMille, ClosedAt);
}

/// <summary>That a plot was granted its allowance of a season: the key lets it happen once.</summary>
public sealed record PlotGrantRow(
    Guid SeasonId, Guid PlotId, long Quantity, Guid ZoneId, OriginVerdict Verdict, double ShareInside, double AreaInsideSquareMetres,
    double MetresInside, Guid GrantedBy, DateTimeOffset GrantedAt);

/// <summary>An account of the allowance ledger. Its key says what it is, so the same account can never be opened twice.</summary>
public sealed record AccountRow(
    Guid Id, string AccountKey, AccountKind Kind, Guid? TenantId, Guid? SeasonId, Guid? PartyId, Guid? PlotId, Guid? TransferId, Guid? LotId)
{
    /// <summary>Grams or pieces; negative only for sources.</summary>
    public long Balance { get; set; }
}

/// <summary>One double entry: what left one account and reached another.</summary>
public sealed record MovementRow(
    Guid Id, MovementKind Kind, Guid FromAccountId, Guid ToAccountId, long Quantity, string Reference, DateTimeOffset At);

/// <summary>How an offered transfer stands. Names are stored.</summary>
public enum TransferState
{
    /// <summary>The giver has confirmed, the taker not yet.</summary>
    Offered,
    /// <summary>Both have confirmed.</summary>
    Confirmed,
    /// <summary>The taker declined or the giver took it back.</summary>
    Declined,
}

/// <summary>An offer of allowance from one party to another, mostly farmer to mill.</summary>
public sealed record TransferRow(
    Guid Id, Guid SeasonId, Guid FromTenantId, Guid FromPartyId, Guid ToTenantId, Guid ToPartyId, long Quantity, DateTimeOffset OfferedAt)
{
    /// <summary>How it stands.</summary>
    public TransferState State { get; set; } = TransferState.Offered;

    /// <summary>When it was confirmed or declined.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }
}
