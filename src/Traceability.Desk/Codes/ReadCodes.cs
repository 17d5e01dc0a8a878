using System.Text;
using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Desk.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Codes.CodesReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Codes;

/// <summary>Reads out some codes of a batch; who read which is an act. It is no printing and gets no number.</summary>
internal static class ReadCodes
{
    private const int CountMax = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/batches/{id:guid}/codes", Read).For(Role.Producer);

    private static async Task<Reply> Read(
        Guid id, Caller caller, Store store, KeyShelf keys, TimeProvider clock, CancellationToken cancellation, long from = 1, long count = 100)
    {
        if (count is < 1 or > CountMax)
            return Problem.BadInput("count", $"Ask for 1 to {CountMax} codes.", zh: $"一次要 1 到 {CountMax} 个码。");

        var now = clock.GetUtcNow();
        var (run, problem) = await store.Write<(PrintRun? Run, Problem? Problem)>(caller.Scope, async db =>
        {
            var found = await PrintRun.Find(db, id, from, count, cancellation);
            return found.Run is { } run
                ? Written<(PrintRun?, Problem?)>.Done(found, Act.Of(ActKind.CodesRead, now,
                    Fact.Id("batch", id), Fact.Number("first", run.First), Fact.Number("count", run.Count), Fact.Text("form", "codes"), Fact.Id("by", caller.Id)))
                : Written<(PrintRun?, Problem?)>.Nothing(found);
        }, cancellation);
        if (run is null)
            return problem!;

        var ascii = new byte[run.Count * SourceCode.Length];
        run.SealWith(keys)(run.First, run.Count, ascii);
        return TypedResults.Ok(new CodesReply([.. ascii.Chunk(SourceCode.Length).Select(Encoding.ASCII.GetString)]));
    }
}

/// <summary>Codes in the order of their serials.</summary>
/// <param name="Codes">Twenty symbols each.</param>
public sealed record CodesReply(IReadOnlyList<string> Codes);
