using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.BatchReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Lets a second person agree to a large batch or decline it; declined, its allowance goes back to the lot.</summary>
internal static class ApproveBatch
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches/{id:guid}/approval", Approve).For(Role.Producer);

    /// <summary>Agrees to a large batch or declines it, as a second person.</summary>
    public static async Task<Reply> Approve(Guid id, ApprovalRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (batch.State != BatchState.Waiting)
                return Written<Reply>.Nothing(Problem.Conflict("notWaiting", $"This batch is {batch.State}.", zh: "这一批已经有人答复过。"));
            if ((await db.HandOf(caller.Id, cancellation)).Contains(batch.IssuedBy))
                return Written<Reply>.Nothing(Problem.Conflict("secondPersonNeeded", "Whoever asked for a batch cannot approve it.", zh: "申请的人不能自己同意，须由第二个人来。"));

            if (!request.Agree)
            {
                var book = new AllowanceBook(db, now, cancellation);
                var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Kind == AccountKind.Lot && account.LotId == batch.LotId, cancellation);
                await book.Move(MovementKind.Return, await book.Issued(account), account, batch.Quantity, $"batch:{id}");
            }

            batch.State = request.Agree ? BatchState.Issued : BatchState.Declined;
            batch.ApprovedBy = caller.Id;
            batch.ApprovedAt = now;
            batch.Version++;
            return Written<Reply>.Done(TypedResults.Ok(BatchReply.Of(batch)),
                Act.Of(ActKind.CodesIssued, now, Fact.Id("batch", id), Fact.Text("state", batch.State.ToString()), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>A second person's answer.</summary>
/// <param name="Agree">True to issue, false to decline.</param>
public sealed record ApprovalRequest(bool Agree);
