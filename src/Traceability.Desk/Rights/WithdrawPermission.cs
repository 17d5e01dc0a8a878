using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Rights.PermissionReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Withdraws a permission that the caller's tenant gave, once and for a reason.</summary>
internal static class WithdrawPermission
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/permissions/{id:guid}/withdraw", Withdraw).For(Everyone.Recorders);

    /// <summary>Withdraws the permission, or says why not.</summary>
    public static async Task<Reply> Withdraw(Guid id, WithdrawalRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = HouseTime.DayOf(now);
        if (PlainText.Read(request.Reason, "reason", 300, out var reason) is { } badReason)
            return badReason;
        if (request.On > today.AddYears(1))
            return Problem.BadInput("on", "A permission is withdrawn within a year from today at the latest.", zh: "最晚填到一年以后。");

        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.PermissionGivenBy(caller, id, cancellation) is not { } permission)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (permission.WithdrawnOn is not null)
                return Written<Reply>.Nothing(Problem.Conflict("alreadyWithdrawn", "This permission was withdrawn before.", zh: "这份许可已经撤回过了。"));
            if (request.On < permission.ValidFrom)
                return Written<Reply>.Nothing(Problem.BadInput("on", "A permission is not withdrawn before it begins.", zh: "不能早于它开始的那天。"));

            (permission.WithdrawnOn, permission.WithdrawnBecause) = (request.On, reason);
            permission.Version++;
            return Written<Reply>.Done(
                TypedResults.Ok(PermissionReply.Of(permission, today)),
                Act.Of(ActKind.PermissionRecorded, now,
                    Fact.Text("what", "withdrawn"), Fact.Id("permission", id), Fact.Id("right", permission.RightId), Fact.Id("party", permission.PartyId),
                    Fact.Day("on", request.On), Fact.Text("reason", reason), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>A permission to be withdrawn.</summary>
/// <param name="On">First day on which it no longer holds.</param>
/// <param name="Reason">Why, at most 300 characters.</param>
public sealed record WithdrawalRequest(DateOnly On, string Reason);
