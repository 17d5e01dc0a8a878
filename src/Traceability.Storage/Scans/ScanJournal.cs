using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;

namespace Traceability.Storage.Scans;

/// <summary>
/// Counts scans. Acknowledged means durable: scans that arrive together are written together, and each is answered after its group is on the disk.
/// </summary>
/// <remarks>No thread of the pool ever waits for a disk, that of a lane does; the labels of one lane are of no other, so lanes never meet.</remarks>
public sealed class ScanJournal : IDisposable
{
    /// <summary>Most scans that wait in a lane; who comes then is asked to come again.</summary>
    public const int WaitingMax = 8_192;

    // Each time the facts change while a scan waits, it is handed in anew. A desk that changes them faster than that is no desk.
    private const int HandedInMax = 8;

    private const int FloodToldEvery = 16;

    private readonly LabelBook _labels;
    private readonly KeyShelf _keys;
    private readonly AlertKeeper? _alerts;
    private readonly WritingGate _gate;
    private readonly ScanMeter _meter;
    private readonly ScanLane[] _lanes = [];

    /// <summary>A journal over an opened house; its lanes run until it is disposed. Without a keeper of alerts no rule is asked.</summary>
    internal ScanJournal(DatabaseEngine engine, WritingGate gate, LabelBook labels, KeyShelf keys, AlertKeeper? alerts, TimeProvider clock)
    {
        (_labels, _keys, _alerts, _gate) = (labels, keys, alerts, gate);
        _meter = new ScanMeter(engine, () => Waiting);
        _lanes = [.. Enumerable.Range(0, engine.LaneCount).Select(_ => new ScanLane(engine, gate, keys, clock, _meter))];
    }

    /// <summary>How many scans wait.</summary>
    public int Waiting => _lanes.Sum(lane => lane.Waiting);

    /// <summary>A lane takes no more at this moment.</summary>
    public bool IsFull => _lanes.Any(lane => lane.Waiting >= WaitingMax);

    /// <summary>Counts one scan of a code and gives its receipt. The same scan id on the same label within a day is the same scan; whoever shows the receipt of a confirmation is not counted again.</summary>
    /// <param name="code">The code.</param>
    /// <param name="gtin">The GTIN of the link, if it named one.</param>
    /// <param name="scanId">Chosen by the client for this scan.</param>
    /// <param name="receipt">A receipt of this label, if the client has one.</param>
    /// <param name="witness">What is known of whoever scans.</param>
    /// <param name="now">The moment of the scan.</param>
    /// <param name="cancellation">Gives up before the scan is handed in; from then on it is counted whether its client waits or not.</param>
    /// <exception cref="StoreBusyException">It was not acknowledged; the same request may be sent again.</exception>
    public async Task<CountedScan> Append(
        SourceCode code, string? gtin, Guid scanId, string? receipt, ScanWitness witness, DateTimeOffset now, CancellationToken cancellation)
    {
        // As it is kept, so that what is told of it now and read of it later are one moment.
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        long? version = null;
        for (var i = 0; i < HandedInMax; i++)
        {
            var found = await _labels.Identify(code, version, cancellation);
            var own = found.Label is { } mine && _keys.Receipts.TryOpen(receipt, mine.Batch, mine.Serial, out var opened) ? opened : (Guid?)null;
            var entry = new ScanEntry(code, found.FactsVersion, found.Label, found.Snapshot, scanId, own, witness, now);
            if (!_lanes[(found.Label?.Shard ?? 0) % _lanes.Length].TryHandIn(entry))
            {
                _meter.Refused(ScanRefusal.QueueFull);
                throw new StoreBusyException();
            }

            switch (await entry.Released)
            {
                case ScanOutcome.Judged judged:
                    _meter.Acknowledged(judged.Judgement.Verdict);
                    if (judged is { Before: { } before, Now: { } sighting })
                        Judge(judged.Row, found.Snapshot!, before, sighting);
                    var label = new FoundLabel(code, found.Label!.Value, found.Snapshot!, judged.Row);
                    return new CountedScan(
                        _labels.Answer(label, judged.Judgement, gtin, judged.Confirms, now),
                        judged.IsAnothers ? null : _keys.Receipts.Issue(label.Key.Batch, label.Key.Serial, judged.ScanId));
                case ScanOutcome.Stale stale:
                    version = stale.FactsVersion;
                    break;
                default:
                    _meter.Acknowledged(Verdict.NeverIssued);
                    if (found.Pretended is { } batch)
                        RaiseKeyAlarm(code, batch, witness, now);
                    return new CountedScan(LabelBook.NeverIssued(code), null);
            }
        }

        _meter.Refused(ScanRefusal.Busy);
        throw new StoreBusyException();
    }

    // Behind the commit: what the rules tell is inward, and no scan waits for it.
    private void Judge(LabelRow label, BatchSnapshot batch, LabelHistory before, Sighting now)
    {
        try
        {
            Tell(label, batch, before, now);
        }
        catch (Exception error)
        {
            // The scan is counted, whatever the rules stumble over.
            _gate.Blundered(error, "A rule");
        }
    }

    private void Tell(LabelRow label, BatchSnapshot batch, LabelHistory before, Sighting now)
    {
        if (_alerts is null)
            return;
        var alerts = AlertRule.Judge(before, now, AlertThresholds.Default);
        if (AlertRule.Awaited(before, now, AlertThresholds.Default) is { } awaited)
            alerts = [.. alerts, awaited];
        // A flood is told when it shows itself, and then now and then: with each of its scans it would be a flood of our own.
        if (alerts is [{ Cause: AlertCause.Flood }] && before.Sightings[^1].InFlood && label.ScanCount % FloodToldEvery != 0)
            return;
        if (alerts.Count > 0)
            _alerts.Raise(label.Key, batch, alerts);
    }

    private void RaiseKeyAlarm(SourceCode code, BatchSnapshot batch, ScanWitness witness, DateTimeOffset now)
    {
        var sighting = new Sighting(now, Verdict.NeverIssued, Cause.None, witness.Place, witness.Network, witness.Phone, null);
        if (AlertRule.KeyAlarm(code.KeySymbol, batch.KeySymbol, sighting) is { } alarm)
            _alerts?.Raise(default, batch, [alarm]);
    }

    /// <summary>Writes what was handed in, and ends.</summary>
    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Complete();
        _meter.Dispose();
    }
}

/// <summary>A scan as acknowledged.</summary>
/// <param name="Answer">What the public is told.</param>
/// <param name="Receipt">The owner's receipt; none for a code never issued, and for a scan that repeats one of another network.</param>
public sealed record CountedScan(LabelAnswer Answer, string? Receipt);
