using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Traceability.Benchmarks.Scans;

/// <summary>Load on a door on this machine, bounded in time: closed loop by wrk for peaks, open loop for latencies.</summary>
internal static class Load
{
    /// <summary>Connections of a peak: as many people at once as bring the most out of every one of the peers.</summary>
    public const int PeakConnections = 256;

    /// <summary>Names the part of the generator, for a process of its own.</summary>
    public const string LatenciesCommand = "latencies-of";

    private const int Connections = 64;

    /// <summary>True when wrk is installed.</summary>
    public static bool CanPeak() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, "wrk")));

    /// <summary>Requests a second that wrk gets answered over its connections; every answer must be 2xx.</summary>
    public static double Peak(string address, string[] codes, bool counts, int seconds)
    {
        var directory = Directory.CreateTempSubdirectory("traceability-wrk-").FullName;
        try
        {
            File.WriteAllLines(Path.Combine(directory, "codes"), codes);
            File.WriteAllText(Path.Combine(directory, "load.lua"), Script(Path.Combine(directory, "codes"), counts));
            using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{PeakConnections}", $"-d{seconds}s", "-s", Path.Combine(directory, "load.lua"), address]) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException("wrk does not start.");
            var told = wrk.StandardOutput.ReadToEnd();
            wrk.WaitForExit();
            var rate = told.Split('\n').FirstOrDefault(line => line.StartsWith("Requests/sec:", StringComparison.Ordinal));
            return rate is null || told.Contains("Non-2xx", StringComparison.Ordinal) || told.Contains("Socket errors", StringComparison.Ordinal)
                ? throw new InvalidOperationException($"Not every request was answered:\n{told}")
                : double.Parse(rate.Split(':')[1], CultureInfo.InvariantCulture);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>
    /// Milliseconds from the moment at which each scan was due to its answer, as the median and the 99th percentile: a scan that the door kept from being sent in time waits all the same.
    /// Measured from a process of its own, as wrk is one, after a first run that is thrown away: the compiler is at work on the generator.
    /// </summary>
    public static (double Median, double P99) Latencies(string address, string[] codes, double perSecond, int seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, codes);
            string[] command = [typeof(Load).Assembly.Location, LatenciesCommand, address, file, perSecond.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture)];
            using var generator = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("dotnet does not start.");
            var told = generator.StandardOutput.ReadToEnd();
            generator.WaitForExit();
            return told.Split(' ') is [var median, var p99] && generator.ExitCode == 0
                ? (double.Parse(median, CultureInfo.InvariantCulture), double.Parse(p99, CultureInfo.InvariantCulture)) : throw new InvalidOperationException($"Not every scan was answered:\n{told}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What the process does that <see cref="Latencies"/> starts.</summary>
    public static async Task<int> TellLatencies(string[] args)
    {
        var (address, codes, perSecond, seconds) = (args[0], await File.ReadAllLinesAsync(args[1]), double.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        await Sent(address, codes, perSecond, 2);
        var latencies = await Sent(address, codes, perSecond, seconds);
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{latencies[latencies.Length / 2]} {latencies[(int)(latencies.Length * 0.99)]}"));
        return 0;
    }

    private static async Task<double[]> Sent(string address, string[] codes, double perSecond, int seconds)
    {
        var due = new ConcurrentSchedule(perSecond, (int)(perSecond * seconds));
        var workers = Enumerable.Range(0, Connections).Select(_ => Task.Run(() => Worker(new Uri(address), codes, due))).ToList();
        var latencies = (await Task.WhenAll(workers)).SelectMany(each => each).ToArray();
        Array.Sort(latencies);
        return latencies;
    }

    private static async Task<List<double>> Worker(Uri address, string[] codes, ConcurrentSchedule schedule)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var (latencies, answer, any) = (new List<double>(), new byte[16 * 1024], new Random());
        while (schedule.Next() is { } scan)
        {
            if (scan.Due - Stopwatch.GetTimestamp() is > 0 and var early)
                await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
            var body = $$"""{"scanId":"{{Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddMilliseconds(scan.Number))}}","code":"{{codes[any.Next(codes.Length)]}}"}""";
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /v1/scans HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            await Answer(socket, answer);
            latencies.Add(Stopwatch.GetElapsedTime(scan.Due).TotalMilliseconds);
        }

        return latencies;
    }

    private static async Task Answer(Socket socket, byte[] buffer)
    {
        for (var (length, whole) = (0, -1); whole < 0 || length < whole;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new InvalidOperationException("The door hung up.");
            length += read;
            whole = Whole(buffer.AsSpan(0, length));
        }

        if (!buffer.AsSpan(0, 12).SequenceEqual("HTTP/1.1 200"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, 200));
    }

    // The length of the whole answer, or -1 while its head is not complete. The door sends its JSON either with a length or in chunks.
    private static int Whole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
            return answer.EndsWith("0\r\n\r\n"u8) ? answer.Length : -1;
        var digits = answer[(length + 16)..head];
        return head + 4 + int.Parse(digits[..(digits.IndexOf((byte)'\r') is >= 0 and var end ? end : digits.Length)], CultureInfo.InvariantCulture);
    }

    private static string Script(string codesFile, bool counts) => $$"""
        local codes = {}
        for line in io.lines("{{codesFile}}") do codes[#codes + 1] = line end
        math.randomseed(os.time())
        local r = math.random
        local n, prefix = 0, string.format("%08x-%04x-4%03x-8%03x-", r(0, 0x7fffffff), r(0, 0xffff), r(0, 0xfff), r(0, 0xfff))
        function request()
          local code = codes[r(#codes)]
          if {{(counts ? "false" : "true")}} then return wrk.format("GET", "/" .. code, {["Accept"] = "application/json"}) end
          n = n + 1
          local id = prefix .. string.format("%012x", n)
          return wrk.format("POST", "/v1/scans", {["Content-Type"] = "application/json"}, '{"scanId":"' .. id .. '","code":"' .. code .. '"}')
        end
        """;

    private sealed class ConcurrentSchedule(double perSecond, int count)
    {
        private readonly long _start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        private int _next = -1;

        public (int Number, long Due)? Next() => Interlocked.Increment(ref _next) is var number && number < count
            ? (number, _start + (long)(number / perSecond * Stopwatch.Frequency)) : null;
    }
}
