using Traceability.Issuing;

namespace Traceability.Scans;

/// <summary>What is known of an issued label at the moment of a check.</summary>
/// <param name="Range">The range that holds it; none means not activated.</param>
/// <param name="KeyCompromisedSince">When its sealing key is known to have been stolen; none for a sound key.</param>
/// <param name="Suspicion">An officer's standing decision; none when there is none or it was taken back.</param>
/// <param name="ConflictSince">Since when its scans contradict each other (<see cref="ConflictRule"/>); none when they do not, or were explained.</param>
/// <param name="FirstScanAt">When a consumer first confirmed it after activation; none before that.</param>
/// <param name="OwnVerdict">The verdict first given to whoever shows this label's receipt; none without a receipt.</param>
public sealed record LabelFacts(LabelRange? Range, DateTimeOffset? KeyCompromisedSince, Suspicion? Suspicion, DateTimeOffset? ConflictSince, DateTimeOffset? FirstScanAt, Verdict? OwnVerdict);

/// <summary>An officer's decision that a label is suspicious.</summary>
/// <param name="Reason">In the officer's words; shown to consumers.</param>
/// <param name="Since">When it was decided.</param>
public sealed record Suspicion(string Reason, DateTimeOffset Since);

/// <summary>Facts in, verdict out, in the order of the closed set. What happened to the label outranks any receipt.</summary>
public static class ScanRule
{
    /// <summary>The verdict on an issued label at a moment.</summary>
    public static Judgement Judge(LabelFacts facts, DateTimeOffset now) => facts switch
    {
        { Range: { State: LabelState.Spoiled or LabelState.Withdrawn or LabelState.Retired } range } =>
            new(Verdict.Withdrawn, range.State switch
            {
                LabelState.Spoiled => Cause.Spoiled,
                LabelState.Retired => Cause.Retired,
                _ => Cause.Withdrawn,
            }, range.Reason, range.Since),
        { Range: not { State: LabelState.Activated } } => new(Verdict.NotActivated, Cause.None, null, null),
        { Suspicion: { } suspicion } => new(Verdict.Suspicious, Cause.OfficerDecision, suspicion.Reason, suspicion.Since),
        { KeyCompromisedSince: { } since } when (facts.FirstScanAt ?? now) >= since =>
            new(Verdict.Suspicious, Cause.KeyCompromised, null, since),
        { ConflictSince: { } since } => new(Verdict.Suspicious, Cause.PlacesInConflict, null, since),
        { OwnVerdict: Verdict.FirstScan } => new(Verdict.FirstScan, Cause.None, null, null),
        { FirstScanAt: not null } => new(Verdict.SeenBefore, Cause.None, null, null),
        _ => new(Verdict.FirstScan, Cause.None, null, null),
    };

    /// <summary>True when a scan that got this verdict confirms the label. Looking before it is on sale, or after it was taken back, confirms nothing.</summary>
    public static bool Confirms(Verdict verdict) => verdict is Verdict.FirstScan or Verdict.SeenBefore or Verdict.Suspicious;
}

/// <summary>A verdict with what led to it.</summary>
/// <param name="Verdict">One of the closed set.</param>
/// <param name="Cause">The fact that spoke against the label, if one did.</param>
/// <param name="Reason">The words recorded with that fact, if any.</param>
/// <param name="Since">Since when it holds, if known.</param>
public sealed record Judgement(Verdict Verdict, Cause Cause, string? Reason, DateTimeOffset? Since);

/// <summary>The fact that spoke against a label.</summary>
public enum Cause
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Misprinted, damaged or destroyed before use.</summary>
    Spoiled,
    /// <summary>Lost, stolen or recalled.</summary>
    Withdrawn,
    /// <summary>Opened or used up.</summary>
    Retired,
    /// <summary>An officer decided so.</summary>
    OfficerDecision,
    /// <summary>First seen after its sealing key was stolen.</summary>
    KeyCompromised,
    /// <summary>Strangers confirmed it within a day at so many places far apart that one item cannot have been at all of them.</summary>
    PlacesInConflict,
}
