using Traceability.Products;
using Traceability.Rights;

namespace Traceability.Pages.Products;

/// <summary>A right that a product may rest on.</summary>
/// <param name="Right">The right.</param>
/// <param name="Missing">What is missing before the tenant may issue codes on it; nothing when it may.</param>
public sealed record RightChoice(Right Right, IReadOnlyList<GateReason> Missing);
