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
    private readonly BorderTree tree;
    private readonly IndexedPointInAreaLocator locator;
    private readonly CellFrame frame;
    private readonly Coordinate[] corners;
    private readonly int[] nodes;
    private readonly Cell[] cells;
    private readonly int[] edges;
    private readonly int[] pieces;

    public BorderCells(Geometry area, BorderTree tree)
    {
        this.tree = tree;
        locator = new(area);
        frame = new(area.EnvelopeInternal);
        (corners, nodes, cells, edges, pieces) = new BorderCellsDrawing(area, tree, locator, frame).Draw();
    }

    /// <summary>Whether the place is inside or on the border, exactly as drawn in degrees.</summary>
    public bool Covers(double longitude, double latitude) =>
        frame.Contains(longitude, latitude) && Covers(in CellAt(longitude, latitude), longitude, latitude);

    /// <summary>The square of the metres through space to the border, and whether the place is inside or on it.</summary>
    public double Nearest(double longitude, double latitude, EarthPoint place, out bool covers)
    {
        if (!frame.Contains(longitude, latitude))
        {
            covers = false;
            return tree.Nearest(place, 0, out _);
        }

        ref readonly var cell = ref CellAt(longitude, latitude);
        covers = Covers(in cell, longitude, latitude);
        if (cell.PieceCount == 0)
            return tree.Nearest(place, cell.NearestPiece, out _);

        var best = double.MaxValue;
        foreach (var piece in pieces.AsSpan(cell.FirstPiece, cell.PieceCount))
            best = Math.Min(best, tree.Pieces[piece].SquareMetresTo(place));
        return best;
    }

    private ref readonly Cell CellAt(double longitude, double latitude)
    {
        var (column, row) = frame.Finest(longitude, latitude);
        var node = nodes[0];
        for (var level = CellFrame.Levels - 1; node >= 0; level--)
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
            var (a, b) = (corners[edge], corners[edge + 1]);
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

    private static bool Touches(Coordinate a, Coordinate b, double longitude, double latitude) =>
        latitude >= Math.Min(a.Y, b.Y) && latitude <= Math.Max(a.Y, b.Y)
        && longitude >= Math.Min(a.X, b.X) && longitude <= Math.Max(a.X, b.X);

    /// <summary>1 left of the edge, −1 right, 0 on its line; the sign is exact (Shewchuk's filter, then double-double as NetTopologySuite does).</summary>
    private static int Side(Coordinate a, Coordinate b, double x, double y)
    {
        var left = (a.X - x) * (b.Y - y);
        var right = (a.Y - y) * (b.X - x);
        var turn = left - right;
        if (Math.Abs(turn) > 1e-15 * (Math.Abs(left) + Math.Abs(right)))
            return turn > 0 ? 1 : -1;
        return CGAlgorithmsDD.OrientationIndex(a.X, a.Y, b.X, b.Y, x, y);
    }
}

/// <summary>One leaf of <see cref="BorderCells"/>. EdgeCount −1 and PieceCount 0 mean: too many to list, ask the index of the whole.</summary>
internal readonly record struct Cell(
    double PinX, double PinY, int FirstEdge, int FirstPiece, int NearestPiece, short EdgeCount, short PieceCount, bool PinInside);

/// <summary>The rectangle of a zone and a quarter around it, halved up to 16 times each way.</summary>
internal readonly struct CellFrame
{
    public const int Levels = 16;

    public CellFrame(Envelope zone)
    {
        var margin = Math.Max(Math.Max(zone.Width, zone.Height) / 4, 0.001);
        (West, South) = (zone.MinX - margin, zone.MinY - margin);
        (Width, Height) = (zone.Width + (2 * margin), zone.Height + (2 * margin));
    }

    public double West { get; }

    public double South { get; }

    public double Width { get; }

    public double Height { get; }

    public bool Contains(double longitude, double latitude) =>
        longitude >= West && longitude < West + Width && latitude >= South && latitude < South + Height;

    public (int Column, int Row) Finest(double longitude, double latitude) =>
        (Math.Min((int)((longitude - West) / Width * (1 << Levels)), (1 << Levels) - 1),
        Math.Min((int)((latitude - South) / Height * (1 << Levels)), (1 << Levels) - 1));
}
