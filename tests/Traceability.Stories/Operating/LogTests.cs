using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Logging;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Operating;

/// <summary>What an operator reads holds what went wrong, and nothing that a caller sent.</summary>
public sealed class LogTests
{
    private const string Longitude = "121.473667", Latitude = "31.230525";

    private const string Nosiest = "--Logging:LogLevel:Default=Trace --Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace --Logging:Ears:LogLevel:Default=Trace --Logging:Ears:LogLevel:Microsoft.AspNetCore=Trace";

    [Theory]
    [InlineData("--Logging:LogLevel:Traceability=Trace")]
    [InlineData(Nosiest)]
    public async Task A_day_with_every_verdict_bad_input_and_failures_leaves_no_code_receipt_key_or_place_in_the_log(string settings)
    {
        var ears = new Ears();
        FailingEngine engine = null!;
        var house = await OpenHouse.Open(new OpenHouse.Way { Engine = read => engine = new FailingEngine(read), Options = settings.Split(' '), Log = ears.At });
        var shop = await Shop.Open(house, 12);
        var sent = new List<string>(shop.Codes) { Longitude, Latitude };

        sent.AddRange(await EveryVerdict(shop));
        sent.AddRange(await BadInput(shop));

        // A fault whose message quotes the caller, with what would begin a line of its own in a log.
        engine.Reading = engine.Writing = () => new InvalidOperationException($"Cannot read {shop.Codes[0]}\r\nfail: forged \u001b[31m");
        Assert.Equal(HttpStatusCode.InternalServerError, (await shop.Look(shop.Codes[0])).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Scan(shop.Codes[0], place: Place())).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Village.Range(shop.Batch, 12, 12, "Activated"));
        engine.Writing = null;
        engine.Reading = FailingEngine.Away;
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Look(shop.Codes[i % 10])).Status);
        engine.Reading = null;
        await Patience.Until(() => house.House.Store.Watch.CannotReadSince is null);
        engine.Writing = () => new InvalidOperationException("full", FailingEngine.Full());
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Scan(shop.Codes[i % 10], place: Place())).Status);
        engine.Writing = null;
        Assert.Equal(HttpStatusCode.OK, (await shop.Scan(shop.Codes[0], place: Place())).Status);
        sent.AddRange(house.KeysGiven);
        await house.DisposeAsync();

        var heard = ears.Heard;
        Assert.Equal([], Leaks(heard, sent));
        // And what an operator must read is there, once.
        Assert.Equal(2, heard.Count(line => line.Contains("GET request", StringComparison.Ordinal) || line.Contains("POST request", StringComparison.Ordinal)));
        Assert.All(heard.Where(line => line.Contains("request ", StringComparison.Ordinal)), line => Assert.Contains("System.InvalidOperationException\n   at ", line, StringComparison.Ordinal));
        Assert.Single(heard, line => line.Contains("A group of scans failed: System.InvalidOperationException\n   at ", StringComparison.Ordinal));
        Assert.Single(heard, line => line.Contains("The storage refuses to read: SQLite 14 (14), unable to open database file", StringComparison.Ordinal));
        Assert.Single(heard, line => line.Contains("The storage lets read again after 0 s", StringComparison.Ordinal));
        Assert.Single(heard, line => line.Contains("The storage refuses to write: SQLite 13 (13), database or disk is full", StringComparison.Ordinal));
        Assert.Single(heard, line => line.Contains("The storage lets write again after 0 s", StringComparison.Ordinal));
        foreach (var door in (string[])["Public door", "Desk"])
        {
            Assert.Matches($"{door} is open: version \\d+\\.\\d+\\.\\d+.*, Sqlite, data in {house.Directory}, at http://127\\.0\\.0\\.1:\\d+", Assert.Single(heard, line => line.Contains($"{door} is open", StringComparison.Ordinal)));
            Assert.Single(heard, line => line.Contains($"{door} is closing", StringComparison.Ordinal));
            Assert.Single(heard, line => line.Contains($"{door} is closed", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_line_of_a_failure_is_found_by_the_trace_id_of_its_answer()
    {
        var ears = new Ears();
        FailingEngine engine = null!;
        await using var house = await OpenHouse.Open(new OpenHouse.Way { Engine = read => engine = new FailingEngine(read), Log = ears.At });
        var shop = await Shop.Open(house, 2);
        engine.Reading = () => new InvalidOperationException();
        var trace = System.Text.Json.JsonElement.Parse((await shop.Look(shop.Codes[0])).Body).GetProperty("traceId").GetString()!;
        Assert.Contains(trace, Assert.Single(ears.Heard, line => line.Contains("failed as", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("looked at ABCDE-12345-FGHJK-67890")]
    [InlineData("GET /abcde12345fghjk67890")]
    [InlineData("took 0123456789ABCDEFGHJK away")]
    [InlineData("at 121.473667 east")]
    [InlineData("receipt r3c31pt")]
    public void A_line_with_a_planted_secret_is_caught(string line)
    {
        var ears = new Ears();
        ears.CreateLogger("x").LogInformation("{Line}", line);
        Assert.NotEmpty(Leaks(ears.Heard, [Longitude, "r3c31pt"]));
    }

    [Theory]
    [InlineData("{Scope}")]
    public void A_secret_in_an_error_or_a_scope_is_caught_as_well(string words)
    {
        var ears = new Ears();
        var log = ears.CreateLogger("x");
        using (log.BeginScope(new Dictionary<string, object?> { ["RequestPath"] = "/0123456789ABCDEFGHJK" }))
            log.LogInformation(words, "");
        Assert.NotEmpty(Leaks(ears.Heard, []));
        ears = new Ears();
        ears.CreateLogger("x").LogError(new InvalidOperationException("0123456789ABCDEFGHJK"), "failed");
        Assert.NotEmpty(Leaks(ears.Heard, []));
    }

    private static List<string> Leaks(IEnumerable<string> heard, IReadOnlyCollection<string> sent) =>
        [.. heard.Where(line => Secrets.CodesIn(line).Any() || sent.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)))];

    private static object Place() => new { lon = 121.473667, lat = 31.230525, datum = "wgs84", accuracyMetres = 20 };

    private static async Task<List<string>> EveryVerdict(Shop shop)
    {
        using var producer = await shop.House.Client("Mill", Role.Producer);
        using var officer = await shop.House.Client("Authority", Role.Officer);
        await shop.Village.Range(shop.Batch, 11, 11, "Withdrawn", "recalled");
        using var marked = await officer.PutAsJsonAsync($"/api/v1/labels/{shop.Codes[2]}/suspicion", new { reason = "seen twice" });
        Assert.True(marked.IsSuccessStatusCode);
        using var csv = await producer.GetAsync(new Uri($"/api/v1/batches/{shop.Batch}/labels.csv", UriKind.Relative));
        Assert.True(csv.IsSuccessStatusCode);

        var mistyped = shop.Codes[0][..19] + (shop.Codes[0][19] == '0' ? '1' : '0');
        (string Code, string Verdict)[] verdicts =
        [
            (shop.Codes[0], "FirstScan"), (shop.Codes[0], "SeenBefore"), (shop.Codes[2], "Suspicious"), (shop.Codes[11], "NotActivated"), (shop.Codes[10], "Withdrawn"), (shop.NeverIssued(0), "NeverIssued"), (mistyped, "Mistyped"),
        ];
        var secrets = new List<string>();
        foreach (var (code, verdict) in verdicts)
        {
            await shop.Look(code);
            var scan = await shop.Scan(code, place: Place());
            Assert.Equal(verdict, scan.Verdict);
            secrets.AddRange([code, $"{code[..5]}-{code[5..10]}-{code[10..15]}-{code[15..]}"]);
            if (scan.Receipt is not { } receipt)
                continue;
            secrets.Add(receipt);
            await shop.Scan(code, receipt, Place());
            using var page = new HttpRequestMessage(HttpMethod.Get, $"/{code}") { Headers = { { "Accept", "text/html" }, { "Cookie", $"receipt={receipt}" } } };
            using var shown = await shop.House.Browser.SendAsync(page);
        }

        return secrets;
    }

    private static async Task<List<string>> BadInput(Shop shop)
    {
        var (code, door) = (shop.Codes[3], shop.House.Browser);
        string[] bodies =
        [
            "", "{", $"{{\"scanId\":7,\"code\":\"{code}\"}}", $"{{\"code\":\"{code}\",\"body-of-a-scan\":1}}", $"{code}\r\n\u001b[31mforged", $"{{\"scanId\":\"{AttackedHouse.ScanId()}\",\"code\":\"{code}\",\"place\":{{\"lon\":{Longitude},\"lat\":{Latitude}}}}}",
        ];
        foreach (var body in bodies)
        {
            using var json = new StringContent(body, Encoding.UTF8, "application/json");
            using var refused = await door.PostAsync(new Uri("/v1/scans", UriKind.Relative), json);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        foreach (var path in (string[])[$"/{code}/x", $"/01/06900000000014/21/{code}?lon={Longitude}", $"/{code}%0d%0aforged%1b%5B31m", $"/v1/scans?code={code}", $"/x/{code}", $"/zones/{code}"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(path.Length % 2 == 0 ? "GET" : code), path);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", code);
            using var answer = await door.SendAsync(request);
        }

        // A wrong key, and a right one in a wrong place.
        using var desk = new HttpClient { BaseAddress = new Uri(shop.House.DeskAddress) };
        desk.DefaultRequestHeaders.Authorization = new("Bearer", "wrong-key-" + code);
        using var unknown = await desk.GetAsync(new Uri($"/api/v1/labels/{code}", UriKind.Relative));
        using var wire = await desk.GetAsync(new Uri($"/api/v1/lots?key={shop.House.KeysGiven.First()}", UriKind.Relative));
        return ["body-of-a-scan", "forged", "wrong-key"];
    }
}
