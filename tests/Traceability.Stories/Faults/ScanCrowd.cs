using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Traceability.Stories.Faults;

/// <summary>Many people who scan at once, again and again, whatever happens to the house, until they are told to leave.</summary>
internal sealed class ScanCrowd : IAsyncDisposable
{
    // A door at which nobody answers is tried again later than one that refuses: thousands of tries a second would slow down the very start they wait for.
    private const int PauseAfterRefusalMilliseconds = 20, PauseWithoutAnswerMilliseconds = 200;

    private static readonly TimeSpan ServedWithin = TimeSpan.FromSeconds(20);

    private readonly Uri _door;
    private readonly IReadOnlyList<string> _codes;
    private readonly ScanLedger _ledger;
    private readonly HttpClient _client;
    private readonly List<Task> _people;
    private volatile bool _isLeaving;

    private ScanCrowd(Uri door, IReadOnlyList<string> codes, ScanLedger ledger, Chance chance, int people)
    {
        (_door, _codes, _ledger, _client) = (door, codes, ledger, Client(people));
        _people = [.. Enumerable.Range(0, people).Select(which => chance.Apart(which)).Select(random => Task.Run(() => Walk(random)))];
    }

    public static ScanCrowd Enter(Uri door, IReadOnlyList<string> codes, ScanLedger ledger, Chance chance, int people = 64) => new(door, codes, ledger, chance, people);

    /// <summary>Someone who keeps no cookie and may hold that many connections.</summary>
    public static HttpClient Client(int connections) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = connections }) { Timeout = TimeSpan.FromSeconds(40) };

    /// <summary>Sends one scan and keeps what came of it.</summary>
    public static async Task<ScanTry> Scan(HttpClient client, Uri door, Guid scan, string code, ScanLedger ledger)
    {
        ledger.Sends(scan, code);
        var heard = await Send(client, door, scan, code);
        ledger.Hears(heard);
        return heard;
    }

    public static Guid ScanId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Waits until that many more scans are acknowledged: the house is warm and the crowd is at it.</summary>
    public async Task IsServed(int scans = 64)
    {
        var (before, patience) = (_ledger.Acknowledged.Count, Stopwatch.StartNew());
        while (_ledger.Acknowledged.Count < before + scans)
        {
            Assert.True(patience.Elapsed < ServedWithin, $"The crowd is not served: {_ledger.Told}");
            await Task.Delay(20);
        }
    }

    /// <summary>Each finishes what they began and goes.</summary>
    public async Task Leave()
    {
        _isLeaving = true;
        await Task.WhenAll(_people);
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        _client.Dispose();
    }

    private async Task Walk(Random random)
    {
        while (!_isLeaving)
        {
            var heard = await Scan(_client, _door, ScanId(random), _codes[random.Next(_codes.Count)], _ledger);
            if (!heard.IsAcknowledged)
                await Task.Delay(heard.Status == 0 ? PauseWithoutAnswerMilliseconds : PauseAfterRefusalMilliseconds);
        }
    }

    private static async Task<ScanTry> Send(HttpClient client, Uri door, Guid scan, string code)
    {
        var sentAt = Stopwatch.GetTimestamp();
        ScanTry Heard(int status) => new(scan, code, status, sentAt, Stopwatch.GetElapsedTime(sentAt));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(door, "/v1/scans"))
        {
            Content = new StringContent($$"""{"scanId":"{{scan}}","code":"{{code}}"}""", Encoding.UTF8, "application/json"),
        };
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return Heard(0);
        }

        using (response)
        {
            var (status, mediaType) = ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType);
            try
            {
                var text = await response.Content.ReadAsStringAsync();
                var heard = Heard(status) with { MediaType = mediaType, SaysWhenToComeAgain = response.Headers.RetryAfter is not null };
                if (!heard.IsAcknowledged)
                    return heard;

                var answer = JsonElement.Parse(text);
                return heard with
                {
                    Verdict = answer.GetProperty("verdict").GetString(),
                    Count = answer.GetProperty("scans").GetProperty("count").GetInt64(),
                    Receipt = answer.GetProperty("receipt").GetString(),
                };
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException)
            {
                return Heard(0) with { IsCut = true };
            }
        }
    }
}
