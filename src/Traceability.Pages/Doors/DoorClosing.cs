using Microsoft.Extensions.Hosting;

namespace Traceability.Pages.Doors;

/// <summary>Lets a door close so that nobody is turned away who was sent to it: told to close it is no longer ready, and goes on answering for as long as a proxy takes to notice.</summary>
internal sealed class DoorClosing(TimeSpan drain, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    /// <summary>The door was told to close.</summary>
    // A signal is heard before the host turns to its services.
    public bool HasBegun => _hasBegun || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        return Drain(cancellationToken);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Drain(CancellationToken cancellation) => await Task.Delay(drain, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
