namespace Traceability.Labels.Ink;

/// <summary>Collects the steps of one glyph's outline, as many as a glyph can reasonably have.</summary>
internal sealed class OutlineBuilder : IOutlineSink
{
    // The busiest ideographs have a few hundred steps. A damaged or hostile font must not make us collect millions.
    private const int MostSteps = 20_000;

    private readonly List<byte> steps = [];
    private readonly List<float> numbers = [];

    public void MoveTo(double x, double y) => Add(Outline.Move, x, y);

    public void LineTo(double x, double y) => Add(Outline.Line, x, y);

    public void CubicTo(double x1, double y1, double x2, double y2, double x, double y)
    {
        Add(Outline.Cubic, x1, y1);
        numbers.AddRange((float)x2, (float)y2, (float)x, (float)y);
    }

    public Outline Build() => new([.. steps], [.. numbers]);

    private void Add(byte step, double x, double y)
    {
        if (steps.Count == MostSteps)
            throw new InvalidDataException("A character has more strokes than any real one.");

        steps.Add(step);
        numbers.AddRange((float)x, (float)y);
    }
}
