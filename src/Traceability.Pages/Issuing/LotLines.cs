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
/// <param name="HarvestedOn">The day on which it was harvested, if its maker told it.</param>
/// <param name="SellBy">The last day of sale, if one was declared.</param>
/// <param name="Market">Where it is to be sold; anywhere when nothing was declared.</param>
/// <param name="Origin">How its plots lie to the protected area; none for apparel.</param>
/// <param name="Batches">What was issued for it.</param>
public sealed record LotFacts(string? Season, DateOnly? HarvestedOn, DateOnly? SellBy, IReadOnlyList<MarketLine> Market, PlainWords? Origin, IReadOnlyList<BatchLine> Batches);

/// <summary>A part of the market that was declared for a lot.</summary>
/// <param name="Where">The city around its middle, or where that lies.</param>
/// <param name="RadiusMetres">How far it reaches.</param>
public sealed record MarketLine(PlainWords Where, double RadiusMetres);

/// <summary>The product of which a lot is made, and what goes with it.</summary>
/// <param name="ProductId">Identity.</param>
/// <param name="Product">Its name.</param>
/// <param name="IsGi">It is under a GI, else it is apparel.</param>
/// <param name="Makers">Under a GI: whose allowance of which season is left, by season and party. Of apparel: the parties that may use its rights, by identity.</param>
public sealed record LotGoods(Guid ProductId, string Product, bool IsGi, IReadOnlyList<(string Value, string Words)> Makers);
