namespace Traceability.Labels.Ink;

/// <summary>A character in its place on a line.</summary>
/// <param name="X">Font units from the line's origin to this character's.</param>
/// <param name="Glyph">The character.</param>
public readonly record struct PlacedGlyph(int X, Glyph Glyph);
