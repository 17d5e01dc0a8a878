using System.Buffers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Geo;
using Traceability.Pages.Doors;
using Traceability.Storage;

namespace Traceability.Desk.Origins;

/// <summary>Reads the plots of the caller's tenant: where exactly somebody's land lies is told to nobody else.</summary>
internal static class ReadPlots
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/plots", List).For(Everyone.Readers).Produces<PageOf<PlotReply>>();
        api.MapGet("/plots/{id:guid}", One).For(Everyone.Readers).Produces<PlotReply>();
    }

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        // Their geometry is not listed, and may be megabytes.
        return Paging.Reply(await db.Plots.Select(row => new { row.Id, row.PartyId, row.Name, row.Datum, row.AccuracyMetres, row.AreaSquareMetres })
            .Page(row => row.Id, after, limit, row => PlotReply.Of(row.Id, row.PartyId, row.Name, row.Datum, row.AccuracyMetres, row.AreaSquareMetres), cancellation));
    }

    private static async Task<IResult> One(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Plots.SingleOrDefaultAsync(plot => plot.Id == id, cancellation) is not { } plot)
            return Problem.NotFound;
        EntityTag.Tell(context, 1);
        var json = new ArrayBufferWriter<byte>();
        GeoJson.Write(json, Wkb.FromBytes(plot.Geometry));
        return TypedResults.Ok(PlotReply.Of(plot) with { Geometry = JsonElement.Parse(json.WrittenSpan) });
    }
}
