namespace Traceability.Rights;

/// <summary>Four eyes on every certificate: a right is checked by a person who did not record it, against the file.</summary>
public static class CheckRule
{
    /// <summary>The right with what this person found, its check or where it differs from its certificate; or why that does not count.</summary>
    public static CheckOutcome Judge(Right right, string by, DateTimeOffset at, string? mismatch = null)
    {
        if (right.CertificateSha256 is null)
            return Refuse(CheckRefusal.CertificateMissing);
        if (!IsSecondPerson(right, by))
            return Refuse(CheckRefusal.SamePerson);

        return mismatch is null
            ? new CheckOutcome.Checked(right with { Check = new RightCheck(by, at), Mismatch = null })
            : new CheckOutcome.Differs(right with { Check = null, Mismatch = new RightMismatch(mismatch, by, at) });
    }

    /// <summary>Whether a second person's check was on record at a moment. A right without one is as told by whoever recorded it.</summary>
    public static bool IsChecked(Right right, DateTimeOffset knownAt) => right.Check is { } check && check.At <= knownAt && IsSecondPerson(right, check.By);

    internal static bool IsSecondPerson(Right right, string by) => !string.Equals(by, right.RecordedBy, StringComparison.Ordinal);

    private static CheckOutcome.Refused Refuse(CheckRefusal code) => new(code, RightWords.Of(code));
}

/// <summary>Who compared a right with its certificate, and when.</summary>
public sealed record RightCheck(string By, DateTimeOffset At);

/// <summary>Where a second person found a right to differ from its certificate, and when.</summary>
public sealed record RightMismatch(string Reason, string By, DateTimeOffset At);

/// <summary>What an attempted check came to.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome()
    {
    }

    /// <summary>The right with its check.</summary>
    public sealed record Checked(Right Right) : CheckOutcome;

    /// <summary>The right without a check, and where it differs from its certificate.</summary>
    public sealed record Differs(Right Right) : CheckOutcome;

    /// <summary>The check does not count.</summary>
    public sealed record Refused(CheckRefusal Code, PlainWords Message) : CheckOutcome;
}

/// <summary>Why a check does not count.</summary>
public enum CheckRefusal
{
    /// <summary>Whoever recorded a right cannot be its second person.</summary>
    SamePerson,

    /// <summary>There is no file to check against.</summary>
    CertificateMissing,
}
