namespace Traceability.Pages;

/// <summary>Something to do at the desk, as its first page offers it.</summary>
/// <param name="Path">Where.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sentence">What one does there.</param>
/// <param name="Count">How many are there already; none where nothing is counted.</param>
public sealed record DeskRoom(string Path, PlainWords Name, PlainWords Sentence, int? Count = null);
