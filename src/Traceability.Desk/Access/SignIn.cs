using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.People;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Signs a person in by name and password. Whoever guesses waits longer and longer, and learns nothing about who has an account.</summary>
internal static class SignIn
{
    // What was typed is shown again, but not more of it than a name can hold.
    private const int TypedShown = 100;

    private static readonly PlainWords Wrong = new(
        "用户名或密码不对。请检查大小写和输入法，再试一次。", "User name or password is wrong. Check capital letters and the keyboard, and try again.");

    private static readonly PlainWords NoTenant = new(
        "是您没错，但现在没有单位请您工作。请索取邀请链接。", "It is you all right, but you work for nobody at the moment. Ask for an invitation link.");

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/sign-in", Ask).ForAnyone();
        door.MapPost("/sign-in", Enter).ForAnyone();
    }

    /// <summary>How long to wait, in words, and as a header for whoever reads those.</summary>
    public static PlainWords Wait(HttpContext context, TimeSpan wait)
    {
        var seconds = (long)Math.Ceiling(wait.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new($"试错太多次了。请等 {seconds} 秒再试。", $"Too many wrong tries. Wait {seconds} seconds, then try again.");
    }

    private static IResult Ask(HttpContext context, string? to) =>
        context.Features.Get<SignedIn>() is null ? Page(context, LocalPath.Of(to), null, null, StatusCodes.Status200OK) : PageGate.SeeOther(context, LocalPath.Of(to));

    private static async Task<IResult> Enter(HttpContext context, Store store, Passwords passwords, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var (typed, password, to) = (form["user"].ToString(), form["password"].ToString(), LocalPath.Of(form["to"]));
        var (userName, now) = (UserName.Fold(typed), clock.GetUtcNow());
        IResult Again(PlainWords trouble, int status = StatusCodes.Status400BadRequest) => Page(context, to, typed.Length <= TypedShown ? typed : typed[..TypedShown], trouble, status);

        if (await SignInFailures.Count(store, userName, now, cancellation) is { Ticks: > 0 } wait)
            return Again(Wait(context, wait), StatusCodes.Status429TooManyRequests);
        var person = await Person(store, userName, cancellation);
        if (!passwords.Fits(person, password))
            return Again(Wrong);

        var trouble = await Begin(context, store, person!, new(Guid.CreateVersion7(now), userName, "in", Wrong, _ => Task.FromResult(true)), now, cancellation);
        return trouble is { } told ? Again(told) : PageGate.SeeOther(context, to);
    }

    private static async Task<PersonRow?> Person(Store store, string userName, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        return await db.People.SingleOrDefaultAsync(person => person.UserName == userName, cancellation);
    }

    /// <summary>Signs a person in by what he proved, and gives the browser its cookie; or says why not.</summary>
    // For the tenant that has known the person longest: with others he goes on from the first page.
    public static async Task<PlainWords?> Begin(HttpContext context, Store store, PersonRow person, SignInProof proof, DateTimeOffset now, CancellationToken cancellation)
    {
        var former = context.Features.Get<SignedIn>();
        var (begun, trouble) = await store.Write<(SignInRow?, PlainWords?)>(TenantScope.House, async db =>
        {
            // The password may have been changed since it was compared, a passkey removed since it was verified.
            if (!await db.People.AnyAsync(row => row.Id == person.Id && row.SecurityStamp == person.SecurityStamp, cancellation) || !await proof.Holds(db))
                return Written<(SignInRow?, PlainWords?)>.Nothing((null, proof.Wrong));
            if (await db.Memberships.Where(membership => membership.PersonId == person.Id).OrderBy(membership => membership.MadeAt).ThenBy(membership => membership.TenantId).FirstOrDefaultAsync(cancellation) is not { } membership)
                return Written<(SignInRow?, PlainWords?)>.Nothing((null, NoTenant));
            if (former is not null)
                await SignOut.End(db, former.Id, now, cancellation);
            await SignInFailures.Forgive(db, proof.Tried, cancellation);
            var row = await SignedIn.Begin(db, person.Id, membership.TenantId, person.SecurityStamp, now, now, cancellation, proof.SignInId);
            return Written<(SignInRow?, PlainWords?)>.Done((row, null), ActOf(row, proof.What, now));
        }, cancellation);
        if (begun is not null)
            await SignInCookie.Give(context, begun.Id);
        return trouble;
    }

    /// <summary>The act of a sign-in. It names the person by identity only.</summary>
    public static Act ActOf(SignInRow row, string what, DateTimeOffset now) =>
        Act.Of(ActKind.SignedIn, now, Fact.Text("what", what), Fact.Id("signIn", row.Id), Fact.Id("by", row.PersonId), Fact.Id("tenant", row.TenantId));

    /// <summary>The page, with why it did not work.</summary>
    public static IResult Page(HttpContext context, string to, string? typed, PlainWords? trouble, int status) => DeskPages.Show<SignInPage>(context, new()
    {
        [nameof(SignInPage.Token)] = PageGate.TokenOf(context),
        [nameof(SignInPage.To)] = to,
        [nameof(SignInPage.User)] = typed,
        [nameof(SignInPage.Trouble)] = trouble,
        [nameof(SignInPage.TakesPasskeys)] = Passkeys.CanBeUsed(context),
    }, status, Passkeys.CanBeUsed(context) ? "" : null);
}

/// <summary>How a person proved who he is.</summary>
/// <param name="SignInId">The identity of the sign-in that it makes.</param>
/// <param name="Tried">Under what name tries are counted.</param>
/// <param name="What">What the act calls it.</param>
/// <param name="Wrong">What is said when it no longer holds.</param>
/// <param name="Holds">Whether it still does, within the deed.</param>
internal sealed record SignInProof(Guid SignInId, string Tried, string What, PlainWords Wrong, Func<TraceabilityDb, Task<bool>> Holds);
