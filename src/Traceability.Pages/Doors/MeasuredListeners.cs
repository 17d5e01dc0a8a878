using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Traceability.Pages.Doors;

/// <summary>
/// Takes a connection from the system only while the door holds few enough: who comes then waits in the system's queue and costs no descriptor. The server closes what is too much only after it
/// has taken it, and a busy machine takes faster than it closes.
/// </summary>
internal sealed class MeasuredListeners(SocketTransportFactory sockets, int most) : IConnectionListenerFactory
{
    /// <inheritdoc />
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), most);

    private sealed class Listener(IConnectionListener inner, int most) : IConnectionListener
    {
        private readonly SemaphoreSlim _free = new(most);
        private readonly CancellationTokenSource _ends = new();

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                await _free.WaitAsync(_ends.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            var connection = await inner.AcceptAsync(cancellationToken);
            connection?.ConnectionClosed.Register(() => _free.Release());
            return connection;
        }

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            await _ends.CancelAsync();
            await inner.UnbindAsync(cancellationToken);
        }

        // Connections may close later than their listener: what counts them is left to the collector.
        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
