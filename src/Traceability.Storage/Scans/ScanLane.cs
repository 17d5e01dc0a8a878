using System.Diagnostics;
using System.Threading.Channels;
using Traceability.Storage.Codes;

namespace Traceability.Storage.Scans;

/// <summary>Writes the scans of its labels in groups, syncs what was written, and answers whoever waits: one thread writes, another waits for the disk meanwhile.</summary>
internal sealed class ScanLane
{
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
    private readonly KeyShelf _keys;
    private readonly TimeProvider _clock;
    private readonly ScanMeter _meter;
    private readonly Channel<ScanEntry> _entries = Channel.CreateBounded<ScanEntry>(new BoundedChannelOptions(ScanJournal.WaitingMax) { SingleReader = true });
    private readonly Channel<Written> _written = Channel.CreateBounded<Written>(new BoundedChannelOptions(WrittenMax) { SingleReader = true, SingleWriter = true });
    private readonly Thread _writer, _syncer;
    private IScanTable? _table;
    private volatile Loss? _loss;

    public ScanLane(DatabaseEngine engine, WritingGate gate, KeyShelf keys, TimeProvider clock, ScanMeter meter)
    {
        (_engine, _gate, _keys, _clock, _meter) = (engine, gate, keys, clock, meter);
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
            if (_engine.HasOneWriter && Environment.TickCount64 - breathed >= BreathesEveryMilliseconds)
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
        var size = Math.Min(Math.Max(GroupMin, Waiting / GroupsInQueue), _engine.GroupMax);
        while (group.Count < size && _entries.Reader.TryRead(out var entry))
        {
            if (entry.Waited <= WaitMax)
            {
                group.Add(entry);
                continue;
            }

            _meter.Refused(ScanRefusal.TooLate);
            entry.Refuse(null);
        }

        return group;
    }

    private void Write(List<ScanEntry> group)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (_engine.HasOneWriter)
            {
                using (_gate.Enter(WaitMax))
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
        _gate.Mend();
        _table ??= _engine.OpenScans();
        var questions = ScanGroup.Questions(group);
        for (var i = 0; i < AttemptsMax; i++)
        {
            var page = ScanGroup.Judge(group, _table.Begin(questions), _keys, _clock.GetUtcNow());
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
        var fault = FaultOfSync(table);
        foreach (var group in groups)
        {
            if (group.IsEnd)
            {
                table.Dispose();
                continue;
            }

            if (fault is not null)
            {
                Refuse(group.Entries, fault);
                continue;
            }

            _meter.Wrote(group.Entries.Count(entry => entry.Outcome is not ScanOutcome.Stale), Stopwatch.GetElapsedTime(group.Began));
            foreach (var entry in group.Entries)
                entry.Release();
        }
    }

    // A sync that succeeds after one that failed proves nothing: the kernel forgets which pages it could not write.
    private Exception? FaultOfSync(IScanTable table)
    {
        if (_loss is { } loss && loss.Table == table)
            return loss.Fault;
        try
        {
            table.Sync();
            return null;
        }
        catch (Exception fault)
        {
            _loss = new Loss(table, fault);
            return fault;
        }
    }

    // Nobody is told that a scan was counted of which that is unknown.
    private void Refuse(List<ScanEntry> group, Exception error)
    {
        _gate.Failed(error);
        var fault = _engine.FaultOf(error);
        if (fault == StorageFault.None)
            _gate.Blundered(error);
        _meter.Refused(fault switch { StorageFault.Busy => ScanRefusal.Busy, StorageFault.Down => ScanRefusal.Storage, _ => ScanRefusal.Failed }, group.Count);
        foreach (var entry in group)
            entry.Refuse(error);
    }

    private sealed record Written(List<ScanEntry> Entries, IScanTable Table, long Began)
    {
        /// <summary>The writer is done with the table, and all that it wrote by it was handed over before.</summary>
        public bool IsEnd => Entries.Count == 0;
    }

    private sealed record Loss(IScanTable Table, Exception Fault);
}
