namespace Traceability.Labels.Ink;

/// <summary>Takes an outline step by step, in font units with y upwards; each contour starts with a move and closes by itself.</summary>
public interface IOutlineSink
{
    /// <summary>Closes the contour before, if any, and starts the next one.</summary>
    void MoveTo(double x, double y);

    /// <summary>A straight line from where the contour stands.</summary>
    void LineTo(double x, double y);

    /// <summary>A cubic Bézier curve from where the contour stands, by its two control points and its end.</summary>
    void CubicTo(double x1, double y1, double x2, double y2, double x, double y);
}
