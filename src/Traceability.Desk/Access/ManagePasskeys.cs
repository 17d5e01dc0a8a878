using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.People;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Lets a person add a passkey, with the present password, and remove one, which ends whatever he is signed in to elsewhere.</summary>
internal static class ManagePasskeys
{
    private const int PasskeysMax = 20, NameLengthMax = 60;

    private static readonly FieldFault NotMade = new(null, new("通行密钥没有加上：等得太久，或这台设备已经加过。请再试一次。", "The passkey was not added: it took too long, or this device has been added before. Try once more."));

    private static readonly FieldFault TooMany = new(null, new($"最多 {PasskeysMax} 个通行密钥，请先移除一个。", $"You may have {PasskeysMax} passkeys at most: remove one first."));

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/account/passkeys/question", async (HttpContext context, SignedIn person, Passkeys passkeys) => TypedResults.Ok(await passkeys.AskToMake(person, context))).ForPeople(Everyone.SignedIn);
        door.MapPost("/account/passkeys", Add).ForPeople(Everyone.SignedIn);
        door.MapPost("/account/passkeys/{id:guid}/remove", Remove).ForPeople(Everyone.SignedIn);
    }

    private static async Task<IResult> Add(HttpContext context, SignedIn person, Store store, Passwords passwords, Passkeys passkeys, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var now = clock.GetUtcNow();
        Task<IResult> Again(FieldFault fault, int status = StatusCodes.Status400BadRequest) =>
            ShowAccount.Page(context, person, AccountForm.Passkey, form.Shown(fault), cancellation, status);

        if (PlainText.Read(form.Text("name"), "name", NameLengthMax, out var name) is { } bad)
            return await Again(new(bad.Field, bad.Words));
        // Whoever found a desk left open makes himself no key to it.
        var (present, wait) = await ChangePassword.Prove(form.Text("confirm"), person, store, passwords, now, cancellation);
        if (wait > TimeSpan.Zero)
            return await Again(new(null, SignIn.Wait(context, wait)), StatusCodes.Status429TooManyRequests);
        if (present is null)
            return await Again(ChangePassword.NotPresent with { Field = "confirm" });
        if (await passkeys.Made(person, form.Text("ticket"), form.Text("credential"), context) is not var (id, key))
            return await Again(NotMade);

        var fault = await store.Write(TenantScope.House, async db =>
        {
            if (await db.PersonPasskeys.AnyAsync(row => row.Id == id || row.CredentialId == key.CredentialId, cancellation)
                || !await db.People.AnyAsync(row => row.Id == present.Id && row.SecurityStamp == present.SecurityStamp, cancellation))
                return Written<FieldFault?>.Nothing(NotMade);
            if (await db.PersonPasskeys.CountAsync(row => row.PersonId == person.PersonId && row.RemovedAt == null, cancellation) >= PasskeysMax)
                return Written<FieldFault?>.Nothing(TooMany);
            db.PersonPasskeys.Add(new PersonPasskeyRow(id, person.PersonId, name, key.CredentialId, key.PublicKey, key.IsBackupEligible, now) { SignCount = key.SignCount });
            await SignInFailures.Forgive(db, person.UserName, cancellation);
            return Written<FieldFault?>.Done(null, ActOf("passkeyAdded", id, person, now));
        }, cancellation);
        return fault is null ? PageGate.SeeOther(context, "/account?done=added") : await Again(fault);
    }

    private static async Task<IResult> Remove(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var isDone = await store.Write(TenantScope.House, async db =>
        {
            if (await db.PersonPasskeys.SingleOrDefaultAsync(row => row.Id == id && row.PersonId == person.PersonId && row.RemovedAt == null, cancellation) is not { } row)
                return Written<bool>.Nothing(false);
            row.RemovedAt = now;
            // Whoever holds a lost phone may be signed in with it.
            return Written<bool>.Done(true, ActOf("passkeyRemoved", id, person, now), await SignOut.EndOthers(db, person, now, cancellation));
        }, cancellation);
        return isDone ? PageGate.SeeOther(context, "/account?done=removed") : Problem.NotFound;
    }

    private static Act ActOf(string what, Guid id, SignedIn person, DateTimeOffset now) =>
        Act.Of(ActKind.PeopleChanged, now, Fact.Text("what", what), Fact.Id("passkey", id), Fact.Id("person", person.PersonId), Fact.Id("by", person.PersonId));
}
