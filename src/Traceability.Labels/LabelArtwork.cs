using Traceability.Labels.Ink;

namespace Traceability.Labels;

/// <summary>Supplied artwork in its place on a label, in the dots of the printer.</summary>
/// <param name="Picture">In the size in which it is printed.</param>
/// <param name="Left">Dots from the label's left edge.</param>
/// <param name="Top">Dots from its upper edge.</param>
public sealed record LabelArtwork(Bitmap Picture, int Left, int Top)
{
    /// <summary>As large as its place allows, in its own proportions; none where there is no place.</summary>
    internal static LabelArtwork? In(LabelLayout.Box place, Bitmap artwork)
    {
        if (place.Width < 1 || place.Height < 1)
            return null;
        var scale = double.Min((double)place.Width / artwork.Width, (double)place.Height / artwork.Height);
        return new LabelArtwork(artwork.Resized(int.Max(1, (int)(artwork.Width * scale)), int.Max(1, (int)(artwork.Height * scale))), place.Left, place.Top);
    }
}
