using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Lets a person go on for another tenant that he works for, under a new sign-in that ends when the first would have.</summary>
internal static class ChangeTenant
{
    public static void Map(IEndpointRouteBuilder door) => door.MapPost("/tenant", Change).ForPeople(Everyone.SignedIn);

    private static async Task<IResult> Change(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (!Guid.TryParseExact(form["tenantId"], "D", out var tenantId))
            return Problem.NotFound;

        var now = clock.GetUtcNow();
        var begun = await store.Write<SignInRow?>(TenantScope.House, async db =>
        {
            if (!await db.Memberships.AnyAsync(membership => membership.PersonId == person.PersonId && membership.TenantId == tenantId, cancellation)
                || await SignOut.End(db, person.Id, now, cancellation) is not { } former)
                return Written<SignInRow?>.Nothing(null);
            var next = await SignedIn.Begin(db, person.PersonId, tenantId, former.SecurityStamp, former.BeganAt, now, cancellation);
            return Written<SignInRow?>.Done(next, SignIn.ActOf(next, "tenant", now));
        }, cancellation);
        if (begun is null)
            return Problem.NotFound;
        await SignInCookie.Give(context, begun.Id);
        return PageGate.SeeOther(context, "/");
    }
}
