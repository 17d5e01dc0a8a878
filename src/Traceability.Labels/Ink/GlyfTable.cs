namespace Traceability.Labels.Ink;

/// <summary>TrueType outlines: the tables <c>glyf</c> and <c>loca</c> (OpenType 1.9).</summary>
internal sealed class GlyfTable(FontFace face) : IGlyphTable
{
    private readonly FontBytes glyphs = face.Table("glyf");
    private readonly FontBytes places = face.Table("loca");
    private readonly bool hasLongPlaces = face.Table("head").Int16(50) != 0;

    public Outline Read(int glyph)
    {
        var points = new List<GlyfPoint>();
        new GlyfComposition(this).AddTo(points, glyph);
        var outline = new OutlineBuilder();
        GlyfContours.Write(points, outline);
        return outline.Build();
    }

    /// <summary>A glyph's description; no bytes for one without ink.</summary>
    public FontBytes Description(int glyph)
    {
        var (start, end) = hasLongPlaces
            ? (places.UInt32(4L * glyph), places.UInt32(4L * glyph + 4))
            : (2u * (uint)places.UInt16(2L * glyph), 2u * (uint)places.UInt16(2L * glyph + 2));
        return glyphs.From(start, (long)end - start);
    }
}
