namespace Traceability.Rights;

/// <summary>
/// A paper that lets a party use a right it does not hold, from <paramref name="ValidFrom"/> up to but not including
/// <paramref name="ValidTo"/> (open when null), or <paramref name="WithdrawnOn"/> for the <paramref name="Reason"/> given.
/// </summary>
public sealed record Permission(
    Guid Id,
    PermissionKind Kind,
    Guid RightId,
    Guid PartyId,
    string DocumentNumber,
    DateOnly ValidFrom,
    DateOnly? ValidTo = null,
    DateOnly? WithdrawnOn = null,
    string? Reason = null)
{
    /// <summary>The first day on which it no longer holds, or null while no end is set.</summary>
    public DateOnly? EndsOn => WithdrawnOn is { } withdrawn && (ValidTo is null || withdrawn < ValidTo) ? withdrawn : ValidTo;

    /// <summary>True from its first day to the last one before its end.</summary>
    public bool InForceOn(DateOnly day) => ValidFrom <= day && !HasEndedBy(day);

    /// <summary>True from the day of its end on.</summary>
    public bool HasEndedBy(DateOnly day) => EndsOn is { } end && end <= day;
}

/// <summary>Who gives a permission, and for what.</summary>
public enum PermissionKind
{
    /// <summary>用标核准: the authority lets a producer use the mark of a geographical indication.</summary>
    MarkUseApproval,

    /// <summary>许可: the holder of a patent, copyright or trademark lets a party use it.</summary>
    Licence,
}
