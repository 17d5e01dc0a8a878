using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Signs a person out, here or everywhere else: a copy of the cookie opens nothing from then on either.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapPost("/sign-out", Leave).ForPeople(Everyone.SignedIn);
        door.MapPost("/account/sign-out-elsewhere", LeaveElsewhere).ForPeople(Everyone.SignedIn);
    }

    /// <summary>Ends a sign-in within a deed; none when it had ended before.</summary>
    public static async Task<SignInRow?> End(TraceabilityDb db, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.SignIns.SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, cancellation) is not { } row)
            return null;
        row.EndedAt = now;
        return row;
    }

    /// <summary>Ends every sign-in of a person but the present one within a deed of the whole house, whatever tenant it is for; answers their acts.</summary>
    public static async Task<List<Act>> EndOthers(TraceabilityDb db, SignedIn person, DateTimeOffset now, CancellationToken cancellation)
    {
        var others = await db.SignIns.Where(row => row.PersonId == person.PersonId && row.Id != person.Id && row.EndedAt == null).ToListAsync(cancellation);
        foreach (var row in others)
            row.EndedAt = now;
        return [.. others.Select(row => SignIn.ActOf(row, "out", now))];
    }

    private static async Task<IResult> LeaveElsewhere(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await store.Write(TenantScope.House, async db => await EndOthers(db, person, now, cancellation) is [var first, .. var more] ? Written<bool>.Done(true, first, more) : Written<bool>.Nothing(false), cancellation);
        return PageGate.SeeOther(context, "/account?done=elsewhere");
    }

    private static async Task<IResult> Leave(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await store.Write(person.Caller.Scope, async db => await End(db, person.Id, now, cancellation) is { } ended ? Written<bool>.Done(true, SignIn.ActOf(ended, "out", now)) : Written<bool>.Nothing(false), cancellation);
        await SignInCookie.Take(context);
        return PageGate.SeeOther(context, "/");
    }
}
