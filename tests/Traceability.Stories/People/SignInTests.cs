using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>People sign in at the desk, and whoever is not one of them learns nothing and gets nowhere.</summary>
public sealed class SignInTests
{
    [Theory]
    [InlineData("zh", "阿米，您好", "生产者")]
    [InlineData("en", "Hello, 阿米", "producer")]
    public async Task Whoever_signs_in_is_greeted_with_his_tenant_and_role_and_each_step_leaves_one_act(string language, string greeting, string role)
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami", "阿米");
        using var browser = new DeskBrowser(house.DeskAddress);
        var acts = house.Acts();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Enter("ami", "not the password", $"?lang={language}")).Status);
        Assert.Equal(acts, house.Acts());
        // Case and spaces around the name are forgiven, of the password nothing.
        var entered = await browser.Enter(" AMI ", password, $"?lang={language}");
        Assert.Equal((HttpStatusCode.SeeOther, $"/?lang={language}"), (entered.Status, entered.Location));
        Assert.Equal(acts + 1, house.Acts());
        var home = await browser.Get(entered.Location!);
        Assert.All([greeting, role, "Mill", "/sign-out", "/account", "/people"], words => Assert.Contains(words, home.Text, StringComparison.Ordinal));

        Assert.Equal($"/?lang={language}", (await browser.Post($"/sign-out?lang={language}")).Location);
        Assert.Equal(acts + 2, house.Acts());
        Assert.DoesNotContain("阿米", (await browser.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_on_postgres()
    {
        await using var house = await OpenHouse.OpenOnPostgres();
        using var browser = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("Hello, ami", (await browser.Get("/?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal("/?lang=en", (await browser.Post("/sign-out?lang=en")).Location);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_from_plain_connections_and_from_other_sites_and_names_nobody()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        using var browser = new DeskBrowser(house.DeskAddress);
        await browser.Get("/sign-in");
        Assert.Equal(["__Host-form"], browser.Set.Select(line => line.Split('=')[0]));
        Protected(browser.Set);
        await browser.Enter("ami", password);
        Assert.Equal(["__Host-desk"], browser.Set.Select(line => line.Split('=')[0]));
        Protected(browser.Set);

        static void Protected(IEnumerable<string> lines) => Assert.All(lines, line =>
        {
            Assert.All(["httponly", "secure", "samesite=lax", "path=/"], word => Assert.Contains(word, line, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain", line, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", null, false)]
    [InlineData("http://127.0.0.1:0", null, true)]
    [InlineData("http://0.0.0.0:0", "127.0.0.1", true)]
    public async Task Over_plain_http_beyond_this_machine_the_cookie_is_plain_too_and_the_operator_is_warned(string urls, string? proxy, bool isSecure)
    {
        await using var house = proxy is null ? await OpenHouse.Open() : await OpenHouse.Open(("Doors:TrustedProxies:0", proxy));
        var ears = new Operating.Ears();
        await using var door = Traceability.Desk.DeskDoor.Build([], house.House, urls, OpenHouse.PublicUrl);
        door.Services.GetRequiredService<ILoggerFactory>().AddProvider(ears.At());
        await door.StartAsync(TestContext.Current.CancellationToken);
        using var browser = new DeskBrowser(door.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        await browser.Get("/sign-in");
        Assert.Equal(isSecure ? "__Host-form" : "form", browser.Set.Single().Split('=')[0]);
        Assert.Equal(isSecure, browser.Set.Single().Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(isSecure ? 0 : 1, ears.Heard.Count(line => line.Contains("plain http", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cookie_from_before_the_sign_in_is_never_taken_over_and_one_from_before_the_sign_out_opens_nothing()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        using var attacker = await house.Staffed("Rival", Role.Producer, "eve");
        using var browser = new DeskBrowser(house.DeskAddress) { SignIn = attacker.SignIn };
        await browser.Get("/account");
        var (planted, before) = (browser.SignIn, browser.Token);

        await browser.Post("/sign-in", ("user", "ami"), ("password", password));
        var mine = browser.SignIn;
        Assert.NotEqual(planted, mine);
        // What the attacker planted was ended by the sign-in over it, and a form from before it is refused.
        Assert.Equal("/sign-in?to=%2Faccount&lang=zh", (await attacker.Get("/account")).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/sign-out", ("formToken", before))).Status);

        await browser.Get("/");
        await browser.Post("/sign-out");
        browser.SignIn = mine;
        Assert.Equal("/sign-in?to=%2Faccount&lang=zh", (await browser.Get("/account")).Location);
        foreach (var forged in (string[])["x", mine[..^1], mine[..^2] + "AA", new string('A', 300)])
        {
            browser.SignIn = forged;
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get("/account")).Status);
        }
    }

    [Fact]
    public async Task An_unknown_name_is_answered_word_for_word_and_wait_for_wait_like_a_wrong_password()
    {
        await using var house = await OpenHouse.Open();
        await house.Hire("Mill", Role.Producer, "somebody");
        using var browser = new DeskBrowser(house.DeskAddress);
        for (var i = 0; i < 12; i++)
        {
            var known = await browser.Enter("somebody", "a wrong password");
            var unknown = await browser.Enter("nobodyhere", "a wrong password");
            Assert.Equal((known.Status, known.RetryAfter, known.Plain), (unknown.Status, unknown.RetryAfter, unknown.Plain.Replace("nobodyhere", "somebody", StringComparison.Ordinal)));
            if (i % 2 == 1)
                house.Clock.GoTo(house.Clock.GetUtcNow() + (known.RetryAfter ?? TimeSpan.Zero));
        }

        // Of names only hashes are kept, for people type their password into the wrong field.
        Assert.Equal(0, house.Count("SELECT count(*) FROM sign_in_failure WHERE name_sha256 LIKE '%body%'"));
        Assert.Equal(2, house.Count("SELECT count(*) FROM sign_in_failure"));
    }

    [Fact]
    public async Task Each_failure_makes_the_wait_longer_up_to_a_quarter_of_an_hour_and_a_success_makes_all_good()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        using var browser = new DeskBrowser(house.DeskAddress);
        var waits = new List<int>();
        for (var failure = 1; failure <= 12; failure++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Enter("ami", "a wrong password")).Status);
            var next = failure < 3 ? null : await browser.Enter("ami", password);
            waits.Add((int)(next?.RetryAfter?.TotalSeconds ?? 0));
            if (next is null)
                continue;
            // Not even the right one is looked at, and the page says how long.
            Assert.Equal(HttpStatusCode.TooManyRequests, next.Status);
            Assert.Contains($"Wait {waits[^1]} seconds", next.Text, StringComparison.Ordinal);
            house.Clock.GoTo(house.Clock.GetUtcNow() + next.RetryAfter!.Value);
        }

        Assert.Equal([0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900], waits);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Enter("ami", password)).Status);
        using var other = new DeskBrowser(house.DeskAddress);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await other.Enter("ami", "a wrong password")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await other.Enter("ami", password)).Status);
    }

    [Fact]
    public async Task Guesses_that_come_all_at_once_are_counted_one_by_one()
    {
        await using var house = await OpenHouse.Open();
        await house.Hire("Mill", Role.Producer, "ami");
        using var browser = new DeskBrowser(house.DeskAddress);
        await browser.Get("/sign-in");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => browser.Post("/sign-in", ("user", "ami"), ("password", $"guess number {i}"))));
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.BadRequest));
        Assert.Equal(13, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task What_was_typed_is_kept_as_text_but_never_the_password()
    {
        await using var house = await OpenHouse.Open();
        using var browser = new DeskBrowser(house.DeskAddress);
        var again = await browser.Enter("<b>&\"ami", "open sesame 42");
        Assert.Contains("value=\"&lt;b&gt;&amp;&quot;ami\"", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("open sesame", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"user\" autofocus", again.Text, StringComparison.Ordinal);
        // Longer than any name, with halves of characters, with nothing at all.
        foreach (var user in (string[])[new string('x', 5_000), "\ud800", "", "\0"])
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Enter(user, "")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.Enter("ami", new string('x', 20_000))).Status);
    }

    [Theory]
    [InlineData("/people", "/people")]
    [InlineData("/join/abc_DEF-1", "/join/abc_DEF-1")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/a//evil.example", "/")]
    [InlineData("/%2F/evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: x=1", "/")]
    [InlineData("/.//evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/@evil.example", "/")]
    [InlineData("people", "/")]
    public async Task After_signing_in_one_goes_on_at_this_door_and_nowhere_else(string asked, string went)
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        using var browser = new DeskBrowser(house.DeskAddress);
        var asking = await browser.Get($"/sign-in?lang=en&to={Uri.EscapeDataString(asked)}");
        Assert.Contains($"name=\"to\" value=\"{went}\"", asking.Text, StringComparison.Ordinal);
        Assert.Equal($"{went}?lang=en", (await browser.Post("/sign-in?lang=en", ("user", "ami"), ("password", password), ("to", asked))).Location);
        Assert.Equal($"{went}?lang=en", (await browser.Get($"/sign-in?lang=en&to={Uri.EscapeDataString(asked)}")).Location);
    }

    [Fact]
    public async Task A_cookie_opens_pages_and_never_the_api()
    {
        await using var house = await OpenHouse.Open();
        using var browser = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/v1/lots")).Status);
        using var key = await house.Client("Mill", Role.Producer);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/account");
        using var answer = await key.SendAsync(page, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("/account", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_knows_the_cookie_and_its_keys_are_the_owners_alone()
    {
        await using var house = await OpenHouse.Open();
        using var browser = await house.Staffed("Mill", Role.Producer, "ami");
        await using var beside = await house.OpenAgain();
        using var there = new DeskBrowser(beside.DeskAddress) { SignIn = browser.SignIn };
        Assert.Contains("Hello, ami", (await there.Get("/?lang=en")).Text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(house.Directory, "keys", "sign-in")));
    }
}
