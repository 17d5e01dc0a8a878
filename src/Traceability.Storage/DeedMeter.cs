using System.Diagnostics.Metrics;
using Traceability.Ledger;

namespace Traceability.Storage;

/// <summary>What the store tells whoever watches it of the deeds of the desk, named and measured as OpenTelemetry asks: kinds and durations, nobody's name.</summary>
public sealed class DeedMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Traceability.Deeds";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] };

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refused;

    internal DeedMeter(object house)
    {
        _meter = new Meter(new MeterOptions(Name) { Scope = house });
        _duration = _meter.CreateHistogram("traceability.deeds.duration", "s", "From the wait for the writer to the durable commit, by the first act of the deed; None for a deed that was refused by its own rule.", null, Seconds);
        _refused = _meter.CreateCounter<long>("traceability.deeds.refused", "{deed}", "Deeds that were not done and may be sent again, by reason.");
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    internal void Did(IReadOnlyList<Act> acts, TimeSpan took) =>
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("traceability.deeds.kind", acts is [var first, ..] ? first.Kind.ToString() : "None"));

    internal void Refused(StorageFault fault) =>
        _refused.Add(1, new KeyValuePair<string, object?>("error.type", fault == StorageFault.Down ? "storage" : "busy"));
}
