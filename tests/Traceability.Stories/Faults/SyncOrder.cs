using System.Globalization;
using System.Text.RegularExpressions;

namespace Traceability.Stories.Faults;

/// <summary>Reads from a trace whether an answer waited for the disk: the write that carries the scan, then a sync of that file from beginning to end, then the answer.</summary>
/// <remarks>The trace is of <c>strace -f -y -xx</c>: paths beside descriptors, every byte of both in hexadecimal.</remarks>
internal static partial class SyncOrder
{
    public const string Calls = "trace=pwrite64,pwritev,write,writev,fdatasync,fsync,sendto,sendmsg";

    /// <summary>What is wrong with the order, in a sentence; none when the scan was on the disk before its answer.</summary>
    public static string? Fault(IEnumerable<string> trace, Guid scan, string file)
    {
        string[] spellings =
        [
            Hex(System.Text.Encoding.ASCII.GetBytes(scan.ToString())), Hex(System.Text.Encoding.ASCII.GetBytes(scan.ToString().ToUpperInvariant())),
            Hex(scan.ToByteArray()), Hex(scan.ToByteArray(bigEndian: true)),
        ];
        var (answer, path, calls) = (Hex("HTTP/1.1 200"u8), Hex(System.Text.Encoding.UTF8.GetBytes(file)) + ">", Read(trace).ToList());
        var answered = calls.FindIndex(call => !call.IsEnd && call.Name is "sendto" or "sendmsg" or "write" or "writev" && call.Text.Contains(answer, StringComparison.Ordinal));
        if (answered < 0)
            return "no answer was sent";

        // The last of the writes that carry it: all of them must be on the disk.
        var written = calls[..answered].FindLastIndex(call =>
            !call.IsEnd && call.Name is "pwrite64" or "pwritev" && call.Text.Contains(path, StringComparison.Ordinal) && spellings.Any(spelling => call.Text.Contains(spelling, StringComparison.Ordinal)));
        if (written < 0)
            return "the scan was not written before its answer";

        var syncs = calls[written..answered].Where(call => call.Name is "fdatasync" or "fsync" && call.Text.Contains(path, StringComparison.Ordinal));
        var begun = new HashSet<string>();
        foreach (var sync in syncs)
        {
            if (!sync.IsEnd)
                begun.Add(sync.Thread);
            if (sync.IsEnd ? begun.Contains(sync.Thread) && sync.IsDone : sync.IsDone)
                return null;
        }

        return "the answer was sent before the scan was synced";
    }

    // A call that another thread interrupts stands in two lines: its beginning, and its end without arguments.
    private static IEnumerable<Call> Read(IEnumerable<string> trace)
    {
        var unfinished = new Dictionary<string, string>();
        foreach (var line in trace)
        {
            if (Begun().Match(line) is { Success: true } begun)
            {
                var (thread, name) = (begun.Groups[1].Value, begun.Groups[2].Value);
                if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                    unfinished[thread] = line;
                yield return new Call(thread, name, line, IsEnd: false, IsDone: IsDone(line));
            }
            else if (Resumed().Match(line) is { Success: true } resumed && unfinished.Remove(resumed.Groups[1].Value, out var beginning))
            {
                yield return new Call(resumed.Groups[1].Value, resumed.Groups[2].Value, beginning, IsEnd: true, IsDone: IsDone(line));
            }
        }
    }

    private static bool IsDone(string line) => line.EndsWith(" = 0", StringComparison.Ordinal) || line.EndsWith(" = 0 (DELAYED)", StringComparison.Ordinal);

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        foreach (var one in bytes)
            text.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}");
        return text.ToString();
    }

    private sealed record Call(string Thread, string Name, string Text, bool IsEnd, bool IsDone);

    [GeneratedRegex(@"^(\d+) +(\w+)\(")]
    private static partial Regex Begun();

    [GeneratedRegex(@"^(\d+) +<\.\.\. (\w+) resumed>")]
    private static partial Regex Resumed();
}
