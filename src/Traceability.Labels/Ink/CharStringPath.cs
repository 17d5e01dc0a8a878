namespace Traceability.Labels.Ink;

/// <summary>The drawing operators of Type 2 charstrings, all relative to where the pen stands (Adobe Technical Note #5177 §4.1, §4.2).</summary>
internal sealed class CharStringPath(IOutlineSink sink)
{
    private double x;
    private double y;
    private bool hasMoved;

    /// <summary>rmoveto, hmoveto, vmoveto: starts a contour.</summary>
    public void Move(int step, ReadOnlySpan<double> a)
    {
        Require(a.Length == (step == 21 ? 2 : 1));
        x += step == 4 ? 0 : a[0];
        y += step == 22 ? 0 : a[^1];
        hasMoved = true;
        sink.MoveTo(x, y);
    }

    /// <summary>Every operator that draws lines and curves, flexes aside.</summary>
    public void Draw(int step, ReadOnlySpan<double> a)
    {
        Require(hasMoved);
        switch (step)
        {
            case 5:
                Lines(a);
                break;
            case 6 or 7:
                for (var i = 0; i < a.Length; i++)
                    Line((i % 2 == 0) == (step == 6) ? a[i] : 0, (i % 2 == 0) == (step == 6) ? 0 : a[i]);

                break;
            case 8:
                Curves(a);
                break;
            case 24:
                Require(a.Length >= 8);
                Curves(a[..^2]);
                Lines(a[^2..]);
                break;
            case 25:
                Require(a.Length >= 8);
                Lines(a[..^6]);
                Curves(a[^6..]);
                break;
            case 26 or 27:
                Smooth(a, isVertical: step == 26);
                break;
            case 30 or 31:
                Alternating(a, isVertical: step == 30);
                break;
            default:
                throw CharString.Damaged();
        }
    }

    /// <summary>hflex, flex, hflex1, flex1: two curves that may be drawn flat on coarse screens. On paper they are curves.</summary>
    public void Flex(int step, ReadOnlySpan<double> a)
    {
        Require(hasMoved && a.Length == step switch { 34 => 7, 35 => 13, 36 => 9, 37 => 11, _ => -1 });
        switch (step)
        {
            case 34:
                Curves([a[0], 0, a[1], a[2], a[3], 0, a[4], 0, a[5], -a[2], a[6], 0]);
                break;
            case 35:
                Curves(a[..12]);
                break;
            case 36:
                Curves([a[0], a[1], a[2], a[3], a[4], 0, a[5], 0, a[6], a[7], a[8], -(a[1] + a[3] + a[7])]);
                break;
            default:
                var (dx, dy) = (a[0] + a[2] + a[4] + a[6] + a[8], a[1] + a[3] + a[5] + a[7] + a[9]);
                var isWide = double.Abs(dx) > double.Abs(dy);
                Curves([.. a[..10], isWide ? a[10] : -dx, isWide ? -dy : a[10]]);
                break;
        }
    }

    private void Lines(ReadOnlySpan<double> a)
    {
        Require(a.Length % 2 == 0);
        for (; !a.IsEmpty; a = a[2..])
            Line(a[0], a[1]);
    }

    private void Curves(ReadOnlySpan<double> a)
    {
        Require(a.Length % 6 == 0);
        for (; !a.IsEmpty; a = a[6..])
            Curve(a[0], a[1], a[2], a[3], a[4], a[5]);
    }

    // vvcurveto and hhcurveto: curves that leave and arrive in the same direction; one operand more bends the first one's start.
    private void Smooth(ReadOnlySpan<double> a, bool isVertical)
    {
        var aside = a.Length % 4 == 1 ? a[0] : 0;
        a = a[(a.Length % 4)..];
        Require(a.Length % 4 == 0);
        for (; !a.IsEmpty; a = a[4..], aside = 0)
        {
            if (isVertical)
                Curve(aside, a[0], a[1], a[2], 0, a[3]);
            else
                Curve(a[0], aside, a[1], a[2], a[3], 0);
        }
    }

    // vhcurveto and hvcurveto: curves that leave one way and arrive the other, in turn; one operand more bends the last one's end.
    private void Alternating(ReadOnlySpan<double> a, bool isVertical)
    {
        Require(a.Length >= 4 && a.Length % 4 <= 1);
        for (; a.Length >= 4; a = a[4..], isVertical = !isVertical)
        {
            var aside = a.Length == 5 ? a[4] : 0;
            if (isVertical)
                Curve(0, a[0], a[1], a[2], a[3], aside);
            else
                Curve(a[0], 0, a[1], a[2], aside, a[3]);
        }
    }

    private void Line(double dx, double dy)
    {
        (x, y) = (x + dx, y + dy);
        sink.LineTo(x, y);
    }

    private void Curve(double dx1, double dy1, double dx2, double dy2, double dx3, double dy3)
    {
        var (x1, y1) = (x + dx1, y + dy1);
        var (x2, y2) = (x1 + dx2, y1 + dy2);
        (x, y) = (x2 + dx3, y2 + dy3);
        sink.CubicTo(x1, y1, x2, y2, x, y);
    }

    private static void Require(bool isSound)
    {
        if (!isSound)
            throw CharString.Damaged();
    }
}
