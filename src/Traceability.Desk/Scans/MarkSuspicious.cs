using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Scans;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Scans;

/// <summary>Lets an officer mark one label suspicious, with a reason the public reads, and take that back.</summary>
internal static class MarkSuspicious
{
    /// <summary>The most characters of a reason.</summary>
    public const int ReasonLengthMax = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/labels/{code}/suspicion",
            (string code, SuspicionRequest request, Caller caller, Store store, KeyShelf keys, ReadDossier dossiers, TimeProvider clock, CancellationToken cancellation) =>
                Mark(code, request, null, caller, store, keys, dossiers, clock, cancellation)).For(Role.Officer).WithSummary("Marks a label suspicious, with a reason that the public reads.");
        api.MapDelete("/labels/{code}/suspicion",
            (string code, string? reason, Caller caller, Store store, KeyShelf keys, ReadDossier dossiers, TimeProvider clock, CancellationToken cancellation) =>
                Mark(code, null, reason, caller, store, keys, dossiers, clock, cancellation)).For(Role.Officer)
            .WithSummary("Takes a suspicion back: an officer's, and one that follows from scans at too many places; for a reason, at most 200 characters, that officers read.");
    }

    /// <summary>Marks a label, or takes a suspicion back when nothing is asked for, and keeps what it is taken back for.</summary>
    public static async Task<Reply> Mark(
        string typed, SuspicionRequest? request, string? takenBackFor, Caller caller, Store store, KeyShelf keys, ReadDossier dossiers, TimeProvider clock, CancellationToken cancellation)
    {
        string? reason = null;
        if ((request is null ? PlainText.ReadOptional(takenBackFor, "reason", ReasonLengthMax, out takenBackFor) : PlainText.Read(request.Reason, "reason", ReasonLengthMax, out reason)) is { } bad)
            return bad;
        if (TypedCode.Read(typed, keys, out var read) is { } unread)
            return unread;

        var (now, opened) = (clock.GetUtcNow(), read.Opened);
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            if (!await db.Batches.AnyAsync(
                batch => batch.Number == opened.Batch && batch.KeySymbol == opened.KeySymbol && opened.Serial <= batch.Count, cancellation))
                return Written<Reply>.Nothing(Problem.NotFound);
            if (await dossiers.RefusalOf(db, opened.Batch, opened.Serial, caller, cancellation) is var (elsewhere, attempt))
                return Written<Reply>.Done(elsewhere, attempt);

            var label = await LabelBook.RowOf(db, new LabelKey(ShardKey.Of(opened.Batch, opened.Serial), opened.Batch, opened.Serial), cancellation);
            if (reason is null && label is { SuspicionSince: null, ConflictSince: null })
                return Written<Reply>.Nothing(Problem.Conflict("notSuspicious", "This label is not marked suspicious.", zh: "这张标签现在没有列为存疑。"));
            (label.SuspicionReason, label.SuspicionSince) = (reason, reason is null ? null : now);
            label.Version++;
            if (reason is null)
                await LabelBook.ExplainConflict(db, label.Key, now, cancellation);
            return Written<Reply>.Done(TypedResults.NoContent(),
                Act.Of(ActKind.SuspicionChanged, now,
                    Fact.Number("batch", opened.Batch), Fact.Number("serial", opened.Serial), Fact.Flag("suspicious", reason is not null),
                    Fact.Text("reason", reason), Fact.Text("takenBackFor", takenBackFor), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>Why a label is suspicious.</summary>
/// <param name="Reason">In words for the public, at most 200 characters.</param>
public sealed record SuspicionRequest(string Reason);
