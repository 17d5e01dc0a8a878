using Microsoft.EntityFrameworkCore;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Signs a person out: a copy of the cookie opens nothing from then on either.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder door) => door.MapPost("/sign-out", Leave).ForPeople(Everyone.SignedIn);

    /// <summary>Ends a sign-in within a deed; none when it had ended before.</summary>
    public static async Task<SignInRow?> End(TraceabilityDb db, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.SignIns.SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, cancellation) is not { } row)
            return null;
        row.EndedAt = now;
        return row;
    }

    private static async Task<IResult> Leave(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await store.Write(person.Caller.Scope, async db => await End(db, person.Id, now, cancellation) is { } ended ? Written<bool>.Done(true, SignIn.ActOf(ended, "out", now)) : Written<bool>.Nothing(false), cancellation);
        await SignInCookie.Take(context);
        return PageGate.SeeOther(context, "/");
    }
}
