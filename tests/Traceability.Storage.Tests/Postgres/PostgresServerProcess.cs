using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Traceability.Storage.Tests.Postgres;

/// <summary>A PostgreSQL of our own on loopback, with checksums on its pages: it may be stopped, killed and started again. Gone with its files when it is disposed or this process ends, however that ends.</summary>
internal sealed class PostgresServerProcess : IDisposable
{
    // The shell holds the other end of a pipe. Every line in it starts the server once more; the end of it, which comes when this process is gone, takes the server down and away.
    private const string Script = """
        trap : INT TERM HUP
        "$2/initdb" -D "$1/data" -A trust -U administrator -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=und --data-checksums --no-sync >"$1/initdb.log" 2>&1 || { echo failed; exit 1; }
        while read -r settings; do
          [ -z "$server" ] || wait "$server"
          "$2/postgres" -D "$1/data" -p "$3" -k "$1" -c listen_addresses=127.0.0.1 -c max_connections=300 -c max_locks_per_transaction=256 -c jit=off -c logging_collector=off \
            $settings >>"$1/server.log" 2>&1 &
          server=$!
        done
        kill -INT "$server"
        wait "$server"
        rm -rf "$1"
        """;

    private static readonly TimeSpan UpWithin = TimeSpan.FromSeconds(60), DownWithin = TimeSpan.FromSeconds(20);

    private readonly string _directory, _settings;
    private readonly Process _shell;

    private PostgresServerProcess(string binaries, string directory, string settings)
    {
        (_directory, _settings) = (directory, settings);
        // The server refuses to run as root; the directory is the server's own.
        string[] asServer = [];
        if (Environment.UserName == "root")
        {
            Process.Start("chown", ["postgres", directory]).WaitForExit();
            asServer = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"];
        }

        var port = FreePort();
        string[] command = [.. asServer, "sh", "-c", Script, "sh", directory, binaries, $"{port}"];
        _shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        Administrator = $"Host=127.0.0.1;Port={port};Username=administrator;Database=postgres;Maximum Pool Size=20";
        Start();
    }

    /// <summary>The connection string of its administrator.</summary>
    public string Administrator { get; }

    /// <summary>Where its files are.</summary>
    public string Files => Path.Combine(_directory, "data");

    /// <summary>It runs, though it may not answer at this moment.</summary>
    public bool IsRunning => Postmaster is { } postmaster && Directory.Exists($"/proc/{postmaster}");

    /// <summary>The processes that serve: one for each connection, and those that write in the background. None while it is down.</summary>
    public IReadOnlyList<int> Servants
    {
        get
        {
            try
            {
                return [.. File.ReadAllText($"/proc/{Postmaster}/task/{Postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
            }
            catch (IOException)
            {
                return [];
            }
        }
    }

    private int? Postmaster => File.Exists(Path.Combine(Files, "postmaster.pid"))
        && int.TryParse(File.ReadLines(Path.Combine(Files, "postmaster.pid")).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Makes a new one and starts it.</summary>
    /// <param name="settings">What it is started with, such as <c>-c fsync=off</c>.</param>
    /// <param name="under">The directory that holds it; none for the temporary one.</param>
    /// <exception cref="InvalidOperationException">There is no program for it, or it did not start.</exception>
    public static PostgresServerProcess Make(string settings, string? under = null)
    {
        var binaries = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault() : null;
        if (binaries is null)
            throw new InvalidOperationException("install the package postgresql");
        var directory = under is null ? Directory.CreateTempSubdirectory("traceability-postgres-").FullName : Directory.CreateDirectory(Path.Combine(under, "postgres")).FullName;
        return new PostgresServerProcess(binaries, directory, settings);
    }

    /// <summary>Starts it, once whatever is left of the one before has ended, and waits until it answers.</summary>
    public void Start()
    {
        _shell.StandardInput.WriteLine(_settings);
        for (var until = Stopwatch.StartNew(); until.Elapsed < UpWithin && !_shell.HasExited; Thread.Sleep(50))
        {
            try
            {
                using var connection = new NpgsqlConnection(Administrator);
                connection.Open();
                return;
            }
            catch (NpgsqlException)
            {
                // Not up yet.
            }
        }

        throw new InvalidOperationException($"it did not start, see {_directory}");
    }

    /// <summary>Stops it in good order.</summary>
    public void Stop()
    {
        Process.Start("kill", ["-INT", $"{Postmaster}"]).WaitForExit();
        for (var until = Stopwatch.StartNew(); IsRunning; Thread.Sleep(20))
        {
            if (until.Elapsed > DownWithin)
                throw new InvalidOperationException("it does not stop");
        }
    }

    /// <summary>kill -9 of the first process of it and of all that serve: what was not written is lost with their memory.</summary>
    public void Kill() => Process.Start("kill", ["-KILL", $"{Postmaster}", .. Servants.Select(id => $"{id}")]).WaitForExit();

    public void Dispose()
    {
        if (_shell.HasExited)
            return;
        _shell.StandardInput.Close();
        _shell.WaitForExit(10_000);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
