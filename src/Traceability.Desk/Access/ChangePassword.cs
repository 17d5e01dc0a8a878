using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.Forms;
using Traceability.Pages.People;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Lets a person change the own password, which ends whatever was signed in under the old one.</summary>
internal static class ChangePassword
{
    /// <summary>What is wrong with a present password that is not.</summary>
    public static readonly FieldFault NotPresent = new("current", new("现在的密码不对。", "This is not your present password."));

    public static void Map(IEndpointRouteBuilder door) => door.MapPost("/account", Change).ForPeople(Everyone.SignedIn);

    /// <summary>The person under the password that was typed; none when it is not the present one, or nothing is tried for a while: whoever found a desk left open guesses no faster here than at the door.</summary>
    public static async Task<(PersonRow? Present, TimeSpan Wait)> Prove(string typed, SignedIn person, Store store, Passwords passwords, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await SignInFailures.Count(store, person.UserName, now, cancellation) is { Ticks: > 0 } wait)
            return (null, wait);
        await using var db = store.Read(person.Caller.Scope);
        var row = await db.People.SingleOrDefaultAsync(row => row.Id == person.PersonId, cancellation);
        return (passwords.Fits(row, typed) ? row : null, TimeSpan.Zero);
    }

    /// <summary>Reads a password typed twice; the fault names the field.</summary>
    public static FieldFault? Read(IFormCollection form, string userName, out string password)
    {
        password = form["password"].ToString();
        if (PasswordRule.FaultOf(password, userName) is { } words)
            return new("password", words);
        return form["again"] == password ? null : new("again", new("两次输入不一样，请再输一次。", "The two differ: type it once more."));
    }

    private static async Task<IResult> Change(HttpContext context, SignedIn person, Store store, Passwords passwords, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var now = clock.GetUtcNow();
        Task<IResult> Again(FieldFault fault, int status = StatusCodes.Status400BadRequest) =>
            ShowAccount.Page(context, person, AccountForm.Password, PageForm.New(context) with { Fault = fault }, cancellation, status);

        if (Read(form, person.UserName, out var password) is { } bad)
            return await Again(bad);
        var (present, wait) = await Prove(form["current"].ToString(), person, store, passwords, now, cancellation);
        if (wait > TimeSpan.Zero)
            return await Again(new(null, SignIn.Wait(context, wait)), StatusCodes.Status429TooManyRequests);
        if (present is null)
            return await Again(NotPresent);

        var (hash, stamp) = (passwords.Hash(password), Guid.CreateVersion7(now));
        var begun = await store.Write(person.Caller.Scope, async db =>
        {
            // Of two changes at once the second one was asked under a password that is no more.
            if (await db.People.SingleOrDefaultAsync(row => row.Id == person.PersonId && row.SecurityStamp == present.SecurityStamp, cancellation) is not { } row)
                return Written<SignInRow?>.Nothing(null);
            (row.PasswordHash, row.SecurityStamp) = (hash, stamp);
            await SignInFailures.Forgive(db, person.UserName, cancellation);
            await SignOut.End(db, person.Id, now, cancellation);
            var next = await SignedIn.Begin(db, person.PersonId, person.TenantId, stamp, person.BeganAt, now, cancellation);
            return Written<SignInRow?>.Done(next, Act.Of(ActKind.PeopleChanged, now, Fact.Text("what", "password"), Fact.Id("person", person.PersonId), Fact.Id("by", person.PersonId)));
        }, cancellation);
        if (begun is null)
            return await Again(NotPresent);
        await SignInCookie.Give(context, begun.Id);
        return PageGate.SeeOther(context, "/account?done=password");
    }
}
