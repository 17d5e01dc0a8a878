using Traceability.Geo;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Origins;

namespace Traceability.MobileApi.Origins;

/// <summary>Gives the outline of a protected area, which is public: simplified for maps, with source, date and datum.</summary>
internal static class ZoneOutlines
{
    private const int PointsMax = 2000;

    public static void Map(IEndpointRouteBuilder door) => door.MapGet("/v1/zones/{id:guid}", Outline).Produces<ZoneReply>();

    private static async Task<IResult> Outline(Guid id, HttpContext context, Store store, ZoneShelf zones, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        if (await zones.Find(db, id, cancellation) is not { Zone: var zone })
            return Problem.NotFound;

        context.Response.Headers.CacheControl = "public, max-age=3600";
        var rings = ZoneOutline.Of(zone.Geometry, PointsMax).Rings.Select(ring => ring.Select(point => (double[])[point.Longitude, point.Latitude]).ToArray());
        return TypedResults.Ok(new ZoneReply(zone.Id, zone.Name, zone.Source, zone.File, zone.FileDate, zone.Datum.WireName(), zone.BoundaryAccuracyMetres,
            zone.ValidFrom, zone.ValidTo, new OutlineReply("MultiLineString", [.. rings])));
    }
}

/// <summary>A protected area with a simplified outline.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Name.</param>
/// <param name="Source">Who drew its border.</param>
/// <param name="File">The boundary file.</param>
/// <param name="FileDate">The date of the file.</param>
/// <param name="Datum">The datum of the file; the outline is in WGS 84.</param>
/// <param name="BoundaryAccuracyMetres">How far the drawn border may be from the true one.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">First day it no longer holds.</param>
/// <param name="Outline">Its rings, as GeoJSON.</param>
public sealed record ZoneReply(
    Guid Id, string Name, string Source, string File, DateOnly FileDate, string Datum, double BoundaryAccuracyMetres, DateOnly? ValidFrom, DateOnly? ValidTo,
    OutlineReply Outline);

/// <summary>GeoJSON lines (RFC 7946) in WGS 84: for drawing only; measuring is done by the zone's checks.</summary>
/// <param name="Type">MultiLineString.</param>
/// <param name="Coordinates">Rings of longitude and latitude.</param>
public sealed record OutlineReply(string Type, IReadOnlyList<double[][]> Coordinates);
