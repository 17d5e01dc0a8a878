using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Geo;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Origins;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Origins.ZoneReply>, Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Origins.ZoneReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Origins;

/// <summary>Records the zone of a GI product of the data pack: the union of the units that its source names. Asked twice, it answers with the same zone.</summary>
internal static class TakeZoneFromPack
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/zones/from-pack", Take).For(Role.Administrator);

    private static async Task<Reply> Take(
        PackZoneRequest request, Caller caller, Store store, ZonePack pack, TimeProvider clock, CancellationToken cancellation)
    {
        var products = pack.Products
            .Where(product => product.NameZh == request.Product && (request.RegistrationType is null || product.RegistrationType == request.RegistrationType))
            .ToList();
        if (products.Count == 0)
            return Problem.BadInput("product", "The data pack knows no such product.", "unknownProduct", "数据包里没有这个产品。");
        if (products.Count > 1)
            return Problem.BadInput("registrationType", $"Say which: {string.Join(", ", products.Select(product => product.RegistrationType))}.", "severalProducts",
                $"请写明是哪一种：{string.Join("、", products.Select(product => product.RegistrationType))}。");
        var found = pack.ZoneOf(products[0]);
        if (found is PackZone.None none)
            return Problem.Conflict(none.Code, none.Reason, "product", "数据包里没有这个产品的边界。");
        var zone = ((PackZone.Found)found).Zone;

        var now = clock.GetUtcNow();
        var row = new ZoneRow(
            zone.Id, zone.Name, zone.Source, zone.File, zone.FileDate, zone.Datum, zone.BoundaryAccuracyMetres, zone.ValidFrom, zone.ValidTo,
            string.Join(' ', zone.Adcodes), Wkb.ToBytes(zone.Geometry), now);
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Zones.SingleOrDefaultAsync(known => known.Id == row.Id, cancellation) is { } known)
                return Written<Reply>.Nothing(TypedResults.Ok(ZoneReply.Of(known)));
            db.Zones.Add(row);
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/zones/{row.Id}", ZoneReply.Of(row)), RecordZone.ActOf(row, caller, now));
        }, cancellation);
    }
}

/// <summary>A zone to be taken from the data pack.</summary>
/// <param name="Product">Name of the GI product as the pack writes it, such as 盘锦大米.</param>
/// <param name="RegistrationType">Which of its registrations, where it has several.</param>
public sealed record PackZoneRequest(string Product, string? RegistrationType = null);
