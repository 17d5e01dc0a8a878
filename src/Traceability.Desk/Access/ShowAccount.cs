using Microsoft.EntityFrameworkCore;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.People;
using Traceability.Storage;

namespace Traceability.Desk.Access;

/// <summary>Shows a person the own account: for whom he works, his passkeys, and where he is signed in.</summary>
internal static class ShowAccount
{
    public static void Map(IEndpointRouteBuilder door) => door.MapGet("/account", (HttpContext context, SignedIn person, CancellationToken cancellation) =>
        Page(context, person, AccountForm.Password, PageForm.New(context), cancellation)).ForPeople(Everyone.SignedIn);

    /// <summary>The page, with one of its forms as it was sent.</summary>
    public static async Task<IResult> Page(HttpContext context, SignedIn person, AccountForm which, ShownForm form, CancellationToken cancellation, int status = StatusCodes.Status200OK)
    {
        var earliest = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - SignedIn.LongestStay;
        // What is a person's own is of no tenant, or of several.
        await using var db = context.RequestServices.GetRequiredService<Store>().Read(TenantScope.House);
        var passkeys = await db.PersonPasskeys.Where(row => row.PersonId == person.PersonId && row.RemovedAt == null).OrderBy(row => row.MadeAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        var signIns = await (
            from signIn in db.SignIns
            where signIn.PersonId == person.PersonId && signIn.EndedAt == null && signIn.BeganAt > earliest
            join row in db.People on new { Id = signIn.PersonId, signIn.SecurityStamp } equals new { row.Id, row.SecurityStamp }
            join tenant in db.Tenants on signIn.TenantId equals tenant.Id
            orderby signIn.BeganAt descending, signIn.Id descending
            select new { signIn.Id, signIn.BeganAt, tenant.Name }).ToListAsync(cancellation);
        return DeskPages.Show<AccountPage>(context, new()
        {
            [nameof(AccountPage.Visitor)] = person.Visitor,
            [nameof(AccountPage.User)] = person.UserName,
            [nameof(AccountPage.Which)] = which,
            [nameof(AccountPage.Form)] = form,
            [nameof(AccountPage.Passkeys)] = passkeys.Select(row => new PasskeyLine(row.Id, row.Name, Moments.Exact(row.MadeAt))).ToList(),
            [nameof(AccountPage.TakesPasskeys)] = Passkeys.CanBeUsed(context),
            [nameof(AccountPage.SignIns)] = signIns.Select(row => new SignInLine(row.Name, Moments.Exact(row.BeganAt), row.Id == person.Id)).ToList(),
            [nameof(AccountPage.Done)] = form.Fault is null && DoneWords(context.Request.Query["done"]) is { } words ? PageReply.LanguageOf(context).Say(words) : null,
        }, status, Passkeys.CanBeUsed(context) ? "" : null);
    }

    private static PlainWords? DoneWords(string? done) => done switch
    {
        "password" => new("密码已更改；在其他设备上的登录都已结束。通行密钥照旧能用，不认识的请移除。", "The password is changed; you are signed out everywhere else. Passkeys go on opening: remove any that you do not know."),
        "added" => new("通行密钥已加上，下次可以用它登录。", "The passkey is added; next time you can sign in with it."),
        "removed" => new("通行密钥已移除，它打不开工作台了；在其他地方的登录也已结束。", "The passkey is removed and opens nothing any more; you are signed out everywhere else too."),
        "elsewhere" => new("在其他地方的登录都已结束。", "You are signed out everywhere else."),
        _ => null,
    };
}
