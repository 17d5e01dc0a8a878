using System.Net;
using System.Text;
using System.Text.Json;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Public;

/// <summary>Counting a scan: only what is asked for in full counts, it counts once, and its receipt is worth something for its own label only.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class CountingTests(AttackedHouse attacked)
{
    public static TheoryData<string> Bad =>
    [
        "", "null", "[]", "7", "\"x\"", "{", "{}{}", "{\"scanId\":\"@id\",\"code\":\"@code\"}x", "\uFEFF", "<xml/>", "scanId=1",
        """{"scanId":"@id"}""", """{"code":"@code"}""", """{"scanId":"@id","code":"@code","url":"HTTPS://ZY.EXAMPLE.CN/@code"}""",
        """{"scanId":"@id","code":null}""", """{"scanId":null,"code":"@code"}""", """{"scanId":7,"code":"@code"}""", """{"scanId":"7","code":"@code"}""", """{"scanId":"","code":"@code"}""",
        """{"scanId":"00000000-0000-0000-0000-000000000000","code":"@code"}""",
        """{"scanId":"@id","code":7}""", """{"scanId":"@id","code":["@code"]}""", """{"scanId":"@id","code":""}""", """{"scanId":"@id","code":"x"}""", """{"scanId":"@id","code":"\u0000"}""", """{"scanId":"@id","code":"\ud800"}""",
        """{"scanId":"@id","code":"@code","code":"@code"}""", """{"scanId":"@id","code":"@code","verdict":"FirstScan"}""", """{"scanId":"@id","code":"@code","count":0}""", """{"ScanId":"@id","code":"@code"}""",
        """{"scanId":"@id","code":"@code","receipt":7}""", """{"scanId":"@id","code":"@code","at":"2020-01-01T00:00:00Z"}""",
        """{"scanId":"@id","code":"HTTPS://ZY.EXAMPLE.CN/@code"}""", """{"scanId":"@id","url":"@code"}""", """{"scanId":"@id","url":"HTTPS://ZY.EXAMPLE.CN/"}""",
        """{"scanId":"@id","code":"@code",}""", """{"scanId":"@id","code":"@code"/*x*/}""", """{'scanId':'@id'}""",
        """{"scanId":"@id","code":"@code","place":{}}""", """{"scanId":"@id","code":"@code","place":[]}""", """{"scanId":"@id","code":"@code","place":"Shanghai"}""",
        """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":31.2,"accuracyMetres":50}}""", """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":31.2,"accuracyMetres":50,"datum":null}}""",
        """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":31.2,"accuracyMetres":50,"datum":"wgs72"}}""", """{"scanId":"@id","code":"@code","place":{"lon":31.2,"lat":121.4,"accuracyMetres":50,"datum":"wgs84"}}""",
        """{"scanId":"@id","code":"@code","place":{"lon":181,"lat":0,"accuracyMetres":50,"datum":"wgs84"}}""", """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":90.1,"accuracyMetres":50,"datum":"wgs84"}}""",
        """{"scanId":"@id","code":"@code","place":{"lon":NaN,"lat":31.2,"accuracyMetres":50,"datum":"wgs84"}}""", """{"scanId":"@id","code":"@code","place":{"lon":"NaN","lat":31.2,"accuracyMetres":50,"datum":"wgs84"}}""",
        """{"scanId":"@id","code":"@code","place":{"lon":1e400,"lat":31.2,"accuracyMetres":50,"datum":"wgs84"}}""", """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":-1e400,"accuracyMetres":50,"datum":"wgs84"}}""",
        """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":31.2,"accuracyMetres":-1,"datum":"wgs84"}}""", """{"scanId":"@id","code":"@code","place":{"lon":121.4,"lat":31.2,"accuracyMetres":1e400,"datum":"wgs84"}}""",
        """{"scanId":"@id","code":"@code","place":{"lon":"121,4","lat":31.2,"accuracyMetres":50,"datum":"wgs84"}}""", """{"scanId":"@id","code":"@code","place":{"lon":121,4,"lat":31.2,"accuracyMetres":50,"datum":"wgs84"}}""",
        "{\"scanId\":\"@id\",\"code\":\"@code\",\"place\":" + new string('[', 1_500) + new string(']', 1_500) + "}", new string('[', 4_000),
    ];

    // Each carries a genuine code to a place that is not ours.
    public static TheoryData<string> Tricks =>
    [
        "https://evil.example/@code", "https://zy.example.cn.evil.example/@code", "https://zy.example.cn@evil.example/@code", "https://evil.example@zy.example.cn/@code", "https://zy.example.cn:8443/@code",
        "https://zy.example.cn:443@evil.example/@code", "https://zy.example.cn\\@evil.example/@code", "https://evil.example\\zy.example.cn/@code", "https:\\\\zy.example.cn\\@code", "https:/zy.example.cn/@code",
        "https:///zy.example.cn/@code", "//zy.example.cn/@code", "ftp://zy.example.cn/@code", "javascript://zy.example.cn/@code", "weixin://zy.example.cn/@code", "data:text/html,https://zy.example.cn/@code",
        "https://zу.example.cn/@code", "https://xn--z-7tb.example.cn/@code", "https://ｚｙ.example.cn/@code", "https://zy。example.cn/@code", "https://zy.example.cn\u200B/@code", "https://zy.exam\tple.cn/@code",
        "https://zy.example.cn\u0000.evil.example/@code", "https://zy.example.cn%2eevil.example/@code", "https://zy.example.cn%00.evil.example/@code", "https://zy-example.cn/@code", "https://zyexample.cn/@code",
        "https://example.cn/@code", "https://m.zy.example.cn/@code", "https://zy.example.cn./@code", "https://evil.example/?u=https://zy.example.cn/@code",
        "https://evil.example#https://zy.example.cn/@code", "https://evil.example/https://zy.example.cn/@code", "https://[::ffff:zy.example.cn]/@code", "https://127.0.0.1/@code", "https://0x7f000001/@code",
        "evil.example/@code", "zy.example.cn/@code", " https://evil.example/@code", "https://zy.example.cn/redirect?to=https://evil.example/@code", "HTTPS://ZY.EXAMPLE.CN:0443/@code",
    ];

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task A_page_of_another_site_counts_no_scan_through_its_readers(string site, HttpStatusCode status)
    {
        var (code, before) = (attacked.FreshCode(), attacked.Traces());
        HttpContent[] contents = [new StringContent($$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{code}}"}""", Encoding.UTF8, "application/json"), new FormUrlEncodedContent([new("scanId", $"{AttackedHouse.ScanId()}")])];
        foreach (var (address, content) in ((string[])["/v1/scans", $"/{code}"]).Zip(contents))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await attacked.Anyone.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status == HttpStatusCode.OK && content is FormUrlEncodedContent ? HttpStatusCode.SeeOther : status, answer.StatusCode);
        }

        Assert.Equal(status == HttpStatusCode.OK, before != attacked.Traces());
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_not_asked_for_is_refused_and_never_counted(string body)
    {
        var before = attacked.Traces();
        var answer = await Send(body.Replace("@code", attacked.FreshCode(), StringComparison.Ordinal).Replace("@id", AttackedHouse.ScanId().ToString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, attacked.Traces());
    }

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task A_look_alike_address_is_refused_whatever_code_it_carries(string trick)
    {
        var (code, before) = (attacked.FreshCode(), attacked.Traces());
        var url = trick.Replace("@code", code, StringComparison.Ordinal);
        foreach (var member in (string[])["url", "code"])
        {
            var answer = await Send(JsonSerializer.Serialize(new Dictionary<string, object> { ["scanId"] = AttackedHouse.ScanId(), [member] = url }));
            Assert.True(answer.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{member} {url}: {answer.Status} {answer.Body}");
            if (member == "url" && !url.Contains("/redirect", StringComparison.Ordinal))
                Assert.Equal("notOurAddress", answer.Body.GetProperty("code").GetString());
        }

        using var typed = await attacked.Anyone.GetAsync($"/check?code={Uri.EscapeDataString(url)}", TestContext.Current.CancellationToken);
        Assert.True(typed.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{url}: {typed.StatusCode}");
        Assert.Equal(before, attacked.Traces());
    }

    [Theory]
    [InlineData("application/xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("garbage", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=klingon", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=x-unicode-1-1-utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=\"", HttpStatusCode.UnsupportedMediaType)]
    public async Task Another_media_type_or_an_unknown_charset_is_refused(string? type, HttpStatusCode expected)
    {
        var before = attacked.Traces();
        foreach (var accept in (string[])["application/json", "text/html"])
            Assert.Equal(expected, (await Send($$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{attacked.FreshCode()}}"}""", type, accept)).Status);
        Assert.Equal(before, attacked.Traces());
    }

    [Fact]
    public async Task Text_that_is_no_UTF8_is_refused()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"?"}""");
        body[^3] = 0xFF;
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } })).Status);
    }

    [Fact]
    public async Task A_body_above_four_kilobytes_is_refused_whether_or_not_it_says_its_length()
    {
        var (code, before) = (attacked.FreshCode(), attacked.Traces());
        var body = $$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{code}}"{{new string(' ', 4_096)}}}""";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send(body)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send(new ChunkedContent(body))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Push(code, new StringContent("scanId=" + new string('x', 5_000), null, "application/x-www-form-urlencoded"))).StatusCode);
        Assert.Equal(before, attacked.Traces());
    }

    [Fact]
    public async Task The_same_scan_sent_fifty_times_at_once_is_one_scan_with_one_receipt()
    {
        var (code, before) = (attacked.FreshCode(), attacked.House.Count("SELECT count(*) FROM scan"));
        var body = $$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{code}}"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Send(body)));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, "FirstScan"), (answer.Status, answer.Body.GetProperty("verdict").GetString())));
        Assert.Single(answers.Select(answer => answer.Body.GetProperty("receipt").GetString()).Distinct());
        Assert.Equal(before + 1, attacked.House.Count("SELECT count(*) FROM scan"));
        Assert.Equal(1, (await attacked.Look(code)).GetProperty("scans").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_receipt_is_worth_nothing_on_another_label_nor_is_one_of_ones_own_making()
    {
        var (mine, other) = (attacked.FreshCode(), attacked.FreshCode());
        var receipt = (await Scan(mine)).Body.GetProperty("receipt").GetString()!;
        await Scan(other);

        Assert.True((await attacked.Look(mine, receipt)).GetProperty("scans").GetProperty("yours").GetBoolean());
        foreach (var forged in (string[])[receipt, "", "x", new string('A', 3_000), receipt[..^1] + (receipt[^1] == 'A' ? 'B' : 'A'), "%00", "\"\"", "../.."])
        {
            var answer = await attacked.Look(other, forged);
            Assert.Equal(("SeenBefore", false), (answer.GetProperty("verdict").GetString(), answer.GetProperty("scans").GetProperty("yours").GetBoolean()));
        }

        var again = await Send(JsonSerializer.Serialize(new { scanId = AttackedHouse.ScanId(), code = other, receipt }));
        Assert.Equal("SeenBefore", again.Body.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task The_button_counts_once_and_leads_back_to_the_label_which_knows_its_reader()
    {
        var code = attacked.FreshCode();
        using var pressed = await Push(code, new FormUrlEncodedContent([new("scanId", AttackedHouse.ScanId().ToString())]), "?lang=en");
        Assert.Equal((HttpStatusCode.SeeOther, $"/{code}?lang=en"), (pressed.StatusCode, pressed.Headers.Location?.OriginalString));
        var cookie = pressed.Headers.GetValues("Set-Cookie").Single();
        Assert.All([$"path=/{code}", "httponly", "samesite=lax"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));

        var receipt = cookie["receipt=".Length..cookie.IndexOf(';', StringComparison.Ordinal)];
        for (var reload = 0; reload < 3; reload++)
        {
            var answer = await attacked.Look(code, receipt);
            Assert.Equal(("FirstScan", 1), (answer.GetProperty("verdict").GetString(), answer.GetProperty("scans").GetProperty("count").GetInt32()));
        }
    }

    [Theory]
    [InlineData("scanId=", "application/x-www-form-urlencoded", 400)]
    [InlineData("", "application/x-www-form-urlencoded", 400)]
    [InlineData("scanId=00000000-0000-0000-0000-000000000000", "application/x-www-form-urlencoded", 400)]
    [InlineData("scanId=%FF%00", "application/x-www-form-urlencoded", 400)]
    [InlineData("a&b&c&@many", "application/x-www-form-urlencoded", 400)]
    [InlineData("scanId=@id", "application/x-www-form-urlencoded; charset=klingon", 400)]
    [InlineData("scanId=@id", "application/x-www-form-urlencoded; charset=utf-7", 415)]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"scanId\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n1\r\n--x--\r\n", "multipart/form-data; boundary=x", 400)]
    [InlineData("no boundary", "multipart/form-data", 400)]
    [InlineData("--x\r\nbroken", "multipart/form-data; boundary=x", 400)]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"scanId\"\r\n\r\nnever closed", "multipart/form-data; boundary=x", 400)]
    [InlineData("{}", "application/json", 415)]
    [InlineData("scanId=@id", "text/plain", 415)]
    public async Task A_form_that_is_not_the_pages_own_is_refused(string body, string type, int status)
    {
        var (code, before) = (attacked.FreshCode(), attacked.Traces());
        var text = body.Replace("@id", "no id at all", StringComparison.Ordinal).Replace("@many", string.Join('&', Enumerable.Repeat("k", 2_000)), StringComparison.Ordinal);
        foreach (var accept in (string[])["application/json", "text/html"])
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            Assert.Equal(status, (int)(await Push(code, content, "", accept)).StatusCode);
        }

        Assert.Equal(before, attacked.Traces());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> Scan(string code) => Send($$"""{"scanId":"{{AttackedHouse.ScanId()}}","code":"{{code}}"}""");

    private Task<(HttpStatusCode Status, JsonElement Body)> Send(string body, string? type = "application/json", string accept = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Send(content, accept);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpContent content, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/scans") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await attacked.Anyone.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    private async Task<HttpResponseMessage> Push(string code, HttpContent form, string query = "", string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{code}{query}") { Content = form };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await attacked.Anyone.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class ChunkedContent : StringContent
    {
        public ChunkedContent(string body) : base(body, Encoding.UTF8, "application/json")
        {
        }

        protected override bool TryComputeLength(out long length) => (length = 0) != 0;
    }
}
