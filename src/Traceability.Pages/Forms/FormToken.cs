namespace Traceability.Pages.Forms;

/// <summary>Proves that a form was sent from a page of ours: a field that no other site can know. Every form of the desk carries it.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">What stands in it.</param>
public sealed record FormToken(string Name, string Value);
