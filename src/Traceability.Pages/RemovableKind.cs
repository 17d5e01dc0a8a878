namespace Traceability.Pages;

/// <summary>A kind of record that can be taken away while nothing rests on it.</summary>
/// <param name="List">The address of its list.</param>
/// <param name="Name">What the list is called.</param>
/// <param name="Condition">What must not rest on it, in a sentence.</param>
public sealed record RemovableKind(string List, PlainWords Name, PlainWords Condition);
