using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Alerts;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Origins;
using Traceability.Storage.Scans;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Scans.AlertReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Scans;

/// <summary>Records that an alert is what it says. It changes no verdict: whoever wants the public to know marks the label suspicious.</summary>
internal static class ConfirmAlert
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/alerts/{id:guid}/confirmed", Confirm).For(Role.Officer)
        .WithSummary("Records that an alert is what it says; it changes no verdict.");

    /// <summary>Records that an alert is what it says; it changes no verdict.</summary>
    public static async Task<Reply> Confirm(
        Guid id, ConfirmationRequest request, Caller caller, Store store, CityShelf cities, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Text, "text", 300, out var text) is { } badText)
            return badText;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            if (await (await db.AlertsFor(caller, cancellation)).SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } alert)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (alert.State is AlertState.Confirmed or AlertState.Voided)
                return Written<Reply>.Nothing(Problem.Conflict("alreadyDecided", $"This alert is {alert.State}.", zh: $"这条预警{AlertWords.Of(alert.State).Zh}，不用再记。"));

            var book = new AlertBook(db, now, cancellation);
            await book.Confirm(alert, text, caller.Id);
            return Written<Reply>.Done(TypedResults.Ok(AlertReply.Of(alert, cities)), book.Acts[0], book.Acts.Skip(1));
        }, cancellation);
    }
}

/// <summary>What was found.</summary>
/// <param name="Text">In words, at most 300 characters.</param>
public sealed record ConfirmationRequest(string Text);
