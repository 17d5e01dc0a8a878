namespace Traceability.Pages.Parties;

/// <summary>A line of a table of parties, as its preview shows it.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Name">What stands there as the name.</param>
/// <param name="Uscc">What stands there as the code.</param>
/// <param name="Cell">What stands in the cell at fault, when it is another than these two.</param>
/// <param name="Fault">What is wrong and what to do; nothing for a good line.</param>
/// <param name="IsKnown">The party is recorded already.</param>
/// <param name="IsSample">It is a line of the sample, left as it was.</param>
public sealed record ImportLine(int Line, string Name, string Uscc, string? Cell, PlainWords? Fault, bool IsKnown, bool IsSample);
