using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Origins;
using Traceability.Storage.Scans;

namespace Traceability.Desk.Scans;

/// <summary>Reads alerts, all or one. The code of a label is told to officers, who act on it by its code.</summary>
internal static class ReadAlerts
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/alerts", List).For(Everyone.Readers).WithSummary("Lists alerts, oldest first; by state, cause or batch if asked.").Produces<PageOf<AlertReply>>();
        api.MapGet("/alerts/{id:guid}", One).For(Everyone.Readers).WithSummary("Reads an alert with its evidence.").Produces<AlertReply>();
    }

    private static async Task<IResult> List(
        string? state, string? cause, Guid? batchId, Guid? after, int? limit, Caller caller, Store store, CityShelf cities, CancellationToken cancellation)
    {
        if (ReadName<AlertState>(state, "state", out var wantedState) is { } badState)
            return badState;
        if (ReadName<AlertCause>(cause, "cause", out var wantedCause) is { } badCause)
            return badCause;

        await using var db = store.Read(caller.AlertScope());
        var alerts = (await db.AlertsFor(caller, cancellation)).Where(row =>
            (wantedState == null || row.State == wantedState) && (wantedCause == null || row.Cause == wantedCause) && (batchId == null || row.BatchId == batchId));
        return Paging.Reply(await alerts.Page(row => row.Id, after, limit, row => AlertReply.Of(row, cities), cancellation));
    }

    private static async Task<IResult> One(Guid id, Caller caller, Store store, KeyShelf keys, CityShelf cities, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.AlertScope());
        return await (await db.AlertsFor(caller, cancellation)).SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } alert
            ? TypedResults.Ok(AlertReply.Of(alert, cities) with { Code = await CodeOf(db, alert, caller, keys, cancellation) })
            : Problem.NotFound;
    }

    /// <summary>The code of the label that an alert is about; for officers only, and for none about a whole batch.</summary>
    public static async Task<string?> CodeOf(TraceabilityDb db, AlertRow alert, Caller caller, KeyShelf keys, CancellationToken cancellation)
    {
        if (caller.Role != Role.Officer || alert.Serial == 0)
            return null;
        var batch = await db.Batches.SingleAsync(batch => batch.Id == alert.BatchId, cancellation);
        return keys.Seal.Seal(batch.KeySymbol, batch.Number, alert.Serial).ToString();
    }

    // A number would be taken for a name, and two names for a third.
    private static Problem? ReadName<T>(string? typed, string field, out T? name) where T : struct, Enum
    {
        name = typed is not null && Enum.GetNames<T>().Contains(typed) ? Enum.Parse<T>(typed) : null;
        return typed is null || name is not null ? null : Problem.BadInput(field, $"Give one of {string.Join(", ", Enum.GetNames<T>())}.", zh: $"请填其中一个：{string.Join("、", Enum.GetNames<T>())}。");
    }
}

/// <summary>An alert as recorded.</summary>
/// <param name="Id">Identity.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Serial">The label; left out when it is about the whole batch.</param>
/// <param name="Code">The label's code, for officers who read this one alert.</param>
/// <param name="Cause">Why.</param>
/// <param name="State">How it stands.</param>
/// <param name="RaisedAt">When it was first told.</param>
/// <param name="LastSeenAt">When it was last told.</param>
/// <param name="TimesSeen">How often it was told.</param>
/// <param name="OpensAt">While it waits: when it opens unless a flood takes its evidence.</param>
/// <param name="Metres">Certain metres that speak for it.</param>
/// <param name="Hours">Hours from the first of its evidence to the last.</param>
/// <param name="Labels">Labels above what was declared.</param>
/// <param name="TakenBackFor">Why the label had been taken back.</param>
/// <param name="Evidence">The scans it rests on.</param>
/// <param name="Explanation">Of which kind the explanation is.</param>
/// <param name="PatternId">The remembered pattern that explained it, or that was made of it.</param>
/// <param name="Reason">What whoever decided wrote.</param>
/// <param name="DecidedBy">The key of whoever decided.</param>
/// <param name="DecidedAt">When it was decided.</param>
public sealed record AlertReply(
    Guid Id, Guid BatchId, uint? Serial, string? Code, AlertCause Cause, AlertState State, DateTimeOffset RaisedAt, DateTimeOffset LastSeenAt, long TimesSeen, DateTimeOffset? OpensAt,
    double? Metres, double? Hours, long? Labels, Cause? TakenBackFor, IReadOnlyList<EvidenceReply> Evidence,
    Explanation? Explanation, Guid? PatternId, string? Reason, Guid? DecidedBy, DateTimeOffset? DecidedAt)
{
    internal static AlertReply Of(AlertRow row, CityShelf cities) => new(
        row.Id, row.BatchId, row.Serial > 0 ? row.Serial : null, null, row.Cause, row.State, row.RaisedAt, row.LastSeenAt, row.TimesSeen, row.State == AlertState.Waiting ? row.OpensAt : null,
        row.Metres > 0 ? Math.Round(row.Metres) : null, row.Hours > 0 ? Math.Round(row.Hours, 2) : null, row.Labels > 0 ? row.Labels : null,
        row.TakenBackFor == Traceability.Scans.Cause.None ? null : row.TakenBackFor,
        [.. AlertEvidence.Read(row.Evidence).Select(seen => new EvidenceReply(seen.At, seen.Verdict, seen.HasPlace, seen.Adcode, cities.NameOf(seen.Adcode)?.Zh))],
        row.Explanation, row.PatternId, row.Reason, row.DecidedBy, row.DecidedAt);
}

/// <summary>One scan that an alert rests on.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Verdict">What was answered.</param>
/// <param name="HasPlace">Whether a place was offered.</param>
/// <param name="Adcode">Its city (GB/T 2260), when one is known.</param>
/// <param name="City">Its name.</param>
public sealed record EvidenceReply(DateTimeOffset At, Verdict Verdict, bool HasPlace, string? Adcode, string? City);
