using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels.Forms;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>Takes a file of labels out of the house: judged and numbered before its first byte leaves, its manifest recorded after the last.</summary>
/// <param name="Row">The download as numbered.</param>
/// <param name="Kind">What file it is.</param>
internal sealed record TakeLabels(DownloadRow Row, LabelFormKind Kind)
{
    /// <summary>The response header that carries the number.</summary>
    public const string NumberHeader = "Traceability-Download";

    /// <summary>The response header that tells which serials of how many the file holds: 1-40/60.</summary>
    public const string SerialsHeader = "Traceability-Serials";

    private const int NumbersTold = 100;

    /// <summary>The name a file is sent under: it tells the batch, the form and the serials.</summary>
    public static string FileName(Guid batchId, LabelFormKind kind, uint first, uint last) =>
        $"labels-{batchId.ToString("N")[^8..]}-{LabelPress.NameOf(kind)}-{first}-{last}.{LabelFormFacts.Extension(kind)}";

    /// <summary>Numbers a download, or refuses a repeat that no second person agreed to, with nothing recorded.</summary>
    /// <param name="store">The store.</param>
    /// <param name="caller">Who takes it.</param>
    /// <param name="kind">What file it is.</param>
    /// <param name="wanted">The labels.</param>
    /// <param name="reprintId">The reprint that the caller names.</param>
    /// <param name="job">The print job whose part it is.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Gives up before the commit begins.</param>
    /// <param name="printer">The printer that it is sent to; none when the caller takes it himself.</param>
    public static Task<(TakeLabels? Taken, Problem? Problem)> Number(
        Store store, Caller caller, LabelFormKind kind, Printing wanted, Guid? reprintId, PrintJobRow? job, DateTimeOffset now, CancellationToken cancellation, string? printer = null) =>
        store.Write<(TakeLabels? Taken, Problem? Problem)>(caller.Scope, async db =>
        {
            var (reprint, refused) = await Judge(db, wanted, reprintId, job, cancellation);
            if (refused is not null)
                return Written<(TakeLabels?, Problem?)>.Nothing((null, refused));
            if (reprint is { State: ReprintState.Agreed })
                reprint.State = ReprintState.Used;

            var last = await db.Downloads.Where(row => row.BatchId == wanted.BatchId).MaxAsync(row => (int?)row.Number, cancellation);
            var row = new DownloadRow(
                Guid.CreateVersion7(now), caller.TenantId, wanted.BatchId, (last ?? 0) + 1, wanted.Form, wanted.First, wanted.Last, caller.Id, now, job?.Id, reprint?.Id);
            db.Downloads.Add(row);
            var taken = new TakeLabels(row, kind);
            return Written<(TakeLabels?, Problem?)>.Done((taken, null), taken.ActOf(now,
            [
                Fact.Number("first", row.First), Fact.Number("count", row.Last - row.First + 1), Fact.Text("form", LabelPress.NameOf(kind)),
                Fact.Text("printJob", job?.Id.ToString("D")), Fact.Text("reprint", reprint?.Id.ToString("D")),
                .. printer is null ? Array.Empty<Fact>() : [Fact.Text("printer", printer)],
            ]));
        }, cancellation);

    /// <summary>The reprint that a printing rests on, if any, or why it may not be.</summary>
    /// <remarks>A reprint that a job was asked with is the job's: each of its parts may be taken once under it.</remarks>
    public static async Task<(ReprintRow? Reprint, Problem? Refused)> Judge(
        TraceabilityDb db, Printing wanted, Guid? reprintId, PrintJobRow? job, CancellationToken cancellation)
    {
        var named = reprintId is null ? null : await db.Reprints.SingleOrDefaultAsync(row => row.Id == reprintId, cancellation);
        if (reprintId is not null && named is null)
            return (null, Problem.BadInput("reprint", "There is no such reprint.", "unknownReprint", "没有这次补印。"));

        var earlier = await db.Downloads.AsNoTracking().Where(row => row.BatchId == wanted.BatchId && row.Form == wanted.Form && row.First <= wanted.Last && row.Last >= wanted.First)
            .Select(row => new { Past = new PastDownload(row.Number, row.First, row.Last), row.ReprintId, row.PrintJobId }).ToListAsync(cancellation);
        var changed = earlier.Count == 0
            ? []
            : await db.LabelRanges.AsNoTracking().Where(range => range.BatchId == wanted.BatchId && range.First <= wanted.Last && range.Last >= wanted.First).ToListAsync(cancellation);
        var labels = new RangeBook(uint.MaxValue, changed.Select(range => range.ToRange()));
        var decision = ReprintRule.Judge(wanted, earlier.Select(download => download.Past), labels, named?.ToReprint());
        if (decision is not ReprintDecision.NeedsSecondPerson || job?.ReprintId is not { } jobs)
            return (named, Refusal(decision));

        var isTaken = earlier.Any(download => download.PrintJobId == job.Id && download.ReprintId == jobs);
        var own = await db.Reprints.SingleAsync(row => row.Id == jobs, cancellation);
        return (own, Refusal(ReprintRule.Judge(wanted, [], labels, own.ToReprint() with { State = isTaken ? ReprintState.Used : ReprintState.Agreed })));
    }

    /// <summary>Sends the file. When it breaks off, by whoever's doing, the download keeps no hash: it did not leave whole.</summary>
    public async Task<IResult> Send(HttpContext context, Store store, Caller caller, TimeProvider clock, uint batchCount, long? bytes, Func<PipeWriter, Task<FileManifest>> write)
    {
        var response = context.Response;
        response.ContentType = LabelFormFacts.MediaType(Kind);
        response.ContentLength = bytes;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(Row.BatchId, Kind, Row.First, Row.Last)}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers[NumberHeader] = Row.Number.ToString(CultureInfo.InvariantCulture);
        // Whoever left the count out learns here that there are more.
        response.Headers[SerialsHeader] = string.Create(CultureInfo.InvariantCulture, $"{Row.First}-{Row.Last}/{batchCount}");

        var manifest = await write(response.BodyWriter);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
        context.RequestAborted.ThrowIfCancellationRequested();

        // A client that hangs up behind the last byte has the whole file all the same.
        await Record(store, caller, manifest, clock.GetUtcNow());
        return Results.Empty;
    }

    /// <summary>Records what left, once all of it has.</summary>
    public Task<bool> Record(Store store, Caller caller, FileManifest manifest, DateTimeOffset now) => store.Write(caller.Scope, async db =>
    {
        var row = await db.Downloads.SingleAsync(row => row.Id == Row.Id, CancellationToken.None);
        (row.Labels, row.Bytes, row.Sha256) = (manifest.Labels, manifest.Bytes, manifest.Sha256);
        return Written<bool>.Done(true, ActOf(now, Fact.Number("labels", manifest.Labels), Fact.Number("bytes", manifest.Bytes), Fact.Text("sha256", manifest.Sha256)));
    }, CancellationToken.None);

    private Act ActOf(DateTimeOffset now, params IEnumerable<Fact> facts) =>
        Act.Of(ActKind.CodesRead, now, [Fact.Id("batch", Row.BatchId), Fact.Number("number", Row.Number), Fact.Id("by", Row.TakenBy), .. facts]);

    private static Problem? Refusal(ReprintDecision decision) => decision switch
    {
        ReprintDecision.NeedsSecondPerson repeat => Problem.Conflict("secondPersonNeeded",
            $"Labels of this run left in the same form before (download {string.Join(", ", repeat.Downloads.Take(5))}{(repeat.Downloads.Count > 5 ? " …" : "")}) and are in use or taken back since: ask for a reprint and let a second person agree.", zh: "这些标签以同一格式领取过，而且已经在用或已收回：要再印，须先申请补印并由第二个人同意。") with
        {
            More = new JsonObject { ["downloads"] = new JsonArray([.. repeat.Downloads.TakeLast(NumbersTold).Select(number => JsonValue.Create(number))]) },
        },
        ReprintDecision.NotAgreed not => Problem.Conflict("reprintNotAgreed", $"This reprint is {not.State}: a second person must agree first.", "reprint", "这次补印还没有第二个人同意。"),
        ReprintDecision.Used => Problem.Conflict("reprintUsed", "This reprint was printed before: ask for another one.", "reprint", "这次补印已经用过，请再申请一次。"),
        ReprintDecision.DoesNotCover => Problem.Conflict("reprintDoesNotCover", "This reprint is of other labels or another form.", "reprint", "这次补印是别的标签或别的格式。"),
        _ => null,
    };
}
