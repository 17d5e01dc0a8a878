using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Traceability.Codes;
using Traceability.Storage;
using Traceability.Stories.Operating;

namespace Traceability.Stories.Public;

/// <summary>Whoever guesses codes is slowed and noticed; whoever holds a genuine one behind the same address is answered all the while.</summary>
public sealed class GuessingTests
{
    // What MissBudget grants at once, and what comes back while a test sends that many.
    private const int Burst = 60, ComesBack = 40;

    private static readonly (string, string) Proxy = ("Doors:TrustedProxies:0", "127.0.0.1");

    [Fact]
    public async Task Misses_over_the_budget_are_refused_and_genuine_codes_from_the_same_network_are_answered()
    {
        var ears = new Ears();
        await using var house = await OpenHouse.Open(new OpenHouse.Way { Log = ears.At });
        using var listener = new Listener(house);
        var shop = await Shop.Open(house, 3);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < Burst + ComesBack; i++)
            statuses.Add((await shop.Look(shop.NeverIssued(i))).Status);
        Assert.All(statuses.Take(Burst), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));

        // A hit costs nothing and is never refused; nor does a slip of the finger.
        Assert.Equal(HttpStatusCode.OK, (await shop.Look(shop.Codes[0])).Status);
        Assert.Equal("FirstScan", (await shop.Scan(shop.Codes[1])).Verdict);
        Assert.Equal("NotActivated", (await shop.Scan(shop.Codes[2])).Verdict);
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Look(Slip(shop.Codes[0]))).Status);

        Assert.Equal(statuses.Count(status => status == HttpStatusCode.TooManyRequests), listener.Sum("traceability.abuse.refused"));
        Assert.Equal(1, listener.Sum("traceability.abuse.enumerations"));
        Assert.Single(ears.Heard, line => line.Contains("never issued", StringComparison.Ordinal));
        Assert.DoesNotContain(ears.Heard, line => line.Contains("127.0.0.1", StringComparison.Ordinal) && line.Contains("never issued", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_code_it_costs_one_read_and_is_answered_alike()
    {
        FailingEngine engine = null!;
        await using var house = await OpenHouse.Open(new OpenHouse.Way { Engine = settings => engine = new FailingEngine(settings) });
        var shop = await Shop.Open(house, 2);
        var stolen = house.House.Keys.Ring.Sealing.Symbol;
        await house.House.Keys.Compromise(stolen, house.Clock.GetUtcNow(), CancellationToken.None);

        var answers = new HashSet<string>();
        // Under a stolen key's symbol, the present key's, and one that is none of ours.
        foreach (var symbol in (char[])[stolen, house.House.Keys.Ring.Sealing.Symbol, "0123456789".First(symbol => !house.House.Keys.Ring.TryGet(symbol, out _))])
        {
            var forger = new CodeSeal(new KeyRing([new SealingKey(symbol, RandomNumberGenerator.GetBytes(SealingKey.KeyBytes), new KeyState.Sealing())]));
            var (code, before) = (forger.Seal(symbol, 7, 1).ToString(), engine.LabelsRead);
            answers.Add((await shop.Look(code)).Body.Replace(code, "", StringComparison.Ordinal));
            Assert.Equal(before + 1, engine.LabelsRead);
        }

        Assert.Contains("NeverIssued", Assert.Single(answers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_over_the_budget_is_not_counted_and_a_slip_of_the_finger_is_no_miss()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        for (var i = 0; i < 2 * Burst; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await shop.Look(Slip(shop.Codes[0]))).Status);
        var first = await shop.Scan(shop.NeverIssued(0));
        Assert.Equal("NeverIssued", first.Verdict);
        var refused = 0;
        for (var i = 1; i < Burst + ComesBack; i++)
            refused += (await shop.Scan(shop.NeverIssued(i))).Status == HttpStatusCode.TooManyRequests ? 1 : 0;

        Assert.InRange(refused, 1, ComesBack);
        Assert.Equal(Burst + ComesBack - refused, house.Count("SELECT sum(count) FROM never_issued_day"));
    }

    [Fact]
    public async Task The_refusal_says_when_to_come_again_to_programs_and_to_people_in_their_language()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        await Spend(house, shop);

        using var told = await house.Browser.GetAsync(Address(shop.NeverIssued(500)));
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (told.StatusCode, told.Content.Headers.ContentType?.MediaType));
        Assert.Equal("60", Assert.Single(told.Headers.GetValues("Retry-After")));
        Assert.Equal("tooManyMisses", JsonElement.Parse(await told.Content.ReadAsStringAsync()).GetProperty("code").GetString());

        foreach (var (language, words) in (IEnumerable<(string, string)>)[("zh", "暂时不能确认"), ("en", "Cannot be confirmed now")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(shop.NeverIssued(501)));
            request.Headers.Add("Accept", "text/html");
            request.Headers.Add("Accept-Language", language);
            using var page = await house.Browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
            Assert.Contains(words, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_claims_to_come_from_elsewhere_is_believed_only_by_way_of_a_proxy_that_was_named()
    {
        await using var house = await OpenHouse.Open();
        var shop = await Shop.Open(house, 2);
        await Spend(house, shop, "198.51.100.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await Look(house, shop.NeverIssued(500), "198.51.100.2"));

        await using var behind = await OpenHouse.Open(Proxy);
        var other = await Shop.Open(behind, 2);
        await Spend(behind, other, "198.51.100.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await Look(behind, other.NeverIssued(500), "198.51.100.1"));
        Assert.Equal(HttpStatusCode.OK, await Look(behind, other.NeverIssued(501), "198.51.100.2"));
        // The proxy adds the address that it saw: what the guesser wrote before it counts for nothing.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Look(behind, other.NeverIssued(502), "203.0.113.9, 198.51.100.1"));
        Assert.Equal(HttpStatusCode.OK, await Look(behind, other.Codes[0], "198.51.100.1"));
    }

    [Fact]
    public async Task A_home_with_many_IPv6_addresses_is_one_network()
    {
        await using var house = await OpenHouse.Open(Proxy);
        var shop = await Shop.Open(house, 2);
        for (var i = 0; i < Burst + ComesBack; i++)
            await Look(house, shop.NeverIssued(i), $"2001:db8:0:ff{i % 256:x2}::{i + 1:x}");

        Assert.Equal(HttpStatusCode.TooManyRequests, await Look(house, shop.NeverIssued(500), "2001:db8:0:ffff::1"));
        Assert.Equal(HttpStatusCode.OK, await Look(house, shop.NeverIssued(501), "2001:db8:0:100::1"));
    }

    [Theory]
    [InlineData("proxy.example.cn")]
    [InlineData("10.0.0.0/33")]
    [InlineData("")]
    public async Task A_proxy_is_named_by_address(string typed) =>
        Assert.Contains("Doors:TrustedProxies", (await Assert.ThrowsAsync<SettingException>(() => OpenHouse.Open(("Doors:TrustedProxies:0", typed)))).Message, StringComparison.Ordinal);

    private static async Task Spend(OpenHouse house, Shop shop, string? from = null)
    {
        for (var i = 0; i < Burst + ComesBack; i++)
            await Look(house, shop.NeverIssued(i), from);
    }

    private static async Task<HttpStatusCode> Look(OpenHouse house, string code, string? from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(code));
        if (from is not null)
            request.Headers.Add("X-Forwarded-For", from);
        using var answer = await house.Browser.SendAsync(request);
        return answer.StatusCode;
    }

    private static Uri Address(string code) => new($"/{code}", UriKind.Relative);

    // Another symbol at the end fails the check.
    private static string Slip(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');
}
