using Traceability.Ledger;
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

    /// <summary>Its first and newest scans (<see cref="LabelMemory"/>); none in a row from before they were remembered.</summary>
    public byte[]? Memory { get; set; }

    /// <summary>When the oldest place in its memory is due to be forgotten; none while it holds no place.</summary>
    public DateTimeOffset? PlacesUntil { get; set; }

    /// <summary>Since when its scans contradict each other, while nobody explained that.</summary>
    public DateTimeOffset? ConflictSince { get; set; }

    /// <summary>When an officer explained what its scans contradicted; what came before counts for no conflict.</summary>
    public DateTimeOffset? ExplainedAt { get; set; }

    /// <summary>Grows with whatever happens to the label; who writes it names the version that he read.</summary>
    public long Version { get; set; } = 1;

    /// <summary>Its key.</summary>
    public LabelKey Key => new(Shard, Batch, Serial);

    /// <summary>The standing suspicion, if any.</summary>
    public Suspicion? ToSuspicion() => SuspicionSince is { } since ? new Suspicion(SuspicionReason ?? "", since) : null;
}

/// <summary>One scan as acknowledged: the verdict first given belongs to whoever holds its receipt.</summary>
/// <param name="Shard">Shard key of the label.</param>
/// <param name="Batch">Number of its batch.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="ScanId">Chosen by the client.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Verdict">The verdict given.</param>
/// <param name="Adcode">Prefecture of the place offered.</param>
/// <param name="Salt">Salt of its commitment among the leaves of its group's act.</param>
/// <param name="ActId">The act of its group.</param>
public sealed record ScanRow(int Shard, uint Batch, uint Serial, Guid ScanId, DateTimeOffset At, Verdict Verdict, string? Adcode, byte[]? Salt, Guid? ActId)
{
    /// <summary>Its label and id.</summary>
    public ScanKey Key => new(new LabelKey(Shard, Batch, Serial), ScanId);

    /// <summary>The facts that its commitment binds, canonical.</summary>
    public string Facts() => CanonicalJson.Object(
    [
        Fact.Number("batch", Batch), Fact.Number("serial", Serial), Fact.Id("scan", ScanId), Fact.Number("atMilliseconds", At.ToUnixTimeMilliseconds()),
        Fact.Text("verdict", Verdict.ToString()), Fact.Text("adcode", Adcode),
    ]);
}

/// <summary>A scan that its label has forgotten, found by label and id. The embedded database alone needs it: its scans lie in the order of time.</summary>
/// <param name="Shard">Shard key of the label.</param>
/// <param name="Batch">Number of its batch.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="ScanId">Chosen by the client.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Verdict">The verdict given.</param>
public sealed record ForgottenScanRow(int Shard, uint Batch, uint Serial, Guid ScanId, DateTimeOffset At, Verdict Verdict)
{
    /// <summary>Its label.</summary>
    public LabelKey Label => new(Shard, Batch, Serial);
}

/// <summary>How many codes that were never issued were scanned on a day: a counter, so that guessing fills no disk.</summary>
public sealed record NeverIssuedDayRow(DateOnly Day)
{
    /// <summary>Scans on that day.</summary>
    public long Count { get; set; }
}

/// <summary>One of the codes that were never issued, as shown on a day.</summary>
public sealed record NeverIssuedSampleRow(DateOnly Day, string Code, DateTimeOffset At, string? Adcode);
