using Traceability.Issuing;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Storage.Issuing;

/// <summary>A stored lot with its origin as measured when it was made.</summary>
public sealed record LotRow(
    Guid Id, Guid TenantId, Guid ProductId, Guid PartyId, Guid? SeasonId, string Name, DateOnly MadeOn, DateTimeOffset MadeAt, Guid AccountId,
    Guid? ZoneId, OriginVerdict? OriginVerdict, double? OriginMetresInside) : ITenantOwned
{
    /// <summary>Where it is to be sold, as <see cref="StoredMarket"/> writes it; none when it may be sold anywhere.</summary>
    public string? Market { get; init; }

    /// <summary>The day on which it was harvested, the last one of several, as its maker tells it; none for apparel and where none was told.</summary>
    public DateOnly? HarvestedOn { get; init; }

    /// <summary>The last day of sale in China; none when none was declared.</summary>
    public DateOnly? SellBy { get; init; }

    /// <summary>Where and until when its items may be sold.</summary>
    public SaleTerms Terms => Market is null && SellBy is null ? SaleTerms.Free : new SaleTerms(StoredMarket.Read(Market), SellBy is { } day ? HouseTime.EndOf(day) : null);
}

/// <summary>A plot behind a lot, and what of the lot came from it.</summary>
public sealed record LotPlotRow(Guid LotId, Guid PlotId, long Quantity, OriginVerdict Verdict, double ShareInside, double MetresInside);

/// <summary>How a batch stands. Names are stored.</summary>
public enum BatchState
{
    /// <summary>Above the four-eyes count: no label of it exists until a second person agrees.</summary>
    Waiting,
    /// <summary>Its codes may be read and printed.</summary>
    Issued,
    /// <summary>The second person declined; its allowance went back.</summary>
    Declined,
}

/// <summary>A batch of codes: one row, however many codes, because codes are derived from number and serial.</summary>
public sealed record BatchRow(
    Guid Id, Guid TenantId, uint Number, char KeySymbol, Guid LotId, uint Count, long Quantity, Guid IssuedBy, DateTimeOffset IssuedAt,
    string IdempotencyKey) : ITenantOwned
{
    /// <summary>What its codes are for.</summary>
    public BatchKind Kind { get; init; } = BatchKind.Items;

    /// <summary>The batch of the items that its carton codes stand for; none for other kinds.</summary>
    public Guid? ItemsBatchId { get; init; }

    /// <summary>How many items a carton of it holds; none for other kinds.</summary>
    public int? ItemsPerCarton { get; init; }

    /// <summary>How it stands.</summary>
    public required BatchState State { get; set; }

    /// <summary>The key of the second person who agreed or declined.</summary>
    public Guid? ApprovedBy { get; set; }

    /// <summary>When the second person decided.</summary>
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Counts changes of its ranges; the entity tag of the API.</summary>
    public int Version { get; set; } = 1;
}

/// <summary>A stored range of labels of a batch.</summary>
public sealed record LabelRangeRow(Guid BatchId, uint First, uint Last, LabelState State, string? Reason, DateTimeOffset Since)
{
    /// <summary>The range as the core knows it.</summary>
    public LabelRange ToRange() => new(First, Last, State, Reason, Since);
}
