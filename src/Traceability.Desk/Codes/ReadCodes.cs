using System.Text;
using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Desk.Issuing;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Codes.CodesReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Codes;

/// <summary>Reads out some codes of a batch; who read which is an act.</summary>
internal static class ReadCodes
{
    private const int CountMax = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/batches/{id:guid}/codes", Read).For(Role.Producer);

    private static async Task<Reply> Read(
        Guid id, Caller caller, Store store, KeyShelf keys, TimeProvider clock, CancellationToken cancellation, long from = 1, long count = 100)
    {
        if (count is < 1 or > CountMax)
            return Problem.BadInput("count", $"Ask for 1 to {CountMax} codes.");

        var (run, problem) = await PrintRun.TakeOut(store, caller, id, from, count, "codes", clock.GetUtcNow(), null, cancellation);
        if (run is null)
            return problem!;

        var ascii = new byte[run.Count * SourceCode.Length];
        keys.Seal.SealRange(run.Batch.KeySymbol, run.Batch.Number, run.First, run.Count, ascii);
        return TypedResults.Ok(new CodesReply([.. ascii.Chunk(SourceCode.Length).Select(Encoding.ASCII.GetString)]));
    }
}

/// <summary>Codes in the order of their serials.</summary>
/// <param name="Codes">Twenty symbols each.</param>
public sealed record CodesReply(IReadOnlyList<string> Codes);
