using System.Diagnostics;
using System.Threading.Channels;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Codes;

namespace Traceability.Storage.Scans;

/// <summary>
/// Counts scans. Acknowledged means durable: scans that arrive together are written together, and each is answered after the commit of its group.
/// </summary>
/// <remarks>Each lane has a thread of its own, so no thread of the pool ever waits for a disk; the labels of one lane are of no other, so lanes never meet.</remarks>
public sealed class ScanJournal : IDisposable
{
    /// <summary>Most scans that wait in a lane; who comes then is asked to come again.</summary>
    public const int WaitingMax = 8_192;

    // Each time the facts change while a scan waits, it is handed in anew. A desk that changes them faster than that is no desk.
    private const int HandedInMax = 8;

    // Another process may have written the labels of a group; each time one of the two gets through.
    private const int AttemptsMax = 50;

    // Another process over the same file tries once a millisecond: this often it finds the file free for one.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);
    private const long BreathesEveryMilliseconds = 20;

    // Small groups keep all cores at work: while one is written, the answers of the last go out. But a sync must be worth its wait, and take no more than a third of its group's time.
    private const int GroupMin = 48, WritingPerSync = 3;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    private readonly DatabaseEngine _engine;
    private readonly WritingGate _gate;
    private readonly LabelBook _labels;
    private readonly KeyShelf _keys;
    private readonly TimeProvider _clock;
    private readonly ScanMeter _meter;
    private readonly Lane[] _lanes;

    /// <summary>A journal over an opened house; its lanes run until it is disposed.</summary>
    internal ScanJournal(DatabaseEngine engine, WritingGate gate, LabelBook labels, KeyShelf keys, TimeProvider clock)
    {
        (_engine, _gate, _labels, _keys, _clock) = (engine, gate, labels, keys, clock);
        _lanes = [.. Enumerable.Range(0, engine.LaneCount).Select(_ => new Lane(this))];
        _meter = new ScanMeter(engine, () => Waiting);
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
    /// <param name="adcode">Prefecture of the place offered, if one was offered and is known.</param>
    /// <param name="now">The moment of the scan.</param>
    /// <param name="cancellation">Gives up before the scan is handed in; from then on it is counted whether its client waits or not.</param>
    /// <exception cref="StoreBusyException">It was not acknowledged; the same request may be sent again.</exception>
    public async Task<CountedScan> Append(
        SourceCode code, string? gtin, Guid scanId, string? receipt, string? adcode, DateTimeOffset now, CancellationToken cancellation)
    {
        long? version = null;
        for (var i = 0; i < HandedInMax; i++)
        {
            var found = await _labels.Identify(code, version, cancellation);
            var own = found.Label is { } mine && _keys.Receipts.TryOpen(receipt, mine.Batch, mine.Serial, out var opened) ? opened : (Guid?)null;
            var entry = new ScanEntry(code, found.FactsVersion, found.Label, found.Snapshot, scanId, own, adcode, now);
            if (!_lanes[(found.Label?.Shard ?? 0) % _lanes.Length].TryHandIn(entry))
            {
                _meter.Refused(ScanRefusal.QueueFull);
                throw new StoreBusyException();
            }

            switch (await entry.Released)
            {
                case ScanOutcome.Judged judged:
                    _meter.Acknowledged(judged.Judgement.Verdict);
                    var label = new FoundLabel(code, found.Label!.Value, found.Snapshot!, judged.Row);
                    return new CountedScan(
                        _labels.Answer(label, judged.Judgement, gtin, judged.Confirms, now),
                        _keys.Receipts.Issue(label.Key.Batch, label.Key.Serial, judged.ScanId));
                case ScanOutcome.Stale stale:
                    version = stale.FactsVersion;
                    break;
                default:
                    _meter.Acknowledged(Verdict.NeverIssued);
                    return new CountedScan(LabelBook.NeverIssued(code), null);
            }
        }

        _meter.Refused(ScanRefusal.Busy);
        throw new StoreBusyException();
    }

    /// <summary>Writes what was handed in, and ends.</summary>
    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Complete();
        _meter.Dispose();
    }

    private sealed class Lane
    {
        private readonly ScanJournal _journal;
        private readonly Channel<ScanEntry> _entries = Channel.CreateBounded<ScanEntry>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
        private readonly Thread _thread;
        private int _groupMax;
        private TimeSpan _synced;
        private IScanTable? _table;

        public Lane(ScanJournal journal)
        {
            (_journal, _groupMax) = (journal, Math.Min(GroupMin, journal._engine.GroupMax));
            _thread = new Thread(Run) { IsBackground = true, Name = "Scan journal" };
            _thread.Start();
        }

        public int Waiting => _entries.Reader.Count;

        public bool TryHandIn(ScanEntry entry) => _entries.Writer.TryWrite(entry);

        public void Complete()
        {
            _entries.Writer.TryComplete();
            _thread.Join();
        }

        private void Run()
        {
            var (group, breathed) = (new List<ScanEntry>(), Environment.TickCount64);
            while (_entries.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (group.Count < _groupMax && _entries.Reader.TryRead(out var entry))
                {
                    if (entry.Waited <= WaitMax)
                    {
                        group.Add(entry);
                        continue;
                    }

                    _journal._meter.Refused(ScanRefusal.TooLate);
                    entry.Refuse(null);
                }

                if (group.Count > 0)
                    Answer(group);

                group.Clear();
                if (_journal._engine.HasOneWriter && Environment.TickCount64 - breathed >= BreathesEveryMilliseconds)
                {
                    Thread.Sleep(Breath);
                    breathed = Environment.TickCount64;
                }
            }

            _table?.Dispose();
        }

        private void Answer(List<ScanEntry> group)
        {
            try
            {
                var began = Stopwatch.GetTimestamp();
                if (_journal._engine.HasOneWriter)
                {
                    using (_journal._gate.Enter(WaitMax))
                        Write(group);
                }
                else
                {
                    Write(group);
                }

                var took = Stopwatch.GetElapsedTime(began);
                _journal._meter.Wrote(group.Count(entry => entry.Outcome is not ScanOutcome.Stale), took);
                Fit(group.Count, took - _table!.Synced, _table.Synced);
            }
            catch (Exception error)
            {
                // Whether the commit reached the disk is unknown: nobody is told that it did, and the next group begins with a connection of its own.
                _table?.Dispose();
                _table = null;
                _journal._gate.Failed(error);
                var fault = _journal._engine.FaultOf(error);
                if (fault == StorageFault.None)
                    _journal._gate.Blundered(error);
                _journal._meter.Refused(fault switch { StorageFault.Busy => ScanRefusal.Busy, StorageFault.Down => ScanRefusal.Storage, _ => ScanRefusal.Failed }, group.Count);
                foreach (var entry in group)
                    entry.Refuse(error);
                return;
            }

            foreach (var entry in group)
                entry.Release();
        }

        // Now and then a commit also brings the log home: the usual wait is what counts, so a longer one moves it little and a shorter one at once.
        private void Fit(int count, TimeSpan writing, TimeSpan synced)
        {
            _synced = synced < _synced ? synced : _synced + ((synced - _synced) / 16);
            var worthItsSync = WritingPerSync * count * (_synced / TimeSpan.FromTicks(Math.Max(1, writing.Ticks)));
            _groupMax = (int)Math.Min(_journal._engine.GroupMax, Math.Max(GroupMin, worthItsSync));
        }

        private void Write(List<ScanEntry> group)
        {
            _journal._gate.Mend();
            _table ??= _journal._engine.OpenScans();
            var questions = ScanGroup.Questions(group);
            for (var i = 0; i < AttemptsMax; i++)
            {
                var page = ScanGroup.Judge(group, _table.Begin(questions), _journal._keys, _journal._clock.GetUtcNow());
                if (page.IsEmpty)
                {
                    _table.Abandon();
                    return;
                }

                if (_table.Commit(page))
                    return;
            }

            throw new StoreBusyException();
        }
    }
}

/// <summary>A scan as acknowledged.</summary>
/// <param name="Answer">What the public is told.</param>
/// <param name="Receipt">The owner's receipt; none for a code never issued.</param>
public sealed record CountedScan(LabelAnswer Answer, string? Receipt);
