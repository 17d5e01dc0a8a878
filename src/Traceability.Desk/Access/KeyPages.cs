using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.People;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>The page of a tenant's API keys: which open the door and for what, a form for one more, shown once, and a button that takes one back.</summary>
internal static class KeyPages
{
    private const int ListMax = 500;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/keys", (HttpContext context, SignedIn person, string? done, CancellationToken cancellation) =>
            Page(context, person, PageForm.New(context), null, done == "revoked", cancellation)).ForManagers();
        door.MapPost("/keys", Make).ForManagers();
        door.MapPost("/keys/{id:guid}/revoke", Revoke).ForManagers();
    }

    private static async Task<IResult> Make(HttpContext context, SignedIn person, Store store, EndpointDataSource endpoints, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        // The whole role is a choice of its own: somebody who ticks nothing by mistake gives nothing away.
        var scopes = form.IsTicked("whole") ? null : Gate.ScopesOf(endpoints, person.Role).Where(scope => form.IsTicked(scope.ToString())).ToArray();
        var made = (await GiveAccess.MakeKey(new(person.TenantId, person.Role, form.Text("name"), scopes), person.Caller, store, endpoints, clock, cancellation)).Result;
        return made is Created<ApiKeyReply> { Value.Secret: var secret }
            ? await Page(context, person, PageForm.New(context), secret, false, cancellation)
            : await Page(context, person, form.Shown((Problem)made), null, false, cancellation);
    }

    private static async Task<IResult> Revoke(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation) =>
        (await GiveAccess.Revoke(id, person.Caller.Scope, person.Caller, store, clock, cancellation)).Result is Problem bad ? bad : PageGate.SeeOther(context, "/keys?done=revoked");

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, string? secret, bool isRevoked, CancellationToken cancellation)
    {
        await using var db = context.RequestServices.GetRequiredService<Store>().Read(person.Caller.Scope);
        var keys = await db.ApiKeys.Where(key => key.RevokedAt == null).OrderBy(key => key.CreatedAt).ThenBy(key => key.Id).Take(ListMax).ToListAsync(cancellation);
        var names = await db.NamesOf(keys.Select(key => key.MadeBy), cancellation);
        return DeskPages.Show<KeysPage>(context, person, form, new()
        {
            [nameof(KeysPage.Keys)] = keys.Select(key => new KeyLine(
                key.Id, key.Name, RoleWords.Of(key.Role), [.. (key.Scopes?.Split(' ') ?? []).Select(scope => ScopeWords.Of(Enum.Parse<Scope>(scope)))], Moments.Exact(key.CreatedAt), key.MadeBy is { } maker ? names.NameOf(maker) : null)).ToList(),
            [nameof(KeysPage.Scopes)] = Gate.ScopesOf(context.RequestServices.GetRequiredService<EndpointDataSource>(), person.Role).Select(scope => (scope.ToString(), ScopeWords.Of(scope))).ToList(),
            [nameof(KeysPage.Secret)] = secret,
            [nameof(KeysPage.IsRevoked)] = isRevoked,
        });
    }
}
