using System.Diagnostics.Metrics;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>What the keeper of alerts tells whoever watches it: causes and numbers, nobody's label.</summary>
public sealed class AlertMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Traceability.Alerts";

    private readonly Meter _meter;
    private readonly Counter<long> _told, _dropped;

    internal AlertMeter(object house)
    {
        _meter = new Meter(new MeterOptions(Name) { Scope = house });
        _told = _meter.CreateCounter<long>("traceability.alerts.told", "{alert}", "Alerts that rules told and that were recorded or counted, by cause.");
        _dropped = _meter.CreateCounter<long>("traceability.alerts.dropped", "{alert}", "Alerts that were not recorded, by reason; the rules tell them again with the next scan.");
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    internal void Told(AlertCause cause) => _told.Add(1, new KeyValuePair<string, object?>("traceability.alerts.cause", cause.ToString()));

    internal void Dropped(string reason, int alerts) => _dropped.Add(alerts, new KeyValuePair<string, object?>("error.type", reason));
}
