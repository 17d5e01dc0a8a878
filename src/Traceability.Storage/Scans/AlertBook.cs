using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>Writes alerts within a deed. Each change of state is an act; that the same was told once more is only counted.</summary>
public sealed class AlertBook(TraceabilityDb db, DateTimeOffset now, CancellationToken cancellation)
{
    private readonly List<Act> _acts = [];

    /// <summary>What the deed is to be remembered by; empty when only counters moved.</summary>
    public IReadOnlyList<Act> Acts => _acts;

    /// <summary>Takes an alert that was told: a new one, or one more time of one that stands.</summary>
    public async Task Take(ToldAlert told)
    {
        if (told.Cause == AlertCause.Flood)
            await Void(told);

        var known = await db.Alerts.Where(row => row.BatchId == told.BatchId && row.Serial == told.Serial && row.Cause == told.Cause).OrderBy(row => row.Id).ToListAsync(cancellation);
        if (known.Find(IsStanding) is { } standing)
        {
            Refresh(standing, told);
            return;
        }

        var pattern = await PatternFor(told.BatchId, told.Cause, told.Evidence);
        if (known.FindLast(row => TakesIn(row, told, pattern)) is { } decided)
        {
            Seen(decided);
            return;
        }

        var alert = new AlertRow(Guid.CreateVersion7(now), told.TenantId, told.BatchId, told.Serial, told.Cause, now)
        {
            State = pattern is not null ? AlertState.Explained : told.StandsAfter >= now ? AlertState.Waiting : AlertState.Open,
            Evidence = "",
            OpensAt = told.StandsAfter,
        };
        Fill(alert, told);
        Seen(alert);
        if (pattern is not null)
            ExplainBy(pattern, alert);
        db.Alerts.Add(alert);
        await Changed(alert, null);
    }

    /// <summary>Opens what has waited long enough.</summary>
    public async Task OpenDue()
    {
        var due = await db.Alerts.Where(row => row.State == AlertState.Waiting && row.OpensAt < now).OrderBy(row => row.Id).ToListAsync(cancellation);
        foreach (var alert in due)
        {
            if (await PatternFor(alert.BatchId, alert.Cause, AlertEvidence.Read(alert.Evidence)) is { } pattern)
                ExplainBy(pattern, alert);
            else
                alert.State = AlertState.Open;
            await Changed(alert, null);
        }
    }

    /// <summary>Records an honest explanation, and remembers it as a pattern of the batch if one is given.</summary>
    public async Task Explain(AlertRow alert, Explanation explanation, string reason, AlertPatternRow? pattern, Guid by)
    {
        (alert.State, alert.Explanation, alert.PatternId) = (AlertState.Explained, explanation, pattern?.Id);
        await Decide(alert, reason, by);
        if (pattern is not null)
            db.AlertPatterns.Add(pattern);
    }

    /// <summary>Records that it is what it says; a pattern that was made of it ends.</summary>
    public async Task Confirm(AlertRow alert, string reason, Guid by)
    {
        foreach (var pattern in await db.AlertPatterns.Where(row => row.AlertId == alert.Id && (row.EndsAt == null || row.EndsAt > now)).ToListAsync(cancellation))
            pattern.EndsAt = now;
        (alert.State, alert.Explanation, alert.PatternId) = (AlertState.Confirmed, null, null);
        await Decide(alert, reason, by);
    }

    private static bool IsStanding(AlertRow row) => row.State is AlertState.Waiting or AlertState.Open;

    // Whoever confirmed need not be told again; an explanation covers what it was given for, and a pattern all that fits it. An activation has no evidence: each is another.
    private static bool TakesIn(AlertRow decided, ToldAlert told, AlertPatternRow? pattern) => decided.State switch
    {
        AlertState.Confirmed => told.Evidence.Count > 0,
        AlertState.Explained when pattern is not null => true,
        _ => told.Evidence.Count > 0 && AlertEvidence.Read(decided.Evidence).Select(seen => seen.At).ToHashSet() is var same && told.Evidence.All(seen => same.Contains(seen.At)),
    };

    // The evidence of a flood is evidence of nothing else.
    private async Task Void(ToldAlert flood)
    {
        var tainted = flood.Evidence.Select(seen => seen.At).ToHashSet();
        var standing = await db.Alerts.Where(row => row.BatchId == flood.BatchId && row.Serial == flood.Serial && row.Cause != AlertCause.Flood
            && (row.State == AlertState.Waiting || row.State == AlertState.Open)).ToListAsync(cancellation);
        foreach (var alert in standing.Where(row => AlertEvidence.Read(row.Evidence).Any(seen => tainted.Contains(seen.At))))
        {
            (alert.State, alert.DecidedAt) = (AlertState.Voided, now);
            await Changed(alert, null);
        }
    }

    private void Refresh(AlertRow standing, ToldAlert told)
    {
        Seen(standing);
        // While one waits it keeps what it waits for, and once open what it opened with: who scans on neither puts it off nor takes it down with a flood.
        if (told.StandsAfter >= now || (standing.State == AlertState.Open && told.Evidence.Count > 0))
            return;
        Fill(standing, told);
        if (standing.State != AlertState.Waiting)
            return;
        standing.State = AlertState.Open;
        _acts.Add(ActOf(standing, null));
    }

    private void Seen(AlertRow alert) => (alert.LastSeenAt, alert.TimesSeen) = (now, alert.TimesSeen + 1);

    private static void Fill(AlertRow alert, ToldAlert told) =>
        (alert.Evidence, alert.Metres, alert.Hours, alert.Labels, alert.TakenBackFor) = (AlertEvidence.Write(told.Evidence), told.Metres, told.Hours, told.Labels, told.TakenBackFor);

    private void ExplainBy(AlertPatternRow pattern, AlertRow alert) =>
        (alert.State, alert.Explanation, alert.PatternId, alert.Reason, alert.DecidedAt) = (AlertState.Explained, pattern.Explanation, pattern.Id, pattern.Reason, now);

    private async Task<AlertPatternRow?> PatternFor(Guid batchId, AlertCause cause, IReadOnlyList<AlertEvidence> evidence) =>
        (await db.AlertPatterns.AsNoTracking().Where(row => row.BatchId == batchId).OrderBy(row => row.Id).ToListAsync(cancellation))
        .Find(pattern => pattern.Explains(cause, evidence, now));

    private async Task Decide(AlertRow alert, string reason, Guid by)
    {
        (alert.Reason, alert.DecidedBy, alert.DecidedAt) = (reason, by, now);
        await Changed(alert, by);
    }

    // What is told later within the same deed must find it.
    private async Task Changed(AlertRow alert, Guid? by)
    {
        _acts.Add(ActOf(alert, by));
        await Store.Flush(db, cancellation);
    }

    private Act ActOf(AlertRow alert, Guid? by) => Act.Of(by is null ? ActKind.AlertRaised : ActKind.AlertDecided, now,
        Fact.Id("alert", alert.Id), Fact.Id("batch", alert.BatchId), Fact.Number("serial", alert.Serial), Fact.Text("cause", alert.Cause.ToString()), Fact.Text("state", alert.State.ToString()),
        Fact.Text("evidence", alert.Evidence), Fact.Number("metres", (long)alert.Metres), Fact.Number("labels", alert.Labels),
        Fact.Text("explanation", alert.Explanation?.ToString()), Fact.Text("pattern", alert.PatternId?.ToString()), Fact.Text("reason", alert.Reason), Fact.Text("by", by?.ToString()));
}

/// <summary>An alert on its way to be recorded: whose, and what may be kept of its evidence.</summary>
/// <param name="TenantId">Whose batch it is.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Serial">The label; 0 when it is about the batch.</param>
/// <param name="Cause">Why.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record ToldAlert(Guid TenantId, Guid BatchId, uint Serial, AlertCause Cause, IReadOnlyList<AlertEvidence> Evidence)
{
    /// <summary>Certain metres that speak for it.</summary>
    public double Metres { get; init; }

    /// <summary>Hours from the first of its evidence to the last.</summary>
    public double Hours { get; init; }

    /// <summary>Labels above what was declared.</summary>
    public long Labels { get; init; }

    /// <summary>Why the label had been taken back.</summary>
    public Cause TakenBackFor { get; init; }

    /// <summary>The moment that must pass without a flood, if one must.</summary>
    public DateTimeOffset? StandsAfter { get; init; }

    /// <summary>What may be kept of an alert.</summary>
    /// <param name="tenantId">Whose batch it is.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="serial">The label; 0 when it is about the batch.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="cityAt">The city of a place.</param>
    public static ToldAlert Of(Guid tenantId, Guid batchId, uint serial, Alert alert, Func<ScanPlace, string?> cityAt) =>
        new(tenantId, batchId, serial, alert.Cause,
            [.. alert.Evidence.Select(seen => new AlertEvidence(seen.At, seen.Verdict, seen.Place is not null, seen.Whereabouts is { } place ? cityAt(place) : null))])
        {
            Metres = alert.Metres,
            Hours = alert.Hours,
            Labels = alert.Labels,
            TakenBackFor = alert.TakenBackFor,
            StandsAfter = alert.StandsAfter,
        };
}
