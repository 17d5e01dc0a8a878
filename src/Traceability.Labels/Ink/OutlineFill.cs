using System.Runtime.InteropServices;

namespace Traceability.Labels.Ink;

/// <summary>Darkens the dots of a picture that an outline covers, by area and the non-zero winding rule.</summary>
internal sealed class OutlineFill
{
    // Each row of dots is measured along sixteen lines, exactly from left to right on each.
    private const int LinesPerDot = 16;

    // A dot is dark from 7/16 on. At one half a stroke one dot wide that straddles two would hang on the last bit of a rounded number, and
    // strokes of small Chinese print are often a little thinner than a dot: whatever is 7/8 dots wide stays in one piece in every position.
    private const double LeastLines = 7;

    private readonly Bitmap picture;
    private readonly FlatContours contours;
    private readonly List<FlatEdge> active = [];
    private readonly List<(double X, int Direction)> crossings = [];
    private readonly double[] covered;
    private int leftmost;
    private int rightmost;

    public OutlineFill(Bitmap picture, double x, double baseline, double scale, double xScale)
    {
        contours = new FlatContours(x, baseline, scale, xScale);
        this.picture = picture;
        covered = new double[picture.Width + 1];
    }

    /// <summary>Fills one outline, <paramref name="place"/> font units to the right of the origin.</summary>
    public void Add(Outline outline, double place)
    {
        outline.WriteTo(contours, place);
        var edges = contours.TakeEdges();
        edges.Sort((a, b) => a.Top.CompareTo(b.Top));
        active.Clear();
        var next = 0;
        var last = edges.Count == 0 ? -1 : double.Min(edges.Max(edge => edge.Bottom), picture.Height - 1);
        for (var y = edges.Count == 0 ? 0 : (int)double.Clamp(double.Floor(edges[0].Top), 0, picture.Height); y <= last; y++)
        {
            for (; next < edges.Count && edges[next].Top < y + 1; next++)
                active.Add(edges[next]);

            active.RemoveAll(edge => edge.Bottom <= y);
            if (active.Count > 0)
                FillRow(y);
        }
    }

    private void FillRow(int y)
    {
        (leftmost, rightmost) = (picture.Width, 0);
        for (var line = 0; line < LinesPerDot; line++)
            Measure(y + (line + 0.5) / LinesPerDot);

        var row = picture.Row(y);
        for (var x = leftmost; x < int.Min(rightmost + 1, picture.Width); x++)
        {
            if (covered[x] >= LeastLines)
                row[x / 8] |= (byte)(0x80 >> x % 8);
        }

        if (rightmost >= leftmost)
            covered.AsSpan(leftmost, rightmost - leftmost + 1).Clear();
    }

    private void Measure(double y)
    {
        crossings.Clear();
        foreach (ref readonly var edge in CollectionsMarshal.AsSpan(active))
        {
            if (edge.Top <= y && y < edge.Bottom)
                crossings.Add((double.Clamp(edge.XAtTop + (y - edge.Top) * edge.Slope, 0, picture.Width), edge.Direction));
        }

        crossings.Sort((a, b) => a.X.CompareTo(b.X));
        var winding = 0;
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            winding += crossings[i].Direction;
            if (winding != 0)
                Cover(crossings[i].X, crossings[i + 1].X);
        }
    }

    private void Cover(double from, double to)
    {
        var (first, last) = ((int)from, (int)to);
        (leftmost, rightmost) = (int.Min(leftmost, first), int.Max(rightmost, last));
        if (first == last)
        {
            covered[first] += to - from;
            return;
        }

        covered[first] += first + 1 - from;
        for (var x = first + 1; x < last; x++)
            covered[x]++;

        covered[last] += to - last;
    }
}
