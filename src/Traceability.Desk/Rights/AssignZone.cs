using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Rights.RightReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Says which zone is the protected area of a GI. What was granted and made before keeps the zone it was measured against.</summary>
internal static class AssignZone
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/rights/{id:guid}/zone", Assign).For(KeptRights.GiKeepers).AsksForVersion();

    /// <summary>Assigns the zone, or says why not.</summary>
    public static async Task<Reply> Assign(
        Guid id, RightZoneRequest request, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.RightKeptBy(caller, id, cancellation) is not { } row)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (EntityTag.Check(context, row.Version) is { } stale)
                return Written<Reply>.Nothing(stale);
            if (row.Kind != RightKind.GeographicalIndication)
                return Written<Reply>.Nothing(Problem.Conflict("notForThisKind", "Only a GI has a protected area.", zh: "只有地理标志才有保护范围。"));
            if (!await db.Zones.AnyAsync(zone => zone.Id == request.ZoneId, cancellation))
                return Written<Reply>.Nothing(Problem.BadInput("zoneId", "There is no such zone.", "unknownZone", "没有这个保护范围，请从列表里选。"));

            row.ZoneId = request.ZoneId;
            row.Version++;
            EntityTag.Tell(context, row.Version);
            return Written<Reply>.Done(
                TypedResults.Ok(RightReply.Of(row, (await db.RightsOf([id], cancellation))[id], caller, now)),
                Act.Of(ActKind.RightRecorded, now,
                    Fact.Text("what", "zone"), Fact.Id("right", id), Fact.Id("zone", request.ZoneId), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>The protected area of a GI.</summary>
/// <param name="ZoneId">The zone.</param>
public sealed record RightZoneRequest(Guid ZoneId);
