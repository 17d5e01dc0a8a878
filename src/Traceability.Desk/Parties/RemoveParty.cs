using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Parties;

/// <summary>Takes away a party that was recorded by mistake and on which nothing rests.</summary>
internal static class RemoveParty
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/parties/{id:guid}", Remove).For(Everyone.Recorders).AsksForVersion(required: false)
        .WithSummary("Takes away a party that was recorded by mistake and on which nothing rests.");

    // Takes the party away, or says what rests on it; If-Match, where it is sent, says which record was seen.
    public static async Task<Reply> Remove(Guid id, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Parties.SingleOrDefaultAsync(party => party.Id == id, cancellation) is not { } party)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (context.Request.Headers.IfMatch.Count > 0 && EntityTag.Check(context, party.Version) is { } stale)
                return Written<Reply>.Nothing(stale);
            if (await StaysFor(db, id, cancellation) is { } stays)
                return Written<Reply>.Nothing(stays);

            db.Parties.Remove(party);
            return Written<Reply>.Done(TypedResults.NoContent(), Act.Of(ActKind.PartyRecorded, now,
                Fact.Text("what", "removed"), Fact.Id("party", id), Fact.Text("uscc", party.Uscc), Fact.Text("name", party.Name), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    // Other tenants may have named it too: the holder of their right, the party of their approval, the taker of their allowance.
    private static async Task<Problem?> StaysFor(TraceabilityDb db, Guid id, CancellationToken cancellation)
    {
        await using var house = db.WholeHouse();
        var resting = new Resting(cancellation);
        await resting.Ask(house.Rights.Where(row => row.HolderPartyId == id), "rights", "权利", "rights");
        await resting.Ask(house.Permissions.Where(row => row.PartyId == id), "permissions", "用标核准或许可", "approvals or licences");
        await resting.Ask(house.Plots.Where(row => row.PartyId == id), "plots", "地块", "plots");
        await resting.Ask(house.Accounts.Where(row => row.PartyId == id), "allowances", "用标额度", "allowance");
        await resting.Ask(house.Transfers.Where(row => row.FromPartyId == id || row.ToPartyId == id), "transfers", "额度划转", "transfers");
        await resting.Ask(house.Lots.Where(row => row.PartyId == id), "lots", "生产批次", "lots");
        return resting.Refusal("partyInUse", "这个主体", "the party");
    }
}
