using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Pages.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.CartonStateReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Changes a carton by its code: its own label and every item inside that may take the state; the others stay as they are, and both changes are one deed.</summary>
internal static class ChangeCarton
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cartons/{code}/state", Change).For(Role.Producer).WithSummary("Changes the state of a carton and of the items inside that may take it.");

    // Changes the carton and its items in one deed, for the API and for the page.
    public static async Task<Reply> Change(
        string code, CartonStateRequest request, Caller caller, Store store, KeyShelf keys, TimeProvider clock, CancellationToken cancellation)
    {
        if (LabelChange.Read(request.State, request.Reason, out var reason) is { } bad)
            return bad;
        if (TypedCode.Read(code, keys, out var label) is { } unread)
            return unread;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            var (carton, notFound) = await FoundCarton.Find(db, label.Opened, cancellation);
            if (carton is null)
                return Written<Reply>.Nothing(notFound!);

            var (judged, problem) = await Judge(db, carton, request.State, reason, now, cancellation);
            if (judged is not var (outer, ownState, inner))
                return Written<Reply>.Nothing(problem!);

            await LabelChange.Make(db, outer, cancellation);
            await LabelChange.Make(db, inner, cancellation);
            var (own, items) = (outer.Applied, inner.Applied);
            Act[] acts =
            [
                .. own.Changed > 0 ? [LabelChange.ActOf(carton.Batch, outer.Change, own.Changed, caller)] : Array.Empty<Act>(),
                .. items.Changed > 0 ? [LabelChange.ActOf(carton.ItemsBatch, inner.Change, items.Changed, caller)] : Array.Empty<Act>(),
                .. items.Changed > 0 ? await ActivationWatch.Acts(db, carton.ItemsBatch, inner.Change, null, cancellation) : [],
            ];
            var reply = TypedResults.Ok(new CartonStateReply(label.Code.ToString(), ownState, CartonItems.Of(carton), items.Changed, items.Left));
            return acts is [var first, .. var more] ? Written<Reply>.Done(reply, first, more) : Written<Reply>.Nothing(reply);
        }, cancellation);
    }

    /// <summary>What the change of a carton would come to for its own label and the items inside, or why it may not be; it changes nothing.</summary>
    public static async Task<(JudgedCarton? Judged, Problem? Problem)> Judge(
        TraceabilityDb db, FoundCarton carton, LabelState state, string? reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var (own, ownProblem) = await LabelChange.Judge(db, carton.Batch, new LabelRange(carton.Serial, carton.Serial, state, reason, now), whereLawful: true, cancellation);
        if (own is null)
            return (null, ownProblem);
        var ownState = own.Applied.Book.Find(carton.Serial)?.State ?? LabelState.NotActivated;
        if (!CartonRule.SpeaksFor(ownState, state))
            return (null, Problem.Conflict("cartonTakenBack", $"This carton code is {ownState}: it puts nothing on sale any more.", "state", $"这枚箱码是“{VerdictNames.Of(ownState).Zh}”，不能再启用箱里的标签。"));

        var (items, itemsProblem) = await LabelChange.Judge(db, carton.ItemsBatch, new LabelRange(carton.Items.First, carton.Items.Last, state, reason, now), whereLawful: true, cancellation);
        return items is null ? (null, itemsProblem) : (new JudgedCarton(own, ownState, items), null);
    }
}

/// <summary>A change of a carton that was judged and not made yet.</summary>
/// <param name="Own">The change of its own label.</param>
/// <param name="OwnState">The state that its own label is in afterwards.</param>
/// <param name="Items">The change of the items inside.</param>
internal sealed record JudgedCarton(JudgedChange Own, LabelState OwnState, JudgedChange Items);

/// <summary>A change of state of a carton.</summary>
/// <param name="State">Activated, Spoiled, Withdrawn or Retired.</param>
/// <param name="Reason">Why; needed for everything but activation, and shown to whoever scans.</param>
public sealed record CartonStateRequest(LabelState State, string? Reason = null);

/// <summary>What the change of a carton came to.</summary>
/// <param name="Code">The carton's code.</param>
/// <param name="State">The state its own label is in now.</param>
/// <param name="Items">The items inside.</param>
/// <param name="Changed">How many of them changed; those that were in this state before did not.</param>
/// <param name="Left">How many of them may not take the state and stay as they are.</param>
public sealed record CartonStateReply(string Code, LabelState State, CartonItems Items, long Changed, long Left);
