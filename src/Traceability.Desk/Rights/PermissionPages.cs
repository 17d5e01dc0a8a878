using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Rights;
using Traceability.Storage;

namespace Traceability.Desk.Rights;

/// <summary>The page on which whoever gave a permission withdraws it.</summary>
internal static class PermissionPages
{
    private const string Route = "/permissions/{id:guid}/withdraw";

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet(Route, (Guid id, HttpContext context, SignedIn person, Store store, CancellationToken cancellation) => Page(id, context, person, PageForm.New(context), store, cancellation)).ForPeople(Everyone.Recorders);
        door.MapPost(Route, Withdraw).ForPeople(Everyone.Recorders);
    }

    private static async Task<IResult> Withdraw(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new WithdrawalRequest(form.Day("on"), form.Text("reason"));
        return (form.Fault ?? (await WithdrawPermission.Withdraw(id, request, person.Caller, store, clock, cancellation)).Result) switch
        {
            Problem bad => await Page(id, context, person, form.Shown(bad), store, cancellation),
            var done => PageGate.SeeOther(context, $"/rights/{((Microsoft.AspNetCore.Http.HttpResults.Ok<PermissionReply>)done).Value!.RightId}?done=withdrawn"),
        };
    }

    private static async Task<IResult> Page(Guid id, HttpContext context, SignedIn person, ShownForm form, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await db.PermissionGivenBy(person.Caller, id, cancellation) is not { } permission)
            return Problem.NotFound;
        await using var house = db.WholeHouse();
        return DeskPages.Show<WithdrawPermissionPage>(context, person, form, new()
        {
            [nameof(WithdrawPermissionPage.Id)] = id,
            [nameof(WithdrawPermissionPage.Kind)] = permission.Kind,
            [nameof(WithdrawPermissionPage.RightId)] = permission.RightId,
            [nameof(WithdrawPermissionPage.RightTitle)] = await db.Rights.Where(right => right.Id == permission.RightId).Select(right => right.Title).SingleAsync(cancellation),
            [nameof(WithdrawPermissionPage.Party)] = await house.Parties.Where(party => party.Id == permission.PartyId).Select(party => party.Name).SingleAsync(cancellation),
        });
    }
}
