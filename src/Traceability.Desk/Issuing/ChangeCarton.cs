using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
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

            var outer = new LabelRange(carton.Serial, carton.Serial, request.State, reason, now);
            var (own, ownProblem) = await LabelChange.MakeWhereLawful(db, carton.Batch, outer, cancellation);
            if (own is null)
                return Written<Reply>.Nothing(ownProblem!);
            var ownState = own.Book.Find(carton.Serial)?.State ?? LabelState.NotActivated;
            if (!CartonRule.SpeaksFor(ownState, request.State))
                return Written<Reply>.Nothing(Problem.Conflict("cartonTakenBack", $"This carton code is {ownState}: it puts nothing on sale any more.", "state", $"这枚箱码是“{LabelWords.Of(ownState).Zh}”，不能再启用箱里的标签。"));

            var inner = new LabelRange(carton.Items.First, carton.Items.Last, request.State, reason, now);
            var (items, itemsProblem) = await LabelChange.MakeWhereLawful(db, carton.ItemsBatch, inner, cancellation);
            if (items is null)
                return Written<Reply>.Nothing(itemsProblem!);

            Act[] acts =
            [
                .. own.Changed > 0 ? [LabelChange.ActOf(carton.Batch, outer, own.Changed, caller)] : Array.Empty<Act>(),
                .. items.Changed > 0 ? [LabelChange.ActOf(carton.ItemsBatch, inner, items.Changed, caller)] : Array.Empty<Act>(),
                .. items.Changed > 0 ? await ActivationWatch.Acts(db, carton.ItemsBatch, inner, null, cancellation) : [],
            ];
            var reply = TypedResults.Ok(new CartonStateReply(label.Code.ToString(), ownState, CartonItems.Of(carton), items.Changed, items.Left));
            return acts is [var first, .. var more] ? Written<Reply>.Done(reply, first, more) : Written<Reply>.Nothing(reply);
        }, cancellation);
    }
}

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
