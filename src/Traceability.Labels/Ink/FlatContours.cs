namespace Traceability.Labels.Ink;

/// <summary>A straight piece of a contour, in dots with y downwards; the direction is 1 where the contour runs down.</summary>
internal readonly record struct FlatEdge(double Top, double Bottom, double XAtTop, double Slope, int Direction);

/// <summary>Takes an outline and keeps it as straight edges on a picture, a twentieth of a dot from the curve at most.</summary>
internal sealed class FlatContours : IOutlineSink
{
    private const double MostDeviationDots = 0.05;

    // Enough for a curve 1,000 dots long; a longer one is a damaged font or a poster, and neither may take all the time there is.
    private const int MostPieces = 128;

    private readonly double originX;
    private readonly double originY;
    private readonly double scaleX;
    private readonly double scaleY;
    private List<FlatEdge> edges = [];
    private (double X, double Y) start;
    private (double X, double Y) at;

    public FlatContours(double x, double baseline, double scale, double xScale)
    {
        if (!double.IsFinite(x) || !double.IsFinite(baseline))
            throw new ArgumentOutOfRangeException(nameof(x), "A place on a picture is a number.");

        if (!(scale > 0 && xScale > 0 && double.IsFinite(scale) && double.IsFinite(xScale)))
            throw new ArgumentOutOfRangeException(nameof(scale), "A scale is a number above 0.");

        (originX, originY, scaleX, scaleY) = (x, baseline, scale * xScale, -scale);
    }

    public void MoveTo(double x, double y)
    {
        Add(start);
        (start, at) = (Place(x, y), Place(x, y));
    }

    public void LineTo(double x, double y) => Add(Place(x, y));

    public void CubicTo(double x1, double y1, double x2, double y2, double x, double y)
    {
        var (a, b, c, d) = (at, Place(x1, y1), Place(x2, y2), Place(x, y));
        var pieces = Pieces(a, b, c, d);
        for (var i = 1; i < pieces; i++)
        {
            var t = (double)i / pieces;
            Add((Point(a.X, b.X, c.X, d.X, t), Point(a.Y, b.Y, c.Y, d.Y, t)));
        }

        Add(d);
    }

    /// <summary>The edges of everything since the last call.</summary>
    public List<FlatEdge> TakeEdges()
    {
        Add(start);
        (start, at) = ((0, 0), (0, 0));
        var taken = edges;
        edges = [];
        return taken;
    }

    // A chord over a t-th of a curve is off by an eighth of its greatest second derivative over t².
    private static int Pieces((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        var bend = double.Max(
            double.Hypot(a.X - 2 * b.X + c.X, a.Y - 2 * b.Y + c.Y),
            double.Hypot(b.X - 2 * c.X + d.X, b.Y - 2 * c.Y + d.Y));
        return (int)double.Clamp(double.Ceiling(double.Sqrt(6 * bend / (8 * MostDeviationDots))), 1, MostPieces);
    }

    private static double Point(double a, double b, double c, double d, double t)
    {
        var s = 1 - t;
        return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    }

    private (double X, double Y) Place(double x, double y) => (originX + x * scaleX, originY + y * scaleY);

    private void Add((double X, double Y) to)
    {
        var (from, down) = (at, to.Y > at.Y);
        at = to;
        if (from.Y == to.Y)
            return;

        var (high, low) = down ? (from, to) : (to, from);
        edges.Add(new FlatEdge(high.Y, low.Y, high.X, (low.X - high.X) / (low.Y - high.Y), down ? 1 : -1));
    }
}
