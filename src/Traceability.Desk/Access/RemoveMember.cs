using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;

namespace Traceability.Desk.Access;

/// <summary>Takes a membership back: the person is signed out of the tenant at once, and the invitations and keys that he made there open nothing any more, for he knows them.</summary>
internal static class RemoveMember
{
    public static void Map(IEndpointRouteBuilder door) => door.MapPost("/people/members/{id:guid}/remove", Remove).ForManagers();

    private static async Task<IResult> Remove(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (ShowPeople.TenantOf(person, form["tenantId"]) is not { } tenantId)
            return Problem.NotFound;
        // So whoever manages people is never without somebody who does.
        if (id == person.PersonId)
            return Problem.Conflict("notYourself", "Somebody else must remove you.", zh: "不能移除自己，请另一位管理成员的人来做。");
        var now = clock.GetUtcNow();
        var isDone = await store.Write(TenantScope.Of(tenantId), async db =>
        {
            if (await db.Memberships.SingleOrDefaultAsync(row => row.PersonId == id, cancellation) is not { } membership)
                return Written<bool>.Nothing(false);
            db.Memberships.Remove(membership);
            var left = await db.Invitations.Where(row => row.MadeBy == id && row.ClosedAt == null).ToListAsync(cancellation);
            foreach (var invitation in left)
                invitation.ClosedAt = now;
            var keys = await db.ApiKeys.Where(row => row.MadeBy == id && row.RevokedAt == null).ToListAsync(cancellation);
            foreach (var key in keys)
                key.RevokedAt = now;
            return Written<bool>.Done(true,
                Act.Of(ActKind.PeopleChanged, now, Fact.Text("what", "removed"), Fact.Id("person", id), Fact.Id("tenant", tenantId), Fact.Text("role", membership.Role.ToString()), Fact.Id("by", person.PersonId)),
                [.. left.Select(invitation => InvitePerson.ActOf(invitation, "withdrawn", person.PersonId, now)), .. keys.Select(key => GiveAccess.ActOf(key, "revoked", person.PersonId, now))]);
        }, cancellation);
        return isDone ? PageGate.SeeOther(context, ShowPeople.PathOf(tenantId)) : Problem.NotFound;
    }
}
