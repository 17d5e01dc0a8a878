using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Scans;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Scans.ReplayReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Scans;

/// <summary>Tries thresholds on what is remembered of a batch's labels, beside those that are in use. It records nothing.</summary>
internal static class ReplayAlerts
{
    private const int LabelsMax = 200_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/alerts/replay", Replay).For(Role.Officer)
        .WithSummary("Counts the labels of a batch that other thresholds would tell of, beside those in use; it changes nothing.");

    private static async Task<Reply> Replay(ReplayRequest request, Caller caller, Store store, CancellationToken cancellation)
    {
        if (request.Thresholds.Fault() is { } fault)
            return Problem.BadInput($"thresholds.{char.ToLowerInvariant(fault[0])}{fault[1..]}", "Numbers are 1 to 1,000, times 0 to 366 days, other measures 0 or more.", zh: "数目填 1 到 1,000，时间填 0 到 366 天，其他量填 0 或更大。");
        await using var db = store.Read(TenantScope.House);
        if (await (await db.BatchesFor(caller, cancellation)).SingleOrDefaultAsync(batch => batch.Id == request.BatchId, cancellation) is not { } batch)
            return Problem.BadInput("batchId", "There is no such batch.", "unknownBatch", "没有这一批。");

        var terms = (await db.Lots.SingleAsync(lot => lot.Id == batch.LotId, cancellation)).Terms;
        var (labels, isCut) = (0, false);
        var (inUse, tried) = (new SortedDictionary<AlertCause, long>(), new SortedDictionary<AlertCause, long>());
        await foreach (var history in new LabelHistories(store).OfBatch(batch, terms, cancellation))
        {
            if (isCut = labels == LabelsMax)
                break;
            labels++;
            Count(inUse, history, AlertThresholds.Default);
            Count(tried, history, request.Thresholds);
        }

        return TypedResults.Ok(new ReplayReply(batch.Id, labels, isCut,
            [.. inUse.Keys.Union(tried.Keys).Order().Select(cause => new ReplayedRule(cause, inUse.GetValueOrDefault(cause), tried.GetValueOrDefault(cause)))]));
    }

    private static void Count(SortedDictionary<AlertCause, long> labels, LabelHistory history, AlertThresholds thresholds)
    {
        foreach (var cause in AlertReplay.CausesOf(history, thresholds))
            labels[cause] = labels.GetValueOrDefault(cause) + 1;
    }
}

/// <summary>Thresholds to be tried.</summary>
/// <param name="BatchId">On which batch.</param>
/// <param name="Thresholds">Where each rule begins; what is left out is as in use.</param>
public sealed record ReplayRequest(Guid BatchId, AlertThresholds Thresholds);

/// <summary>What the thresholds came to.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Labels">Labels of which anything is remembered.</param>
/// <param name="IsCut">There are more than can be tried at once; the first 200,000 were.</param>
/// <param name="Rules">Rule by rule, those that tell of any label.</param>
public sealed record ReplayReply(Guid BatchId, int Labels, bool IsCut, IReadOnlyList<ReplayedRule> Rules);

/// <summary>One rule in use and as tried.</summary>
/// <param name="Cause">The rule.</param>
/// <param name="InUse">Labels of which it tells with the thresholds in use.</param>
/// <param name="Tried">Labels of which it tells with the thresholds tried.</param>
public sealed record ReplayedRule(AlertCause Cause, long InUse, long Tried);
