using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.RangeReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Changes the state of a range of labels: activate, spoil, withdraw, retire. All of the range or none of it.</summary>
internal static class ChangeRange
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches/{id:guid}/ranges", Change).For(Role.Producer);

    private static async Task<Reply> Change(Guid id, RangeRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.State == LabelState.NotActivated)
            return Problem.BadInput("state", "Give Activated, Spoiled, Withdrawn or Retired.");
        if (PlainText.ReadOptional(request.Reason, "reason", 200, out var reason) is { } badReason)
            return badReason;
        if (reason is null && request.State != LabelState.Activated)
            return Problem.BadInput("reason", "Say why: whoever scans such a label will read it.", "reasonNeeded");

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (batch.State != BatchState.Issued)
                return Written<Reply>.Nothing(Problem.Conflict("batchNotIssued", $"This batch is {batch.State}."));
            if (request.First < 1 || request.Last > batch.Count || request.First > request.Last)
                return Written<Reply>.Nothing(Problem.BadInput("first", $"Serials run from 1 to {batch.Count}, the first not after the last."));

            var rows = await db.LabelRanges.Where(range => range.BatchId == id).ToListAsync(cancellation);
            var change = new LabelRange((uint)request.First, (uint)request.Last, request.State, reason, now);
            var outcome = new RangeBook(batch.Count, rows.Select(row => row.ToRange())).Apply(change);
            if (outcome is not RangeChange.Applied applied)
                return Written<Reply>.Nothing(Refusal(outcome, request.State));
            if (applied.Changed == 0)
                return Written<Reply>.Nothing(TypedResults.Ok(new RangeReply(id, request.First, request.Last, request.State, 0)));

            var after = applied.Book.Ranges.Select(range => new LabelRangeRow(id, range.First, range.Last, range.State, range.Reason, range.Since)).ToHashSet();
            db.LabelRanges.RemoveRange(rows.Where(row => !after.Contains(row)));
            await Store.Flush(db, cancellation);
            db.LabelRanges.AddRange(after.Except(rows));
            batch.Version++;

            if (request.State == LabelState.Spoiled && applied.FromNotActivated > 0)
                await Return(db, batch, applied.FromNotActivated, now, cancellation);
            return Written<Reply>.Done(TypedResults.Ok(new RangeReply(id, request.First, request.Last, request.State, applied.Changed)),
                Act.Of(ActKind.RangeChanged, now,
                    Fact.Id("batch", id), Fact.Number("first", request.First), Fact.Number("last", request.Last), Fact.Text("state", request.State.ToString()),
                    Fact.Text("reason", reason), Fact.Number("changed", applied.Changed), Fact.Id("by", caller.KeyId)));
        }, cancellation);
    }

    // What a label carried goes back to its lot while the season runs; afterwards it has expired with the season.
    private static async Task Return(TraceabilityDb db, BatchRow batch, long labels, DateTimeOffset now, CancellationToken cancellation)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Kind == AccountKind.Lot && account.LotId == batch.LotId, cancellation);
        if (account.SeasonId is { } season && await db.Seasons.AnyAsync(row => row.Id == season && row.ClosedAt != null, cancellation))
            return;
        var book = new AllowanceBook(db, now, cancellation);
        await book.Move(MovementKind.Return, await book.Issued(account), account, batch.Quantity / batch.Count * labels, $"batch:{batch.Id}");
    }

    private static Problem Refusal(RangeChange change, LabelState wanted) => change switch
    {
        RangeChange.Unlawful unlawful => Problem.Conflict("unlawfulState", $"Label {unlawful.Serial} is {unlawful.From} and cannot become {wanted}.", "state") with
        {
            More = new JsonObject { ["serial"] = unlawful.Serial, ["from"] = unlawful.From.ToString() },
        },
        _ => Problem.Conflict("tooManyPieces", $"A batch can be cut into {RangeBook.PiecesMax} ranges at most."),
    };
}

/// <summary>A change of state of a range.</summary>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
/// <param name="State">Activated, Spoiled, Withdrawn or Retired.</param>
/// <param name="Reason">Why; needed for everything but activation, and shown to whoever scans.</param>
public sealed record RangeRequest(long First, long Last, LabelState State, string? Reason = null);

/// <summary>What a change came to.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="State">The state they are in now.</param>
/// <param name="Changed">How many labels changed; those that were in this state before did not.</param>
public sealed record RangeReply(Guid BatchId, long First, long Last, LabelState State, long Changed);
