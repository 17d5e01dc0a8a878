using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>Sends a part of a print job: only now its labels leave the house, so here it is numbered and judged.</summary>
internal static class DownloadPart
{
    private const int ChunkBytes = 1 << 16;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/print-jobs/{id:guid}/parts/{number:int}", Send).For(Everyone.Printers).WithSummary("Takes a part of a print job; it leaves under a number in the header Traceability-Download, and Traceability-Serials tells its first and last serial and the labels of the batch (1-40/60).")
        .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream", [.. LabelPress.Kinds.Select(kind => LabelFormFacts.MediaType(kind).Split(';')[0]).Distinct()]).DisableRequestTimeout();

    // Sends the part, for the API and for the page.
    public static async Task<IResult> Send(
        Guid id, int number, string? reprint, Caller caller, HttpContext context, Store store, PrintFiles files, TimeProvider clock, CancellationToken cancellation)
    {
        if (!LabelQuery.TryId(reprint, out var reprintId))
            return Problem.BadInput("reprint", "Give the identity of a reprint.", zh: "请从列表里选一项。");
        var (job, part, batchCount) = await Find(id, number, caller, store, cancellation);
        if (job is null)
            return Problem.NotFound;

        var now = clock.GetUtcNow();
        if (GoneFor(job, part, now) is { } gone)
            return gone;
        if (part is null)
            return Problem.NotFound;
        await using var file = files.Open(job.Id, part);
        if (file is null)
            return Gone("filesGone", "This file is no longer on our disk: ask for a new job.", "这个文件已不在，请重新领取。");

        // Read once before it is numbered: what the disk has altered since must not leave under the hash of what it is now.
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) != part.Sha256)
            return Gone("fileDamaged", "This file was altered on our disk: ask for a new job.", "这个文件在磁盘上被改动过，请重新领取。");
        file.Position = 0;

        var kind = Enum.Parse<LabelFormKind>(job.Form);
        var (taken, refused) = await TakeLabels.Number(store, caller, kind, new Printing(job.BatchId, job.Form, part.First, part.Last), reprintId, job, now, cancellation);
        return taken is null
            ? refused!
            : await taken.Send(context, store, caller, clock, batchCount, part.Bytes, body => Copy(file, body, part.Labels(), cancellation));
    }

    // What a failed job had written before it failed is whole and can be taken like any part.
    private static Problem? GoneFor(PrintJobRow job, PrintPartRow? part, DateTimeOffset now) => job switch
    {
        { State: PrintJobState.Cancelled } => Gone("jobCancelled", "This job was cancelled; its files are deleted.", "这个任务已取消，文件已删除。"),
        { State: PrintJobState.Failed } when part is null || (job.FilesGoneAt is not null && !IsPastKeeping(job, now)) => Gone("jobFailed", $"This job failed. {job.Failure}", "这个任务失败了，请重新领取。"),
        _ when IsPastKeeping(job, now) => Gone("filesGone", $"The files of this job are gone, as {PrintJobBook.KeptFor.Days} days after its end: ask for a new one.", $"任务结束已满 {PrintJobBook.KeptFor.Days} 天，文件已删除，请重新领取。"),
        { FilesGoneAt: not null } => Gone("filesGone", "Somebody deleted the files of this job: ask for a new one.", "有人删除了这个任务的文件，请重新领取。"),
        _ => null,
    };

    private static bool IsPastKeeping(PrintJobRow job, DateTimeOffset now) => job.FinishedAt + PrintJobBook.KeptFor <= now;

    private static Problem Gone(string code, string title, string zh) => new(StatusCodes.Status410Gone, code, title) { Zh = zh };

    private static async Task<(PrintJobRow? Job, PrintPartRow? Part, uint BatchCount)> Find(Guid id, int number, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var found = await (
            from job in db.PrintJobs
            join batch in db.Batches on job.BatchId equals batch.Id
            where job.Id == id
            select new { Job = job, batch.Count }).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return (found?.Job, await db.PrintParts.AsNoTracking().SingleOrDefaultAsync(row => row.PrintJobId == id && row.Number == number, cancellation), found?.Count ?? 0);
    }

    // Hashed on its way out: the manifest of a download tells what left, whatever became of the file on the disk.
    private static async Task<FileManifest> Copy(FileStream file, PipeWriter to, int labels, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkBytes];
        long bytes = 0;
        for (int read; (read = await file.ReadAsync(buffer, cancellation)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            if ((await to.WriteAsync(buffer.AsMemory(0, read), cancellation)).IsCompleted)
                throw new OperationCanceledException("Whoever took the part left.");
        }

        return new FileManifest(labels, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
