using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Traceability.Geo;

/// <summary>
/// Cells around a zone, smaller where its border is busier. Each knows whether its pin (a place in it) is inside, the edges that cross it and the
/// pieces that can be the nearest for any place in it, so that a question costs one walk down and a handful of edges. Immutable.
/// </summary>
internal sealed class BorderCells
{
    // Questions start six levels down, at one of 4,096 cells.
    private const int TopLevels = 6;
    private const int BelowTop = CellFrame.Levels - TopLevels;

    private readonly BorderTree tree;
    private readonly IndexedPointInAreaLocator locator;
    private readonly CellFrame frame;
    private readonly double[] corners;
    private readonly int[] nodes;
    private readonly int[] tops;
    private readonly Cell[] cells;
    private readonly int[] edges;
    private readonly int[] pieces;

    public BorderCells(Geometry area, BorderTree tree)
    {
        this.tree = tree;
        locator = new(area);
        frame = new(area.EnvelopeInternal);
        (corners, nodes, cells, edges, pieces) = new BorderCellsDrawing(area, tree, locator, frame).Draw();
        tops = [.. Enumerable.Range(0, 1 << (2 * TopLevels)).Select(Top)];
    }

    /// <summary>Whether the place is inside or on the border, exactly as drawn in degrees.</summary>
    public bool Covers(double longitude, double latitude) =>
        frame.TryFind(longitude, latitude, out var column, out var row) && Covers(in CellAt(column, row), longitude, latitude);

    /// <summary>The square of the metres through space to the border, and whether the place is inside or on it.</summary>
    public double Nearest(double longitude, double latitude, in EarthPoint place, out bool covers)
    {
        if (!frame.TryFind(longitude, latitude, out var column, out var row))
        {
            covers = false;
            return tree.Nearest(place, 0, out _);
        }

        ref readonly var cell = ref CellAt(column, row);
        covers = Covers(in cell, longitude, latitude);
        if (cell.PieceCount == 0)
            return tree.Nearest(place, cell.NearestPiece, out _);

        var best = double.MaxValue;
        var all = tree.Pieces;
        foreach (var piece in pieces.AsSpan(cell.FirstPiece, cell.PieceCount))
            best = double.MinNative(best, all[piece].SquareMetresTo(in place));
        return best;
    }

    private int Top(int index)
    {
        var (column, row) = (index & ((1 << TopLevels) - 1), index >> TopLevels);
        var node = nodes[0];
        for (var level = TopLevels - 1; level >= 0 && node >= 0; level--)
            node = nodes[node + ((column >> level) & 1) + (((row >> level) & 1) << 1)];
        return node;
    }

    private ref readonly Cell CellAt(int column, int row)
    {
        var node = tops[(row >> BelowTop << TopLevels) + (column >> BelowTop)];
        for (var level = BelowTop - 1; node >= 0; level--)
            node = nodes[node + ((column >> level) & 1) + (((row >> level) & 1) << 1)];
        return ref cells[~node];
    }

    // From the place level to the pin's longitude, then along that meridian to the pin: each edge on the way turns the answer. The level stretch runs
    // a hair above the place (the usual half-open rule); no edge ends on the pin's meridian, so the turning point needs only the same hair.
    private bool Covers(in Cell cell, double longitude, double latitude)
    {
        if (cell.EdgeCount == 0)
            return cell.PinInside;
        if (cell.EdgeCount < 0)
            return locator.Locate(new(longitude, latitude)) != Location.Exterior;

        var inside = cell.PinInside;
        foreach (var edge in edges.AsSpan(cell.FirstEdge, cell.EdgeCount))
        {
            var (a, b) = (new Corner(corners, edge), new Corner(corners, edge + 1));
            var level = a.Y > latitude != b.Y > latitude;
            var meridian = a.X > cell.PinX != b.X > cell.PinX;
            var side = 0;
            if (level || Touches(a, b, longitude, latitude))
            {
                side = Side(a, b, longitude, latitude);
                if (side == 0)
                    return true;
            }
            if (!level && !meridian)
                continue;

            var turn = Side(a, b, cell.PinX, latitude);
            if (turn == 0)
                turn = b.X > a.X ? 1 : -1;
            if (level && side != turn)
                inside = !inside;
            if (meridian && turn != Side(a, b, cell.PinX, cell.PinY))
                inside = !inside;
        }
        return inside;
    }

    private static bool Touches(Corner a, Corner b, double longitude, double latitude) =>
        latitude >= Math.Min(a.Y, b.Y) && latitude <= Math.Max(a.Y, b.Y)
        && longitude >= Math.Min(a.X, b.X) && longitude <= Math.Max(a.X, b.X);

    /// <summary>1 left of the edge, −1 right, 0 on its line; the sign is exact (Shewchuk's filter, then double-double as NetTopologySuite does).</summary>
    private static int Side(Corner a, Corner b, double x, double y)
    {
        var left = (a.X - x) * (b.Y - y);
        var right = (a.Y - y) * (b.X - x);
        var turn = left - right;
        if (Math.Abs(turn) > 1e-15 * (Math.Abs(left) + Math.Abs(right)))
            return turn > 0 ? 1 : -1;
        return CGAlgorithmsDD.OrientationIndex(a.X, a.Y, b.X, b.Y, x, y);
    }

    // Corners lie in one array, longitude then latitude, because memory is what a question waits for.
    private readonly struct Corner(double[] corners, int index)
    {
        public double X { get; } = corners[2 * index];

        public double Y { get; } = corners[(2 * index) + 1];
    }
}

/// <summary>One leaf of <see cref="BorderCells"/>. EdgeCount −1 and PieceCount 0 mean: too many to list, ask the index of the whole.</summary>
internal readonly record struct Cell(
    double PinX, double PinY, int FirstEdge, int FirstPiece, int NearestPiece, short EdgeCount, short PieceCount, bool PinInside);

/// <summary>The rectangle of a zone and a quarter around it, halved up to 16 times each way.</summary>
internal readonly struct CellFrame
{
    public const int Levels = 16;

    private readonly double columnsPerDegree;
    private readonly double rowsPerDegree;

    public CellFrame(Envelope zone)
    {
        var margin = Math.Max(Math.Max(zone.Width, zone.Height) / 4, 0.001);
        (West, South) = (zone.MinX - margin, zone.MinY - margin);
        (Width, Height) = (zone.Width + (2 * margin), zone.Height + (2 * margin));
        (columnsPerDegree, rowsPerDegree) = ((1 << Levels) / Width, (1 << Levels) / Height);
    }

    public double West { get; }

    public double South { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>The column and row of the finest cells; false where the place is not in the frame.</summary>
    public bool TryFind(double longitude, double latitude, out int column, out int row)
    {
        // Truncation would pull what lies a cell west or south of the frame into it.
        (column, row) = ((int)Math.Floor((longitude - West) * columnsPerDegree), (int)Math.Floor((latitude - South) * rowsPerDegree));
        return (uint)column < 1 << Levels && (uint)row < 1 << Levels;
    }
}
