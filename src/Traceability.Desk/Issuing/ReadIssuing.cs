using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>Reads seasons, allowances, transfers, lots and batches as the caller may see them.</summary>
internal static class ReadIssuing
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").For(Everyone.Readers);
        read.MapGet("/seasons", async (Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation) =>
        {
            await using var db = store.Read(caller.Scope);
            return Paging.Reply(await db.Seasons.Page(row => row.Id, after, limit, SeasonReply.Of, cancellation));
        }).Produces<PageOf<SeasonReply>>();
        read.MapGet("/allowances", Holdings).Produces<PageOf<HoldingReply>>();
        read.MapGet("/allowances/transfers", async (Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation) =>
        {
            await using var db = store.Read(caller.Scope);
            return Paging.Reply(await db.Transfers.Page(row => row.Id, after, limit, TransferReply.Of, cancellation));
        }).Produces<PageOf<TransferReply>>();
        read.MapGet("/lots", Lots).Produces<PageOf<LotReply>>();
        read.MapGet("/lots/{id:guid}", Lot).Produces<LotReply>();
        read.MapGet("/batches", async (Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation) =>
        {
            await using var db = store.Read(caller.Scope);
            return Paging.Reply(await db.Batches.Page(row => row.Id, after, limit, BatchReply.Of, cancellation));
        }).For(Everyone.AtBatches).Produces<PageOf<BatchReply>>();
        read.MapGet("/batches/{id:guid}", Batch).For(Everyone.AtBatches).Produces<BatchDetailReply>();
    }

    private static async Task<IResult> Holdings(Guid? seasonId, Guid? partyId, Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var holdings = db.Accounts.Where(account => account.Kind == AccountKind.Holding
            && (seasonId == null || account.SeasonId == seasonId) && (partyId == null || account.PartyId == partyId));
        return Paging.Reply(await holdings.Page(row => row.Id, after, limit,
            row => new HoldingReply(row.SeasonId!.Value, row.PartyId!.Value, row.PlotId!.Value, row.Balance), cancellation));
    }

    private static async Task<IResult> Lots(Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var (page, problem) = await db.Lots.Page(row => row.Id, after, limit, row => row, cancellation);
        if (page is null)
            return problem!;

        var productIds = page.Items.Select(lot => lot.ProductId).ToList();
        var accountIds = page.Items.Select(lot => lot.AccountId).ToList();
        var products = await db.Products.Where(product => productIds.Contains(product.Id)).ToDictionaryAsync(product => product.Id, cancellation);
        var balances = await db.Accounts.Where(account => accountIds.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Balance, cancellation);
        return TypedResults.Ok(new PageOf<LotReply>([.. page.Items.Select(lot => LotReply.Of(lot, products[lot.ProductId], balances[lot.AccountId]))], page.Next));
    }

    private static async Task<IResult> Lot(Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Lots.SingleOrDefaultAsync(lot => lot.Id == id, cancellation) is not { } lot)
            return Problem.NotFound;
        var product = await db.Products.SingleAsync(product => product.Id == lot.ProductId, cancellation);
        var account = await db.Accounts.SingleAsync(account => account.Id == lot.AccountId, cancellation);
        return TypedResults.Ok(LotReply.Of(lot, product, account.Balance));
    }

    private static async Task<IResult> Batch(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
            return Problem.NotFound;
        var book = await Book(db, batch, cancellation);
        EntityTag.Tell(context, batch.Version);
        return TypedResults.Ok(new BatchDetailReply(
            BatchReply.Of(batch), Enum.GetValues<LabelState>().ToDictionary(state => state.ToString(), book.CountOf), book.Ranges));
    }

    /// <summary>The states of all labels of a batch.</summary>
    public static async Task<RangeBook> Book(TraceabilityDb db, BatchRow batch, CancellationToken cancellation) =>
        new(batch.Count, (await db.LabelRanges.Where(range => range.BatchId == batch.Id).ToListAsync(cancellation)).Select(row => row.ToRange()));
}

/// <summary>What a party holds from a plot in a season.</summary>
/// <param name="SeasonId">The season.</param>
/// <param name="PartyId">The party.</param>
/// <param name="PlotId">The plot it grew on.</param>
/// <param name="Grams">Finished product that may still be set aside or transferred.</param>
public sealed record HoldingReply(Guid SeasonId, Guid PartyId, Guid PlotId, long Grams);

/// <summary>A batch with the states of its labels.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Labels">Number of labels in each state.</param>
/// <param name="Ranges">The ranges that differ from NotActivated.</param>
public sealed record BatchDetailReply(BatchReply Batch, IReadOnlyDictionary<string, long> Labels, IReadOnlyList<LabelRange> Ranges);
