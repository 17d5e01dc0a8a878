using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>The characters of the printed code as small pictures, each in a cell of the same width: drawn once for a run, then laid side by side.</summary>
public sealed class CodeGlyphs
{
    private const string Characters = "-0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly Bitmap?[] _glyphs = new Bitmap?['Z' + 1];
    private readonly LabelLine _place;
    private readonly double _cellDots;

    /// <summary>Draws the characters of a plan's code.</summary>
    /// <exception cref="ArgumentException">The plan has no printed code.</exception>
    /// <exception cref="InvalidDataException">The font lacks one of the characters, or its file is damaged there.</exception>
    public CodeGlyphs(LabelPlan plan, OutlineFont font)
    {
        _place = plan.Code ?? throw new ArgumentException("Only the symbol is printed.", nameof(plan));
        _cellDots = plan.CodeCellDots;
        Ascent = _place.FontSize;
        foreach (var character in Characters)
            _glyphs[character] = Glyph(font, character);
    }

    /// <summary>Rows of every picture above the baseline; below it there is room for a tail.</summary>
    public int Ascent { get; }

    /// <summary>The picture of one character: as wide as a cell, <see cref="Ascent"/> rows above the baseline.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the 32 symbols and no hyphen.</exception>
    public Bitmap this[byte character] => (character < _glyphs.Length ? _glyphs[character] : null)
        ?? throw new ArgumentOutOfRangeException(nameof(character), character, "Stands in no code.");

    /// <summary>Draws a code in its planned place, given the 23 characters it prints as.</summary>
    public void Draw(ReadOnlySpan<byte> printed, Bitmap to)
    {
        for (var at = 0; at < printed.Length; at++)
            to.Draw(this[printed[at]], (int)double.Round(_place.Left + (at * _cellDots)), _place.Baseline - Ascent);
    }

    private Bitmap Glyph(OutlineFont font, char character)
    {
        var cell = new Bitmap(int.Max((int)_cellDots, 1), Ascent + (Ascent / 4));
        var scale = (double)Ascent / font.UnitsPerEm;
        var letter = CodeLetter.In(font, character, cell.Width / scale);
        cell.Fill(letter.Outline, letter.Left * scale, Ascent, scale, letter.Squeeze);
        return cell;
    }
}
