using System.Globalization;
using System.Text;
using Traceability.Geo;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Storage.Origins;

/// <summary>Draws the small map of a verdict page: outline and coarse cells in picture units, so that no coordinate of the earth leaves the house.</summary>
internal static class ZoneSketch
{
    private const int Side = 200;
    private const int PointsMax = 160;

    /// <summary>The sketch, north up, at most 200 units wide and high.</summary>
    public static MapSketch Draw(Zone zone, IReadOnlyList<PublicPlace> cells)
    {
        var box = zone.Geometry.EnvelopeInternal.Copy();
        foreach (var cell in cells)
        {
            box.ExpandToInclude(cell.West, cell.South);
            box.ExpandToInclude(cell.East, cell.North);
        }

        // Degrees of longitude shrink with latitude; without this every zone would look too wide.
        var squeeze = Math.Cos(box.Centre.Y * Math.PI / 180);
        var unitsPerDegree = Side / Math.Max(Math.Max(box.Width * squeeze, box.Height), 1e-9);
        int X(double longitude) => (int)Math.Round((longitude - box.MinX) * squeeze * unitsPerDegree);
        int Y(double latitude) => (int)Math.Round((box.MaxY - latitude) * unitsPerDegree);

        var path = new StringBuilder();
        foreach (var ring in ZoneOutline.Of(zone.Geometry, PointsMax).Rings)
        {
            var (lastX, lastY) = (X(ring[0].Longitude), Y(ring[0].Latitude));
            path.Append(CultureInfo.InvariantCulture, $"M{lastX} {lastY}");
            foreach (var point in ring.Skip(1).SkipLast(1))
            {
                var (x, y) = (X(point.Longitude), Y(point.Latitude));
                if ((x, y) == (lastX, lastY))
                    continue;
                path.Append(CultureInfo.InvariantCulture, $"l{x - lastX} {y - lastY}");
                (lastX, lastY) = (x, y);
            }

            path.Append('z');
        }

        return new MapSketch(X(box.MaxX), Y(box.MinY), path.ToString(),
            [.. cells.Select(cell => new MapCell(X(cell.West), Y(cell.North), Math.Max(1, X(cell.East) - X(cell.West)), Math.Max(1, Y(cell.South) - Y(cell.North))))]);
    }
}
