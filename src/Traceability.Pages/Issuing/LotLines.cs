namespace Traceability.Pages.Issuing;

/// <summary>A lot in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">As printed.</param>
/// <param name="Product">What it is.</param>
/// <param name="Party">Who made it.</param>
/// <param name="MadeOn">The day it was made.</param>
/// <param name="LabelsLeft">Labels that may still be issued for it.</param>
public sealed record LotLine(Guid Id, string Name, string Product, string Party, DateOnly MadeOn, long LabelsLeft);

/// <summary>What is told of a lot on its own page.</summary>
/// <param name="Season">The season of its allowance; none for apparel.</param>
/// <param name="SellBy">The last day of sale, if one was declared.</param>
/// <param name="Origin">How its plots lie to the protected area; none for apparel.</param>
/// <param name="Batches">What was issued for it.</param>
public sealed record LotFacts(string? Season, DateOnly? SellBy, PlainWords? Origin, IReadOnlyList<BatchLine> Batches);

/// <summary>What a new lot can be made of.</summary>
/// <param name="Products">The reader's products, by identity.</param>
/// <param name="Parties">The reader's parties, by identity.</param>
/// <param name="Seasons">Seasons of which the reader holds allowance, by identity, and how much.</param>
public sealed record LotChoices(IReadOnlyList<(string Value, string Words)> Products, IReadOnlyList<(string Value, string Words)> Parties, IReadOnlyList<(string Value, string Words)> Seasons);
