using Traceability.Storage.Ledger;

namespace Traceability.Storage.Scans;

/// <summary>The rows of scans as one writer sees them: reads what a group of scans rests on, and writes what came of the group, in one transaction. Used by one thread at a time, <see cref="Sync"/> by another.</summary>
public interface IScanTable : IDisposable
{
    /// <summary>Begins the group's transaction and reads what it rests on.</summary>
    ScanFacts Begin(ScanQuestions asked);

    /// <summary>Writes the page, durable at the latest after the next <see cref="Sync"/>; false, and nothing written, when somebody else changed one of its labels since they were read.</summary>
    bool Commit(ScanPage page);

    /// <summary>Ends the transaction without a trace.</summary>
    void Abandon();

    /// <summary>Answers after all that was committed before is durable; throws when that is not known, and once it has thrown it is not asked again.</summary>
    void Sync();
}

/// <summary>A label's key, in the order in which rows are written: two writers that meet never wait for each other in a ring.</summary>
public readonly record struct LabelKey(int Shard, uint Batch, uint Serial) : IComparable<LabelKey>
{
    /// <inheritdoc />
    public int CompareTo(LabelKey other) => (Shard, Batch, Serial).CompareTo((other.Shard, other.Batch, other.Serial));
}

/// <summary>A scan of a label by the id that its client gave it.</summary>
public readonly record struct ScanKey(LabelKey Label, Guid ScanId);

/// <summary>What a group of scans asks of the database.</summary>
/// <param name="Labels">The labels, each once, ascending.</param>
/// <param name="Repeats">Scans that may have been counted before, at <paramref name="Since"/> or later.</param>
/// <param name="Since">How far back a repeated scan is looked for.</param>
/// <param name="Owned">Scans whose receipts were shown, however long ago.</param>
public sealed record ScanQuestions(IReadOnlyList<LabelKey> Labels, IReadOnlyCollection<ScanKey> Repeats, DateTimeOffset Since, IReadOnlyCollection<ScanKey> Owned);

/// <summary>What the database answers: what is not there is not in it.</summary>
/// <param name="FactsVersion">The version of the facts within the transaction.</param>
/// <param name="Labels">Labels to which something happened.</param>
/// <param name="Repeats">The newest scan of each id asked for; it may lack those that the label's memory holds.</param>
/// <param name="Owned">The oldest scan of each id asked for; likewise.</param>
public sealed record ScanFacts(long FactsVersion, IReadOnlyDictionary<LabelKey, LabelRow> Labels, IReadOnlyDictionary<ScanKey, PastScan> Repeats, IReadOnlyDictionary<ScanKey, PastScan> Owned);

/// <summary>A scan that was counted.</summary>
public readonly record struct PastScan(DateTimeOffset At, Traceability.Scans.Verdict Verdict)
{
    /// <summary>The earlier of two, or the one there is.</summary>
    public static PastScan? Older(PastScan? one, PastScan? other) => one is { } here && other is { } there ? (here.At <= there.At ? here : there) : one ?? other;

    /// <summary>The later of two, or the one there is.</summary>
    public static PastScan? Newer(PastScan? one, PastScan? other) => one is { } here && other is { } there ? (here.At >= there.At ? here : there) : one ?? other;
}

/// <summary>What a group writes: folded per label and sorted by key, so that one statement touches no row twice.</summary>
/// <param name="Labels">Labels as they stand after the group, ascending; each is one version further than it was read.</param>
/// <param name="Scans">New scans, ascending by label.</param>
/// <param name="Forgotten">Scans that their labels remember no more.</param>
/// <param name="Act">The group's one act; none when it holds no new scan.</param>
/// <param name="Misses">Scans of codes that were never issued.</param>
public sealed record ScanPage(IReadOnlyList<LabelRow> Labels, IReadOnlyList<ScanRow> Scans, IReadOnlyList<ForgottenScanRow> Forgotten, ActRow? Act, IReadOnlyList<MissTally> Misses)
{
    /// <summary>There is nothing to write.</summary>
    public bool IsEmpty => Labels.Count == 0 && Misses.Count == 0;
}

/// <summary>Codes that were never issued, scanned on one day: how many, and some of them to look at.</summary>
/// <param name="Day">The day in China.</param>
/// <param name="Count">How many scans.</param>
/// <param name="Samples">Some of them; of a day no more are kept than <see cref="SamplesMax"/>.</param>
public sealed record MissTally(DateOnly Day, long Count, IReadOnlyList<NeverIssuedSampleRow> Samples)
{
    /// <summary>Most samples of a day that are kept: guessing fills no disk.</summary>
    public const int SamplesMax = 100;
}
