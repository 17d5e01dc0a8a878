namespace Traceability.Pages.Approvals;

/// <summary>Something that counts only once a second person has agreed.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Kind">What it is.</param>
/// <param name="What">In a line of names and numbers.</param>
/// <param name="Reason">Why it is asked for, or where a right differs from its certificate, in words; none when nobody wrote any.</param>
/// <param name="AskedAt">When.</param>
/// <param name="AskedBy">By whom.</param>
/// <param name="IsOwn">The reader asked himself, so somebody else decides.</param>
public sealed record ApprovalLine(Guid Id, ApprovalKind Kind, string What, string? Reason, DateTimeOffset AskedAt, string AskedBy, bool IsOwn);

/// <summary>What waits for a second person.</summary>
public enum ApprovalKind
{
    /// <summary>A batch above the four-eyes count.</summary>
    Batch,
    /// <summary>Labels to be printed once more.</summary>
    Reprint,
    /// <summary>A right to be compared with its certificate.</summary>
    Right,
}
