using Traceability.Products;

namespace Traceability.Pages.Products;

/// <summary>Whether one party may issue codes for a product today.</summary>
/// <param name="Party">The party; nobody when no party of the tenant may use the rights.</param>
/// <param name="Missing">All that is missing; nothing when it may.</param>
public sealed record GateLine(string? Party, IReadOnlyList<GateReason> Missing);
