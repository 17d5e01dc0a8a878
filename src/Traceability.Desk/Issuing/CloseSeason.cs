using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.SeasonReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Ends a season: what nobody used expires, and no code is issued for it any more.</summary>
internal static class CloseSeason
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/seasons/{id:guid}/close", Close).For(Role.Association, Role.Administrator);

    /// <summary>Ends a season after its last day: what nobody used expires.</summary>
    public static async Task<Reply> Close(Guid id, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // The unused allowance lies with many tenants; who may end the season is judged here.
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            var season = await db.Seasons.SingleOrDefaultAsync(season => season.Id == id, cancellation);
            if (season is null || season.TenantId != caller.TenantId)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (season.ClosedAt is not null)
                return Written<Reply>.Nothing(Problem.Conflict("seasonClosed", "This season is already closed.", zh: "这个产季已经关闭。"));
            if (HouseTime.DayOf(now) <= season.EndsOn)
                return Written<Reply>.Nothing(Problem.Conflict("seasonRuns", "A season can be closed after its last day.", zh: "产季最后一天过了才能关闭。"));

            var book = new AllowanceBook(db, now, cancellation);
            var expired = await book.Expired(id);
            var left = await db.Accounts.AsNoTracking()
                .Where(account => account.SeasonId == id && account.Balance > 0
                    && (account.Kind == AccountKind.Holding || account.Kind == AccountKind.InTransfer || account.Kind == AccountKind.Lot))
                .ToListAsync(cancellation);
            long quantity = 0;
            foreach (var account in left)
            {
                await book.Move(MovementKind.Expire, account, expired, account.Balance, $"season:{id}");
                quantity += account.Balance;
            }

            await db.Transfers.Where(transfer => transfer.SeasonId == id && transfer.State == TransferState.Offered)
                .ExecuteUpdateAsync(transfer => transfer.SetProperty(t => t.State, TransferState.Declined).SetProperty(t => t.AnsweredAt, now), cancellation);
            season.ClosedAt = now;
            return Written<Reply>.Done(TypedResults.Ok(SeasonReply.Of(season)),
                Act.Of(ActKind.SeasonRecorded, now, Fact.Id("season", id), Fact.Number("expiredGrams", quantity), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}
