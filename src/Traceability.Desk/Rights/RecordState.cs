using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Rights.RightReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Adds what a register says happened to a right. Entries are only ever added: a correction is a new entry for the same day.</summary>
internal static class RecordState
{
    private const int StatesMax = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rights/{id:guid}/states", Record).For(Everyone.Recorders);

    /// <summary>Adds what was asked, or says why not.</summary>
    public static async Task<Reply> Record(
        Guid id, RightStateRequest request, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = HouseTime.DayOf(now);
        if (PlainText.Read(request.Source, "source", 300, out var source) is { } badSource)
            return badSource;
        if (request.EffectiveOn > today.AddYears(1))
            return Problem.BadInput("effectiveOn", "A state may take effect within a year from today at the latest.", zh: "最晚填到一年以后。");
        if (request.AsOf > today)
            return Problem.BadInput("asOf", "A source cannot speak for a day that is still to come.", zh: "查询日还没有到：来源不能说将来的事。");

        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.RightKeptBy(caller, id, cancellation) is not { } row)
                return Written<Reply>.Nothing(Problem.NotFound);
            var right = (await db.RightsOf([id], cancellation))[id];
            if (right.States.Entries.Count >= StatesMax)
                return Written<Reply>.Nothing(Problem.Conflict("tooManyStates", $"A right may have {StatesMax} entries.", zh: $"一项权利最多记 {StatesMax} 条状态。"));

            var state = new RightStateRow(Guid.CreateVersion7(now), id, request.State, request.EffectiveOn, now, source, request.AsOf);
            db.RightStates.Add(state);
            row.Version++;
            EntityTag.Tell(context, row.Version);
            return Written<Reply>.Done(
                TypedResults.Created($"/api/v1/rights/{id}", RightReply.Of(row, right with { States = right.States.With(state.ToEntry()) }, caller, now)),
                Act.Of(ActKind.RightRecorded, now,
                    Fact.Text("what", "state"), Fact.Id("right", id), Fact.Text("state", request.State.ToString()), Fact.Day("effectiveOn", request.EffectiveOn),
                    Fact.Text("source", source), Fact.Day("asOf", request.AsOf), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>An entry to be added to a right's life.</summary>
/// <param name="State">What happened.</param>
/// <param name="EffectiveOn">From which day it is true; at most a year ahead.</param>
/// <param name="Source">Where it was read, at most 300 characters.</param>
/// <param name="AsOf">The day for which the source speaks; not ahead.</param>
public sealed record RightStateRequest(RightState State, DateOnly EffectiveOn, string Source, DateOnly AsOf);
