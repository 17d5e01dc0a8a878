using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>Takes a print job in. Its labels are written later and leave the house only when somebody takes a part.</summary>
internal static class AskPrintJob
{
    /// <summary>Most jobs of one tenant that wait or run.</summary>
    public const int UnfinishedMax = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/print-jobs", Post).For(Everyone.Printers).WithSummary("Asks for labels to be written in parts, which are taken later.").Produces<PrintJobReply>(StatusCodes.Status202Accepted);

    private static async Task<IResult> Post(PrintJobRequest request, Caller caller, Store store, LabelPress press, PrintFloor floor, TimeProvider clock, CancellationToken cancellation)
    {
        var (order, bad) = LabelOrder.Read(request.Form, request.From, request.Count ?? uint.MaxValue, request.WidthMm, request.HeightMm, request.Dpi, request.Medium,
            request.ForShopScanner, request.SymbolOnly, request.Sheet, request.Reprint);
        if (order is null)
            return bad!;
        var (run, matter, problem) = await DownloadLabels.Prepare(order, request.BatchId, caller, store, press, cancellation);
        if (run is null || matter is null)
            return problem == Problem.NotFound ? Problem.BadInput("batchId", "This is no batch of yours.", "unknownBatch", "这不是您的标签批。") : problem!;
        return await Ask(run, order, caller, store, floor, clock.GetUtcNow(), isRepeatable: false, cancellation);
    }

    /// <summary>Takes the job in, or answers the same one when an address is asked for again.</summary>
    public static async Task<IResult> Ask(
        PrintRun run, LabelOrder order, Caller caller, Store store, PrintFloor floor, DateTimeOffset now, bool isRepeatable, CancellationToken cancellation)
    {
        var job = new PrintJobRow(
            Guid.CreateVersion7(now), caller.TenantId, run.Batch.Id, order.Kind.ToString(), run.First, run.Last, WishText.Of(order.Wish), order.Sheet?.Name, order.ReprintId, caller.Id, now);
        var reply = await store.Write<IResult>(caller.Scope, async db =>
        {
            if (isRepeatable && await SameAs(job, db.PrintJobs, now).FirstOrDefaultAsync(cancellation) is { } same)
            {
                var parts = await db.PrintParts.AsNoTracking().Where(part => part.PrintJobId == same.Id).OrderBy(part => part.Number).ToListAsync(cancellation);
                return Written<IResult>.Nothing(Accepted(PrintJobReply.Of(same, parts, floor)));
            }

            if (await db.PrintJobs.CountAsync(row => row.State == PrintJobState.Queued || row.State == PrintJobState.Running, cancellation) >= UnfinishedMax)
                return Written<IResult>.Nothing(Problem.Conflict("tooManyJobs", $"{UnfinishedMax} print jobs of yours wait or run: cancel one or come again.", zh: $"已有 {UnfinishedMax} 个打印任务在等：请取消一个，或晚些再来。"));

            // Its parts are judged once more when they are taken; a file that nobody may have is not written.
            var (reprint, refused) = await TakeLabels.Judge(db, new Printing(job.BatchId, job.Form, job.First, job.Last), job.ReprintId, null, cancellation);
            if (refused is not null)
                return Written<IResult>.Nothing(refused);
            if (reprint is not null)
                reprint.State = ReprintState.Used;

            db.PrintJobs.Add(job);
            return Written<IResult>.Done(Accepted(PrintJobReply.Of(job, [], floor)),
                Act.Of(ActKind.PrintJobChanged, now,
                    Fact.Id("printJob", job.Id), Fact.Text("state", job.State.ToString()), Fact.Id("batch", job.BatchId), Fact.Text("form", LabelPress.NameOf(order.Kind)),
                    Fact.Number("first", job.First), Fact.Number("last", job.Last), Fact.Text("reprint", job.ReprintId?.ToString("D")), Fact.Id("by", caller.Id)));
        }, cancellation);
        floor.Wake();
        return reply;
    }

    private static IQueryable<PrintJobRow> SameAs(PrintJobRow job, IQueryable<PrintJobRow> jobs, DateTimeOffset now)
    {
        var keptSince = now - PrintJobBook.KeptFor;
        return jobs.AsNoTracking().Where(row =>
            row.AskedBy == job.AskedBy && row.BatchId == job.BatchId && row.Form == job.Form && row.First == job.First && row.Last == job.Last && row.Wish == job.Wish
            && row.Sheet == job.Sheet && row.ReprintId == job.ReprintId && row.FilesGoneAt == null && (row.FinishedAt == null || row.FinishedAt > keptSince)
            && (row.State == PrintJobState.Queued || row.State == PrintJobState.Running || row.State == PrintJobState.Done));
    }

    private static IResult Accepted(PrintJobReply job) => TypedResults.Accepted($"/api/v1/print-jobs/{job.Id}", job);
}

/// <summary>A print job to be done.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Form">As what files.</param>
/// <param name="From">First serial.</param>
/// <param name="Count">How many labels; all to the end when left out.</param>
/// <param name="WidthMm">Width of a label in millimetres; 40 when left out, or what the sheet has.</param>
/// <param name="HeightMm">Height of a label in millimetres; 30 when left out, or what the sheet has.</param>
/// <param name="Dpi">Dots per inch of the printer.</param>
/// <param name="Medium">What they are printed on.</param>
/// <param name="ForShopScanner">Shop scanners read them too.</param>
/// <param name="SymbolOnly">The symbol alone.</param>
/// <param name="Sheet">For PDF: A4, or the name of a sheet that is sold.</param>
/// <param name="Reprint">What a second person agreed to.</param>
public sealed record PrintJobRequest(
    Guid BatchId, LabelFormKind Form, long From = 1, long? Count = null, double? WidthMm = null, double? HeightMm = null, long Dpi = LabelOrder.UsualDpi, LabelMedium Medium = LabelMedium.Paper,
    bool ForShopScanner = false, bool SymbolOnly = false, string? Sheet = null, Guid? Reprint = null);
