using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Public;

/// <summary>Looking at a label: whoever looks, however it is spelled, nothing changes and nothing breaks.</summary>
[Collection(nameof(AttackedHouse))]
public sealed partial class LookingTests(AttackedHouse attacked)
{
    public static TheoryData<string> Garbage =>
    [
        "x", "0", "%FF", "%C0%AF", "%F0%9F%8D%9A", "..%2F..%2Fetc%2Fpasswd", "a%2Fb", "%0d%0aSet-Cookie:%20a=b", "%1b%5B31m", "%E2%80%AEgnp.exe", ";DROP%20TABLE%20label", "'%20OR%201=1--",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "%EF%BF%BD", "%7B%7B7*7%7D%7D", "{0}", "%25n", "~", "index.php", ".env", "wp-login.php", "%E5%A4%A7%E7%B1%B3",
        "0123456789ABCDEFGHJ", "0123456789ABCDEFGHJKM", "favicon.ico.exe", "-", "%20", "%ED%A0%80", "U0000-00000-00000-00000",
    ];

    [Fact]
    public async Task Looking_a_thousand_times_changes_nothing()
    {
        var code = attacked.FreshCode();
        var before = attacked.Traces();
        (string Name, string Value)[] ways =
        [
            ("Accept", "application/json"), ("Accept", "text/html"), ("Purpose", "prefetch"), ("Sec-Purpose", "prefetch;prerender"), ("X-Moz", "prefetch"), ("X-Purpose", "preview"),
            ("User-Agent", "facebookexternalhit/1.1"), ("User-Agent", "Mozilla/5.0 MicroMessenger/8.0"), ("Cookie", "receipt=AAAA"), ("X-HTTP-Method-Override", "POST"),
        ];
        for (var i = 0; i < 1_000; i++)
        {
            using var request = new HttpRequestMessage(i % 7 == 0 ? HttpMethod.Head : HttpMethod.Get, $"/{code}");
            request.Headers.TryAddWithoutValidation(ways[i % ways.Length].Name, ways[i % ways.Length].Value);
            using var response = await attacked.Anyone.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var answer = await attacked.Look(code);
        Assert.Equal(("FirstScan", 0), (answer.GetProperty("verdict").GetString(), answer.GetProperty("scans").GetProperty("count").GetInt32()));
        Assert.Equal(before, attacked.Traces());
    }

    [Fact]
    public async Task However_a_code_is_spelled_it_is_the_same_label()
    {
        var code = attacked.FreshCode();
        string[] spellings =
        [
            code.ToLowerInvariant(), string.Join('-', code.Chunk(5).Select(part => new string(part))), string.Join("%20", code.Chunk(4).Select(part => new string(part))), $"%20{code}%20", $"{code}/",
            Uri.EscapeDataString(string.Concat(code.Select(symbol => (char)(symbol + 0xFEE0)))), code.Replace('0', 'O').Replace('1', 'I'), code.Replace('0', 'o').Replace('1', 'l'),
        ];
        foreach (var spelling in spellings)
            Assert.Equal(code, (await attacked.Look(spelling)).GetProperty("code").GetString());

        // People are led to the one address at which their receipt lives.
        foreach (var spelling in spellings)
        {
            using var page = await Ask($"/{spelling}?lang=en", "text/html");
            Assert.Equal((HttpStatusCode.Found, $"/{code}?lang=en"), (page.StatusCode, page.Headers.Location?.OriginalString));
        }
    }

    [Fact]
    public async Task A_slip_of_the_finger_is_told_from_a_foreign_label()
    {
        var code = attacked.FreshCode();
        foreach (var slip in (string[])[code[..19] + (code[19] == '7' ? '8' : '7'), code[..^2] + code[^1] + code[^2]])
        {
            if (slip == code)
                continue;
            using var response = await Ask($"/{slip}", "application/json");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("Mistyped", JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("verdict").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_refused_to_programs_and_to_people_in_their_language(string garbage)
    {
        var before = attacked.Traces();
        foreach (var address in (string[])[$"/{garbage}", $"/check?code={garbage}", $"/01/06900000000014/21/{garbage}", $"/01/{garbage}/21/x", $"/v1/zones/{garbage}", $"/{garbage}/{garbage}"])
        {
            using var json = await Ask(address, "application/json");
            Assert.True(json.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, $"{address}: {json.StatusCode}");
            foreach (var (language, word) in ((string, string)[])[("zh", "lang=\"zh"), ("en", "lang=\"en")])
            {
                using var page = await Ask(address, "text/html", language);
                var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Equal(json.StatusCode, page.StatusCode);
                Assert.Contains(word, html, StringComparison.Ordinal);
                Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
                Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, attacked.Traces());
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(6_000)]
    public async Task A_very_long_text_is_refused(int length)
    {
        foreach (var accept in (string[])["application/json", "text/html"])
        {
            using var path = await Ask("/" + new string('A', length), accept);
            Assert.Equal(HttpStatusCode.BadRequest, path.StatusCode);
            using var query = await Ask("/check?code=" + new string('%', 1) + "41" + new string('A', length), accept);
            Assert.Equal(HttpStatusCode.BadRequest, query.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_with_a_product_number_says_whether_it_is_the_labels_own()
    {
        var code = attacked.FreshSmallBag();
        Assert.False((await attacked.Look($"01/{AttackedHouse.Gtin}/21/{code}")).TryGetProperty("gtinMismatch", out _));
        Assert.False((await attacked.Look($"01/6900000000014/10/B/21/{code}")).TryGetProperty("gtinMismatch", out _));
        var foreign = await attacked.Look($"01/06901234567892/21/{code}");
        Assert.True(foreign.GetProperty("gtinMismatch").GetBoolean());
        Assert.Equal("FirstScan", foreign.GetProperty("verdict").GetString());

        foreach (var bad in (string[])["06900000000015", "1", "0690000000001400", "ABCDEFGHIJKLMN", "-6900000000014"])
        {
            var refused = await attacked.Look($"01/{bad}/21/{code}");
            Assert.Equal(("badGtin", "gtin"), (refused.GetProperty("code").GetString(), refused.GetProperty("field").GetString()));
        }
    }

    [Fact]
    public async Task However_a_link_is_written_people_are_led_to_where_their_receipt_lives()
    {
        var code = attacked.FreshSmallBag();
        foreach (var address in (string[])[$"/01/6900000000014/21/{code}", $"/01/{AttackedHouse.Gtin}/10/B/21/{code}"])
        {
            using var page = await Ask(address, "text/html");
            Assert.Equal((HttpStatusCode.Found, $"/01/{AttackedHouse.Gtin}/21/{code}"), (page.StatusCode, page.Headers.Location?.OriginalString));
        }
    }

    [Theory]
    [InlineData("zh-CN,en;q=0.1", "zh")]
    [InlineData("en", "en")]
    public async Task A_verdict_page_fits_the_first_round_trip_and_needs_nothing_else(string languages, string tag)
    {
        using var page = await Ask($"/{attacked.FreshCode()}", "text/html", languages);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 1, 14_336);
        Assert.Contains($"<html lang=\"{tag}", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Fetches(), html);

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.All(Inline().Matches(html), tag => Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(tag.Value), StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("no-store", "noindex"), (page.Headers.CacheControl?.ToString(), page.Headers.GetValues("X-Robots-Tag").Single()));
        if (tag == "en")
            Assert.All(["首次查验", "已被查验", "存疑", "尚未启用", "已作废", "未签发"], word => Assert.DoesNotContain(word, html, StringComparison.Ordinal));

        using var again = await Ask(page.RequestMessage!.RequestUri!.AbsolutePath, "text/html", languages);
        Assert.NotEqual(nonce, Nonce().Match(again.Headers.GetValues("Content-Security-Policy").Single()).Groups[1].Value);
    }

    [Theory]
    [InlineData("lang=", "zh")]
    [InlineData("lang=xx", "zh")]
    [InlineData("lang=en&lang=zh", "zh")]
    [InlineData("lang=%0d%0aSet-Cookie:a=b", "zh")]
    [InlineData("lang=%00", "zh")]
    [InlineData("lang=en-GB", "en")]
    public async Task A_language_that_nobody_speaks_is_Chinese(string query, string tag)
    {
        using var page = await Ask($"/?{query}", "text/html", "");
        Assert.Contains($"<html lang=\"{tag}", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lang=en&lang=%0d%0aSet-Cookie:a=b")]
    [InlineData("lang=en&lang=%E5%A4%A7")]
    [InlineData("lang=zh&lang=x&a=%0a")]
    public async Task What_is_typed_beside_a_code_never_reaches_a_header(string query)
    {
        var code = attacked.FreshCode();
        using var led = await Ask($"/check?code={code}&{query}", "text/html");
        Assert.Equal(HttpStatusCode.Found, led.StatusCode);
        Assert.Matches($"^/{code}(\\?lang=(zh|en))?$", led.Headers.Location!.OriginalString);
        using var direct = await Ask($"/{code.ToLowerInvariant()}?{query}", "text/html");
        Assert.Equal(HttpStatusCode.Found, direct.StatusCode);
        Assert.False(direct.Headers.Contains("Set-Cookie"));
    }

    private async Task<HttpResponseMessage> Ask(string address, string accept, string languages = "zh")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (languages.Length > 0)
            request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        return await attacked.Anyone.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("(?:(?<!<img loading=\"lazy\")\\ssrc=|<link[^>]*href=|url\\(|@import|<iframe|<object)(?!['\"]?data:)")]
    private static partial Regex Fetches();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<(?:script|style)[^>]*>")]
    private static partial Regex Inline();
}
