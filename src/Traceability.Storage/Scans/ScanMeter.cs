using System.Diagnostics.Metrics;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>What a scan journal tells whoever watches it, named and measured as OpenTelemetry asks. It names verdicts and durations, never a code or a place.</summary>
public sealed class ScanMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Traceability.Scans";

    private static readonly KeyValuePair<string, object?>[] Verdicts = [.. Enum.GetNames<Verdict>().Select(verdict => new KeyValuePair<string, object?>("traceability.scans.verdict", verdict))];
    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000] };
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] };

    private readonly Meter _meter;
    private readonly Counter<long> _acknowledged, _refused;
    private readonly Histogram<int> _groupSize;
    private readonly Histogram<double> _commit;

    internal ScanMeter(object house, Func<int> waiting)
    {
        _meter = new Meter(new MeterOptions(Name) { Scope = house });
        _acknowledged = _meter.CreateCounter<long>("traceability.scans.acknowledged", "{scan}", "Scans that were answered after their group was durable, by verdict.");
        _refused = _meter.CreateCounter<long>("traceability.scans.refused", "{scan}", "Scans that were not taken and may be sent again, by reason.");
        _groupSize = _meter.CreateHistogram("traceability.scans.group.size", "{scan}", "Scans that one commit answered.", null, Sizes);
        _commit = _meter.CreateHistogram("traceability.scans.commit.duration", "s", "From the wait for the writer to the durable commit of a group.", null, Seconds);
        _meter.CreateObservableUpDownCounter("traceability.scans.waiting", waiting, "{scan}", "Scans that wait for a group.");
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    internal void Acknowledged(Verdict verdict) => _acknowledged.Add(1, Verdicts[(int)verdict]);

    internal void Refused(ScanRefusal reason, int scans = 1) => _refused.Add(scans, new KeyValuePair<string, object?>("error.type", reason switch
    {
        ScanRefusal.QueueFull => "queue_full",
        ScanRefusal.TooLate => "too_late",
        ScanRefusal.Busy => "busy",
        ScanRefusal.Storage => "storage",
        _ => "failed",
    }));

    internal void Wrote(int scans, TimeSpan took)
    {
        // Where the facts have changed nothing is written; everybody comes again.
        if (scans == 0)
            return;
        _groupSize.Record(scans);
        _commit.Record(took.TotalSeconds);
    }
}

/// <summary>Why a scan was not taken.</summary>
internal enum ScanRefusal
{
    /// <summary>Too many waited.</summary>
    QueueFull,
    /// <summary>It had waited for too long when its turn came.</summary>
    TooLate,
    /// <summary>Somebody else held the database, or the facts changed faster than it could be written.</summary>
    Busy,
    /// <summary>The storage failed.</summary>
    Storage,
    /// <summary>We failed.</summary>
    Failed,
}
