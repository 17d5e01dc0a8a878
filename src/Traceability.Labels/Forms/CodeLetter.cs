using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>One letter of the printed code in the middle of its cell, made narrower where the cell is: no code is wider than another.</summary>
/// <param name="Outline">The letter.</param>
/// <param name="Squeeze">Factor for its x.</param>
/// <param name="Left">Font units from the cell's left edge to the squeezed letter's origin.</param>
internal readonly record struct CodeLetter(Outline Outline, double Squeeze, double Left)
{
    // Neighbours must not touch.
    private const double InkOfCell = 0.92;

    /// <summary>The letter in a cell so many font units wide.</summary>
    /// <exception cref="InvalidDataException">The font has no such letter.</exception>
    public static CodeLetter In(OutlineFont font, char letter, double cell)
    {
        var glyph = font.Find(new Rune(letter)) ?? throw new InvalidDataException($"The font {font.Path} has no letter {letter}.");
        var bounds = glyph.Outline.Bounds;
        var squeeze = double.Min(1, InkOfCell * cell / double.Max(bounds.Right - bounds.Left, 1));
        return new CodeLetter(glyph.Outline, squeeze, (cell / 2) - (squeeze * (bounds.Left + bounds.Right) / 2));
    }
}
