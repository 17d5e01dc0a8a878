using NetTopologySuite.Geometries;

namespace Traceability.Geo;

/// <summary>The pieces of a border under a tree of boxes in the order of the rings; everything in metres through space. Immutable.</summary>
internal sealed class BorderTree
{
    private const int PiecesPerLeaf = 4;

    private readonly BorderPiece[] pieces;
    private readonly Coordinate[] starts;
    private readonly Node[] nodes;

    public BorderTree(Geometry area)
    {
        (pieces, starts) = BorderPiece.Cut(area);
        var leaves = (pieces.Length + PiecesPerLeaf - 1) / PiecesPerLeaf;
        nodes = new Node[(2 * leaves) - 1];
        var next = 0;
        Build(0, leaves, ref next);
    }

    public int Count => pieces.Length;

    public ReadOnlySpan<BorderPiece> Pieces => pieces;

    /// <summary>The square of the metres through space to the nearest piece, and which it is; <paramref name="hint"/> is any near one.</summary>
    public double Nearest(in EarthPoint place, int hint, out int nearest)
    {
        var best = pieces[hint].SquareMetresTo(place);
        nearest = hint;
        Span<int> open = stackalloc int[64];
        open[0] = 0;
        for (var count = 1; count > 0;)
        {
            var index = open[--count];
            ref readonly var node = ref nodes[index];
            if (node.SquareMetresTo(place) >= best)
                continue;

            if (node.IsLeaf)
            {
                for (var i = node.First; i < node.End; i++)
                {
                    var square = pieces[i].SquareMetresTo(place);
                    if (square < best)
                        (best, nearest) = (square, i);
                }
                continue;
            }

            // The nearer child goes on top, so that its answer prunes the other.
            var (near, far) = (index + 1, node.Right);
            if (nodes[far].SquareMetresTo(place) < nodes[near].SquareMetresTo(place))
                (near, far) = (far, near);
            open[count++] = far;
            open[count++] = near;
        }
        return best;
    }

    /// <summary>Metres through space from a piece that crosses none of these to the nearest, or <paramref name="best"/> where none is nearer.</summary>
    public double Nearest(in BorderPiece piece, double best)
    {
        var (middle, reach) = piece.Ball;
        Span<int> open = stackalloc int[64];
        open[0] = 0;
        for (var count = 1; count > 0;)
        {
            var index = open[--count];
            ref readonly var node = ref nodes[index];
            if (Math.Sqrt(node.SquareMetresTo(middle)) - reach >= best)
                continue;

            if (!node.IsLeaf)
            {
                open[count++] = node.Right;
                open[count++] = index + 1;
                continue;
            }
            for (var i = node.First; i < node.End; i++)
                best = Math.Min(best, Math.Sqrt(pieces[i].SquareMetresTo(in piece)));
        }
        return best;
    }

    /// <summary>
    /// Collects the pieces within <paramref name="metres"/> through space; false, and nothing complete, where <paramref name="found"/> is too small.
    /// </summary>
    public bool TryCollect(in EarthPoint place, double metres, Span<int> found, out int count)
    {
        count = 0;
        var limit = metres * metres;
        Span<int> open = stackalloc int[64];
        open[0] = 0;
        for (var waiting = 1; waiting > 0;)
        {
            var index = open[--waiting];
            ref readonly var node = ref nodes[index];
            if (node.SquareMetresTo(place) > limit)
                continue;

            if (!node.IsLeaf)
            {
                open[waiting++] = node.Right;
                open[waiting++] = index + 1;
                continue;
            }
            for (var i = node.First; i < node.End; i++)
            {
                if (pieces[i].SquareMetresTo(place) > limit)
                    continue;
                if (count == found.Length)
                    return false;
                found[count++] = i;
            }
        }
        return true;
    }

    /// <summary>
    /// Geodesic metres to the nearest piece for places thousands of kilometres away, right to 0.1 %: stretches that look
    /// small from there stand for one of their points.
    /// </summary>
    public double FarMetres(Coordinate from, in EarthPoint place)
    {
        const double Small = 2e-4;
        var best = double.MaxValue;
        Span<int> open = stackalloc int[64];
        open[0] = 0;
        for (var count = 1; count > 0;)
        {
            var index = open[--count];
            ref readonly var node = ref nodes[index];
            var chord = Math.Sqrt(node.SquareMetresTo(place));
            if (Wgs84.LeastArcOfChord(chord) >= best)
                continue;

            if (node.IsLeaf || node.Size < Small * chord)
            {
                for (var i = node.First; i < (node.IsLeaf ? node.End : node.First + 1); i++)
                    best = Math.Min(best, Wgs84.FarMetres(from, starts[i]));
                continue;
            }
            var (near, far) = (index + 1, node.Right);
            if (nodes[far].SquareMetresTo(place) < nodes[near].SquareMetresTo(place))
                (near, far) = (far, near);
            open[count++] = far;
            open[count++] = near;
        }
        return best;
    }

    private int Build(int firstLeaf, int endLeaf, ref int next)
    {
        var index = next++;
        if (endLeaf - firstLeaf == 1)
        {
            nodes[index] = Node.OfLeaf(pieces, firstLeaf * PiecesPerLeaf, Math.Min(endLeaf * PiecesPerLeaf, pieces.Length));
            return index;
        }
        var middle = (firstLeaf + endLeaf) / 2;
        var left = Build(firstLeaf, middle, ref next);
        var right = Build(middle, endLeaf, ref next);
        nodes[index] = Node.Over(nodes[left], nodes[right], right);
        return index;
    }

    private readonly record struct Node(EarthPoint Low, EarthPoint High, int First, int End, int Right)
    {
        public bool IsLeaf => Right == 0;

        public double Size => Math.Sqrt((High - Low).Dot(High - Low));

        public static Node OfLeaf(BorderPiece[] pieces, int first, int end)
        {
            var (low, high) = (pieces[first].From, pieces[first].From);
            for (var i = first; i < end; i++)
            {
                var (from, to, bow) = (pieces[i].From, pieces[i].To, pieces[i].Bow);
                low = Least(low, Least(Least(from, to), Least(from + bow, to + bow)));
                high = Most(high, Most(Most(from, to), Most(from + bow, to + bow)));
            }
            return new(low, high, first, end, 0);
        }

        public static Node Over(in Node left, in Node right, int rightIndex) =>
            new(Least(left.Low, right.Low), Most(left.High, right.High), left.First, right.End, rightIndex);

        public double SquareMetresTo(in EarthPoint p)
        {
            var x = Beyond(Low.X, High.X, p.X);
            var y = Beyond(Low.Y, High.Y, p.Y);
            var z = Beyond(Low.Z, High.Z, p.Z);
            return (x * x) + (y * y) + (z * z);
        }

        private static double Beyond(double low, double high, double v) => double.MaxNative(double.MaxNative(low - v, v - high), 0);

        private static EarthPoint Least(EarthPoint a, EarthPoint b) =>
            new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));

        private static EarthPoint Most(EarthPoint a, EarthPoint b) =>
            new(Math.Max(a.X, b.X), Math.Max(a.Y, b.Y), Math.Max(a.Z, b.Z));
    }
}
