using System.Net;
using System.Net.Sockets;
using System.Text;
using Traceability.Storage;

namespace Traceability.Stories.Operating;

/// <summary>What leaves the house for a collector: names and numbers.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task A_collector_gets_the_meters_of_each_door_and_neither_a_code_nor_a_receipt()
    {
        await using var collector = new Collector();
        var house = await OpenHouse.Open(new OpenHouse.Way(), ("Telemetry:OtlpEndpoint", collector.Address));
        var shop = await Shop.Open(house, 3);
        var secrets = new List<string>(shop.Codes);
        foreach (var code in (string[])[.. shop.Codes, shop.NeverIssued(0), "not-a-code"])
        {
            await shop.Look(code);
            if (await shop.Scan(code) is { Receipt: { } receipt })
                secrets.Add(receipt);
            secrets.Add(code);
        }

        await house.DisposeAsync();
        var (desk, door) = (collector.Of("traceability-desk"), collector.Of("traceability-public"));
        foreach (var name in (string[])["traceability.scans.acknowledged", "traceability.scans.group.size", "traceability.scans.commit.duration", "traceability.scans.waiting", "traceability.storage.broken",
                     "traceability.scans.verdict", "FirstScan", "NeverIssued", "http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections", "/v1/scans"])
            Assert.Contains(name, door, StringComparison.Ordinal);
        foreach (var name in (string[])["traceability.deeds.duration", "CodesIssued", "http.server.request.duration", "traceability.storage.broken", "/api/v1/batches/"])
            Assert.Contains(name, desk, StringComparison.Ordinal);

        // Two doors in one process hear each other's meters; each sends its own.
        Assert.DoesNotContain("/api/v1/batches", door, StringComparison.Ordinal);
        Assert.DoesNotContain("traceability.deeds", door, StringComparison.Ordinal);
        Assert.DoesNotContain("/v1/scans", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("traceability.scans", desk, StringComparison.Ordinal);
        foreach (var sent in (string[])[door, desk])
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, sent, StringComparison.OrdinalIgnoreCase));
            Assert.Empty(Secrets.CodesIn(sent));
        }
    }

    [Fact]
    public async Task A_collector_that_is_away_stops_nothing()
    {
        await using var house = await OpenHouse.Open(new OpenHouse.Way(), ("Telemetry:OtlpEndpoint", "http://127.0.0.1:9"));
        var shop = await Shop.Open(house, 2);
        Assert.Equal("FirstScan", (await shop.Scan(shop.Codes[0])).Verdict);
    }

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint", "collector")]
    [InlineData("Telemetry:OtlpEndpoint", "grpc://127.0.0.1:4317")]
    [InlineData("Telemetry:OtlpEndpoint", "http://user:secret@127.0.0.1:4318")]
    [InlineData("Telemetry:OtlpEndpoint", "http://127.0.0.1:4318/?key=1")]
    [InlineData("Doors:DrainSeconds", "-1")]
    [InlineData("Doors:DrainSeconds", "61")]
    [InlineData("Doors:DrainSeconds", "1.5")]
    [InlineData("Doors:DrainSeconds", "soon")]
    public async Task A_setting_that_cannot_be_used_is_named(string setting, string value) =>
        Assert.Contains(setting, (await Assert.ThrowsAsync<SettingException>(() => OpenHouse.Open((setting, value)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("secret", false)]
    [InlineData("=secret", false)]
    [InlineData("a=b,secret", false)]
    [InlineData("authorization=Bearer%20secret", true)]
    [InlineData("a=b,c=d", true)]
    public async Task Headers_that_the_collector_cannot_be_sent_are_named_and_never_told_back(string headers, bool isUsable)
    {
        (string, string)[] settings = [("Telemetry:OtlpEndpoint", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_HEADERS", headers)];
        if (isUsable)
        {
            await using var house = await OpenHouse.Open(settings);
            return;
        }

        var told = (await Assert.ThrowsAsync<SettingException>(() => OpenHouse.Open(settings))).Message;
        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    /// <summary>Stands for a collector: keeps what it is sent.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _http = new();
        private readonly List<string> _sent = [];
        private readonly Task _serves;

        public Collector()
        {
            while (!_http.IsListening)
            {
                Address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 30_000)}";
                _http.Prefixes.Clear();
                _http.Prefixes.Add($"{Address}/");
                try
                {
                    _http.Start();
                }
                catch (Exception error) when (error is HttpListenerException or SocketException)
                {
                    // Taken: another.
                }
            }

            _serves = Serve();
        }

        public string Address { get; private set; } = "";

        /// <summary>All that one service sent.</summary>
        public string Of(string service)
        {
            lock (_sent)
                return string.Concat(_sent.Where(body => body.Contains(service, StringComparison.Ordinal)));
        }

        public async ValueTask DisposeAsync()
        {
            _http.Close();
            await _serves;
        }

        private async Task Serve()
        {
            while (_http.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _http.GetContextAsync();
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (_sent)
                {
                    if (context.Request is { HttpMethod: "POST", RawUrl: "/v1/metrics", ContentType: "application/x-protobuf" })
                        _sent.Add(Encoding.Latin1.GetString(body.ToArray()));
                }

                context.Response.Close();
            }
        }
    }
}
