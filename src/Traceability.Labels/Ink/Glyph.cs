namespace Traceability.Labels.Ink;

/// <summary>How one character looks in one font.</summary>
/// <param name="Advance">Font units from this character's origin to the next one's.</param>
/// <param name="Outline">The ink, empty for a space, in font units from the origin on the baseline.</param>
public sealed record Glyph(int Advance, Outline Outline);
