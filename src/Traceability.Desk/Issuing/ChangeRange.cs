using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Issuing;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.RangeReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Changes the state of a range of labels: activate, spoil, withdraw, retire. All of the range or none of it.</summary>
internal static class ChangeRange
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/batches/{id:guid}/ranges", Change).For(Role.Producer);

    // Changes the range in one deed, for the API and for the page.
    public static async Task<Reply> Change(Guid id, RangeRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (LabelChange.Read(request.State, request.Reason, out var reason) is { } bad)
            return bad;
        ScanPlace? place = null;
        if (request.Place is { } claimed)
        {
            if (DrawnShape.ReadPoint(claimed, "place", out var point) is { } badPlace)
                return badPlace;
            place = new ScanPlace(point, claimed.AccuracyMetres);
        }

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (!SerialSpan.TryCreate(request.First, request.Last, batch.Count, out var span))
                return Written<Reply>.Nothing(batch.NoSuchSerials());

            var change = new LabelRange(span.First, span.Last, request.State, reason, now);
            var (judged, problem) = await LabelChange.Judge(db, batch, change, whereLawful: false, cancellation);
            if (judged is null)
                return Written<Reply>.Nothing(problem!);

            await LabelChange.Make(db, judged, cancellation);
            var changed = judged.Applied.Changed;
            var reply = TypedResults.Ok(new RangeReply(id, request.First, request.Last, request.State, changed));
            return changed == 0
                ? Written<Reply>.Nothing(reply)
                : Written<Reply>.Done(reply, LabelChange.ActOf(batch, change, changed, caller), await ActivationWatch.Acts(db, batch, change, place, cancellation));
        }, cancellation);
    }
}

/// <summary>A change of state of a range.</summary>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
/// <param name="State">Activated, Spoiled, Withdrawn or Retired.</param>
/// <param name="Reason">Why; needed for everything but activation, and shown to whoever scans.</param>
/// <param name="Place">Where whoever activates stands, when it is told.</param>
public sealed record RangeRequest(long First, long Last, LabelState State, string? Reason = null, PointRequest? Place = null);

/// <summary>What a change came to.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="State">The state they are in now.</param>
/// <param name="Changed">How many labels changed; those that were in this state before did not.</param>
public sealed record RangeReply(Guid BatchId, long First, long Last, LabelState State, long Changed);
