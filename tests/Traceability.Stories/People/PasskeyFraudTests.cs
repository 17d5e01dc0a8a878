using System.Net;
using Traceability.Storage.Access;
using static Traceability.Stories.People.PasskeyTests;

namespace Traceability.Stories.People;

/// <summary>Who shows something else than the fresh answer of a person's own key to this desk signs nobody in and adds no key.</summary>
public sealed class PasskeyFraudTests
{
    public static TheoryData<string> Frauds => [.. Tries.Keys];

    private static readonly Dictionary<string, Func<OpenHouse, DeskBrowser, SoftKey, Task<(string Ticket, string Credential)>>> Tries = new()
    {
        ["nothing"] = (_, _, _) => Task.FromResult(("", "")),
        ["garbage"] = async (_, browser, _) => ((await Question(browser, "/sign-in/passkey/question")).Ticket, "{\"id\":{},\"response\":"),
        ["JSON of another shape"] = async (_, browser, _) => ((await Question(browser, "/sign-in/passkey/question")).Ticket, "[1,2]"),
        ["an answer without its parts"] = async (_, browser, key) => ((await Question(browser, "/sign-in/passkey/question")).Ticket, $$"""{"id":"{{key.Id}}","type":"public-key"}"""),
        ["garbage in its parts"] = async (_, browser, key) =>
            ((await Question(browser, "/sign-in/passkey/question")).Ticket, $$"""{"id":"{{key.Id}}","rawId":"{{key.Id}}","response":{"userHandle":"{{key.Owner}}","clientDataJSON":"AAAA","authenticatorData":"AA","signature":""},"type":"public-key"}"""),
        ["no ticket"] = async (house, browser, key) => ("", key.Show((await Question(browser, "/sign-in/passkey/question")).Options, house.DeskName())),
        ["a ticket of one's own making"] = async (house, browser, key) => ("AAAA", key.Show((await Question(browser, "/sign-in/passkey/question")).Options, house.DeskName())),
        ["the ticket of another question"] = async (house, browser, key) =>
            ((await Question(browser, "/sign-in/passkey/question")).Ticket, key.Show((await Question(browser, "/sign-in/passkey/question")).Options, house.DeskName())),
        ["another site"] = async (_, browser, key) => await Shown(browser, key, "https://evil.example"),
        ["a neighbour below our name"] = async (house, browser, key) => await Shown(browser, key, house.DeskName().Replace("localhost", "evil.localhost", StringComparison.Ordinal)),
        ["another port"] = async (_, browser, key) => await Shown(browser, key, "http://localhost:1"),
        ["too late"] = async (house, browser, key) =>
        {
            var shown = await Shown(browser, key, house.DeskName());
            house.Clock.GoTo(house.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
            return shown;
        },
        ["nobody verified"] = async (house, browser, key) =>
        {
            key.Verifies = false;
            return await Shown(browser, key, house.DeskName());
        },
        ["a counter that went back"] = async (house, browser, key) =>
        {
            key.Counter = 1;
            return await Shown(browser, key, house.DeskName());
        },
        ["a key that nobody added"] = async (house, browser, key) =>
        {
            using var stranger = new SoftKey { Owner = key.Owner };
            return await Shown(browser, stranger, house.DeskName());
        },
        ["another person's name on it"] = async (house, browser, key) =>
        {
            using var eve = await house.Staffed("Rival", Role.Producer, "eve", address: house.DeskName());
            using var hers = new SoftKey();
            await Add(eve, hers);
            var (options, ticket) = await Question(browser, "/sign-in/passkey/question");
            return (ticket, key.Show(options, house.DeskName(), hers.Owner));
        },
        ["no name on it"] = async (house, browser, key) =>
        {
            key.Owner = "";
            return await Shown(browser, key, house.DeskName());
        },
    };

    [Theory]
    [MemberData(nameof(Frauds))]
    public async Task What_is_no_fresh_answer_of_the_persons_own_key_to_this_desk_signs_nobody_in(string what)
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var key = new SoftKey { Counter = 5 };
        await Add(ami, key);
        using var browser = new DeskBrowser(house.DeskName());
        await browser.Get("/sign-in");
        var (ticket, credential) = await Tries[what](house, browser, key);
        var acts = house.Acts();
        // As a client of its own would send it: the platform's own check compares with this header only.
        Refused(await Show(browser, ticket, credential));
        Assert.Equal(("", acts), (browser.SignIn, house.Acts()));
    }

    [Theory]
    [InlineData("the question of another person")]
    [InlineData("the question of a sign-in")]
    [InlineData("a key of another person")]
    [InlineData("another site")]
    [InlineData("too late")]
    [InlineData("garbage")]
    [InlineData("a wrong password")]
    [InlineData("no name")]
    public async Task A_passkey_is_added_to_whoever_asked_for_it_with_the_present_password(string but)
    {
        await using var house = await OpenHouse.Open();
        using var ami = await house.Staffed("Mill", Role.Producer, "ami", address: house.DeskName());
        using var eve = await house.Staffed("Rival", Role.Producer, "eve", address: house.DeskName());
        using var key = new SoftKey();
        await eve.Get("/account");
        if (but == "a key of another person")
            await Add(eve, key);
        var (options, ticket) = await Question(but == "the question of another person" ? eve : ami, "/account/passkeys/question");
        await ami.Get("/account");
        var made = but == "garbage" ? "{" : key.Make(options, but == "another site" ? "https://evil.example" : house.DeskName());
        if (but == "the question of a sign-in")
            ticket = (await Question(ami, "/sign-in/passkey/question")).Ticket;
        if (but == "too late")
            house.Clock.GoTo(house.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        var acts = house.Acts();

        var answer = await ami.Post("/account/passkeys?lang=en",
            ("name", but == "no name" ? " " : "My phone"), ("confirm", but == "a wrong password" ? "x" : ami.Password), ("ticket", ticket), ("credential", made));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("role=\"alert\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(acts, house.Acts());
    }
}
