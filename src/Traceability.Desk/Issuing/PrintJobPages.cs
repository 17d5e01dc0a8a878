using Microsoft.AspNetCore.Http.HttpResults;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The page of a print job: how far it is, its parts to be taken, and a way to cancel it.</summary>
internal static class PrintJobPages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/print-jobs/{id:guid}", (HttpContext context, SignedIn person, Guid id, string? done, Store store, PrintFloor floor, CancellationToken cancellation) =>
            Page(context, person, id, PageForm.New(context), done, store, floor, cancellation)).ForPeople(Everyone.Printers);
        door.MapPost("/print-jobs/{id:guid}/cancel", Cancel).ForPeople(Everyone.Printers);
        door.MapPost("/print-jobs/{id:guid}/parts/{number:int}", Take).ForPeople(Everyone.Printers).DisableRequestTimeout();
    }

    /// <summary>A job as lists tell it.</summary>
    public static JobLine Line(PrintJobReply job) => new(job.Id, LabelWords.Of(job.Form), job.First, job.Count, job.Done, LabelWords.MarkOf(job.State), LabelWords.Of(job.State));

    private static async Task<IResult> Cancel(HttpContext context, SignedIn person, Guid id, Store store, PrintFloor floor, PrintFiles files, TimeProvider clock, CancellationToken cancellation) =>
        (await CancelPrintJob.Cancel(id, person.Caller, store, floor, files, clock, cancellation)).Result is Problem bad ? bad : PageGate.SeeOther(context, $"/print-jobs/{id}?done=cancelled");

    private static async Task<IResult> Take(
        HttpContext context, SignedIn person, Guid id, int number, Store store, PrintFiles files, PrintFloor floor, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var result = await DownloadPart.Send(id, number, null, person.Caller, context, store, files, clock, cancellation);
        return result is Problem bad && bad != Problem.NotFound ? await Page(context, person, id, form.Shown(bad), null, store, floor, cancellation) : result;
    }

    private static async Task<IResult> Page(HttpContext context, SignedIn person, Guid id, ShownForm form, string? done, Store store, PrintFloor floor, CancellationToken cancellation)
    {
        var result = await ReadPrintJobs.One(id, person.Caller, store, floor, cancellation);
        if (result is not Ok<PrintJobReply> { Value: { } job })
            return result;
        var isUnfinished = job.State is PrintJobState.Queued or PrintJobState.Running;
        return DeskPages.Show<PrintJobPage>(context, person, form, new()
        {
            [nameof(PrintJobPage.Job)] = Line(job),
            [nameof(PrintJobPage.BatchId)] = job.BatchId,
            [nameof(PrintJobPage.Parts)] = job.FilesGoneAt is null ? job.Parts.Select(part => new PartLine(part.Number, part.First, part.Count, part.Bytes)).ToList() : [],
            [nameof(PrintJobPage.IsUnfinished)] = isUnfinished,
            [nameof(PrintJobPage.MayCancel)] = job.FilesGoneAt is null,
            [nameof(PrintJobPage.Failure)] = job.Failure,
            [nameof(PrintJobPage.Done)] = done == "cancelled" && job.FilesGoneAt is not null ? PageReply.LanguageOf(context).Say("已取消，文件已删除。", "Cancelled; its files are deleted.") : null,
        }, isUnfinished ? "" : null);
    }
}
