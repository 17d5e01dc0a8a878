using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;
using Traceability.Storage;

namespace Traceability.Desk.Access;

/// <summary>Takes back an invitation that nobody has used.</summary>
internal static class WithdrawInvitation
{
    public static void Map(IEndpointRouteBuilder door) => door.MapPost("/people/invitations/{id:guid}/withdraw", Withdraw).ForManagers();

    private static async Task<IResult> Withdraw(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (ShowPeople.TenantOf(person, form["tenantId"]) is not { } tenantId)
            return Problem.NotFound;
        var now = clock.GetUtcNow();
        var isDone = await store.Write(TenantScope.Of(tenantId), async db =>
        {
            if (await db.Invitations.SingleOrDefaultAsync(row => row.Id == id && row.ClosedAt == null, cancellation) is not { } row)
                return Written<bool>.Nothing(false);
            row.ClosedAt = now;
            return Written<bool>.Done(true, InvitePerson.ActOf(row, "withdrawn", person.PersonId, now));
        }, cancellation);
        return isDone ? PageGate.SeeOther(context, ShowPeople.PathOf(tenantId)) : Problem.NotFound;
    }
}
