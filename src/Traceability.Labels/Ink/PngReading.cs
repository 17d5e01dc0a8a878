namespace Traceability.Labels.Ink;

/// <summary>What became of a PNG that somebody supplied: a picture to print in black, or the reason why not.</summary>
public abstract record PngReading
{
    private PngReading()
    {
    }

    /// <summary>The picture as dark and light dots.</summary>
    public sealed record Read(Bitmap Picture) : PngReading;

    /// <summary>Nothing was read.</summary>
    public sealed record Refused(PngFault Fault) : PngReading;
}
