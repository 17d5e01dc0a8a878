namespace Traceability.Rights;

/// <summary>The answer to "is this right in force on that day?".</summary>
public abstract record RightInForce
{
    private RightInForce()
    {
    }

    /// <summary>In force by <paramref name="Entry"/>; in its months of grace when <paramref name="GraceEndsOn"/> says until when.</summary>
    public sealed record InForce(RightStateEntry Entry, DateOnly? GraceEndsOn) : RightInForce;

    /// <summary>Not in force (or not for this use), since when where a day tells it, and why in plain words.</summary>
    public sealed record NotInForce(NotInForceReason Reason, DateOnly? Since, PlainWords Words) : RightInForce;
}

/// <summary>Why a right is not in force, or does not count for issuing.</summary>
public enum NotInForceReason
{
    /// <summary>Nothing is granted or registered on that day.</summary>
    NotYetGranted,

    /// <summary>The application was refused.</summary>
    Refused,

    /// <summary>The application was withdrawn.</summary>
    Withdrawn,

    /// <summary>Ended early.</summary>
    Lapsed,

    /// <summary>Taken away by decision.</summary>
    Revoked,

    /// <summary>Declared void from the beginning.</summary>
    Invalidated,

    /// <summary>The term, with its months of grace for a mark, is over.</summary>
    Expired,

    /// <summary>For issuing: the term is over and the mark not renewed yet, so it may turn out to have ended.</summary>
    RenewalDue,

    /// <summary>For issuing: neither the day of filing nor the last day of a patent or trademark is recorded.</summary>
    TermUnknown,

    /// <summary>For issuing: no certificate file is recorded.</summary>
    CertificateMissing,

    /// <summary>For issuing: no second person has checked the right.</summary>
    NotChecked,
}
