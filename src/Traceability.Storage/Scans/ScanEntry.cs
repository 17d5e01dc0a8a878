using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Issuing;

namespace Traceability.Storage.Scans;

/// <summary>A scan on its way to be counted, with what was known when it was handed in.</summary>
/// <param name="Code">The code.</param>
/// <param name="FactsVersion">The version of the facts that all of it rests on.</param>
/// <param name="Label">The label; none for a code that was never issued.</param>
/// <param name="Snapshot">Its batch at that version; none for a code that was never issued.</param>
/// <param name="ScanId">Chosen by the client.</param>
/// <param name="OwnScanId">The scan whose receipt was shown.</param>
/// <param name="Witness">What is known of whoever scanned.</param>
/// <param name="At">When it arrived.</param>
internal sealed record ScanEntry(
    SourceCode Code, long FactsVersion, LabelKey? Label, BatchSnapshot? Snapshot, Guid ScanId, Guid? OwnScanId, ScanWitness Witness, DateTimeOffset At)
{
    private readonly TaskCompletionSource<ScanOutcome> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _handedIn = Environment.TickCount64;

    /// <summary>What came of it, once its group is durable.</summary>
    public Task<ScanOutcome> Released => _released.Task;

    /// <summary>Set while its group is judged, told when the group is durable.</summary>
    public ScanOutcome? Outcome { get; set; }

    /// <summary>How long it has waited.</summary>
    public TimeSpan Waited => TimeSpan.FromMilliseconds(Environment.TickCount64 - _handedIn);

    public void Release() => _released.SetResult(Outcome!);

    public void Refuse(Exception? cause) => _released.SetException(new StoreBusyException(cause));
}

/// <summary>What came of a scan.</summary>
internal abstract record ScanOutcome
{
    private ScanOutcome() { }

    /// <summary>Judged, and counted unless it had been before.</summary>
    /// <param name="Judgement">The verdict.</param>
    /// <param name="Row">The label behind this scan.</param>
    /// <param name="ScanId">The scan that its receipt stands for.</param>
    /// <param name="Confirms">That scan confirmed the label, whatever became of the label since.</param>
    public sealed record Judged(Judgement Judgement, LabelRow Row, Guid ScanId, bool Confirms) : ScanOutcome
    {
        /// <summary>It repeats the id of a scan that came over another network, or of one that is forgotten: whoever knows an id of another's scan does not get his receipt.</summary>
        public bool IsAnothers { get; init; }

        /// <summary>What the label remembered before it.</summary>
        public LabelHistory? Before { get; init; }

        /// <summary>What it remembers of it; nothing of a repeat that tells no more than the first time.</summary>
        public Sighting? Now { get; init; }
    }

    /// <summary>Never issued.</summary>
    public sealed record Missed : ScanOutcome;

    /// <summary>The facts have changed since it was handed in: it is to be handed in again at this version.</summary>
    public sealed record Stale(long FactsVersion) : ScanOutcome;
}
