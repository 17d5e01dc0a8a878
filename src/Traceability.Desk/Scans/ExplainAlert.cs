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

/// <summary>Records that an alert has an honest explanation, and remembers it for the batch, in its city or everywhere.</summary>
internal static class ExplainAlert
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/alerts/{id:guid}/explained", Explain).For(Role.Officer)
        .WithSummary("Records an honest explanation of an alert; more of the same in that batch and city will bother nobody.");

    /// <summary>Records an honest explanation of an alert; more of the same in that batch and city will bother nobody.</summary>
    public static async Task<Reply> Explain(
        Guid id, ExplanationRequest request, Caller caller, Store store, CityShelf cities, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Text, "text", 300, out var text) is { } badText)
            return badText;
        var now = clock.GetUtcNow();
        if (request.Until < HouseTime.DayOf(now))
            return Problem.BadInput("until", "This day has passed: give the last day on which the explanation holds.", zh: "这一天已经过去，请填解释有效的最后一天。");
        if (request is { Until: not null, Remember: Remembered.Nothing })
            return Problem.BadInput("until", "Nothing is to be remembered, so nothing has an end.", zh: "选了“照样提醒”，就不用填最后一天。");

        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            if (await (await db.AlertsFor(caller, cancellation)).SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } alert)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (alert.State is AlertState.Explained or AlertState.Voided)
                return Written<Reply>.Nothing(Problem.Conflict("alreadyDecided", $"This alert is {alert.State}.", zh: $"这条预警{AlertWords.Of(alert.State).Zh}，不用再记。"));

            var city = AlertPatternRow.CityOf(AlertEvidence.Read(alert.Evidence));
            if (request.Remember == Remembered.City && city is null)
                return Written<Reply>.Nothing(Problem.Conflict("noOneCity", "Its scans do not lie in one known city: remember it for the batch, or not at all.", "remember", "各次查验不在同一座已知城市：请选“整批”或“照样提醒”。"));

            if (request is { Remember: null, Until: not null } && city is null)
                return Written<Reply>.Nothing(Problem.Conflict("noOneCity", "Its scans do not lie in one known city, so nothing would be remembered until then: say Batch, or leave out until.", "until", "各次查验不在同一座已知城市，这样填什么都记不住：请选“整批”，或不填最后一天。"));
            var pattern = request.Remember is Remembered.Nothing || (request.Remember is null && city is null)
                ? null
                : new AlertPatternRow(
                    Guid.CreateVersion7(now), alert.TenantId, alert.BatchId, alert.Cause, request.Remember == Remembered.Batch ? null : city, request.Reason, text, id, caller.Id, now)
                { EndsAt = request.Until is { } last ? HouseTime.EndOf(last) : null };
            var book = new AlertBook(db, now, cancellation);
            await book.Explain(alert, request.Reason, text, pattern, caller.Id);
            var number = await db.Batches.Where(batch => batch.Id == alert.BatchId).Select(batch => batch.Number).SingleAsync(cancellation);
            await LabelBook.ExplainConflict(db, new LabelKey(ShardKey.Of(number, alert.Serial), number, alert.Serial), now, cancellation);
            return Written<Reply>.Done(TypedResults.Ok(AlertReply.Of(alert, cities)), book.Acts[0], book.Acts.Skip(1));
        }, cancellation);
    }
}

/// <summary>An honest explanation.</summary>
/// <param name="Reason">Dealer, Exhibition or Other.</param>
/// <param name="Text">In words, at most 300 characters.</param>
/// <param name="Remember">For what it is remembered; left out: for its city, when all scans but the first lie in one.</param>
/// <param name="Until">The last day (in China) on which it holds; without end when left out.</param>
public sealed record ExplanationRequest(Explanation Reason, string Text, Remembered? Remember = null, DateOnly? Until = null);

/// <summary>For what an explanation is remembered.</summary>
public enum Remembered
{
    /// <summary>For the batch in the city of the scans.</summary>
    City,
    /// <summary>For the batch wherever it is scanned.</summary>
    Batch,
    /// <summary>It explains this alert only.</summary>
    Nothing,
}
