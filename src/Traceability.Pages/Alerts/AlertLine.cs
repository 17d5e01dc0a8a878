using Traceability.Scans;

namespace Traceability.Pages.Alerts;

/// <summary>An alert as pages tell it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Product">What its labels are put on.</param>
/// <param name="Serial">The label; none when it is about the batch.</param>
/// <param name="Cause">Why.</param>
/// <param name="State">How it stands.</param>
/// <param name="RaisedAt">When it was first told.</param>
/// <param name="LastSeenAt">When it was last told.</param>
/// <param name="TimesSeen">How often it was told.</param>
public sealed record AlertLine(Guid Id, string Product, uint? Serial, AlertCause Cause, AlertState State, DateTimeOffset RaisedAt, DateTimeOffset LastSeenAt, long TimesSeen)
{
    /// <summary>The label's code, for officers.</summary>
    public string? Code { get; init; }

    /// <summary>When it opens, while it waits.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>Certain metres that speak for it.</summary>
    public double? Metres { get; init; }

    /// <summary>Hours from the first of its evidence to the last.</summary>
    public double? Hours { get; init; }

    /// <summary>Labels above what was declared.</summary>
    public long? Labels { get; init; }

    /// <summary>Why the label had been taken back.</summary>
    public Cause? TakenBackFor { get; init; }

    /// <summary>The one city in which its scans lie, for which an explanation can be remembered; none when there is no such city.</summary>
    public PlainWords? OneCity { get; init; }

    /// <summary>The scans it rests on.</summary>
    public IReadOnlyList<EvidenceLine> Evidence { get; init; } = [];

    /// <summary>What kind of explanation it has.</summary>
    public PlainWords? Explanation { get; init; }

    /// <summary>What whoever decided wrote.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided; none for a remembered pattern or a flood.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>A scan that an alert rests on.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Verdict">What was answered.</param>
/// <param name="HasPlace">A place was offered.</param>
/// <param name="City">In which city, when one is known.</param>
public sealed record EvidenceLine(DateTimeOffset At, Verdict Verdict, bool HasPlace, string? City);
