using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Traceability.Storage;

/// <summary>Whether the storage works, as whoever used it last found it. It says so once when that changes, not once for every request that meets it.</summary>
/// <remarks>Its lines hold the moment and the kind of the fault: what a database says of a failed statement may quote the values in it, so that is not repeated.</remarks>
public sealed class StorageWatch : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Traceability.Storage";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly DatabaseEngine _engine;
    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private readonly Counter<long> _faults, _recoveries;
    private readonly CancellationTokenSource _ends = new();
    private readonly Lock _changes = new();
    private ILogger? _log;
    private readonly Access _reading = new("read"), _writing = new("write");

    internal StorageWatch(DatabaseEngine engine, TimeProvider clock)
    {
        (_engine, _clock) = (engine, clock);
        _meter = new Meter(new MeterOptions(MeterName) { Scope = engine });
        _faults = _meter.CreateCounter<long>("traceability.storage.faults", "{fault}", "How often the storage began to fail, by what it refused.");
        _recoveries = _meter.CreateCounter<long>("traceability.storage.recoveries", "{recovery}", "How often it worked again, by what it had refused.");
        _meter.CreateObservableGauge("traceability.storage.broken", Broken, description: "1 while the storage refuses, by what it refuses.");
    }

    /// <summary>Since when nothing can be written; none while it can, as far as anybody tried.</summary>
    public DateTimeOffset? CannotWriteSince => _writing.Trouble?.Since;

    /// <summary>Since when nothing can be read; none while it can, as far as anybody tried.</summary>
    public DateTimeOffset? CannotReadSince => _reading.Trouble?.Since;

    /// <summary>Where it says so. Both doors of a process share one house: the first is told.</summary>
    public void TellTo(ILogger log) => Interlocked.CompareExchange(ref _log, log, null);

    /// <inheritdoc />
    public void Dispose()
    {
        _ends.Cancel();
        _meter.Dispose();
    }

    internal void CannotWrite(Exception error) => Begins(_writing, error);

    /// <summary>Says where a group of scans or alerts failed though the storage did not: nobody else would say it.</summary>
    internal void Blundered(Exception error, string what) => _log?.LogError("{What} failed: {Fault}\n{Trace}", what, error.GetType().FullName, error.StackTrace);

    internal void CanWrite() => Ends(_writing);

    /// <summary>Takes note that something could not be read, and looks from then on until it can.</summary>
    internal void CannotRead(Exception error)
    {
        if (Begins(_reading, error))
            _ = Task.Run(LookUntilItReads);
    }

    private async Task LookUntilItReads()
    {
        while (true)
        {
            await Task.Delay(LookEvery, _ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ends.IsCancellationRequested)
                return;
            try
            {
                await _engine.ReadLabel(default, _ends.Token);
                Ends(_reading);
                return;
            }
            catch (Exception error) when (_engine.FaultOf(error) != StorageFault.None || error is OperationCanceledException)
            {
                // Not yet.
            }
        }
    }

    private bool Begins(Access access, Exception error)
    {
        lock (_changes)
        {
            if (access.Trouble is not null)
                return false;
            access.Trouble = new Trouble(_clock.GetUtcNow());
        }

        _faults.Add(1, access.Tag);
        _log?.LogError("The storage refuses to {Access}: {Fault}. Whoever asks is told to come again; nothing acknowledged is lost.", access.Name, _engine.NameOf(error));
        return true;
    }

    private void Ends(Access access)
    {
        Trouble ended;
        lock (_changes)
        {
            if (access.Trouble is not { } trouble)
                return;
            (ended, access.Trouble) = (trouble, null);
        }

        _recoveries.Add(1, access.Tag);
        _log?.LogWarning("The storage lets {Access} again after {Seconds} s.", access.Name, (long)(_clock.GetUtcNow() - ended.Since).TotalSeconds);
    }

    private IEnumerable<Measurement<int>> Broken() =>
        from access in (Access[])[_reading, _writing] select new Measurement<int>(access.Trouble is null ? 0 : 1, access.Tag);

    private sealed record Trouble(DateTimeOffset Since);

    private sealed class Access(string name)
    {
        public volatile Trouble? Trouble;

        public string Name { get; } = name;

        public KeyValuePair<string, object?> Tag { get; } = new("traceability.storage.access", name);
    }
}
