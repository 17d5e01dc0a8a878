namespace Traceability.Pages.Issuing;

/// <summary>How the labels of a batch were accounted for.</summary>
/// <param name="Ordered">Labels in it.</param>
/// <param name="Counted">Labels in rolls and ranges that were counted.</param>
/// <param name="Difference">What the counts miss; below 0 there are more labels than were ordered.</param>
/// <param name="IsBalanced">All were counted and every count balances.</param>
/// <param name="Counts">The counts that stand.</param>
/// <param name="Rolls">Names of its rolls.</param>
public sealed record StockFacts(long Ordered, long Counted, long Difference, bool IsBalanced, IReadOnlyList<CountLine> Counts, IReadOnlyList<RollLine> Rolls);

/// <summary>A count.</summary>
/// <param name="Roll">The roll that was counted; none for a range.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="Applied">On goods.</param>
/// <param name="Spoiled">Spoiled.</param>
/// <param name="Destroyed">Destroyed.</param>
/// <param name="InStock">In stock.</param>
/// <param name="Difference">What is missed.</param>
/// <param name="Contradictions">What cannot be true as it stands.</param>
/// <param name="CountedAt">When.</param>
public sealed record CountLine(
    string? Roll, long First, long Last, long Applied, long Spoiled, long Destroyed, long InStock, long Difference, IReadOnlyList<(long Labels, PlainWords Words)> Contradictions, DateTimeOffset CountedAt);
