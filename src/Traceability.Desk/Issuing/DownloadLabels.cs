using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Issuing;

/// <summary>Turns codes into what is printed: a press file of any length and small runs of labels at once, large ones as a print job.</summary>
internal static class DownloadLabels
{
    /// <summary>A larger run of drawn labels becomes a print job.</summary>
    public const int AtOnceMax = 1_000;

    private const long DotsAtOnceMax = 250_000_000;

    private static readonly TimeSpan DrawingWaitMax = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in LabelPress.Kinds)
        {
            // A hundred million rows take minutes, and a slow line longer: cut at the usual limit, the file would look whole.
            var route = api.MapGet($"/batches/{{id:guid}}/labels.{LabelPress.NameOf(kind)}",
                    (Guid id, [AsParameters] LabelQuery query, Caller caller, HttpContext context, Store store, KeyShelf keys, LabelPress press, PrintFloor floor, TimeProvider clock, CancellationToken cancellation) =>
                        Download(kind, id, query, caller, context, store, keys, press, floor, clock, cancellation))
                .For(Everyone.Printers).Produces<Stream>(StatusCodes.Status200OK, LabelFormFacts.MediaType(kind).Split(';')[0])
                .WithSummary($"Takes labels as {LabelPress.NameOf(kind)}; the header Traceability-Serials tells the first and the last serial in the file and the labels of the batch (1-40/60).");
            if (LabelPress.IsPlanned(kind))
                route.Produces<PrintJobReply>(StatusCodes.Status202Accepted);
            route.DisableRequestTimeout();
        }
    }

    /// <summary>Sends the file, or takes a print job in when the run is large; for the API and for the page.</summary>
    public static async Task<IResult> Download(
        LabelFormKind kind, Guid id, LabelQuery query, Caller caller, HttpContext context, Store store, KeyShelf keys, LabelPress press, PrintFloor floor, TimeProvider clock, CancellationToken cancellation)
    {
        var (order, bad) = query.Read(kind);
        if (order is null)
            return bad!;
        var (run, matter, problem) = await Prepare(order, id, caller, store, press, cancellation);
        if (run is null || matter is null)
            return problem!;
        var now = clock.GetUtcNow();
        if (IsLarge(kind, run.Count, matter.Plan))
            return await AskPrintJob.Ask(run, order, caller, store, floor, now, isRepeatable: true, cancellation);

        if (kind == LabelFormKind.Png && !await press.Drawings.WaitAsync(DrawingWaitMax, cancellation))
            return new Problem(StatusCodes.Status503ServiceUnavailable, "busy", "Others have pictures drawn now: please ask again, or take a print job.") { Zh = "别人正在画图，请过几秒再试。", RetryAfterSeconds = 5 };
        try
        {
            var (taken, refused) = await TakeLabels.Number(store, caller, kind, new Printing(id, kind.ToString(), run.First, run.Last), order.ReprintId, null, now, cancellation);
            return taken is null
                ? refused!
                : await taken.Send(context, store, caller, clock, run.Batch.Count, null,
                    body => LabelFile.Write(body, press.Form(kind, matter, run), run.First, run.Count, run.SealWith(keys), cancellation));
        }
        finally
        {
            if (kind == LabelFormKind.Png)
                press.Drawings.Release();
        }
    }

    /// <summary>True for what becomes a print job: many labels, or a few of very many dots, which keep a caller waiting as long.</summary>
    public static bool IsLarge(LabelFormKind kind, int count, LabelPlan? plan) =>
        plan is not null && (count > AtOnceMax || (kind == LabelFormKind.Png && (long)count * plan.Width * plan.Height > DotsAtOnceMax));

    /// <summary>Finds what is to be printed and plans it before anybody waits at the writing gate.</summary>
    internal static async Task<(PrintRun? Run, PressMatter? Matter, Problem? Problem)> Prepare(
        LabelOrder order, Guid batchId, Caller caller, Store store, LabelPress press, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var (run, problem) = await PrintRun.Find(db, batchId, order.From, order.Count, cancellation);
        if (run is null)
            return (null, null, problem);
        var (matter, refused) = press.Prepare(run, order);
        return (run, matter, refused);
    }
}
