namespace Traceability.Labels.Ink;

/// <summary>Closed contours of lines and cubic curves in font units, y upwards, filled by the non-zero winding rule; never changes.</summary>
public sealed class Outline
{
    internal const byte Move = 0;
    internal const byte Line = 1;
    internal const byte Cubic = 2;

    private readonly byte[] steps;
    private readonly float[] numbers;

    // Single precision is finer than the sixteenth bits of Type 2 charstrings and the thirds of raised quadratics need at this size.
    internal Outline(byte[] steps, float[] numbers)
    {
        (this.steps, this.numbers) = (steps, numbers);
        if (numbers.Length == 0)
            return;

        var (left, bottom, right, top) = (numbers[0], numbers[1], numbers[0], numbers[1]);
        for (var i = 2; i < numbers.Length; i += 2)
        {
            (left, right) = (float.Min(left, numbers[i]), float.Max(right, numbers[i]));
            (bottom, top) = (float.Min(bottom, numbers[i + 1]), float.Max(top, numbers[i + 1]));
        }

        Bounds = new(left, bottom, right, top);
    }

    /// <summary>No contour, as a space has.</summary>
    public bool IsEmpty => steps.Length == 0;

    /// <summary>The rectangle around all end and control points; all zero when there is no contour.</summary>
    public OutlineBox Bounds { get; }

    /// <summary>Hands every step to <paramref name="sink"/>, moved to the right by <paramref name="x"/> font units.</summary>
    public void WriteTo(IOutlineSink sink, double x = 0)
    {
        var at = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case Move:
                    sink.MoveTo(numbers[at] + x, numbers[at + 1]);
                    at += 2;
                    break;
                case Line:
                    sink.LineTo(numbers[at] + x, numbers[at + 1]);
                    at += 2;
                    break;
                default:
                    sink.CubicTo(numbers[at] + x, numbers[at + 1], numbers[at + 2] + x, numbers[at + 3], numbers[at + 4] + x, numbers[at + 5]);
                    at += 6;
                    break;
            }
        }
    }
}
