using Microsoft.EntityFrameworkCore;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Signs a person in by a passkey alone. Its tries are counted by the name of the key, so whoever fails under somebody's user name keeps him from typing his password, not from this.</summary>
internal static class SignInByPasskey
{
    private static readonly PlainWords Wrong = new(
        "这次没有认出通行密钥：可能已被移除，或等得太久。请再试一次，或用密码登录。", "That passkey was not recognised: it may have been removed, or it took too long. Try once more, or sign in with your password.");

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/sign-in/passkey/question", async (HttpContext context, Passkeys passkeys) => TypedResults.Ok(await passkeys.AskToEnter(context))).ForAnyone();
        door.MapPost("/sign-in/passkey", Enter).ForAnyone();
    }

    private static async Task<IResult> Enter(HttpContext context, Store store, Passkeys passkeys, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var (answer, to, now) = (form["credential"].ToString(), LocalPath.Of(form["to"]), clock.GetUtcNow());
        IResult Again(PlainWords trouble, int status = StatusCodes.Status400BadRequest) => SignIn.Page(context, to, null, trouble, status);

        if (Passkeys.NameOf(answer) is not { } name)
            return Again(Wrong);
        // No user name is in capitals, as it is kept.
        var tried = $"PASSKEY {name}";
        if (await SignInFailures.Count(store, tried, now, cancellation) is { Ticks: > 0 } wait)
            return Again(SignIn.Wait(context, wait), StatusCodes.Status429TooManyRequests);
        if (await passkeys.Shown(form["ticket"].ToString(), answer, context) is not var (signInId, person, key))
            return Again(Wrong);

        var trouble = await SignIn.Begin(context, store, person, new(signInId, tried, "passkey", Wrong, async db =>
        {
            // An answer that was seen before has made its sign-in.
            if (await db.SignIns.AnyAsync(row => row.Id == signInId, cancellation)
                || await db.PersonPasskeys.SingleOrDefaultAsync(row => row.CredentialId == key.CredentialId && row.PersonId == person.Id && row.RemovedAt == null, cancellation) is not { } row)
                return false;
            row.SignCount = key.SignCount;
            return true;
        }), now, cancellation);
        return trouble is { } told ? Again(told) : PageGate.SeeOther(context, to);
    }
}
