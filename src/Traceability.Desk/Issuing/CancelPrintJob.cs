using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Takes a print job back and deletes its files; what was taken of it before stays numbered.</summary>
internal static class CancelPrintJob
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/print-jobs/{id:guid}", Cancel).For(Everyone.Printers).WithSummary("Cancels a print job and deletes its files.");

    // Cancels the job, for the API and for the page.
    public static async Task<Reply> Cancel(Guid id, Caller caller, Store store, PrintFloor floor, PrintFiles files, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reply = await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.PrintJobs.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } job)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (job.FilesGoneAt is not null)
                return Written<Reply>.Nothing(TypedResults.NoContent());

            if (job.State is PrintJobState.Queued or PrintJobState.Running)
                (job.State, job.FinishedAt, job.LeasedBy, job.LeasedUntil) = (PrintJobState.Cancelled, now, null, null);
            job.FilesGoneAt = now;
            return Written<Reply>.Done(TypedResults.NoContent(),
                Act.Of(ActKind.PrintJobChanged, now, Fact.Id("printJob", id), Fact.Text("state", job.State.ToString()), Fact.Flag("filesGone", true), Fact.Id("by", caller.Id)));
        }, cancellation);
        if (reply.Result is not Problem)
        {
            floor.Stop(id);
            files.Delete(id);
        }

        return reply;
    }
}
