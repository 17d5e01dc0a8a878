namespace Traceability.Labels.Ink;

/// <summary>The outlines of a face, however it stores them.</summary>
internal interface IGlyphTable
{
    /// <exception cref="InvalidDataException">There is no such glyph, or it is damaged.</exception>
    Outline Read(int glyph);
}
