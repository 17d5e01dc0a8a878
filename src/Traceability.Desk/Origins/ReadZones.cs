using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Origins;

/// <summary>Reads zones; they are public.</summary>
internal static class ReadZones
{
    // An outline may be megabytes, and no answer here shows it.
    private static readonly Expression<Func<ZoneRow, ZoneRow>> WithoutShape = zone => new ZoneRow(
        zone.Id, zone.Name, zone.Source, zone.File, zone.FileDate, zone.Datum, zone.BoundaryAccuracyMetres, zone.ValidFrom, zone.ValidTo, zone.Adcodes,
        Array.Empty<byte>(), zone.RecordedAt);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/zones", List).For(Everyone.Readers).Produces<PageOf<ZoneReply>>();
        api.MapGet("/zones/{id:guid}", One).For(Everyone.Readers).Produces<ZoneReply>();
    }

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var (page, problem) = await db.Zones.Select(zone => zone.Id).Page(id => id, after, limit, id => id, cancellation);
        if (page is null)
            return problem!;
        var zones = await db.Zones.Where(zone => page.Items.Contains(zone.Id)).OrderBy(zone => zone.Id).Select(WithoutShape).ToListAsync(cancellation);
        return TypedResults.Ok(new PageOf<ZoneReply>([.. zones.Select(ZoneReply.Of)], page.Next));
    }

    private static async Task<IResult> One(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Zones.Where(zone => zone.Id == id).Select(WithoutShape).SingleOrDefaultAsync(cancellation) is not { } zone)
            return Problem.NotFound;
        EntityTag.Tell(context, 1);
        return TypedResults.Ok(ZoneReply.Of(zone));
    }
}
