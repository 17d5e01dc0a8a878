using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Traceability.Scans;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;

namespace Traceability.Storage.Scans;

/// <summary>
/// Records what the rules tell, behind the scans and never in their way: nobody waits for it, and when too many wait they are dropped and counted. The rules tell them again with the next scan.
/// </summary>
public sealed class AlertKeeper : IDisposable
{
    /// <summary>Most alerts that wait to be written.</summary>
    public const int WaitingMax = 4_096;

    /// <summary>Most that are written together: scans wait at the same gate, and each alert is several statements.</summary>
    public const int GroupMax = 8;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);
    // The gate is for scans and deeds: an alert may be late.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    private readonly Store _store;
    private readonly CityShelf _cities;
    private readonly TimeProvider _clock;
    private readonly AlertMeter _meter;
    private readonly Channel<Errand> _errands = Channel.CreateBounded<Errand>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
    // Labels of whose flood one waits to be written: a flood of one label must not crowd out what is told of others.
    private readonly ConcurrentDictionary<(Guid Batch, uint Serial), byte> _floods = [];
    private readonly CancellationTokenSource _ends = new();
    private readonly ITimer _sweeping;
    private readonly Task _working;
    private volatile bool _isClosing;

    internal AlertKeeper(object house, Store store, CityShelf cities, TimeProvider clock)
    {
        (_store, _cities, _clock) = (store, cities, clock);
        _meter = new AlertMeter(house);
        _working = Task.Run(Work);
        _sweeping = clock.CreateTimer(_ => _errands.Writer.TryWrite(new Errand.Sweep(null)), null, TimeSpan.Zero, SweepEvery);
    }

    /// <summary>Takes what the rules tell of a label after a scan, what they await included, and a key alarm of its batch likewise. It neither waits nor throws.</summary>
    public void Raise(LabelKey label, BatchSnapshot batch, IReadOnlyList<Alert> alerts)
    {
        foreach (var alert in alerts)
        {
            // Under a foreign key there is no such label: the alarm is about the batch.
            var serial = alert.Cause == AlertCause.KeyAlarm ? 0 : label.Serial;
            if (alert.Cause == AlertCause.Flood && !_floods.TryAdd((batch.Id, serial), default))
                continue;
            if (_errands.Writer.TryWrite(new Errand.Tell(batch, serial, alert)))
                continue;
            if (alert.Cause == AlertCause.Flood)
                _floods.TryRemove((batch.Id, serial), out _);
            _meter.Dropped("queue_full", 1);
        }
    }

    /// <summary>Writes whatever was taken before, opens what has waited long enough, and answers when that is durable.</summary>
    public async Task Drain(CancellationToken cancellation = default)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _errands.Writer.WriteAsync(new Errand.Sweep(done), cancellation);
        await done.Task.WaitAsync(cancellation);
    }

    /// <summary>Writes what was taken, as far as the storage lets it, and ends.</summary>
    public void Dispose()
    {
        if (_isClosing)
            return;
        _isClosing = true;
        _sweeping.Dispose();
        _errands.Writer.TryComplete();
        _ends.CancelAfter(EndsWithin);
        _working.Wait();
        _ends.Dispose();
        _meter.Dispose();
    }

    private async Task Work()
    {
        var group = new List<Errand>(GroupMax);
        while (await _errands.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupMax && _errands.Reader.TryRead(out var errand))
                group.Add(errand);
            await WriteUntilDone(group);
            group.Clear();
            if (!_isClosing)
                await Task.Delay(Breath, _ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteUntilDone(List<Errand> group)
    {
        Errand.Tell[] told = [.. group.OfType<Errand.Tell>()];
        foreach (var flood in told.Where(tell => tell.Alert.Cause == AlertCause.Flood))
            _floods.TryRemove((flood.Batch.Id, flood.Serial), out _);
        Errand.Sweep[] sweeps = [.. group.OfType<Errand.Sweep>()];
        while (true)
        {
            try
            {
                await Write(told, sweeps.Length > 0);
                foreach (var tell in told)
                    _meter.Told(tell.Alert.Cause);
                break;
            }
            catch (Exception error) when (error is StoreBusyException && !_ends.IsCancellationRequested)
            {
                // That the storage refuses is said by the house, once.
                await Task.Delay(Rest, _ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error)
            {
                _meter.Dropped(error is StoreBusyException or OperationCanceledException ? "closed" : "failed", told.Length);
                if (error is not (StoreBusyException or OperationCanceledException))
                    _store.Gate.Blundered(error, "A group of alerts");
                break;
            }
        }

        foreach (var sweep in sweeps)
            sweep.Done?.SetResult();
    }

    private async Task Write(IReadOnlyList<Errand.Tell> told, bool sweeps)
    {
        var now = _clock.GetUtcNow();
        if (told.Count == 0 && !(sweeps && await AnyDue(now)))
            return;

        await _store.Write(TenantScope.House, async db =>
        {
            var book = new AlertBook(db, now, _ends.Token);
            foreach (var tell in told)
                await book.Take(ToldAlert.Of(tell.Batch.TenantId, tell.Batch.Id, tell.Serial, tell.Alert, _cities.CityAt));
            if (sweeps)
                await book.OpenDue();
            return book.Acts.ToArray() is [var first, .. var more] ? Written<bool>.Done(true, first, more) : Written<bool>.Tallied(true);
        }, _ends.Token);
    }

    private async Task<bool> AnyDue(DateTimeOffset now)
    {
        try
        {
            await using var db = _store.Read(TenantScope.House);
            return await db.Alerts.AnyAsync(row => row.State == AlertState.Waiting && row.OpensAt < now, _ends.Token);
        }
        catch (System.Data.Common.DbException)
        {
            // The next sweep looks again.
            return false;
        }
    }

    private abstract record Errand
    {
        private Errand() { }

        public sealed record Tell(BatchSnapshot Batch, uint Serial, Alert Alert) : Errand;

        public sealed record Sweep(TaskCompletionSource? Done) : Errand;
    }
}
