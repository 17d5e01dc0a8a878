using Traceability.Desk.Access;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Rights.RightReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Records that a second person found a right to differ from its certificate, and where: it stays unchecked, or is again, until its recorder sends another certificate or somebody checks it.</summary>
internal static class TellMismatch
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rights/{id:guid}/mismatch", Tell).For(Everyone.Recorders).AsksForVersion(required: false)
        .WithSummary("Records that a second person found a right to differ from its certificate, and where.");

    // Records what the caller found, or says why it does not count.
    public static async Task<Reply> Tell(Guid id, MismatchRequest request, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation) =>
        PlainText.Read(request.Reason, "reason", 300, out var reason) is { } badReason ? badReason : await CheckRight.Compare(id, reason, context, caller, store, clock, cancellation);
}

/// <summary>What differs between a right and its certificate.</summary>
/// <param name="Reason">Where they differ, in words, at most 300 characters; its recorder reads it.</param>
public sealed record MismatchRequest(string Reason);
