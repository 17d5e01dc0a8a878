namespace Traceability.Rights;

/// <summary>Decides by what title a party uses a right on a day; whether the right itself is in force is <see cref="InForceRule"/>'s question.</summary>
public static class EntitlementRule
{
    /// <summary>
    /// Holder, permitted, or why neither. For a geographical indication only a mark-use approval counts, even for the holder of
    /// its mark; for every other right the holder needs none and others a licence. Permissions of other rights and parties do not count.
    /// </summary>
    public static Entitlement HeldByOrLicensedTo(Right right, Guid partyId, IEnumerable<Permission> permissions, DateOnly day)
    {
        var needed = right.Kind == RightKind.GeographicalIndication ? PermissionKind.MarkUseApproval : PermissionKind.Licence;
        if (needed == PermissionKind.Licence && right.HolderId == partyId)
            return new Entitlement.AsHolder();

        var own = permissions
            .Where(permission => permission.RightId == right.Id && permission.PartyId == partyId && permission.Kind == needed)
            .OrderBy(permission => permission.EndsOn ?? DateOnly.MaxValue)
            .ToList();
        if (own.FindLast(permission => permission.InForceOn(day)) is { } inForce)
            return new Entitlement.ByPermission(inForce);

        var ended = own.FindLast(permission => permission.HasEndedBy(day));
        var reason = ended is null ? NotEntitledReason.NoPermission : NotEntitledReason.PermissionEnded;
        return new Entitlement.None(reason, ended, RightWords.Of(reason, needed, ended?.EndsOn));
    }
}

/// <summary>By what title a party uses a right.</summary>
public abstract record Entitlement
{
    private Entitlement()
    {
    }

    /// <summary>The right is the party's own.</summary>
    public sealed record AsHolder : Entitlement;

    /// <summary>A paper in force lets the party use it; of several, the one that lasts longest.</summary>
    public sealed record ByPermission(Permission Permission) : Entitlement;

    /// <summary>No title, and the permission that ended last when there was one.</summary>
    public sealed record None(NotEntitledReason Reason, Permission? Ended, PlainWords Words) : Entitlement;
}

/// <summary>Why a party may not use a right.</summary>
public enum NotEntitledReason
{
    /// <summary>It neither holds the right nor has a permission for that day.</summary>
    NoPermission,

    /// <summary>Its permission ran out or was withdrawn.</summary>
    PermissionEnded,
}
