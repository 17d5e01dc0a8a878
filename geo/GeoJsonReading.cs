using NetTopologySuite.Geometries;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>What became of a GeoJSON document from outside: a shape to rely on, or the reason why not.</summary>
public abstract record GeoJsonReading
{
    private GeoJsonReading()
    {
    }

    /// <summary>A valid Polygon or MultiPolygon in the degrees of the datum its sender declared.</summary>
    /// <param name="Geometry">Exactly the corners that were sent; nothing repaired, heights left out.</param>
    public sealed record Read(Geometry Geometry) : GeoJsonReading;

    /// <summary>Why the document was refused.</summary>
    /// <param name="Code">A stable word for programs, such as <c>selfCrossing</c> or <c>swapped</c>.</param>
    /// <param name="Message">A sentence for people.</param>
    /// <param name="Place">Where on the map the fault lies, in the degrees that were sent, when it lies on a map.</param>
    /// <param name="Path">Where in the document, as in <c>$.coordinates[0][3]</c>, when it lies there.</param>
    public sealed record Refused(string Code, string Message, GeoPoint? Place = null, string? Path = null) : GeoJsonReading;
}
