using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Traceability.Stories.Faults;

/// <summary>How an operator starts a program of the house.</summary>
internal sealed record HouseCommand
{
    public const string BothDoors = "Traceability.Standalone", PublicDoorAlone = "Traceability.MobileApi", DeskAlone = "Traceability.Desk";

    public string Program { get; init; } = BothDoors;

    /// <summary>What it is started through; it must become the program (as env, prlimit and strace -D do), for the id of the process is what gets killed.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public bool WithDemonstration { get; init; }
}

/// <summary>The real program as a process of its own, to which anything may happen. Whatever is left of it ends when it is disposed.</summary>
internal sealed class RunningHouse : IAsyncDisposable
{
    public const string PublicUrl = "https://zy.example.cn";

    private const int SigTerm = 15;
    private const int FirstPort = 20_000, PortCount = 10_000; // below those that the system gives to whoever asks for any

    private static readonly HttpClient Watcher = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(20) };

    private readonly HouseDatabase _database;
    private readonly HouseCommand _command;
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _errors = new();
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private bool _isDisposed;

    private RunningHouse(HouseDatabase database, HouseCommand command, Uri publicDoor, Uri desk)
    {
        (_database, _command, PublicDoor, Desk) = (database, command, publicDoor, desk);
        string[] line =
        [
            .. command.Prefix, Path.Combine(AppContext.BaseDirectory, command.Program),
            .. command.Program == HouseCommand.BothDoors && !command.WithDemonstration ? (string[])["--demo", "off"] : [],
            $"--Traceability:DataDirectory={database.Directory}", $"--Traceability:PublicUrl={PublicUrl}",
            $"--Doors:Public:Urls={publicDoor.GetLeftPart(UriPartial.Authority)}", $"--Doors:Desk:Urls={desk.GetLeftPart(UriPartial.Authority)}",
            .. database.Options,
        ];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = database.Directory };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, said) => Keep(_output, said.Data);
        _process.ErrorDataReceived += (_, said) => Keep(_errors, said.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri PublicDoor { get; }

    public Uri Desk { get; }

    public int Id => _process.Id;

    public bool HasEnded => _isDisposed || _process.HasExited;

    /// <summary>From the start of the process to the first time it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public string Output => Said(_output);

    public string Errors => Said(_errors);

    private Uri Door => _command.Program == HouseCommand.DeskAlone ? Desk : PublicDoor;

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<RunningHouse> Start(HouseDatabase database, HouseCommand? command = null)
    {
        var house = Launch(database, command);
        await house.IsReady();
        return house;
    }

    /// <summary>Starts the program and waits for nothing.</summary>
    public static RunningHouse Launch(HouseDatabase database, HouseCommand? command = null) =>
        new(database, command ?? new HouseCommand(), FreeAddress(), FreeAddress());

    /// <summary>Starts once more what has ended, at the same addresses, and waits until it is ready.</summary>
    public async Task<RunningHouse> Again()
    {
        Assert.True(HasEnded, "It still runs.");
        var house = new RunningHouse(_database, _command, PublicDoor, Desk);
        await house.IsReady();
        return house;
    }

    /// <summary>What a door says when it is asked how it is: the status, and how long that took.</summary>
    public async Task<(int Status, TimeSpan Took)> Ask(string path)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var response = await Watcher.GetAsync(new Uri(Door, path));
            return ((int)response.StatusCode, Stopwatch.GetElapsedTime(asked));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return (0, Stopwatch.GetElapsedTime(asked));
        }
    }

    /// <summary>kill -9: no line of the program runs after it.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Tells the program to end, as an operator's machine does.</summary>
    public void Terminate() => Signal(Id, SigTerm);

    /// <summary>Waits for the end; the exit code, or none when it still runs after that long.</summary>
    public async Task<int?> End(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        if (!HasEnded)
            Kill();
        await _process.WaitForExitAsync();
        _isDisposed = true;
        _process.Dispose();
    }

    private async Task IsReady()
    {
        while ((await Ask("/readyz")).Status != (int)HttpStatusCode.OK)
        {
            Assert.False(HasEnded, $"{_command.Program} ended before it was ready: {Errors}{Output}");
            Assert.True(Stopwatch.GetElapsedTime(_startedAt) < TimeSpan.FromSeconds(60), $"{_command.Program} is not ready after a minute: {Errors}{Output}");
            await Task.Delay(20);
        }

        ReadyAfter = Stopwatch.GetElapsedTime(_startedAt);
    }

    private static Uri FreeAddress()
    {
        while (true)
        {
            var port = FirstPort + Random.Shared.Next(PortCount);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Taken: another.
            }
        }
    }

    private static void Keep(StringBuilder said, string? line)
    {
        lock (said)
            said.AppendLine(line);
    }

    private static string Said(StringBuilder said)
    {
        lock (said)
            return said.ToString().Trim();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
