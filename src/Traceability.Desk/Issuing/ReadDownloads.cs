using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>Reads what left the house of a batch, by number: who took which labels, and what the file must amount to.</summary>
internal static class ReadDownloads
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/batches/{id:guid}/downloads", List).For(Everyone.Printers).WithSummary("Lists the files of labels of a batch that left the house.").Produces<PageOf<DownloadReply>>();
        api.MapGet("/batches/{id:guid}/downloads/{number:int}", One).For(Everyone.Printers).WithSummary("Reads who took a file of labels and what it must amount to.").Produces<DownloadReply>();
    }

    private static async Task<IResult> List(Guid id, Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await db.Batches.AnyAsync(batch => batch.Id == id, cancellation)
            ? Paging.Reply(await db.Downloads.Where(row => row.BatchId == id).Page(row => row.Id, after, limit, DownloadReply.Of, cancellation))
            : Problem.NotFound;
    }

    private static async Task<IResult> One(Guid id, int number, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await db.Downloads.SingleOrDefaultAsync(row => row.BatchId == id && row.Number == number, cancellation) is { } row
            ? TypedResults.Ok(DownloadReply.Of(row))
            : Problem.NotFound;
    }
}

/// <summary>A file of labels that left the house, with its manifest (清单).</summary>
/// <param name="Number">1, 2, 3 … within the batch.</param>
/// <param name="Form">The form.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many labels were asked for.</param>
/// <param name="TakenAt">When its first byte left.</param>
/// <param name="TakenBy">The key that took it.</param>
/// <param name="PrintJobId">The print job whose part it is.</param>
/// <param name="ReprintId">What a second person agreed to.</param>
/// <param name="Labels">Labels in the file; none when it did not leave whole.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash; none when it did not leave whole.</param>
public sealed record DownloadReply(
    int Number, LabelFormKind Form, uint First, long Count, DateTimeOffset TakenAt, Guid TakenBy, Guid? PrintJobId, Guid? ReprintId, int? Labels, long? Bytes, string? Sha256)
{
    internal static DownloadReply Of(DownloadRow row) => new(
        row.Number, Enum.Parse<LabelFormKind>(row.Form), row.First, (long)row.Last - row.First + 1, row.TakenAt, row.TakenBy, row.PrintJobId, row.ReprintId, row.Labels, row.Bytes, row.Sha256);
}
