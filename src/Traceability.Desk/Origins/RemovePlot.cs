using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Origins;

/// <summary>Takes away a plot that was recorded by mistake. One that was granted allowance stays: labels are counted against its land.</summary>
internal static class RemovePlot
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/plots/{id:guid}", Remove).For(Everyone.Recorders)
        .WithSummary("Takes away a plot that was recorded by mistake and was never granted allowance.");

    /// <summary>Takes the plot away, or says what rests on it.</summary>
    public static async Task<Reply> Remove(Guid id, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Plots.SingleOrDefaultAsync(plot => plot.Id == id, cancellation) is not { } plot)
                return Written<Reply>.Nothing(Problem.NotFound);
            var resting = new Resting(cancellation);
            await resting.Ask(db.PlotGrants.Where(grant => grant.PlotId == id), "allowances", "核发的额度", "allowance granted");
            if (resting.Refusal("plotInUse", "这块地", "the plot") is { } stays)
                return Written<Reply>.Nothing(stays);

            db.Plots.Remove(plot);
            return Written<Reply>.Done(TypedResults.NoContent(), Act.Of(ActKind.PlotRecorded, now,
                Fact.Text("what", "removed"), Fact.Id("plot", id), Fact.Id("party", plot.PartyId), Fact.Text("name", plot.Name), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}
