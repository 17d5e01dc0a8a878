using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.TransferReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Answers an offered transfer: the taker confirms, or either side ends it and everything goes back.</summary>
internal static class AnswerTransfer
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/allowances/transfers/{id:guid}/confirm",
            (Guid id, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation) =>
                Answer(id, TransferState.Confirmed, caller, store, clock, cancellation)).For(Role.Producer);
        api.MapPost("/allowances/transfers/{id:guid}/decline",
            (Guid id, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation) =>
                Answer(id, TransferState.Declined, caller, store, clock, cancellation)).For(Role.Producer);
    }

    /// <summary>Confirms or declines an offered transfer.</summary>
    public static async Task<Reply> Answer(Guid id, TransferState answer, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // Accounts of both sides move; who may answer is checked against the caller's tenant here.
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            var transfer = await db.Transfers.SingleOrDefaultAsync(transfer => transfer.Id == id, cancellation);
            if (transfer is null || (transfer.ToTenantId != caller.TenantId && transfer.FromTenantId != caller.TenantId))
                return Written<Reply>.Nothing(Problem.NotFound);
            if (answer == TransferState.Confirmed && transfer.ToTenantId != caller.TenantId)
                return Written<Reply>.Nothing(new Problem(StatusCodes.Status403Forbidden, "takerConfirms", "Only the taker can confirm a transfer.") { Zh = "只有收到的一方能确认。" });
            if (transfer.State != TransferState.Offered)
                return Written<Reply>.Nothing(Problem.Conflict("alreadyAnswered", $"This transfer is {transfer.State}.", zh: transfer.State == TransferState.Confirmed ? "这笔划转已经确认过了。" : "这笔划转已经退回了。"));
            var season = await db.Seasons.AsNoTracking().SingleAsync(season => season.Id == transfer.SeasonId, cancellation);
            if (answer == TransferState.Confirmed && HouseTime.DayOf(now) > season.EndsOn)
                return Written<Reply>.Nothing(Problem.Conflict("seasonOver", "This season is over.", zh: "这个产季已经结束。"));

            var book = new AllowanceBook(db, now, cancellation);
            var parts = await db.Accounts.AsNoTracking()
                .Where(account => account.Kind == AccountKind.InTransfer && account.TransferId == id && account.Balance > 0).ToListAsync(cancellation);
            foreach (var part in parts)
            {
                var (kind, to) = answer == TransferState.Confirmed
                    ? (MovementKind.Confirm, await book.Holding(transfer.ToTenantId, transfer.SeasonId, transfer.ToPartyId, part.PlotId!.Value))
                    : (MovementKind.Decline, await book.Holding(transfer.FromTenantId, transfer.SeasonId, transfer.FromPartyId, part.PlotId!.Value));
                await book.Move(kind, part, to, part.Balance, $"transfer:{id}");
            }

            transfer.State = answer;
            transfer.AnsweredAt = now;
            return Written<Reply>.Done(TypedResults.Ok(TransferReply.Of(transfer)),
                Act.Of(ActKind.AllowanceMoved, now,
                    Fact.Text("movement", answer == TransferState.Confirmed ? nameof(MovementKind.Confirm) : nameof(MovementKind.Decline)),
                    Fact.Id("transfer", id), Fact.Number("grams", transfer.Quantity), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}
