using Traceability.Issuing;

namespace Traceability.Storage.Issuing;

/// <summary>A roll of labels: a name for serials of a batch. Rolls of a batch never overlap and are never changed.</summary>
public sealed record RollRow(Guid Id, Guid TenantId, Guid BatchId, string Name, uint First, uint Last, Guid RecordedBy, DateTimeOffset RecordedAt) : ITenantOwned
{
    /// <summary>The serials on it.</summary>
    public SerialSpan Span => new(First, Last);
}

/// <summary>What somebody counted of the serials of a batch, beside what our records said of them at that moment.</summary>
public sealed record StockCountRow(
    Guid Id, Guid TenantId, Guid BatchId, uint First, uint Last, long Applied, long Spoiled, long Destroyed, long InStock,
    long RecordedActivated, long RecordedSpoiled, long RecordedWithdrawn, long RecordedRetired, string? Note, Guid CountedBy, DateTimeOffset CountedAt) : ITenantOwned
{
    /// <summary>The later count that covers this one; none while it stands. Counts that stand never overlap.</summary>
    public Guid? ReplacedBy { get; set; }

    /// <summary>The serials that were counted.</summary>
    public SerialSpan Span => new(First, Last);

    /// <summary>What our records said.</summary>
    public RecordedTally Recorded => new(RecordedActivated, RecordedSpoiled, RecordedWithdrawn, RecordedRetired);

    /// <summary>The count judged against the records.</summary>
    public Reconciliation Judge() => ReconciliationRule.Judge(Span.Count, new StockTally(Applied, Spoiled, Destroyed, InStock), Recorded);
}
