using Traceability.Rights;

namespace Traceability.Scans;

/// <summary>Tells a right behind a label as the public may see it: then, then as recorded, and today.</summary>
public static class ShowRight
{
    /// <summary>The right as seen by a producer's label made on a day and checked at a moment.</summary>
    public static ShownRight Of(Right right, Guid producerId, IReadOnlyCollection<Permission> permissions, DateOnly madeOn, DateTimeOffset madeAt, DateOnly today, DateTimeOffset now)
    {
        var title = EntitlementRule.HeldByOrLicensedTo(right, producerId, permissions, today);
        return new ShownRight(
            right.Kind, right.Number, right.Title, right.HolderName,
            (title as Entitlement.ByPermission)?.Permission.DocumentNumber,
            right.States.StateOn(madeOn, now), right.States.StateOn(madeOn, madeAt), right.States.StateOn(today, now),
            (InForceRule.On(right, today, now) as RightInForce.NotInForce)?.Words ?? (title as Entitlement.None)?.Words)
        { IsChecked = CheckRule.IsChecked(right, now) };
    }
}
