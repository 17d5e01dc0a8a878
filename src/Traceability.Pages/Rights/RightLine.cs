using Traceability.Rights;

namespace Traceability.Pages.Rights;

/// <summary>A right in a list.</summary>
/// <param name="Right">The right.</param>
/// <param name="IsKept">The reader's tenant keeps it.</param>
/// <param name="Today">Whether it is in force today.</param>
public sealed record RightLine(Right Right, bool IsKept, RightInForce Today);
