using NetTopologySuite.Geometries;
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
    // Comparisons of edges; some tens of nanoseconds each. A real border of a million vertices needs a few million.
    private const long MaxWork = 50_000_000;

    public static Refused? Fault(Geometry shape)
    {
        var box = shape.EnvelopeInternal;
        if (GeoPoint.LooksSwapped(box.MinX, box.MinY) && GeoPoint.LooksSwapped(box.MaxX, box.MaxY))
        {
            return new(
                "swapped", "Longitude and latitude look swapped: the area lies in China only when read the other way round.", GeoPoint.At(box.MinX, box.MinY));
        }
        if (IsTooEntangled(shape))
            return new("tooEntangled", "So many edges run across each other's extent that the shape cannot be checked in reasonable time.");

        // IsValid finds a fault in milliseconds where repairing takes seconds or minutes; nothing here repairs.
        var check = new IsValidOp(shape);
        if (check.IsValid)
            return null;

        var error = check.ValidationError;
        GeoPoint? place = error.Coordinate is { } at && GeoPoint.TryCreate(at.X, at.Y, out var point) ? point : null;
        return error.ErrorType is TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection
            ? new("selfCrossing", "The border crosses or touches itself.", place)
            : new("invalidShape", "Its rings lie in or over each other in a way that makes no area.", place);
    }

    // What IsValid will do, counted first: it compares the edges of any two monotone runs whose boxes meet, and each hole with its whole shell.
    private static bool IsTooEntangled(Geometry shape)
    {
        var work = 0L;
        var runs = new List<MonotoneChain>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            var polygon = (Polygon)shape.GetGeometryN(i);
            work += (long)polygon.NumInteriorRings * polygon.ExteriorRing.NumPoints / 4;
            runs.AddRange(MonotoneChainBuilder.GetChains(polygon.ExteriorRing.Coordinates));
            foreach (var hole in polygon.InteriorRings)
                runs.AddRange(MonotoneChainBuilder.GetChains(hole.Coordinates));
        }

        var index = new HPRtree<MonotoneChain>();
        foreach (var run in runs)
            index.Insert(run.Envelope, run);
        var meeting = new Meeting();
        foreach (var run in runs)
        {
            meeting.Edges = run.EndIndex - run.StartIndex;
            index.Query(run.Envelope, meeting);
            if (work + meeting.Work > MaxWork)
                return true;
        }
        return false;
    }

    private sealed class Meeting : IItemVisitor<MonotoneChain>
    {
        public int Edges { get; set; }

        public long Work { get; private set; }

        public void VisitItem(MonotoneChain item) => Work += Math.Min(Edges, item.EndIndex - item.StartIndex) + 1;
    }
}
