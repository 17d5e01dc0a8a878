using System.Diagnostics;
using System.Threading.Channels;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Codes;

namespace Traceability.Storage.Scans;

/// <summary>
/// Counts scans. Acknowledged means durable: scans that arrive together are written together, and each is answered after its group is on the disk.
/// </summary>
/// <remarks>Each lane has two threads of its own, one that writes and one that waits for the disk meanwhile, so no thread of the pool ever does; the labels of one lane are of no other, so lanes never meet.</remarks>
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

    // Small groups keep all cores at work: while one is written, one is synced and the answers of a third go out. A queue that grows all the same is written in larger ones.
    private const int GroupMin = 48, GroupsInQueue = 4;

    // A slow disk makes many groups share one sync, not the writer wait: this many, then it does.
    private const int WrittenMax = 64;

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
        private readonly Channel<Written> _written = Channel.CreateBounded<Written>(new BoundedChannelOptions(WrittenMax) { SingleReader = true, SingleWriter = true });
        private readonly Thread _writer, _syncer;
        private IScanTable? _table;
        private volatile Loss? _loss;

        public Lane(ScanJournal journal)
        {
            _journal = journal;
            (_writer, _syncer) = (new Thread(Write) { IsBackground = true, Name = "Scan journal" }, new Thread(Sync) { IsBackground = true, Name = "Scan sync" });
            _writer.Start();
            _syncer.Start();
        }

        public int Waiting => _entries.Reader.Count;

        public bool TryHandIn(ScanEntry entry) => _entries.Writer.TryWrite(entry);

        public void Complete()
        {
            _entries.Writer.TryComplete();
            _writer.Join();
            _syncer.Join();
        }

        private void Write()
        {
            var breathed = Environment.TickCount64;
            while (_entries.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                if (Take() is { Count: > 0 } group)
                    Write(group);
                if (_journal._engine.HasOneWriter && Environment.TickCount64 - breathed >= BreathesEveryMilliseconds)
                {
                    Thread.Sleep(Breath);
                    breathed = Environment.TickCount64;
                }
            }

            Close();
            _written.Writer.Complete();
        }

        private List<ScanEntry> Take()
        {
            var group = new List<ScanEntry>();
            var size = Math.Min(Math.Max(GroupMin, Waiting / GroupsInQueue), _journal._engine.GroupMax);
            while (group.Count < size && _entries.Reader.TryRead(out var entry))
            {
                if (entry.Waited <= WaitMax)
                {
                    group.Add(entry);
                    continue;
                }

                _journal._meter.Refused(ScanRefusal.TooLate);
                entry.Refuse(null);
            }

            return group;
        }

        private void Write(List<ScanEntry> group)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                if (_journal._engine.HasOneWriter)
                {
                    using (_journal._gate.Enter(WaitMax))
                        WriteAlone(group);
                }
                else
                {
                    WriteAlone(group);
                }
            }
            catch (Exception error)
            {
                // Whether the commit reached the disk is unknown: the next group begins with a connection of its own.
                Close();
                Refuse(group, error);
                return;
            }

            HandOver(new Written(group, _table!, began));
        }

        private void HandOver(Written written) => _written.Writer.WriteAsync(written).AsTask().GetAwaiter().GetResult();

        private void WriteAlone(List<ScanEntry> group)
        {
            if (_loss is { } loss && loss.Table == _table)
                Close();
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

        private void Close()
        {
            if (_table is { } table)
                HandOver(new Written([], table, 0));
            _table = null;
        }

        // One sync serves all groups that were written while the last one ran.
        private void Sync()
        {
            var groups = new List<Written>();
            while (_written.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (_written.Reader.TryRead(out var written))
                    groups.Add(written);
                foreach (var ofOne in groups.GroupBy(group => group.Table))
                    Answer(ofOne.Key, ofOne);
                groups.Clear();
            }
        }

        private void Answer(IScanTable table, IEnumerable<Written> groups)
        {
            // A sync that succeeds after one that failed proves nothing: the kernel forgets which pages it could not write.
            if (_loss?.Table != table)
            {
                try
                {
                    table.Sync();
                }
                catch (Exception error)
                {
                    _loss = new Loss(table, error);
                }
            }

            var loss = _loss is { } lost && lost.Table == table ? lost.Error : null;
            foreach (var group in groups)
            {
                if (group.IsEnd)
                {
                    table.Dispose();
                    continue;
                }

                if (loss is not null)
                {
                    Refuse(group.Entries, loss);
                    continue;
                }

                _journal._meter.Wrote(group.Entries.Count(entry => entry.Outcome is not ScanOutcome.Stale), Stopwatch.GetElapsedTime(group.Began));
                foreach (var entry in group.Entries)
                    entry.Release();
            }
        }

        // Nobody is told that a scan was counted of which that is unknown.
        private void Refuse(List<ScanEntry> group, Exception error)
        {
            _journal._gate.Failed(error);
            var fault = _journal._engine.FaultOf(error);
            if (fault == StorageFault.None)
                _journal._gate.Blundered(error);
            _journal._meter.Refused(fault switch { StorageFault.Busy => ScanRefusal.Busy, StorageFault.Down => ScanRefusal.Storage, _ => ScanRefusal.Failed }, group.Count);
            foreach (var entry in group)
                entry.Refuse(error);
        }

        private sealed record Written(List<ScanEntry> Entries, IScanTable Table, long Began)
        {
            /// <summary>The writer is done with the table, and all that it wrote by it was handed over before.</summary>
            public bool IsEnd => Entries.Count == 0;
        }

        private sealed record Loss(IScanTable Table, Exception Error);
    }
}

/// <summary>A scan as acknowledged.</summary>
/// <param name="Answer">What the public is told.</param>
/// <param name="Receipt">The owner's receipt; none for a code never issued.</param>
public sealed record CountedScan(LabelAnswer Answer, string? Receipt);
