using System.Runtime.InteropServices;

namespace Traceability.Labels.Ink;

/// <summary>Turns the points of TrueType contours, quadratic with implied points, into lines and cubic curves.</summary>
internal static class GlyfContours
{
    public static void Write(List<GlyfPoint> points, IOutlineSink sink)
    {
        var rest = CollectionsMarshal.AsSpan(points);
        while (!rest.IsEmpty)
        {
            var count = 1;
            while (count < rest.Length && !rest[count - 1].EndsContour)
                count++;

            WriteContour(rest[..count], sink);
            rest = rest[count..];
        }
    }

    private static void WriteContour(ReadOnlySpan<GlyfPoint> contour, IOutlineSink sink)
    {
        // One point encloses nothing: fonts keep such contours as anchors for composed glyphs.
        if (contour.Length < 2)
            return;

        // A contour may have no point on the curve at all; the middle between two control points is always on it.
        var first = contour.IndexOfAnyOnCurve();
        var start = first >= 0 ? contour[first] : Middle(contour[^1], contour[0]);
        var (at, from) = (start, first >= 0 ? first + 1 : 0);
        GlyfPoint? control = null;
        sink.MoveTo(start.X, start.Y);
        for (var i = 0; i < contour.Length - (first >= 0 ? 1 : 0); i++)
        {
            var point = contour[(from + i) % contour.Length];
            if (control is null && point.IsOnCurve)
                sink.LineTo(point.X, point.Y);
            else if (control is { } pull)
                Curve(at, pull, point.IsOnCurve ? point : Middle(pull, point), sink);

            if (point.IsOnCurve)
                at = point;
            else if (control is { } pull)
                at = Middle(pull, point);

            control = point.IsOnCurve ? null : point;
        }

        if (control is { } last)
            Curve(at, last, start, sink);
    }

    private static int IndexOfAnyOnCurve(this ReadOnlySpan<GlyfPoint> contour)
    {
        for (var i = 0; i < contour.Length; i++)
        {
            if (contour[i].IsOnCurve)
                return i;
        }

        return -1;
    }

    private static GlyfPoint Middle(GlyfPoint a, GlyfPoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2, IsOnCurve: true, EndsContour: false);

    // The same curve one degree higher: the cubic's control points lie two thirds of the way to the quadratic's.
    private static void Curve(GlyfPoint from, GlyfPoint control, GlyfPoint to, IOutlineSink sink) => sink.CubicTo(
        from.X + (control.X - from.X) * 2 / 3,
        from.Y + (control.Y - from.Y) * 2 / 3,
        to.X + (control.X - to.X) * 2 / 3,
        to.Y + (control.Y - to.Y) * 2 / 3,
        to.X,
        to.Y);
}
