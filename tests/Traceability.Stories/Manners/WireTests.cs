namespace Traceability.Stories.Manners;

/// <summary>What no HTTP client would send, at both doors: each is refused or hung up on, and the doors go on answering.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class WireTests(AttackedHouse attacked)
{
    private const string Json = "Content-Type: application/json\r\n";

    // Verb and target, further headers, body; 0 where the door may hang up without a word.
    public static TheoryData<string, string, string, int[]> Rude => new()
    {
        { "GET /", "Host: evil.example\r\n", "", [400] },
        { "GET /", "Host: 127.0.0.1.evil.example\r\n", "", [400] },
        { "GET /", "Host: \r\n", "", [400] },
        { "GET /", "", "", [400] },
        { "GET /", "Host: @own\r\nHost: evil.example\r\n", "", [400] },
        { "GET http://evil.example/", "Host: @own\r\n", "", [400] },
        { "GET ftp://evil.example/", "Host: @own\r\n", "", [400] },
        { "CONNECT evil.example:443", "Host: evil.example:443\r\n", "", [400, 405] },
        { "TRACE /", "Host: @own\r\n", "", [405] },
        { "OPTIONS *", "Host: @own\r\n", "", [400, 404, 405] },
        { "OPTIONS /v1/scans", "Host: @own\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n", "", [404, 405] },
        { "BREW /", "Host: @own\r\n", "", [405] },
        { "DELETE /healthz", "Host: @own\r\n", "", [405] },
        { "G\u0001T /", "Host: @own\r\n", "", [400] },
        { "GET /%00", "Host: @own\r\n", "", [400] },
        { "GET /\u00FF\u00FE", "Host: @own\r\n", "", [400, 404] },
        { "GET //evil.example//", "Host: @own\r\n", "", [400, 404] },
        { "GET /../../etc/passwd", "Host: @own\r\n", "", [400, 404] },
        { "GET /%2e%2e/%2e%2e/etc/passwd", "Host: @own\r\n", "", [400, 404] },
        { "GET /?q=\u00E9\u00FF", "Host: @own\r\n", "", [200, 400] },
        { "GET /" + new string('a', 9_000), "Host: @own\r\n", "", [414] },
        { "GET /", "Host: @own\r\nX: " + new string('a', 40_000) + "\r\n", "", [431] },
        { "GET /", "Host: @own\r\n@manyheaders", "", [431] },
        { "GET /", "Host: @own\r\nX: a\u0000b\r\n", "", [400] },
        { "GET /", "Host: @own\r\nAccept-Language: @long\r\nCookie: @long\r\nAccept: text/html,@long\r\n", "", [200] },
        { "GET /", "Host: @own\r\nAccept-Language: ,;q=;;=,*;q=9,-,\u00E9;q=NaN\r\nAccept: ;;,/,*\r\n", "", [200, 400] },
        { "GET /", "Host: @own\r\nRange: bytes=0-1,5-\r\nIf-Modified-Since: garbage\r\nIf-None-Match: x\r\n", "", [200] },
        { "GET /", "Host: @own\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: javascript\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: host=evil.example\r\nX-Original-URL: /healthz\r\n", "", [200] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Content-Length: 10\r\nContent-Length: 20\r\n", "{}", [400] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Content-Length: -1\r\n", "{}", [400] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Content-Length: 99999999999999999999\r\n", "{}", [400] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Content-Length: 99999999\r\n", "{}", [404, 413] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n", [400, 404] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Transfer-Encoding: gzip, klingon\r\n", "x", [400] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Transfer-Encoding: chunked\r\n", "zz\r\nnot hex\r\n0\r\n\r\n", [400, 404] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Transfer-Encoding: chunked\r\n", "@bigchunks0\r\n\r\n", [404, 413] },
        { "POST /v1/scans", $"Host: @own\r\n{Json}Content-Encoding: gzip\r\nContent-Length: 4\r\n", "\u001F\u008B\u0008\u0000", [400, 404] },
        { "POST /api/v1/batches", $"Host: @own\r\n{Json}Transfer-Encoding: chunked\r\n", "@bigchunks0\r\n\r\n", [401, 404, 405] },
        { "GET /api/v1/lots", "Host: @own\r\nAuthorization: Bearer \u00E9\u00FF\r\n", "", [400, 401, 404] },
        { "GET /api/v1/lots", "Host: @own\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n", "", [401, 404] },
    };

    [Theory]
    [MemberData(nameof(Rude))]
    public async Task Both_doors_refuse_what_is_rude_and_go_on_answering(string request, string headers, string body, int[] statuses)
    {
        foreach (var door in (Uri[])[attacked.PublicDoor, attacked.DeskDoor])
        {
            string Fill(string text) => text
                .Replace("@own", door.Authority, StringComparison.Ordinal).Replace("@long", string.Join(',', Enumerable.Repeat("xx-YY;q=0.5", 700)), StringComparison.Ordinal)
                .Replace("@manyheaders", string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: y\r\n")), StringComparison.Ordinal)
                .Replace("@bigchunks", string.Concat(Enumerable.Repeat("400\r\n" + new string(' ', 0x400) + "\r\n", 20)), StringComparison.Ordinal);
            var answer = await Wire.Say(door, $"{Fill(request)} HTTP/1.1\r\n{Fill(headers)}Connection: close\r\n\r\n{Fill(body)}", TestContext.Current.CancellationToken);
            Assert.True(statuses.Contains(Wire.StatusOf(answer)), $"{request} at {door}: {answer[..Math.Min(300, answer.Length)]}");
            Watch.ShowsNothingOfOurs(answer);
            Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Access-Control-Allow", answer, StringComparison.OrdinalIgnoreCase);

            using var alive = await attacked.Anyone.GetAsync(new Uri(door, "/healthz"), TestContext.Current.CancellationToken);
            Assert.True(alive.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task Whoever_hangs_up_in_the_middle_leaves_no_trace()
    {
        var (code, before) = (attacked.FreshCode(), attacked.Traces());
        string[] halves =
        [
            $"POST /v1/scans HTTP/1.1\r\nHost: @own\r\n{Json}Content-Length: 200\r\n\r\n{{\"scanId\":",
            $"POST /v1/scans HTTP/1.1\r\nHost: @own\r\n{Json}Transfer-Encoding: chunked\r\n\r\n10\r\n{{\"sca",
            $"POST /{code} HTTP/1.1\r\nHost: @own\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 43\r\n\r\nscanId=",
            "GET /x HTTP/1.1\r\nHost: @own\r\nX: ",
            "PUT /api/v1/rights/00000000-0000-0000-0000-000000000001/certificate HTTP/1.1\r\nHost: @own\r\nContent-Length: 9000000\r\n\r\n%PDF",
        ];
        for (var i = 0; i < 100; i++)
        {
            foreach (var door in (Uri[])[attacked.PublicDoor, attacked.DeskDoor])
                await Wire.Drop(door, halves[i % halves.Length].Replace("@own", door.Authority, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        Assert.Equal("FirstScan", (await attacked.Look(code)).GetProperty("verdict").GetString());
        Assert.Equal(before, attacked.Traces());
    }

    [Fact]
    public async Task A_body_that_ends_before_its_length_is_never_acted_on()
    {
        var (code, before) = (attacked.FreshCode(), attacked.Traces());
        var body = $$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{code}}"}""";
        var answer = await Wire.Say(attacked.PublicDoor,
            $"POST /v1/scans HTTP/1.1\r\nHost: {attacked.PublicDoor.Authority}\r\n{Json}Content-Length: {body.Length + 1}\r\n\r\n{body}", TestContext.Current.CancellationToken, saysNoMore: true);
        Assert.NotEqual(200, Wire.StatusOf(answer));
        Assert.Equal(before, attacked.Traces());
    }

    [Theory]
    [InlineData("/parties/")]
    [InlineData("//parties")]
    [InlineData("/Parties")]
    [InlineData("/parties?limit=2&limit")]
    [InlineData("/parties/%20")]
    [InlineData("/parties/00000000-0000-0000-0000-00000000000G")]
    [InlineData("/nothing/here")]
    [InlineData("/batches/%2e%2e/labels.csv")]
    public async Task An_odd_address_of_the_desk_is_answered_without_a_fault(string path)
    {
        foreach (var verb in (string[])["GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(attacked.DeskDoor + "api/v1" + path));
            using var answer = await attacked.Mill.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode is 200 or (>= 400 and < 500), $"{verb} {path}: {(int)answer.StatusCode}");
        }
    }

    // Of pages the token of a form differs each time, and of answers that are not kept the moment.
    [Fact]
    public async Task HEAD_is_answered_as_GET_without_its_body_wherever_whoever_comes_may_read_and_leaves_no_trace()
    {
        Assert.All(Routes.OfPublicDoor(attacked.House).GroupBy(route => route.Pattern).Where(verbs => verbs.Any(route => route.Verb == "GET")), verbs => Assert.Contains("HEAD", verbs.Select(route => route.Verb)));
        var (code, seldom) = (attacked.FreshCode(), attacked.FreshSmallBag());
        var picture = (await attacked.Look(code)).GetProperty("product").GetProperty("pictures")[0].GetString()![..16];
        var (doors, before) = (new[] { (attacked.PublicDoor, (string[])["/", "/privacy", "/healthz", "/robots.txt", "/openapi/v1.json", "/manifest.webmanifest", $"/{code}", $"/01/{AttackedHouse.Gtin}/21/{seldom}", $"/{code}/pictures/{picture}", $"/{code}/pictures/0", "/nothing/here"]),
            (attacked.DeskDoor, ["/", "/privacy", "/sign-in", "/healthz", "/readyz", "/openapi/v1.json", "/join/nobody"]) }, attacked.Traces());
        foreach (var (door, path, accept) in from one in doors from path in one.Item2 from accept in (string[])["text/html", "*/*"] select (one.Item1, path, accept))
        {
            async Task<(string[] Head, string Body)> Said(string verb)
            {
                var answer = await Wire.Say(door, $"{verb} {path} HTTP/1.1\r\nHost: {door.Authority}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n", TestContext.Current.CancellationToken);
                var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                return (answer[..end].Split("\r\n"), answer[(end + 4)..]);
            }

            static IEnumerable<string> Kept((string[] Head, string) answer) => answer.Head.Where(line => Array.Exists(["HTTP/1.1", "Content-Type", "Cache-Control", "Location"], start => line.StartsWith(start, StringComparison.Ordinal))).Order();
            var (get, head) = (await Said("GET"), await Said("HEAD"));
            Assert.Equal((path, ""), (path, head.Body));
            Assert.Equal(Kept(get).Prepend(path), Kept(head).Prepend(path));
        }

        Assert.Equal(before, attacked.Traces());
        Assert.Equal("FirstScan", (await attacked.Look(code)).GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Every_address_says_405_to_a_verb_it_does_not_take()
    {
        foreach (var (client, path) in (((HttpClient, string)[])[(attacked.Anyone, "/"), (attacked.Anyone, $"/{attacked.FreshCode()}"), (attacked.Anyone, "/v1/scans"), (attacked.Anyone, "/check"), (attacked.Anyone, "/healthz"),
            (attacked.Mill, "/api/v1/batches"), (attacked.Mill, $"/api/v1/batches/{attacked.Batch}"), (attacked.Mill, "/api/v1/lots")]))
        {
            foreach (var verb in (string[])["PATCH", "PROPFIND", "PURGE"])
            {
                foreach (var accept in (string[])["application/json", "text/html"])
                {
                    using var request = new HttpRequestMessage(new HttpMethod(verb), path);
                    request.Headers.Add("Accept", accept);
                    using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                    Assert.Equal((path, 405), (path, (int)answer.StatusCode));
                }
            }
        }
    }
}
