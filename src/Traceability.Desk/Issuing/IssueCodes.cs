using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Products;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Products;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.BatchReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Issues codes for a lot: right gate, season and allowance are judged in the transaction that spends. One row, however many codes.</summary>
internal static class IssueCodes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches", Issue).For(Role.Producer);

    // Issues once for a key, whoever sends the same again: for the API and for the page.
    public static async Task<Reply> Issue(
        BatchRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Caller caller, Store store, KeyShelf keys, HouseSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(idempotencyKey, "Idempotency-Key", 100, out var key) is { } badKey)
            return badKey;
        var countMax = request.TestPrint ? IssueRule.TestPrintCountMax : IssueRule.CountMax;
        if (request.Count < 1 || request.Count > countMax)
            return TooMany(countMax);

        var kind = request.TestPrint ? BatchKind.TestPrint : BatchKind.Items;
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.AsNoTracking().SingleOrDefaultAsync(batch => batch.IdempotencyKey == key, cancellation) is { } done)
            {
                return Written<Reply>.Nothing(done.LotId == request.LotId && done.Count == request.Count && done.Kind == kind
                    ? Created(done, await Warnings(db, await db.Lots.AsNoTracking().SingleAsync(lot => lot.Id == done.LotId, cancellation), now, cancellation))
                    : KeyReused);
            }

            var lot = await db.Lots.AsNoTracking().SingleOrDefaultAsync(lot => lot.Id == request.LotId, cancellation);
            if (lot is null)
                return Written<Reply>.Nothing(Problem.BadInput("lotId", "This is no lot of yours.", "unknownLot", "请选您的生产批次。"));

            var product = (await db.Products.AsNoTracking().SingleAsync(product => product.Id == lot.ProductId, cancellation)).ToProduct();
            var season = lot.SeasonId is { } seasonId ? (await db.Seasons.AsNoTracking().SingleAsync(row => row.Id == seasonId, cancellation)).ToSeason() : null;
            var today = HouseTime.DayOf(now);
            var gate = RightGate.Judge(product, lot.PartyId, await db.RightsOf(product.RequiredRightIds, cancellation),
                await db.PermissionsOf(lot.PartyId, product.RequiredRightIds, cancellation), today, now);
            var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == lot.AccountId, cancellation);
            var decision = request.TestPrint
                ? IssueRule.JudgeTestPrint((uint)request.Count, gate)
                : IssueRule.Judge((uint)request.Count, gate, season, today, account.Balance, product.QuantityPerLabel, settings.FourEyesAboveCount);

            var (quantity, state) = decision switch
            {
                IssueDecision.Issued issued => (issued.Quantity, BatchState.Issued),
                IssueDecision.NeedsSecondPerson waiting => (waiting.Quantity, BatchState.Waiting),
                _ => (0, BatchState.Declined),
            };
            if (state == BatchState.Declined)
                return Written<Reply>.Nothing(Refusal(decision));

            var book = new AllowanceBook(db, now, cancellation);
            var batch = new BatchRow(Guid.CreateVersion7(now), caller.TenantId, await FreeNumber(db, cancellation), await keys.SealingSymbol(db, cancellation), lot.Id,
                (uint)request.Count, quantity, caller.Id, now, key)
            { Kind = kind, State = state };
            if (quantity > 0 && !await book.Move(MovementKind.Spend, account, await book.Issued(account), quantity, $"batch:{batch.Id}"))
                return Written<Reply>.Nothing(Refusal(new IssueDecision.AllowanceExceeded(AllowanceRule.Labels(await book.BalanceOf(account.Id), product.QuantityPerLabel))));

            db.Batches.Add(batch);
            return Written<Reply>.Done(Created(batch, await Warnings(db, lot, now, cancellation)),
                Act.Of(ActKind.CodesIssued, now,
                    Fact.Id("batch", batch.Id), Fact.Number("number", batch.Number), Fact.Text("key", batch.KeySymbol.ToString()), Fact.Id("lot", lot.Id),
                    Fact.Text("kind", kind.ToString()), Fact.Number("count", batch.Count), Fact.Number("quantity", quantity), Fact.Text("state", state.ToString()), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    /// <summary>The refusal of a key that already stands for something else.</summary>
    public static Problem KeyReused { get; } =
        new(StatusCodes.Status422UnprocessableEntity, "idempotencyKeyReused", "This key already stands for another request.", "Idempotency-Key") { Zh = "这张表已经签发过一次。要再签发，请从生产批次页重新打开。" };

    /// <summary>The reply for a batch that was made, now or by the same request before.</summary>
    public static Created<BatchReply> Created(BatchRow batch, IReadOnlyList<string>? warnings = null) =>
        TypedResults.Created($"/api/v1/batches/{batch.Id}", BatchReply.Of(batch) with { Warnings = warnings });

    /// <summary>A number that no batch has. Random, so that a restored database does not count its way into printed codes and a stolen key lists nothing.</summary>
    public static async Task<uint> FreeNumber(TraceabilityDb db, CancellationToken cancellation)
    {
        await using var house = db.WholeHouse();
        while (true)
        {
            var number = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
            if (!await house.Batches.AnyAsync(batch => batch.Number == number, cancellation))
                return number;
        }
    }

    private static async Task<IReadOnlyList<string>?> Warnings(TraceabilityDb db, LotRow lot, DateTimeOffset now, CancellationToken cancellation) =>
        await UsableRights.MarkOn(db, lot, now, cancellation) is { } mark ? [$"Whoever scans a label reads: trademark {mark.Title}: {mark.Words.En}."] : null;

    private static Problem TooMany(uint most) => Problem.BadInput("count", $"Ask for 1 to {most} codes.", zh: $"一次签发 1 到 {most} 枚。");

    private static Problem Refusal(IssueDecision decision) => decision switch
    {
        IssueDecision.NoRight no => Problem.Conflict("noRight", no.Reasons[0].Words.En, "lotId", no.Reasons[0].Words.Zh) with
        {
            More = new JsonObject
            {
                ["reasons"] = new JsonArray([.. no.Reasons.Select(reason => (JsonNode)new JsonObject
                {
                    ["code"] = reason.Code,
                    ["kind"] = reason.Kind?.ToString(),
                    ["number"] = reason.Number,
                    ["zh"] = reason.Words.Zh,
                    ["en"] = reason.Words.En,
                })]),
            },
        },
        IssueDecision.SeasonOver over => Problem.Conflict("seasonOver", $"Codes are issued for this lot from {over.From:yyyy-MM-dd} to {over.To:yyyy-MM-dd}, while its season is open.", "lotId",
            $"这个生产批次只在产季开放时签发：{over.From:yyyy-MM-dd} 至 {over.To:yyyy-MM-dd}。"),
        IssueDecision.AllowanceExceeded exceeded => Problem.Conflict("allowanceExceeded", $"This lot carries {exceeded.LabelsLeft} more {(exceeded.LabelsLeft == 1 ? "label" : "labels")}.", "count", $"这个生产批次只能再签发 {exceeded.LabelsLeft} 枚。") with
        {
            More = new JsonObject { ["remainingAllowance"] = exceeded.LabelsLeft },
        },
        IssueDecision.BadCount bad => TooMany(bad.Max),
        _ => throw new InvalidOperationException($"{decision} is no refusal."),
    };
}

/// <summary>Codes to be issued.</summary>
/// <param name="LotId">The lot.</param>
/// <param name="Count">How many, 1 to 100,000,000; of a test print 1 to 500.</param>
/// <param name="TestPrint">Labels to try a press with: they spend no allowance and can never be activated.</param>
public sealed record BatchRequest(Guid LotId, long Count, bool TestPrint = false);

/// <summary>A batch as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="LotId">Its lot.</param>
/// <param name="Count">How many codes.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="State">Issued, or waiting for a second person.</param>
/// <param name="IssuedAt">When it was asked for.</param>
/// <param name="Kind">Whether its codes are for items, for a test print or for cartons.</param>
/// <param name="ItemsBatchId">The items that its carton codes stand for; only of cartons.</param>
/// <param name="ItemsPerCarton">Items to a carton; only of cartons.</param>
/// <param name="Warnings">What whoever scans its labels will read against them, told when it is issued; left out when there is nothing.</param>
public sealed record BatchReply(
    Guid Id, Guid LotId, uint Count, uint First, uint Last, BatchState State, DateTimeOffset IssuedAt, BatchKind Kind, Guid? ItemsBatchId, int? ItemsPerCarton,
    IReadOnlyList<string>? Warnings = null)
{
    internal static BatchReply Of(BatchRow row) =>
        new(row.Id, row.LotId, row.Count, 1, row.Count, row.State, row.IssuedAt, row.Kind, row.ItemsBatchId, row.ItemsPerCarton);
}
