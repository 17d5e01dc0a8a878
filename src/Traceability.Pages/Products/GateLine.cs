using Traceability.Products;

namespace Traceability.Pages.Products;

/// <summary>Whether one party may issue codes for a product today.</summary>
/// <param name="Party">The party; nobody when no party of the tenant may use the rights.</param>
/// <param name="Missing">All that is missing; nothing when it may.</param>
/// <param name="Mark">What whoever scans its labels reads of the trademark on the pack; nothing where that stands behind them.</param>
public sealed record GateLine(string? Party, IReadOnlyList<GateReason> Missing, MarkDoubt? Mark = null);

/// <summary>A trademark on the pack that does not stand behind a party's labels: codes are issued all the same, and the page of each says so.</summary>
/// <param name="Title">The trademark.</param>
/// <param name="Words">Why not.</param>
public sealed record MarkDoubt(string Title, PlainWords Words);
