using Traceability.Issuing;

namespace Traceability.Storage.Issuing;

/// <summary>One file of labels that was taken out of the house, numbered within its batch. Without a hash it did not leave whole.</summary>
/// <param name="Id">Identity.</param>
/// <param name="TenantId">Whose batch it is.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Number">1, 2, 3 … within the batch.</param>
/// <param name="Form">The form by its name.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
/// <param name="TakenBy">The key that took it.</param>
/// <param name="TakenAt">When its first byte left.</param>
/// <param name="PrintJobId">The print job whose part it is.</param>
/// <param name="ReprintId">What a second person agreed to.</param>
public sealed record DownloadRow(
    Guid Id, Guid TenantId, Guid BatchId, int Number, string Form, uint First, uint Last, Guid TakenBy, DateTimeOffset TakenAt, Guid? PrintJobId, Guid? ReprintId) : ITenantOwned
{
    /// <summary>Labels that left.</summary>
    public int? Labels { get; set; }

    /// <summary>Bytes that left.</summary>
    public long? Bytes { get; set; }

    /// <summary>Their hash.</summary>
    public string? Sha256 { get; set; }
}

/// <summary>A wish to print labels once more, and a second person's answer.</summary>
public sealed record ReprintRow(
    Guid Id, Guid TenantId, Guid BatchId, string Form, uint First, uint Last, string Reason, Guid AskedBy, DateTimeOffset AskedAt) : ITenantOwned
{
    /// <summary>How it stands.</summary>
    public ReprintState State { get; set; } = ReprintState.Asked;

    /// <summary>The key of the second person.</summary>
    public Guid? AnsweredBy { get; set; }

    /// <summary>When the second person answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The wish as the core knows it.</summary>
    public Reprint ToReprint() => new(new Printing(BatchId, Form, First, Last), State);
}

/// <summary>How a print job stands. Names are stored.</summary>
public enum PrintJobState
{
    /// <summary>Waits for its turn, or for going on after a restart.</summary>
    Queued,
    /// <summary>A worker writes its parts.</summary>
    Running,
    /// <summary>All parts are written.</summary>
    Done,
    /// <summary>Somebody took it back.</summary>
    Cancelled,
    /// <summary>It could not be written; the reason stands beside it.</summary>
    Failed,
}

/// <summary>A run of labels too large to wait for, written in parts by a worker of the desk.</summary>
/// <param name="Id">Identity.</param>
/// <param name="TenantId">Whose batch it is.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Form">The form by its name.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
/// <param name="Wish">How the labels are to come out, in the words of who writes them.</param>
/// <param name="Sheet">The sheet they come on, if any.</param>
/// <param name="ReprintId">What a second person agreed to; each part may be taken once under it.</param>
/// <param name="AskedBy">The key that asked.</param>
/// <param name="AskedAt">When.</param>
public sealed record PrintJobRow(
    Guid Id, Guid TenantId, Guid BatchId, string Form, uint First, uint Last, string Wish, string? Sheet, Guid? ReprintId, Guid AskedBy, DateTimeOffset AskedAt) : ITenantOwned
{
    /// <summary>How it stands.</summary>
    public PrintJobState State { get; set; } = PrintJobState.Queued;

    /// <summary>The worker that writes it.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>Until when nobody else writes it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When it was done, cancelled or failed.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Failure { get; set; }

    /// <summary>When its files were deleted.</summary>
    public DateTimeOffset? FilesGoneAt { get; set; }
}

/// <summary>One complete file of a print job. It is stored when the file is whole, so that a job goes on behind it after a restart.</summary>
public sealed record PrintPartRow(Guid PrintJobId, int Number, uint First, uint Last, string File, long Bytes, string Sha256);
