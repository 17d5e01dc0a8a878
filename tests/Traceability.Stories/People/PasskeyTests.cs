using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>A passkey signs its person in without a password, and nothing else does: no other question's answer, no other site's, no other person's, and none twice.</summary>
public sealed partial class PasskeyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_passkey_is_added_signs_in_and_once_removed_opens_nothing_and_each_step_leaves_its_act(bool onPostgres)
    {
        await using var house = onPostgres ? await OpenHouse.OpenOnPostgres() : await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var key = new SoftKey { Counter = 7 };
        var acts = house.Acts();
        Assert.Equal("/account?done=added&lang=en", (await Add(ami, key)).Location);
        Assert.Equal(acts + 1, house.Acts());
        Assert.Contains("<b>My phone</b> · 2026-10-10", (await ami.Get("/account?lang=en")).Text, StringComparison.Ordinal);
        await ami.Post("/sign-out");

        using var phone = new DeskBrowser(house.DeskName());
        Assert.Equal("/account?lang=en", (await Enter(phone, key, to: "/account")).Location);
        Assert.Equal(acts + 3, house.Acts());
        Assert.Contains("Hello, ami", (await phone.Get("/?lang=en")).Text, StringComparison.Ordinal);
        using var again = new DeskBrowser(house.DeskName());
        Assert.Equal("/?lang=en", (await Enter(again, key)).Location);

        // Removed on one device, it is gone and whoever is signed in with it too.
        var removal = Removal().Match((await phone.Get("/account")).Text).Value;
        Assert.Equal("/account?done=removed&lang=en", (await phone.Post(removal + "?lang=en")).Location);
        Assert.DoesNotContain("My phone", (await phone.Get("/account?done=removed&lang=en")).Text, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await again.Get("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Post(removal)).Status);
        acts = house.Acts();
        Refused(await Enter(again, key));
        Assert.Equal(acts, house.Acts());
    }

    [Fact]
    public async Task An_answer_signs_in_once_and_makes_one_passkey()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var key = new SoftKey();
        var (options, ticket) = await Question(ami, "/account/passkeys/question");
        var made = key.Make(options, house.DeskName());
        Task<DeskAnswer> Send() => ami.Post("/account/passkeys?lang=en", ("name", "x"), ("confirm", ami.Password), ("ticket", ticket), ("credential", made));
        Assert.Equal(HttpStatusCode.SeeOther, (await Send()).Status);
        Assert.Contains("was not added", (await Send()).Text, StringComparison.Ordinal);
        await ami.Post(Removal().Match((await ami.Get("/account")).Text).Value);
        Assert.Contains("was not added", (await Send()).Text, StringComparison.Ordinal);

        using var second = new SoftKey();
        await Add(ami, second);
        using var phone = new DeskBrowser(house.DeskName());
        await phone.Get("/sign-in");
        (options, ticket) = await Question(phone, "/sign-in/passkey/question");
        var shown = second.Show(options, house.DeskName());
        Assert.Equal("/?lang=en", (await Show(phone, ticket, shown)).Location);
        await phone.Get("/");
        await phone.Post("/sign-out");
        using var thief = new DeskBrowser(house.DeskName());
        await thief.Get("/sign-in");
        Refused(await Show(thief, ticket, shown));
        await phone.Get("/sign-in");
        Refused(await Show(phone, ticket, shown));
    }

    [Fact]
    public async Task Tries_are_counted_by_the_key_so_that_guessing_a_password_keeps_nobody_from_his_passkey()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var key = new SoftKey();
        await Add(ami, key);
        using var guesser = new DeskBrowser(house.DeskName());
        for (var i = 0; i < 4; i++)
            await guesser.Enter("ami", "a wrong password");
        using var phone = new DeskBrowser(house.DeskName());
        Assert.Equal("/?lang=en", (await Enter(phone, key)).Location);

        for (var i = 0; i < 3; i++)
            Refused(await Show(guesser, "", $$"""{"id":"{{key.Id}}"}"""));
        await phone.Get("/");
        await phone.Post("/sign-out");
        var waits = await Enter(phone, key);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), (waits.Status, waits.RetryAfter));
        house.Clock.GoTo(house.Clock.GetUtcNow().AddSeconds(5));
        Assert.Equal("/?lang=en", (await Enter(phone, key)).Location);
    }

    [Fact]
    public async Task At_a_desk_left_open_nobody_guesses_the_password_faster_by_way_of_a_passkey()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        await ami.Get("/account");
        Task<DeskAnswer> Guess() => ami.Post("/account/passkeys?lang=en", ("name", "x"), ("confirm", "a wrong one"));
        for (var i = 0; i < 3; i++)
            Assert.Contains("not your present password", (await Guess()).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Guess()).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_what_a_passkey_signed_in_and_the_passkey_stays()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var key = new SoftKey();
        await Add(ami, key);
        using var phone = new DeskBrowser(house.DeskName());
        await Enter(phone, key);
        await ami.Get("/account");
        await ami.Post("/account", ("current", ami.Password), ("password", Staff.Password), ("again", Staff.Password));
        Assert.StartsWith("/sign-in", (await phone.Get("/account")).Location, StringComparison.Ordinal);
        Assert.Equal("/?lang=en", (await Enter(phone, key)).Location);
    }

    [Fact]
    public async Task Twenty_are_enough()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        for (var i = 0; i < 20; i++)
        {
            using var key = new SoftKey();
            Assert.Equal(HttpStatusCode.SeeOther, (await Add(ami, key)).Status);
        }

        using var more = new SoftKey();
        Assert.Contains("20 passkeys at most", (await Add(ami, more)).Text, StringComparison.Ordinal);
        await ami.Post(Removal().Match((await ami.Get("/account")).Text).Value);
        Assert.Equal(HttpStatusCode.SeeOther, (await Add(ami, more)).Status);
    }

    [Fact]
    public async Task A_demonstration_that_starts_anew_leaves_no_passkey_of_the_last_start()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var key = new SoftKey();
        await Add(ami, key);
        await house.Hire("Mill", Role.Producer, "ami");
        using var phone = new DeskBrowser(house.DeskName());
        Refused(await Enter(phone, key));
    }

    [Fact]
    public async Task Nobody_removes_another_persons_passkey()
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var bao = await house.Staffed("Mill", Role.Producer, "bao", address: house.DeskName());
        using var key = new SoftKey();
        await Add(ami, key);
        Assert.Equal(HttpStatusCode.NotFound, (await bao.Post(Removal().Match((await ami.Get("/account")).Text).Value)).Status);
        using var phone = new DeskBrowser(house.DeskName());
        Assert.Equal("/?lang=en", (await Enter(phone, key)).Location);
    }

    [Fact]
    public async Task Everywhere_else_is_left_with_one_button_and_here_one_stays()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        using var here = new DeskBrowser(house.DeskName());
        using var there = new DeskBrowser(house.DeskName());
        using var other = await house.Staffed("Mill", Role.Producer, "bao", address: house.DeskName());
        await here.Enter("ami", password);
        Assert.DoesNotContain("sign-out-elsewhere", (await here.Get("/account?lang=en")).Text, StringComparison.Ordinal);
        await there.Enter("ami", password);
        Assert.Equal(2, Since().Count((await here.Get("/account?lang=en")).Text));
        var acts = house.Acts();
        Assert.Equal("/account?done=elsewhere&lang=en", (await here.Post("/account/sign-out-elsewhere?lang=en")).Location);
        Assert.Equal(acts + 1, house.Acts());
        Assert.StartsWith("/sign-in", (await there.Get("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(1, Since().Count((await here.Get("/account?done=elsewhere&lang=en")).Text));
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/account")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await here.Post("/account/sign-out-elsewhere")).Status);
        Assert.Equal(acts + 1, house.Acts());
    }

    /// <summary>Adds a passkey on the page of the account.</summary>
    internal static async Task<DeskAnswer> Add(DeskBrowser person, SoftKey key)
    {
        await person.Get("/account?lang=en");
        var (options, ticket) = await Question(person, "/account/passkeys/question");
        return await person.Post("/account/passkeys?lang=en", ("name", "My phone"), ("confirm", person.Password), ("ticket", ticket), ("credential", key.Make(options, person.Address)));
    }

    /// <summary>What a form must send so that a passkey is added or shown.</summary>
    internal static async Task<(JsonElement Options, string Ticket)> Question(DeskBrowser browser, string path)
    {
        var question = JsonElement.Parse((await browser.Get(path)).Text);
        return (question.GetProperty("options"), question.GetProperty("ticket").GetString()!);
    }

    /// <summary>The answer of a key to a question of the sign-in, as a page of some origin would send it.</summary>
    internal static async Task<(string Ticket, string Credential)> Shown(DeskBrowser browser, SoftKey key, string origin)
    {
        var (options, ticket) = await Question(browser, "/sign-in/passkey/question");
        return (ticket, key.Show(options, origin));
    }

    /// <summary>Signs in by a key.</summary>
    internal static async Task<DeskAnswer> Enter(DeskBrowser browser, SoftKey key, string to = "/")
    {
        await browser.Get("/sign-in");
        var (ticket, credential) = await Shown(browser, key, browser.Address);
        return await Show(browser, ticket, credential, to);
    }

    /// <summary>Sends an answer to the sign-in.</summary>
    internal static Task<DeskAnswer> Show(DeskBrowser browser, string ticket, string credential, string to = "/") =>
        browser.Post("/sign-in/passkey?lang=en", ("ticket", ticket), ("credential", credential), ("to", to));

    /// <summary>Asks for a refusal that tells nothing.</summary>
    internal static void Refused(DeskAnswer answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("passkey was not recognised", answer.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("/account/passkeys/[0-9a-f-]{36}/remove")]
    private static partial Regex Removal();

    [GeneratedRegex("· since ")]
    private static partial Regex Since();
}
