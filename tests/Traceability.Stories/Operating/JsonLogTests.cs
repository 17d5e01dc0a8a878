using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace Traceability.Stories.Operating;

/// <summary>The program itself, with its log as JSON lines.</summary>
public sealed class JsonLogTests
{
    [Fact]
    public async Task Asked_for_JSON_the_program_writes_one_line_for_each_event_whatever_it_is_asked()
    {
        var directory = Directory.CreateTempSubdirectory("traceability-json-").FullName;
        var port = FreePort();
        string[] settings =
        [
            "--Logging:Console:FormatterName=json", "--Logging:Console:FormatterOptions:IncludeScopes=true", "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=Trace",
            $"--Traceability:DataDirectory={directory}", $"--Doors:Public:Urls=http://127.0.0.1:{port}", "--Traceability:PublicUrl=https://zy.example.cn",
        ];
        using var program = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Traceability.MobileApi"), settings) { RedirectStandardOutput = true, WorkingDirectory = directory })!;
        try
        {
            var output = program.StandardOutput.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await Patience.Until(async () =>
            {
                try
                {
                    return (await client.GetAsync(new Uri("/readyz", UriKind.Relative))).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            });
            foreach (var path in (string[])["/0123456789ABCDEFGHJK", "/x%0d%0aforged%1b%5B31m", "/%1b%5B2J"])
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            }

            using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
            await program.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
            Assert.Equal(0, program.ExitCode);

            // The program greets whoever started it by hand in one line of its own.
            var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Single(lines, line => !line.StartsWith('{'));
            var events = lines.Where(line => line.StartsWith('{')).Select(line => JsonElement.Parse(line)).ToList();
            string[] told = ["is open", "is closing", "is closed"];
            Assert.Equal(told, events.Where(one => one.GetProperty("Category").GetString() == "Traceability.Door").Select(one => one.GetProperty("Message").GetString()!)
                .Select(message => told.Single(words => message.StartsWith($"Public door {words}", StringComparison.Ordinal))));
            Assert.All(lines, line => Assert.DoesNotContain("0123456789ABCDEFGHJK", line, StringComparison.Ordinal));
            Assert.All(lines, line => Assert.DoesNotContain("forged", line, StringComparison.Ordinal));
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: another.
            }
        }
    }
}
