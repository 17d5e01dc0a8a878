namespace Traceability.Pages.Issuing;

/// <summary>A batch in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Kind">What its codes are for.</param>
/// <param name="Lot">Its lot as printed.</param>
/// <param name="Product">What its labels go on.</param>
/// <param name="Count">How many labels.</param>
/// <param name="Mark">Whether it stands well.</param>
/// <param name="State">How it stands.</param>
/// <param name="IssuedAt">When it was asked for.</param>
public sealed record BatchLine(Guid Id, PlainWords Kind, string Lot, string Product, long Count, MarkKind Mark, PlainWords State, DateTimeOffset IssuedAt);

/// <summary>What is told of a batch on its own page.</summary>
/// <param name="LotId">Its lot.</param>
/// <param name="LotLabelsLeft">Labels that may still be issued for its lot.</param>
/// <param name="IsIssued">Its labels exist.</param>
/// <param name="Labels">How many labels are in each state, those in none left out.</param>
/// <param name="Ranges">The first ranges that differ from not activated.</param>
/// <param name="RangeCount">How many there are.</param>
/// <param name="Downloads">The newest files that left the house.</param>
/// <param name="Reprints">What waits for a second person to be printed once more, oldest first.</param>
/// <param name="Jobs">Its newest print jobs.</param>
/// <param name="Rolls">Its first rolls.</param>
/// <param name="NotCounted">Labels that no count of the stock covers.</param>
/// <param name="Difference">What its counts miss.</param>
public sealed record BatchFacts(
    Guid LotId, long LotLabelsLeft, bool IsIssued, IReadOnlyList<(PlainWords State, long Count)> Labels, IReadOnlyList<RangeLine> Ranges, int RangeCount, IReadOnlyList<DownloadLine> Downloads,
    IReadOnlyList<ReprintLine> Reprints, IReadOnlyList<JobLine> Jobs, IReadOnlyList<RollLine> Rolls, long NotCounted, long Difference);

/// <summary>A range of labels that share a state.</summary>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="State">Their state.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
public sealed record RangeLine(long First, long Last, PlainWords State, string? Reason, DateTimeOffset Since);

/// <summary>A file of labels that left the house.</summary>
/// <param name="Number">1, 2, 3 … within the batch.</param>
/// <param name="Form">What file it was.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="TakenAt">When.</param>
/// <param name="IsWhole">It left whole.</param>
public sealed record DownloadLine(int Number, PlainWords Form, long First, long Last, DateTimeOffset TakenAt, bool IsWhole);

/// <summary>Labels to be printed once more, when a second person agrees.</summary>
/// <param name="Form">As what file.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="AskedBy">By whom.</param>
/// <param name="MayAnswer">The reader may be the second person.</param>
public sealed record ReprintLine(PlainWords Form, long First, long Last, string Reason, DateTimeOffset AskedAt, string AskedBy, bool MayAnswer);

/// <summary>A roll of labels.</summary>
/// <param name="Name">The name on it.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
public sealed record RollLine(string Name, long First, long Last);

/// <summary>What the world has seen of a batch.</summary>
/// <param name="Scans">Checks by consumers.</param>
/// <param name="OpenAlerts">Alerts that wait for somebody.</param>
public sealed record BatchSightings(long Scans, int OpenAlerts);

/// <summary>A large batch that waits for a second person.</summary>
/// <param name="People">Who may answer, by name.</param>
/// <param name="MayAnswer">The reader is one of them.</param>
public sealed record BatchApproval(IReadOnlyList<string> People, bool MayAnswer);
