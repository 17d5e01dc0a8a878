using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Traceability.Geo;

/// <summary>Draws the cells once: halves a cell while its lists are long and halving shortens them, within a bounded number of cells.</summary>
internal sealed class BorderCellsDrawing(Geometry area, BorderTree tree, IndexedPointInAreaLocator locator, CellFrame frame)
{
    private const int FewEdges = 3;
    private const int FewPieces = 6;
    private const int ManyPieces = 12;
    private const long CellsPerPiece = 4;
    private const int MaxListed = 32;

    // A cell this many times its own size away from the border is answered by the tree rather than halved again and again: the middle of a circle
    // is equally far from every piece, however small the cell.
    private const double AsideInRadii = 3;
    private const double DeepInRadii = 12;

    private readonly Queue<Draft> crossed = new();
    private readonly Queue<Draft> clear = new();
    private readonly int[] found = new int[MaxListed];
    private readonly List<int> nodes = [0];
    private readonly List<Cell> cells = [];
    private readonly List<int> edges = [];
    private readonly List<int> pieces = [];
    private readonly int maxCells = (int)Math.Clamp(CellsPerPiece * tree.Count, 16_384, 200_000);
    private Coordinate[] corners = [];

    public (double[] Corners, int[] Nodes, Cell[] Cells, int[] Edges, int[] Pieces) Draw()
    {
        Sort(new(0, 0, 0, 0, 0, AllEdges()));

        // Breadth first, so that cells run out everywhere alike; and first along the border, where the answers matter and the lists are long.
        while (crossed.TryDequeue(out var draft))
            Settle(draft, maxCells * 3 / 4);
        while (clear.TryDequeue(out var draft))
            Settle(draft, maxCells);
        return ([.. corners.SelectMany(corner => new[] { corner.X, corner.Y })], [.. nodes], [.. cells], [.. edges], [.. pieces]);
    }

    private void Sort(Draft draft) => (draft.Edges.Length > 0 ? crossed : clear).Enqueue(draft);

    private void Settle(Draft draft, int limit)
    {
        var box = Box(draft);
        var pin = Wgs84.Place(box.Centre.X, box.Centre.Y);
        var metres = Math.Sqrt(tree.Nearest(pin, draft.NearestPiece, out var nearest));
        var radius = Wgs84.ReachMetres(box);
        var listed = tree.TryCollect(pin, metres + (2 * radius), found, out var count);

        var settled = draft.Edges.Length <= FewEdges
            && (metres > DeepInRadii * radius || (listed && count <= (metres > AsideInRadii * radius ? ManyPieces : FewPieces)));
        if (settled || draft.Level == CellFrame.Levels || cells.Count + crossed.Count + clear.Count >= limit || !TryHalve(draft, nearest))
        {
            nodes[draft.Node] = ~cells.Count;
            cells.Add(Finish(draft.Edges, box, nearest, listed ? found.AsSpan(0, count) : []));
        }
    }

    private bool TryHalve(Draft draft, int nearest)
    {
        var halves = new Draft[4];
        for (var i = 0; i < halves.Length; i++)
        {
            var half = new Draft(nodes.Count + i, (2 * draft.Column) + (i & 1), (2 * draft.Row) + (i >> 1), draft.Level + 1, nearest, []);
            var box = Box(half);
            halves[i] = half with { Edges = Array.FindAll(draft.Edges, edge => Meets(box, corners[edge], corners[edge + 1])) };
        }

        // Long edges that cross most cells only multiply.
        if (draft.Edges.Length > MaxListed && halves.Sum(half => half.Edges.Length) > draft.Edges.Length * 3 / 2)
            return false;

        nodes[draft.Node] = nodes.Count;
        nodes.AddRange([0, 0, 0, 0]);
        foreach (var half in halves)
            Sort(half);
        return true;
    }

    private int[] AllEdges()
    {
        var all = new List<int>();
        var points = new List<Coordinate>();
        foreach (var ring in LinearComponentExtracter.GetLines(area))
        {
            for (var i = 0; i < ring.NumPoints - 1; i++)
                all.Add(points.Count + i);
            points.AddRange(ring.Coordinates);
        }
        corners = [.. points];
        return [.. all];
    }

    private Cell Finish(int[] crossing, Envelope box, int nearest, ReadOnlySpan<int> candidates)
    {
        var centre = box.Centre;
        var firstEdge = edges.Count;
        var firstPiece = pieces.Count;
        pieces.AddRange(candidates);
        if (crossing.Length > MaxListed)
            return new(centre.X, centre.Y, firstEdge, firstPiece, nearest, -1, (short)candidates.Length, false);

        // The pin must lie on no edge and no edge may end on its meridian; few can, so a few steps aside find a free place.
        var pin = centre;
        for (var step = 1; IsTaken(pin, crossing); step++)
            pin = new(centre.X + (box.Width * step / 1024), centre.Y + (box.Height * step / 1031));
        edges.AddRange(crossing);
        var inside = locator.Locate(pin) == Location.Interior;
        return new(pin.X, pin.Y, firstEdge, firstPiece, nearest, (short)crossing.Length, (short)candidates.Length, inside);
    }

    private bool IsTaken(Coordinate pin, int[] crossing) =>
        locator.Locate(pin) == Location.Boundary
        || Array.Exists(crossing, edge => corners[edge].X == pin.X || corners[edge + 1].X == pin.X);

    private Envelope Box(Draft draft)
    {
        var share = 1.0 / (1 << draft.Level);
        var (west, south) = (frame.West + (frame.Width * draft.Column * share), frame.South + (frame.Height * draft.Row * share));
        var box = new Envelope(west, west + (frame.Width * share), south, south + (frame.Height * share));

        // Rounding may put a place on the seam of two cells into either.
        box.ExpandBy(1e-9);
        return box;
    }

    private static bool Meets(Envelope box, Coordinate a, Coordinate b)
    {
        if (!box.Intersects(a, b))
            return false;

        // All four corners clearly on one side of the edge's line; in doubt the edge stays.
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var across = (dx * (box.Centre.Y - a.Y)) - (dy * (box.Centre.X - a.X));
        return Math.Abs(across) <= ((Math.Abs(dx) * box.Height) + (Math.Abs(dy) * box.Width)) * 0.5000001;
    }

    private readonly record struct Draft(int Node, int Column, int Row, int Level, int NearestPiece, int[] Edges);
}
