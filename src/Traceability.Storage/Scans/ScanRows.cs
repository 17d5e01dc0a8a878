using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>What happened to one label: the row appears at its first scan or when an officer singles it out.</summary>
public sealed record LabelRow(int Shard, uint Batch, uint Serial)
{
    /// <summary>Confirmations by consumers after activation.</summary>
    public long ScanCount { get; set; }

    /// <summary>The first of them.</summary>
    public DateTimeOffset? FirstScanAt { get; set; }

    /// <summary>Prefecture of the first of them (GB/T 2260), when a place was offered.</summary>
    public string? FirstScanAdcode { get; set; }

    /// <summary>An officer's reason, while the label stands suspicious.</summary>
    public string? SuspicionReason { get; set; }

    /// <summary>Since when it does.</summary>
    public DateTimeOffset? SuspicionSince { get; set; }

    /// <summary>The standing suspicion, if any.</summary>
    public Suspicion? ToSuspicion() => SuspicionSince is { } since ? new Suspicion(SuspicionReason ?? "", since) : null;
}

/// <summary>One scan as acknowledged: the verdict first given belongs to whoever holds its receipt.</summary>
public sealed record ScanRow(int Shard, uint Batch, uint Serial, Guid ScanId, DateTimeOffset At, Verdict Verdict, string? Adcode);

/// <summary>How many codes that were never issued were scanned on a day: a counter, so that guessing fills no disk.</summary>
public sealed record NeverIssuedDayRow(DateOnly Day)
{
    /// <summary>Scans on that day.</summary>
    public long Count { get; set; }
}
