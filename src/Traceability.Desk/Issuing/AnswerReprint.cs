using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.ReprintReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Lets a second person agree to a reprint or decline it, once.</summary>
internal static class AnswerReprint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reprints/{id:guid}/answer", Answer).For(Role.Producer).WithSummary("Agrees to a reprint or declines it, as a second person.");

    /// <summary>Agrees to a reprint or declines it, as a second person.</summary>
    public static async Task<Reply> Answer(Guid id, ApprovalRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Reprints.SingleOrDefaultAsync(reprint => reprint.Id == id, cancellation) is not { } reprint)
                return Written<Reply>.Nothing(Problem.NotFound);
            if ((await db.HandOf(caller.Id, cancellation)).Contains(reprint.AskedBy))
                return Written<Reply>.Nothing(Problem.Conflict("secondPersonNeeded", "Whoever asked for a reprint cannot answer it.", zh: "自己申请的补印，自己不能答复：请同事来。"));
            if (reprint.State != ReprintState.Asked)
                return Written<Reply>.Nothing(Problem.Conflict("alreadyAnswered", $"This reprint is {reprint.State}.", zh: "这次补印已经有人答复过了。"));

            reprint.State = request.Agree ? ReprintState.Agreed : ReprintState.Declined;
            (reprint.AnsweredBy, reprint.AnsweredAt) = (caller.Id, now);
            return Written<Reply>.Done(TypedResults.Ok(ReprintReply.Of(reprint)),
                Act.Of(ActKind.ReprintDecided, now, Fact.Id("reprint", id), Fact.Text("state", reprint.State.ToString()), Fact.Id("batch", reprint.BatchId), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}
