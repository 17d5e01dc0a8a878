using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Rights.PermissionReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Lets a party, of whichever tenant, use a right that the caller's tenant keeps: a mark-use approval for a GI, a licence for anything else.</summary>
internal static class GivePermission
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rights/{id:guid}/permissions", Give).For(Everyone.Recorders);

    /// <summary>Gives what was asked, or says why not.</summary>
    public static async Task<Reply> Give(Guid id, PermissionRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (PlainText.Read(request.DocumentNumber, "documentNumber", 100, out var documentNumber) is { } badNumber)
            return badNumber;
        if (request.ValidTo <= request.ValidFrom)
            return Problem.BadInput("validTo", "A permission ends after it begins; its end is the first day on which it no longer holds.", zh: "截止日要晚于开始日：从截止日那天起就不能再用。");

        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.RightKeptBy(caller, id, cancellation) is not { } right)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (request.Kind == PermissionKind.MarkUseApproval != (right.Kind == RightKind.GeographicalIndication))
                return Written<Reply>.Nothing(Problem.BadInput("kind", "A GI is used by MarkUseApproval, every other right by Licence.", "kindMismatch", "地理标志用“用标核准”，其他权利用“许可”。"));
            // The user is another tenant's party as a rule; only that it exists is asked.
            await using var house = db.WholeHouse();
            if (!await house.Parties.AnyAsync(party => party.Id == request.PartyId, cancellation))
                return Written<Reply>.Nothing(Problem.BadInput("partyId", "There is no such party.", "unknownParty", "没有这个主体，请从列表里选。"));

            var row = new PermissionRow(
                Guid.CreateVersion7(now), caller.TenantId, request.Kind, id, request.PartyId, documentNumber, request.ValidFrom, request.ValidTo, now);
            db.Permissions.Add(row);
            return Written<Reply>.Done(
                TypedResults.Created($"/api/v1/rights/{id}/permissions", PermissionReply.Of(row, HouseTime.DayOf(now))),
                Act.Of(ActKind.PermissionRecorded, now,
                    Fact.Text("what", "given"), Fact.Id("permission", row.Id), Fact.Text("kind", row.Kind.ToString()), Fact.Id("right", id),
                    Fact.Id("party", row.PartyId), Fact.Text("documentNumber", documentNumber), Fact.Day("validFrom", row.ValidFrom),
                    Fact.Day("validTo", row.ValidTo), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>A permission to be given.</summary>
/// <param name="Kind">MarkUseApproval for a GI, Licence for any other right.</param>
/// <param name="PartyId">Who may use the right.</param>
/// <param name="DocumentNumber">Number of the approval or contract, at most 100 characters.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; open when left out.</param>
public sealed record PermissionRequest(PermissionKind Kind, Guid PartyId, string DocumentNumber, DateOnly ValidFrom, DateOnly? ValidTo = null);

/// <summary>A permission as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="RightId">The right.</param>
/// <param name="Kind">Approval or licence.</param>
/// <param name="PartyId">Who may use the right.</param>
/// <param name="DocumentNumber">Number of the approval or contract.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds.</param>
/// <param name="WithdrawnOn">From which day it is withdrawn.</param>
/// <param name="WithdrawnBecause">Why.</param>
/// <param name="InForceToday">Whether it holds today.</param>
public sealed record PermissionReply(
    Guid Id, Guid RightId, PermissionKind Kind, Guid PartyId, string DocumentNumber, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? WithdrawnOn,
    string? WithdrawnBecause, bool InForceToday)
{
    internal static PermissionReply Of(PermissionRow row, DateOnly today) =>
        new(row.Id, row.RightId, row.Kind, row.PartyId, row.DocumentNumber, row.ValidFrom, row.ValidTo, row.WithdrawnOn, row.WithdrawnBecause,
            row.ToPermission().InForceOn(today));
}
