using System.Globalization;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

/// <summary>An outline as the text of an SVG path, rounded to hundredths.</summary>
internal sealed class SvgPath : IOutlineSink
{
    private readonly StringBuilder path = new();

    public void MoveTo(double x, double y) => Add('M', x, y);

    public void LineTo(double x, double y) => Add('L', x, y);

    public void CubicTo(double x1, double y1, double x2, double y2, double x, double y) => Add('C', x1, y1, x2, y2, x, y);

    public override string ToString() => path.ToString();

    private void Add(char step, params double[] numbers)
    {
        var texts = numbers.Select(number => (double.Round(number, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture));
        path.Append(path.Length == 0 ? "" : " ").Append(step).AppendJoin(' ', texts);
    }
}
