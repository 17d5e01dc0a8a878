using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.TransferReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Offers allowance to another party, mostly farmer to mill: the giver confirms by offering, and what is offered cannot be spent meanwhile.</summary>
internal static class TransferAllowance
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/allowances/transfers", Offer).For(Role.Producer);

    /// <summary>Offers allowance to another party; what is offered leaves the giver's holdings at once.</summary>
    public static async Task<Reply> Offer(TransferRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Grams is < 1 or > 1L << 50)
            return Problem.BadInput("grams", "Give a positive number of grams.", zh: "请填要划转的重量。");
        if (request.FromPartyId == request.ToPartyId)
            return Problem.BadInput("toPartyId", "Giver and taker are the same party.", zh: "不能划给自己。");

        var now = clock.GetUtcNow();
        // The taker is another tenant's party; who gives is checked against the caller's tenant here.
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            var giver = await db.Parties.AsNoTracking().SingleOrDefaultAsync(party => party.Id == request.FromPartyId && party.TenantId == caller.TenantId, cancellation);
            if (giver is null)
                return Written<Reply>.Nothing(Problem.BadInput("fromPartyId", "This is no party of yours.", "unknownParty", "请选您登记的主体。"));
            var taker = await db.Parties.AsNoTracking().SingleOrDefaultAsync(party => party.Id == request.ToPartyId, cancellation);
            if (taker is null)
                return Written<Reply>.Nothing(Problem.BadInput("toPartyId", "There is no such party.", "unknownParty", "没有这个主体。"));
            var season = await db.Seasons.AsNoTracking().SingleOrDefaultAsync(season => season.Id == request.SeasonId, cancellation);
            if (season is null)
                return Written<Reply>.Nothing(Problem.BadInput("seasonId", "There is no such season.", "unknownSeason", "没有这个产季。"));
            if (season.ClosedAt is not null || HouseTime.DayOf(now) > season.EndsOn)
                return Written<Reply>.Nothing(Problem.Conflict("seasonOver", "This season is over.", zh: "这个产季已经结束。"));

            var transfer = new TransferRow(Guid.CreateVersion7(now), season.Id, giver.TenantId, giver.Id, taker.TenantId, taker.Id, request.Grams, now);
            db.Transfers.Add(transfer);
            var book = new AllowanceBook(db, now, cancellation);
            var left = await Holdings.Take(db, season.Id, giver.Id, null, request.Grams,
                async (holding, grams) => await book.Move(MovementKind.Offer, holding, await book.InTransfer(transfer, holding.PlotId!.Value), grams, $"transfer:{transfer.Id}"),
                cancellation);
            if (left > 0)
                return Written<Reply>.Nothing(Holdings.Short(request.Grams - left, "grams"));

            return Written<Reply>.Done(TypedResults.Created($"/api/v1/allowances/transfers/{transfer.Id}", TransferReply.Of(transfer)),
                Act.Of(ActKind.AllowanceMoved, now,
                    Fact.Text("movement", nameof(MovementKind.Offer)), Fact.Id("transfer", transfer.Id), Fact.Id("season", season.Id), Fact.Id("from", giver.Id),
                    Fact.Id("to", taker.Id), Fact.Number("grams", request.Grams), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>Takes allowance out of what a party holds, oldest plot first, so that the plots behind it stay known.</summary>
internal static class Holdings
{
    /// <summary>Moves up to a quantity out of a party's holdings; answers what could not be found.</summary>
    public static async Task<long> Take(
        TraceabilityDb db, Guid seasonId, Guid partyId, IReadOnlyCollection<Guid>? plotIds, long quantity, Func<AccountRow, long, Task<bool>> move, CancellationToken cancellation)
    {
        var holdings = await db.Accounts.AsNoTracking()
            .Where(account => account.Kind == AccountKind.Holding && account.SeasonId == seasonId && account.PartyId == partyId && account.Balance > 0)
            .OrderBy(account => account.PlotId).ToListAsync(cancellation);
        foreach (var holding in holdings.Where(holding => plotIds is null || plotIds.Contains(holding.PlotId!.Value)))
        {
            if (quantity == 0)
                break;
            var part = Math.Min(quantity, holding.Balance);
            if (await move(holding, part))
                quantity -= part;
        }

        return quantity;
    }

    /// <summary>Says that a party holds less than was asked for.</summary>
    public static Problem Short(long availableGrams, string field) =>
        Problem.Conflict("allowanceExceeded", "The party does not hold that much allowance of the season.", field, string.Create(CultureInfo.InvariantCulture, $"没有这么多额度：还有 {availableGrams / 1000m:#,0.###} 公斤可用。")) with
        {
            More = new JsonObject { ["availableGrams"] = availableGrams },
        };
}

/// <summary>A transfer to be offered.</summary>
/// <param name="SeasonId">The season.</param>
/// <param name="FromPartyId">The giver, a party of the caller.</param>
/// <param name="ToPartyId">The taker.</param>
/// <param name="Grams">How much.</param>
public sealed record TransferRequest(Guid SeasonId, Guid FromPartyId, Guid ToPartyId, long Grams);

/// <summary>A transfer as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="SeasonId">The season.</param>
/// <param name="FromPartyId">The giver.</param>
/// <param name="ToPartyId">The taker.</param>
/// <param name="Grams">How much.</param>
/// <param name="State">How it stands.</param>
/// <param name="OfferedAt">When the giver confirmed.</param>
/// <param name="AnsweredAt">When it was confirmed or declined.</param>
public sealed record TransferReply(
    Guid Id, Guid SeasonId, Guid FromPartyId, Guid ToPartyId, long Grams, TransferState State, DateTimeOffset OfferedAt, DateTimeOffset? AnsweredAt)
{
    internal static TransferReply Of(TransferRow row) =>
        new(row.Id, row.SeasonId, row.FromPartyId, row.ToPartyId, row.Quantity, row.State, row.OfferedAt, row.AnsweredAt);
}
