using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels.Forms;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.ReprintReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Asks a second person to let labels be printed once more, and tells how such wishes stand.</summary>
internal static class AskReprint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/batches/{id:guid}/reprints", Ask).For(Everyone.Printers).WithSummary("Asks a second person to let labels be printed once more.");
        api.MapGet("/batches/{id:guid}/reprints", List).For(Everyone.Printers).WithSummary("Lists the reprints of a batch.").Produces<PageOf<ReprintReply>>();
    }

    // Takes the wish once, for the API and for the page.
    public static async Task<Reply> Ask(Guid id, ReprintRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Reason, "reason", 200, out var reason) is { } badReason)
            return badReason;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (request.First < 1 || request.Last > batch.Count || request.First > request.Last)
                return Written<Reply>.Nothing(batch.NoSuchSerials());

            var reprint = new ReprintRow(Guid.CreateVersion7(now), caller.TenantId, id, request.Form.ToString(), (uint)request.First, (uint)request.Last, reason, caller.Id, now);
            db.Reprints.Add(reprint);
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/batches/{id}/reprints", ReprintReply.Of(reprint)),
                Act.Of(ActKind.ReprintDecided, now,
                    Fact.Id("reprint", reprint.Id), Fact.Text("state", reprint.State.ToString()), Fact.Id("batch", id), Fact.Text("form", LabelPress.NameOf(request.Form)),
                    Fact.Number("first", reprint.First), Fact.Number("last", reprint.Last), Fact.Text("reason", reason), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static async Task<IResult> List(Guid id, Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await db.Batches.AnyAsync(batch => batch.Id == id, cancellation)
            ? Paging.Reply(await db.Reprints.Where(row => row.BatchId == id).Page(row => row.Id, after, limit, ReprintReply.Of, cancellation))
            : Problem.NotFound;
    }
}

/// <summary>Labels to be printed once more.</summary>
/// <param name="Form">In which form.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
/// <param name="Reason">Why, for the second person and the record.</param>
public sealed record ReprintRequest(LabelFormKind Form, long First, long Last, string Reason);

/// <summary>A wish to print labels once more, as it stands.</summary>
/// <param name="Id">Identity; a download names it.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Form">In which form.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">Asked, Agreed, Declined or Used.</param>
/// <param name="AskedBy">The key that asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AnsweredBy">The key of the second person.</param>
/// <param name="AnsweredAt">When the second person answered.</param>
public sealed record ReprintReply(
    Guid Id, Guid BatchId, LabelFormKind Form, uint First, uint Last, string Reason, ReprintState State, Guid AskedBy, DateTimeOffset AskedAt, Guid? AnsweredBy, DateTimeOffset? AnsweredAt)
{
    internal static ReprintReply Of(ReprintRow row) => new(
        row.Id, row.BatchId, Enum.Parse<LabelFormKind>(row.Form), row.First, row.Last, row.Reason, row.State, row.AskedBy, row.AskedAt, row.AnsweredBy, row.AnsweredAt);
}
