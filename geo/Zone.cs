using NetTopologySuite.Geometries;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>A protected area with everything an answer must name: where its border comes from, how old and how exact it is, when it is in force.</summary>
/// <param name="Id">The same for the same area of the same file.</param>
/// <param name="Name">As its source writes it.</param>
/// <param name="Source">Who drew the border.</param>
/// <param name="File">The data file or upload it was read from.</param>
/// <param name="FileDate">The day the file speaks for.</param>
/// <param name="Datum">The datum the file is drawn in; <paramref name="Geometry"/> has already been moved out of it.</param>
/// <param name="BoundaryAccuracyMetres">How far the drawn border may lie from the true one.</param>
/// <param name="ValidFrom">First day in force; none means since ever.</param>
/// <param name="ValidTo">First day no longer in force; none means until further notice.</param>
/// <param name="Adcodes">The administrative units it consists of, six digits each; empty where it is drawn freely.</param>
/// <param name="Geometry">A valid Polygon or MultiPolygon in WGS 84 degrees; never changed by anyone.</param>
public sealed record Zone(
    Guid Id,
    string Name,
    string Source,
    string File,
    DateOnly FileDate,
    Datum Datum,
    double BoundaryAccuracyMetres,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<string> Adcodes,
    Geometry Geometry)
{
    /// <summary>Whether the zone counts on that day: from <see cref="ValidFrom"/>, up to but not on <see cref="ValidTo"/>.</summary>
    public bool IsInForce(DateOnly on) => (ValidFrom is null || on >= ValidFrom) && (ValidTo is null || on < ValidTo);
}
