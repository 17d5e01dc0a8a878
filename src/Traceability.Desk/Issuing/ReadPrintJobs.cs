using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>Tells how print jobs stand, and what their parts must amount to.</summary>
internal static class ReadPrintJobs
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").For(Everyone.Printers);
        read.MapGet("/print-jobs", List).WithSummary("Lists the print jobs.").Produces<PageOf<PrintJobReply>>();
        read.MapGet("/print-jobs/{id:guid}", One).WithSummary("Reads how a print job stands and which of its parts are whole.").Produces<PrintJobReply>();
        read.MapGet("/print-jobs/{id:guid}/manifest", Manifest).WithSummary("Reads what the parts of a print job must amount to, and how often each was taken.").Produces<PrintManifestReply>();
    }

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, PrintFloor floor, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var (page, problem) = await db.PrintJobs.Page(row => row.Id, after, limit, row => row, cancellation);
        if (page is null)
            return problem!;
        var ids = page.Items.Select(job => job.Id).ToList();
        var parts = (await db.PrintParts.Where(part => ids.Contains(part.PrintJobId)).OrderBy(part => part.Number).ToListAsync(cancellation)).ToLookup(part => part.PrintJobId);
        return TypedResults.Ok(new PageOf<PrintJobReply>([.. page.Items.Select(job => PrintJobReply.Of(job, parts[job.Id], floor))], page.Next));
    }

    // The job as it stands, for the API and for the page.
    public static async Task<IResult> One(Guid id, Caller caller, Store store, PrintFloor floor, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await db.PrintJobs.SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } job
            ? TypedResults.Ok(PrintJobReply.Of(job, await PartsOf(job, db, cancellation), floor))
            : Problem.NotFound;
    }

    private static async Task<IResult> Manifest(Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.PrintJobs.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } job)
            return Problem.NotFound;
        var parts = await PartsOf(job, db, cancellation);
        var taken = (await db.Downloads.Where(row => row.PrintJobId == id).OrderBy(row => row.Number).Select(row => new { row.First, row.Number }).ToListAsync(cancellation))
            .ToLookup(row => row.First, row => row.Number);
        var kind = Enum.Parse<LabelFormKind>(job.Form);
        WishText.TryRead(job.Wish, out var wish);
        return TypedResults.Ok(new PrintManifestReply(
            id, job.BatchId, kind, job.State, parts.Sum(part => part.Labels()), parts.Sum(part => part.Bytes),
            [.. parts.Select(part => new ManifestPartReply(part.Number, TakeLabels.FileName(job.BatchId, kind, part.First, part.Last), part.First, part.Labels(), part.Bytes, part.Sha256, [.. taken[part.First]]))],
            wish?.Size.WidthHundredths / 100m, wish?.Size.HeightHundredths / 100m, wish?.Dpi, wish?.Medium.ToString(), wish?.IsForShopScanner, wish?.IsSymbolOnly, job.Sheet));
    }

    private static Task<List<PrintPartRow>> PartsOf(PrintJobRow job, TraceabilityDb db, CancellationToken cancellation) =>
        db.PrintParts.Where(part => part.PrintJobId == job.Id).OrderBy(part => part.Number).ToListAsync(cancellation);

    /// <summary>How many labels a part holds.</summary>
    internal static int Labels(this PrintPartRow part) => (int)(part.Last - part.First + 1);
}

/// <summary>A print job (打印任务) as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Form">As what files.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many labels.</param>
/// <param name="State">Queued, Running, Done, Cancelled or Failed.</param>
/// <param name="Done">Labels written so far.</param>
/// <param name="Parts">Files that are whole; each can be taken as soon as it stands here.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it was done, cancelled or failed.</param>
/// <param name="FilesGoneAt">When its files were deleted.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="WidthMm">Width of a label in millimetres; this and the next five are left out only when the house cannot read its own record of the wish.</param>
/// <param name="HeightMm">Height of a label in millimetres.</param>
/// <param name="Dpi">Dots per inch of the printer.</param>
/// <param name="Medium">What they are printed on: Paper, Textile or Curved.</param>
/// <param name="ForShopScanner">Shop scanners read them too.</param>
/// <param name="SymbolOnly">The symbol alone.</param>
/// <param name="Sheet">The sheet they come on; none for a roll.</param>
public sealed record PrintJobReply(
    Guid Id, Guid BatchId, LabelFormKind Form, uint First, long Count, PrintJobState State, long Done, IReadOnlyList<PrintPartReply> Parts, DateTimeOffset AskedAt,
    DateTimeOffset? FinishedAt, DateTimeOffset? FilesGoneAt, string? Failure,
    decimal? WidthMm, decimal? HeightMm, int? Dpi, string? Medium, bool? ForShopScanner, bool? SymbolOnly, string? Sheet)
{
    internal static PrintJobReply Of(PrintJobRow job, IEnumerable<PrintPartRow> parts, PrintFloor floor)
    {
        List<PrintPartReply> whole = [.. parts.Select(part => new PrintPartReply(part.Number, part.First, part.Labels(), part.Bytes, part.Sha256))];
        var written = whole.Sum(part => part.Count);
        WishText.TryRead(job.Wish, out var wish);
        return new(job.Id, job.BatchId, Enum.Parse<LabelFormKind>(job.Form), job.First, (long)job.Last - job.First + 1, job.State,
            job.State == PrintJobState.Running ? Math.Max(written, floor.DoneOf(job.Id)) : written, whole, job.AskedAt, job.FinishedAt, job.FilesGoneAt, job.Failure,
            wish?.Size.WidthHundredths / 100m, wish?.Size.HeightHundredths / 100m, wish?.Dpi, wish?.Medium.ToString(), wish?.IsForShopScanner, wish?.IsSymbolOnly, job.Sheet);
    }
}

/// <summary>A file of a print job that is whole.</summary>
/// <param name="Number">1, 2, 3 … within the job.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many labels.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record PrintPartReply(int Number, uint First, int Count, long Bytes, string Sha256);

/// <summary>What the files of a print job must amount to, and how often each was taken.</summary>
/// <param name="Id">The job.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Form">As what files.</param>
/// <param name="State">How the job stands; more parts may follow until it is Done.</param>
/// <param name="Labels">Labels in all parts.</param>
/// <param name="Bytes">Bytes of all parts.</param>
/// <param name="Parts">The parts.</param>
/// <param name="WidthMm">Width of a label in millimetres; this and the next five are left out only when the house cannot read its own record of the wish.</param>
/// <param name="HeightMm">Height of a label in millimetres.</param>
/// <param name="Dpi">Dots per inch of the printer.</param>
/// <param name="Medium">What they are printed on: Paper, Textile or Curved.</param>
/// <param name="ForShopScanner">Shop scanners read them too.</param>
/// <param name="SymbolOnly">The symbol alone.</param>
/// <param name="Sheet">The sheet they come on; none for a roll.</param>
public sealed record PrintManifestReply(
    Guid Id, Guid BatchId, LabelFormKind Form, PrintJobState State, long Labels, long Bytes, IReadOnlyList<ManifestPartReply> Parts,
    decimal? WidthMm, decimal? HeightMm, int? Dpi, string? Medium, bool? ForShopScanner, bool? SymbolOnly, string? Sheet);

/// <summary>A part in a manifest.</summary>
/// <param name="Number">1, 2, 3 … within the job.</param>
/// <param name="Name">The name it is sent under.</param>
/// <param name="First">First serial.</param>
/// <param name="Labels">How many labels.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Downloads">The numbers under which it left so far.</param>
public sealed record ManifestPartReply(int Number, string Name, uint First, int Labels, long Bytes, string Sha256, IReadOnlyList<int> Downloads);
