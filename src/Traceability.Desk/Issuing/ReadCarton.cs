using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Issuing;
using Traceability.Storage;
using Traceability.Storage.Codes;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.CartonReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Tells what lies in a carton, by its code. No code leaves the house: whoever asks has the one he typed.</summary>
internal static class ReadCarton
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cartons/{code}", Read).For(Everyone.Readers).WithSummary("Reads what lies in a carton.");

    private static async Task<Reply> Read(string code, Caller caller, Store store, KeyShelf keys, CancellationToken cancellation)
    {
        if (TypedCode.Read(code, keys, out var label) is { } unread)
            return unread;

        await using var db = store.Read(caller.Scope);
        var (carton, notFound) = await FoundCarton.Find(db, label.Opened, cancellation);
        if (carton is null)
            return notFound!;

        var own = await ReadIssuing.Book(db, carton.Batch, cancellation);
        var items = await ReadIssuing.Book(db, carton.ItemsBatch, cancellation);
        return TypedResults.Ok(new CartonReply(
            label.Code.ToString(), own.Find(carton.Serial)?.State ?? LabelState.NotActivated, carton.Batch.Id, CartonItems.Of(carton), carton.Items.Count,
            Enum.GetValues<LabelState>().ToDictionary(state => state.ToString(), state => items.CountOf(state, carton.Items.First, carton.Items.Last))));
    }
}

/// <summary>A carton and its contents.</summary>
/// <param name="Code">The carton's code.</param>
/// <param name="State">The state of its own label.</param>
/// <param name="BatchId">The batch of carton codes.</param>
/// <param name="Items">The items inside.</param>
/// <param name="Count">How many.</param>
/// <param name="Labels">Number of them in each state.</param>
public sealed record CartonReply(string Code, LabelState State, Guid BatchId, CartonItems Items, long Count, IReadOnlyDictionary<string, long> Labels);
