namespace Traceability.Storage;

/// <summary>The one gate of a process before its database: deeds pass it one at a time, and after a fault of the storage nobody passes before the storage is mended.</summary>
// SQLite has one writer: a queue in memory is fair and cheap, a queue of file locks is neither.
internal sealed class WritingGate(DatabaseEngine engine, StorageWatch watch) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The storage failed and was not mended yet.</summary>
    public bool IsBroken => watch.CannotWriteSince is not null;

    /// <summary>Waits for the gate; the pass is disposed when the deed is done.</summary>
    /// <exception cref="StoreBusyException">It stayed taken for too long.</exception>
    public async Task<Pass> EnterAsync(TimeSpan waitMax, CancellationToken cancellation) =>
        await _one.WaitAsync(waitMax, cancellation) ? new Pass(_one) : throw new StoreBusyException();

    /// <inheritdoc cref="EnterAsync" />
    public Pass Enter(TimeSpan waitMax) => _one.Wait(waitMax) ? new Pass(_one) : throw new StoreBusyException();

    /// <summary>Takes note of a fault.</summary>
    public void Failed(Exception error)
    {
        if (engine.FaultOf(error) == StorageFault.Down)
            watch.CannotWrite(error);
    }

    /// <summary>Takes note of a fault that is ours: the storage had no part in it.</summary>
    public void Blundered(Exception error, string what = "A group of scans") => watch.Blundered(error, what);

    /// <summary>Mends the storage where it is broken; what cannot be mended yet is thrown.</summary>
    public void Mend()
    {
        if (!IsBroken)
            return;
        engine.Mend();
        watch.CanWrite();
    }

    public void Dispose() => _one.Dispose();

    internal readonly struct Pass(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
