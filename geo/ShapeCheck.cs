using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index;
using NetTopologySuite.Index.Chain;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Valid;
using Traceability.Origins;
using static Traceability.Geo.GeoJsonReading;

namespace Traceability.Geo;

/// <summary>
/// Refuses a shape that is drawn the wrong way round, crosses itself or is otherwise no area (OGC 06-103r4, 6.1.11), and one so entangled that
/// telling would take longer than anyone should make others wait.
/// </summary>
internal static class ShapeCheck
{
    // Comparisons of edges, some hundred nanoseconds each all told. A real border of a million vertices needs a few million.
    private const long MaxWork = 20_000_000;

    // Corners of a shell that a hole is compared with in the time of one comparison of edges.
    private const int CornersPerWork = 40;

    public static Refused? Fault(Geometry shape)
    {
        var box = shape.EnvelopeInternal;
        if (GeoPoint.LooksSwapped(box.MinX, box.MinY) && GeoPoint.LooksSwapped(box.MaxX, box.MaxY))
        {
            return new(
                "swapped", "Longitude and latitude look swapped: the area lies in China only when read the other way round.", GeoPoint.At(box.MinX, box.MinY));
        }
        if (CrossingOrTooMuchWork(shape) is { } crossing)
            return crossing;

        var check = new IsValidOp(shape);
        if (check.IsValid)
            return null;

        var error = check.ValidationError;
        GeoPoint? place = error.Coordinate is { } at && GeoPoint.TryCreate(at.X, at.Y, out var point) ? point : null;
        return error.ErrorType is TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection
            ? SelfCrossing(place)
            : new("invalidShape", "Its rings lie in or over each other in a way that makes no area.", place);
    }

    private static Refused SelfCrossing(GeoPoint? place) => new("selfCrossing", "The border crosses or touches itself.", place);

    // IsValid compares the edges of any two monotone runs whose boxes meet, and each hole with its whole shell, and cannot be stopped. So the edges
    // are walked here first: a crossing ends the walk at once, and so does the end of anyone's patience.
    private static Refused? CrossingOrTooMuchWork(Geometry shape)
    {
        var walk = new Walk();
        foreach (var ring in LinearComponentExtracter.GetLines(shape))
            walk.Runs.AddRange(MonotoneChainBuilder.GetChains(ring.Coordinates));
        for (var i = 0; i < shape.NumGeometries; i++)
            walk.Work += (long)((Polygon)shape.GetGeometryN(i)).NumInteriorRings * shape.GetGeometryN(i).NumPoints / CornersPerWork;

        var index = new HPRtree<MonotoneChain>();
        foreach (var run in walk.Runs)
            index.Insert(run.Envelope, run);
        foreach (var run in walk.Runs)
        {
            if (walk.Work > MaxWork)
                return new("tooEntangled", "So many edges run across each other's extent that the shape cannot be checked in reasonable time.");

            walk.Run = run;
            index.Query(run.Envelope, walk);
            if (walk.Crossing is { } at)
                return SelfCrossing(GeoPoint.At(at.X, at.Y));
        }
        return null;
    }

    private sealed class Walk : MonotoneChainOverlapAction, IItemVisitor<MonotoneChain>
    {
        private readonly RobustLineIntersector intersector = new();

        public List<MonotoneChain> Runs { get; } = [];

        public MonotoneChain? Run { get; set; }

        public Coordinate? Crossing { get; private set; }

        public long Work { get; set; }

        public void VisitItem(MonotoneChain item)
        {
            Work++;
            if (Crossing is null && Work <= MaxWork)
                Run!.ComputeOverlaps(item, this);
        }

        public override void Overlap(LineSegment seg1, LineSegment seg2)
        {
            Work++;
            intersector.ComputeIntersection(seg1.P0, seg1.P1, seg2.P0, seg2.P1);
            if (intersector.IsProper)
                Crossing = intersector.GetIntersection(0);
        }
    }
}
