using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Parties.PartyReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Parties;

/// <summary>Corrects a party of the caller's tenant. Its social credit code is who it is: another code is another party.</summary>
internal static class CorrectParty
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/parties/{id:guid}", Correct).For(Everyone.Recorders).AsksForVersion();

    /// <summary>Corrects what was asked, or says why not.</summary>
    public static async Task<Reply> Correct(
        Guid id, PartyCorrection request, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", RecordParty.NameLengthMax, out var name) is { } badName)
            return badName;
        if (RecordParty.AdcodeFault(request.Adcode) is { } badAdcode)
            return badAdcode;
        if (RecordParty.ReadDeclared(request.Site, request.CapacityPerDay, out var site) is { } badDeclared)
            return badDeclared;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Parties.SingleOrDefaultAsync(party => party.Id == id, cancellation) is not { } party)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (EntityTag.Check(context, party.Version) is { } stale)
                return Written<Reply>.Nothing(stale);

            (party.Name, party.Kind, party.Adcode, party.Site, party.CapacityPerDay) = (name, request.Kind, request.Adcode, site, request.CapacityPerDay);
            party.Version++;
            EntityTag.Tell(context, party.Version);
            return Written<Reply>.Done(TypedResults.Ok(PartyReply.Of(party)), RecordParty.ActOf(party, caller, now));
        }, cancellation);
    }
}

/// <summary>What is right about a party: all of it, not only what changes.</summary>
/// <param name="Name">Registered name, at most 200 characters.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Adcode">Division code of its set place, six digits.</param>
/// <param name="Site">Where it puts labels on goods.</param>
/// <param name="CapacityPerDay">Most labels that it can use in a day.</param>
public sealed record PartyCorrection(string Name, PartyKind Kind, string? Adcode = null, SiteRequest? Site = null, long? CapacityPerDay = null);
