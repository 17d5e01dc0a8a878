using Traceability.Labels.Ink;

namespace Traceability.Labels;

/// <summary>Supplied artwork in its place on a label, in the dots of the printer. Many places are tried for one that is printed, so the picture is made when it is asked for.</summary>
public sealed class LabelArtwork
{
    private readonly Lazy<Bitmap> _picture;

    private LabelArtwork(Bitmap supplied, int left, int top, int width, int height)
    {
        (Left, Top, Width, Height) = (left, top, width, height);
        _picture = new(() => supplied.Resized(width, height));
    }

    /// <summary>Dots from the label's left edge.</summary>
    public int Left { get; }

    /// <summary>Dots from its upper edge.</summary>
    public int Top { get; }

    /// <summary>Dots across.</summary>
    public int Width { get; }

    /// <summary>Dots down.</summary>
    public int Height { get; }

    /// <summary>In the size in which it is printed.</summary>
    public Bitmap Picture => _picture.Value;

    /// <summary>As large as its place allows, in its own proportions; none where there is no place.</summary>
    internal static LabelArtwork? In(LabelLayout.Box place, Bitmap supplied)
    {
        if (place.Width < 1 || place.Height < 1)
            return null;
        var scale = double.Min((double)place.Width / supplied.Width, (double)place.Height / supplied.Height);
        return new LabelArtwork(supplied, place.Left, place.Top, int.Max(1, (int)(supplied.Width * scale)), int.Max(1, (int)(supplied.Height * scale)));
    }
}
