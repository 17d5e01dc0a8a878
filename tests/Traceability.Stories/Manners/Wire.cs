using System.Net.Sockets;
using System.Text;

namespace Traceability.Stories.Manners;

/// <summary>Says to a door exactly these bytes, which no HTTP client would.</summary>
internal static class Wire
{
    /// <summary>Sends the text, one byte for each character, and answers all that comes back until the door closes.</summary>
    public static async Task<string> Say(Uri door, string text, CancellationToken cancellation, bool saysNoMore = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(door.Host, door.Port, cancellation);
        var stream = socket.GetStream();
        using var heard = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellation);
            if (saysNoMore)
                socket.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(heard, cancellation);
        }
        catch (IOException)
        {
            // A door that refuses before it has heard all may hang up: what it said first counts.
        }

        return Encoding.Latin1.GetString(heard.ToArray());
    }

    /// <summary>Sends the text and hangs up at once.</summary>
    public static async Task Drop(Uri door, string text, CancellationToken cancellation)
    {
        using var socket = new TcpClient { LingerState = new LingerOption(true, 0) };
        await socket.ConnectAsync(door.Host, door.Port, cancellation);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), cancellation);
    }

    /// <summary>The status of an answer; 0 when there was none.</summary>
    public static int StatusOf(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
