using Traceability.Labels.Ink;

namespace Traceability.Labels;

/// <summary>Supplied artwork in its place on a label, in the dots of the printer.</summary>
/// <param name="Picture">In the size in which it is printed.</param>
/// <param name="Left">Dots from the label's left edge.</param>
/// <param name="Top">Dots from its upper edge.</param>
public sealed record LabelArtwork(Bitmap Picture, int Left, int Top)
{
    // Four lines of text: larger than any of them, and room is left for what must be said.
    private const int LinesHigh = 4;

    /// <summary>Above the names, in its own proportions; none when no artwork was supplied.</summary>
    internal static LabelArtwork? Place(Bitmap? artwork, LabelLayout layout)
    {
        if (artwork is null || layout.NamesWidth < 1)
            return null;
        var most = (Width: layout.NamesWidth, Height: (LinesHigh * layout.LineHeight) - layout.Margin);
        var scale = double.Min((double)most.Width / artwork.Width, (double)most.Height / artwork.Height);
        return new LabelArtwork(
            artwork.Resized(int.Max(1, (int)(artwork.Width * scale)), int.Max(1, (int)(artwork.Height * scale))), layout.NamesLeft, layout.NamesTop + layout.Margin);
    }

    /// <summary>What is left of the place for names below it.</summary>
    internal static LabelLayout Below(LabelLayout layout) => layout with
    {
        NamesTop = layout.NamesTop + (LinesHigh * layout.LineHeight),
        NameLines = layout.NameLines - LinesHigh,
    };
}
