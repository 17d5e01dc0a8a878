namespace Traceability.Desk.Issuing;

/// <summary>What goes on at the press of this process: which job runs, how far it is, and a bell for the worker.</summary>
internal sealed class PrintFloor
{
    private readonly SemaphoreSlim _bell = new(0);
    private volatile Running? _running;

    /// <summary>There is something to do.</summary>
    public void Wake() => _bell.Release();

    /// <summary>Waits for the bell, or for as long as another process may have put something down without ringing it.</summary>
    public async Task WaitForWork(TimeSpan longest, CancellationToken cancellation)
    {
        await _bell.WaitAsync(longest, cancellation);
        while (_bell.Wait(0, CancellationToken.None))
        {
            // Rung many times for one look.
        }
    }

    /// <summary>Begins a job; the source stops it.</summary>
    public void Begin(Guid job, CancellationTokenSource stop) => _running = new Running(job, stop);

    /// <summary>Ends whatever runs.</summary>
    public void End() => _running = null;

    /// <summary>Tells how many labels of the running job are written.</summary>
    public void Tell(long done) => _running?.Done = done;

    /// <summary>Labels written of a job, as far as this process knows.</summary>
    public long DoneOf(Guid job) => _running is { } running && running.Job == job ? running.Done : 0;

    /// <summary>Stops a job if it runs here.</summary>
    public void Stop(Guid job)
    {
        if (_running is { } running && running.Job == job)
            running.Cancel();
    }

    private sealed class Running(Guid job, CancellationTokenSource stop)
    {
        private long _done;

        public Guid Job => job;

        public long Done { get => Volatile.Read(ref _done); set => Volatile.Write(ref _done, value); }

        public void Cancel()
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in the same breath.
            }
        }
    }
}
