using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;

namespace Traceability.Desk.Parties;

/// <summary>Reads the parties of the caller's tenant.</summary>
internal static class ReadParties
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/parties", List).For(Everyone.Readers).Produces<PageOf<PartyReply>>();
        api.MapGet("/parties/{id:guid}", One).For(Everyone.Readers).Produces<PartyReply>();
    }

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return Paging.Reply(await db.Parties.Page(row => row.Id, after, limit, PartyReply.Of, cancellation));
    }

    private static async Task<IResult> One(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Parties.SingleOrDefaultAsync(party => party.Id == id, cancellation) is not { } party)
            return Problem.NotFound;
        EntityTag.Tell(context, party.Version);
        return TypedResults.Ok(PartyReply.Of(party));
    }
}
