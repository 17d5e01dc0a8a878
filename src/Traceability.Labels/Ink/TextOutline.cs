using System.Collections.Immutable;

namespace Traceability.Labels.Ink;

/// <summary>One line of text set in a font from left to right, a character behind the other without kerning; never changes.</summary>
public sealed class TextOutline
{
    private TextOutline(OutlineFont font, ImmutableArray<PlacedGlyph> glyphs, int advance) =>
        (UnitsPerEm, Glyphs, Advance) = (font.UnitsPerEm, glyphs, advance);

    /// <summary>Font units to the font size: a scale is the size divided by this.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Font units from the origin of the first character to where the next one after the last would stand.</summary>
    public int Advance { get; }

    /// <summary>The characters in their order, spaces among them.</summary>
    public ImmutableArray<PlacedGlyph> Glyphs { get; }

    /// <summary>Sets a cleaned text: no control, bidi or format characters, none that needs shaping.</summary>
    /// <exception cref="ArgumentException">The font lacks a character: ask <see cref="OutlineFont.FirstMissing"/> before.</exception>
    /// <exception cref="OverflowException">The line is longer than 2³¹ font units.</exception>
    /// <exception cref="InvalidDataException">The font's file is damaged where it draws one of the characters.</exception>
    public static TextOutline Of(OutlineFont font, string text)
    {
        var (glyphs, x) = (ImmutableArray.CreateBuilder<PlacedGlyph>(text.Length), 0);
        foreach (var character in text.EnumerateRunes())
        {
            var glyph = font.Find(character)
                ?? throw new ArgumentException($"The font {font.Path} has no character U+{character.Value:X4}.", nameof(text));
            glyphs.Add(new PlacedGlyph(x, glyph));
            x = checked(x + glyph.Advance);
        }

        return new TextOutline(font, glyphs.DrainToImmutable(), x);
    }

    /// <summary>Hands the outlines of all characters to <paramref name="sink"/>, in font units from the first one's origin.</summary>
    public void WriteTo(IOutlineSink sink)
    {
        foreach (var (x, glyph) in Glyphs)
            glyph.Outline.WriteTo(sink, x);
    }
}
