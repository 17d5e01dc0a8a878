using System.Globalization;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>Writes outlines as path operators (ISO 32000-1 §8.5.2), scaled and moved; contours are filled by the non-zero rule that <c>f</c> stands for.</summary>
internal sealed class PdfPath(StringBuilder content, double xScale, double yScale, double left, double bottom) : IOutlineSink
{
    public void MoveTo(double x, double y) => Write('m', (x, y));

    public void LineTo(double x, double y) => Write('l', (x, y));

    public void CubicTo(double x1, double y1, double x2, double y2, double x, double y) => Write('c', (x1, y1), (x2, y2), (x, y));

    // A hundredth of a dot is finer than any printer and any eye.
    private void Write(char step, params ReadOnlySpan<(double X, double Y)> points)
    {
        foreach (var (x, y) in points)
            content.Append(CultureInfo.InvariantCulture, $"{left + (x * xScale):0.##} {bottom + (y * yScale):0.##} ");
        content.Append(step).Append('\n');
    }
}
