namespace Traceability.Rights;

/// <summary>Decides whether a right was in force on a day, by what was known at a moment.</summary>
public static class InForceRule
{
    /// <summary>
    /// In force, or why not. A mark whose term is over stays in force for its six months of grace (Trademark Law article 40).
    /// </summary>
    public static RightInForce On(Right right, DateOnly day, DateTimeOffset knownAt)
    {
        if (right.States.StateOn(day, knownAt) is not RightStanding.Recorded { Entry: var entry })
            return Not(NotInForceReason.NotYetGranted);
        if (!Holds(entry.State))
            return Not(ReasonOf(entry.State), entry.EffectiveOn);
        if (right.LastDay is not { } lastDay || day <= lastDay)
            return new RightInForce.InForce(entry, GraceEndsOn: null);
        if (right.IsRenewable && day <= Term.GraceEndsOn(lastDay))
            return new RightInForce.InForce(entry, Term.GraceEndsOn(lastDay));

        return Not(NotInForceReason.Expired, lastDay);
    }

    /// <summary>
    /// In force and fit to issue labels on: certificate on file, checked by a second person by then, term known, not in grace.
    /// </summary>
    public static RightInForce CountsForIssuing(Right right, DateOnly day, DateTimeOffset knownAt)
    {
        if (On(right, day, knownAt) is not RightInForce.InForce inForce)
            return On(right, day, knownAt);
        if (inForce.GraceEndsOn is not null)
            return Not(NotInForceReason.RenewalDue, right.LastDay);
        if (right.LastDay is null && (right.IsPatent || right.Kind == RightKind.Trademark))
            return Not(NotInForceReason.TermUnknown);
        if (right.CertificateSha256 is null)
            return Not(NotInForceReason.CertificateMissing);
        if (!CheckRule.IsChecked(right, knownAt))
            return IsFoundToDiffer(right, knownAt) ? new RightInForce.NotInForce(NotInForceReason.NotChecked, null, RightWords.Differs) : Not(NotInForceReason.NotChecked);

        return inForce;
    }

    internal static bool Holds(RightState state) => state
        is RightState.Granted or RightState.Restored or RightState.Pledged or RightState.Licensed or RightState.Transferred;

    private static bool IsFoundToDiffer(Right right, DateTimeOffset knownAt) => right.Mismatch is { } found && found.At <= knownAt;

    private static NotInForceReason ReasonOf(RightState state) => state switch
    {
        RightState.Applied or RightState.Published => NotInForceReason.NotYetGranted,
        RightState.Lapsed => NotInForceReason.Lapsed,
        RightState.Invalidated => NotInForceReason.Invalidated,
        RightState.Expired => NotInForceReason.Expired,
        RightState.Revoked => NotInForceReason.Revoked,
        RightState.Refused => NotInForceReason.Refused,
        RightState.Withdrawn => NotInForceReason.Withdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static RightInForce.NotInForce Not(NotInForceReason reason, DateOnly? since = null) =>
        new(reason, since, RightWords.Of(reason, since));
}
