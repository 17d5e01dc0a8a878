using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>What the scan journal tells whoever watches it. It names verdicts and durations, never a code or a place.</summary>
public static class ScanMeter
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Traceability.Scans";

    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<ScanJournal, bool> Journals = [];
    private static readonly Counter<long> Scans = Meter.CreateCounter<long>("traceability.scans", "{scan}", "Scans acknowledged, by verdict.");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("traceability.scans.refused", "{scan}", "Scans refused because too many waited.");
    private static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>("traceability.scans.group", "{scan}", "Scans of one commit.");
    private static readonly Histogram<double> Commit = Meter.CreateHistogram<double>("traceability.scans.commit", "s", "From the first statement of a group to its durable commit.");
    private static readonly KeyValuePair<string, object?>[] Verdicts =
        [.. Enum.GetNames<Verdict>().Select(verdict => new KeyValuePair<string, object?>("verdict", verdict))];

    static ScanMeter() => Meter.CreateObservableGauge("traceability.scans.waiting", () => Journals.Keys.Sum(journal => journal.Waiting), "{scan}", "Scans that wait for a group.");

    internal static void Watch(ScanJournal journal) => Journals.TryAdd(journal, true);

    internal static void Forget(ScanJournal journal) => Journals.TryRemove(journal, out _);

    internal static void Counted(Verdict verdict) => Scans.Add(1, Verdicts[(int)verdict]);

    internal static void Refused() => Refusals.Add(1);

    internal static void Wrote(int scans, TimeSpan took)
    {
        GroupSize.Record(scans);
        Commit.Record(took.TotalSeconds);
    }
}
