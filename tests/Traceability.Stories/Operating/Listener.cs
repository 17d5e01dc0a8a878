using System.Diagnostics.Metrics;

namespace Traceability.Stories.Operating;

/// <summary>Listens to the meters of one house and its public door as a collector would.</summary>
internal sealed class Listener : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly List<(string Instrument, double Value, Dictionary<string, object?> Tags)> _heard = [];

    public Listener(OpenHouse house)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (house.Measures(instrument))
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>All values of an instrument added up, of those that carry the tag if one is given.</summary>
    public double Sum(string instrument, string? tag = null) => Values(instrument, tag).Sum();

    /// <summary>How often it was measured.</summary>
    public int Count(string instrument, string? tag = null) => Values(instrument, tag).Count;

    /// <summary>What is asked for rather than told, at this moment.</summary>
    public double Observe(string instrument, string? tag = null)
    {
        lock (_heard)
            _heard.RemoveAll(heard => heard.Instrument == instrument);
        _meters.RecordObservableInstruments();
        return Sum(instrument, tag);
    }

    public void Dispose() => _meters.Dispose();

    private List<double> Values(string instrument, string? tag)
    {
        lock (_heard)
            return [.. _heard.Where(heard => heard.Instrument == instrument && (tag is null || heard.Tags.ContainsValue(tag))).Select(heard => heard.Value)];
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_heard)
            _heard.Add((instrument.Name, value, tags.ToArray().ToDictionary()));
    }
}
