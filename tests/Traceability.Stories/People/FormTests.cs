using System.Net;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.Portal;

namespace Traceability.Stories.People;

/// <summary>SECURITY T32: no form is taken that was not filled in on a page of ours, by the person it was shown to. The door lists its own forms (ActTests), so a new one without its line fails.</summary>
public sealed partial class FormTests
{
    /// <summary>How each form is sent with success, by a manager of the mill or by a newcomer, and how many acts that leaves.</summary>
    internal static readonly Dictionary<string, Func<OpenHouse, DeskBrowser, Task<(string Path, (string, string)[] Fields)>>> Forms = new()
    {
        ["POST /sign-in"] = async (house, _) => ("/sign-in", [("user", "form-user"), ("password", await house.Hire("Mill", Role.Producer, "form-user"))]),
        ["POST /sign-in/passkey"] = async (house, browser) =>
        {
            using var key = new SoftKey();
            await PasskeyTests.Add(browser, key);
            var (options, ticket) = await PasskeyTests.Question(browser, "/sign-in/passkey/question");
            return ("/sign-in/passkey", [("ticket", ticket), ("credential", key.Show(options, browser.Address))]);
        },
        ["POST /account/passkeys"] = async (_, browser) =>
        {
            using var key = new SoftKey();
            var (options, ticket) = await PasskeyTests.Question(browser, "/account/passkeys/question");
            return ("/account/passkeys", [("name", "手机"), ("confirm", browser.Password), ("ticket", ticket), ("credential", key.Make(options, browser.Address))]);
        },
        ["POST /account/passkeys/{id:guid}/remove"] = async (_, browser) =>
        {
            using var key = new SoftKey();
            await PasskeyTests.Add(browser, key);
            return ($"/account/passkeys/{Passkey().Match((await browser.Get("/account")).Text).Groups[1].Value}/remove", []);
        },
        ["POST /account/sign-out-elsewhere"] = async (house, browser) =>
        {
            using var elsewhere = new DeskBrowser(house.DeskAddress);
            await elsewhere.Enter("manager", browser.Password);
            return ("/account/sign-out-elsewhere", []);
        },
        ["POST /keys"] = (_, _) => Task.FromResult<(string, (string, string)[])>(("/keys", [("name", "ERP"), ("Read", "yes")])),
        ["POST /keys/{id:guid}/revoke"] = async (_, browser) => ($"/keys/{Key().Match((await browser.Get("/keys")).Text).Groups[1].Value}/revoke", []),
        ["POST /sign-out"] = (_, _) => Task.FromResult<(string, (string, string)[])>(("/sign-out", [])),
        ["POST /tenant"] = async (house, _) => ("/tenant", [("tenantId", $"{await house.IdOf("Farmer")}")]),
        ["POST /account"] = (_, browser) => Task.FromResult<(string, (string, string)[])>(("/account", [("current", browser.Password), ("password", Staff.Password), ("again", Staff.Password)])),
        ["POST /parties/new"] = (_, _) => Task.FromResult<(string, (string, string)[])>(("/parties/new", [("name", "甲"), ("uscc", "91110000600037341L"), ("kind", "Mill")])),
        ["POST /people/invitations"] = (_, _) => Task.FromResult<(string, (string, string)[])>(("/people/invitations", [("name", "某人"), ("role", "Producer")])),
        ["POST /people/invitations/{id:guid}/withdraw"] = async (_, browser) =>
        {
            await browser.Invite("withdrawn");
            return ($"/people/invitations/{Invitation().Match((await browser.Get("/people")).Text).Groups[1].Value}/withdraw", []);
        },
        ["POST /people/members/{id:guid}/remove"] = async (house, browser) =>
        {
            using var _ = await house.Joined(browser, "removed");
            return ($"/people/members/{Member().Match((await browser.Get("/people")).Text).Groups[1].Value}/remove", []);
        },
        ["POST /parties/{id:guid}"] = async (house, _) => ($"/parties/{await house.Party("Mill")}", [("version", "1"), ("name", "乙"), ("kind", "Mill")]),
        ["POST /parties/{id:guid}/removed"] = async (house, _) => ($"/parties/{await house.Party("Mill")}/removed", [("version", "1"), ("act", "remove")]),
        ["POST /parties/import/confirmed"] = (_, _) => Task.FromResult<(string, (string, string)[])>(("/parties/import/confirmed", [("table", $"name,uscc,kind\n甲,{Recorded.Uscc},producer")])),
        ["POST /rights/new"] = async (house, _) => ("/rights/new",
            [("kind", "Trademark"), ("number", "91298150"), ("title", "辽河口"), ("holderPartyId", $"{await house.Party("Mill")}"), ("niceClass", "30")]),
        ["POST /rights/{id:guid}/certificate"] = async (house, _) => ($"/rights/{await house.Mark("Mill")}/certificate", [("certificate@paper.pdf", Recorded.Paper)]),
        ["POST /rights/{id:guid}/check"] = async (house, _) => ($"/rights/{await house.CertifiedMark("Mill")}/check", [("version", "2")]),
        ["POST /rights/{id:guid}/mismatch"] = async (house, _) => ($"/rights/{await house.CertifiedMark("Mill")}/mismatch", [("version", "2"), ("reason", "号码不符")]),
        ["POST /rights/{id:guid}/states"] = async (house, _) => ($"/rights/{await house.Mark("Mill")}/states",
            [("state", "Granted"), ("effectiveOn", "2026-01-01"), ("source", "公告"), ("asOf", "2026-10-01")]),
        ["POST /rights/{id:guid}/permissions"] = async (house, _) => ($"/rights/{await house.Mark("Mill")}/permissions", [("party", Recorded.Uscc), ("documentNumber", "1"), ("validFrom", "2026-10-01")]),
        ["POST /rights/{id:guid}/zone"] = async (house, browser) =>
        {
            var (gi, zone) = (await house.Gi("Association"), await house.Zone());
            await browser.Enter("keeper", await house.Hire("Association", Role.Association, "keeper"));
            return ($"/rights/{gi}/zone", [("version", "4"), ("zoneId", $"{zone}")]);
        },
        ["POST /permissions/{id:guid}/withdraw"] = async (house, _) => ($"/permissions/{await house.Licence("Mill", await house.Mark("Mill"))}/withdraw", [("on", "2026-10-10"), ("reason", "r")]),
        ["POST /products/new"] = async (house, _) => ("/products/new", [("kind", "Gi"), ("name", "米"), ("giRightId", $"{await house.Gi("Association")}"), ("netContentGrams", "5000")]),
        ["POST /products/{id:guid}"] = async (house, _) => ($"/products/{await house.Rice("Mill")}", [("version", "1"), ("name", "粳米")]),
        ["POST /products/{id:guid}/artwork"] = async (house, _) => ($"/products/{await house.Rice("Mill")}/artwork", [("artwork@mark.png", Recorded.Artwork)]),
        ["POST /products/{id:guid}/artwork/remove"] = async (house, browser) =>
        {
            var product = await house.Rice("Mill");
            await browser.Get("/");
            await browser.Post($"/products/{product}/artwork", ("artwork@mark.png", Recorded.Artwork));
            return ($"/products/{product}/artwork/remove", []);
        },
        ["POST /products/{id:guid}/pictures"] = async (house, _) => ($"/products/{await house.Rice("Mill")}/pictures", [("picture@rice.jpg", Recorded.Photo)]),
        ["POST /products/{id:guid}/pictures/{sha256}/remove"] = async (house, browser) =>
        {
            var pictures = $"/products/{await house.Rice("Mill")}/pictures";
            await browser.Get("/");
            await browser.Post(pictures, ("picture@rice.jpg", Recorded.Photo));
            return ($"{pictures}/{Recorded.PhotoSha256}/remove", []);
        },
        ["POST /join/{secret}"] = async (_, browser) => (await browser.Invite("newcomer"), [("name", "新人"), ("user", "newcomer"), ("password", Staff.Password), ("again", Staff.Password)]),
    };

    public static TheoryData<string> Routes => [.. All.Keys];

    /// <summary>The same of every page.</summary>
    internal static Dictionary<string, Func<OpenHouse, DeskBrowser, Task<(string Path, (string, string)[] Fields)>>> All { get; } = new(Forms.Concat(Portal.LabelForms.All).Concat(Portal.LandForms.All));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_form_without_the_token_of_its_page_is_refused_without_a_trace_and_leaves_an_act_with_it(string route)
    {
        await using var house = await OpenHouse.Open(("Issuing:FourEyesAboveCount", $"{Portal.LabelForms.FourEyesAbove}"));
        using var manager = await Manager(house);
        var (path, fields) = await All[route](house, manager);
        using var newcomer = new DeskBrowser(house.DeskAddress);
        using var rival = await house.Staffed("Rival", Role.Producer, "eve");
        var sender = route is "POST /sign-in" or "POST /sign-in/passkey" or "POST /join/{secret}" ? newcomer : manager;
        await sender.Get(route == "POST /join/{secret}" ? path : sender == newcomer ? "/sign-in" : "/");
        var (own, acts) = (sender.Token, house.Acts());

        // Another person's token, none, an old one's shape, and what a form of another site can send.
        foreach (var token in (string[])[rival.Token, "", own[..^4], new string('A', own.Length)])
            Assert.Equal(HttpStatusCode.BadRequest, (await sender.Post(path, [("formToken", token), .. fields])).Status);
        var alien = await sender.Post(path, [("formToken", ""), .. fields]);
        Assert.Contains("请重新打开页面", alien.Text, StringComparison.Ordinal);
        using (var json = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", null, "application/json") })
            Assert.Equal(HttpStatusCode.BadRequest, (await sender.Send(json)).Status);
        using (var plain = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent($"formToken={own}", null, "text/plain") })
            Assert.Equal(HttpStatusCode.BadRequest, (await sender.Send(plain)).Status);
        // Its token without its cookie.
        var cookie = sender.Cookies["__Host-form"];
        sender.Cookies.Remove("__Host-form");
        Assert.Equal(HttpStatusCode.BadRequest, (await sender.Post(path, [("formToken", own), .. fields])).Status);
        sender.Cookies["__Host-form"] = cookie;
        Assert.Equal(acts, house.Acts());

        var done = await sender.Post(path, [("formToken", own), .. fields]);
        Assert.True((int)done.Status < 400, $"{route}: {done.Status} {done.Text}");
        Assert.True(house.Acts() > acts, $"{route} left no act");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "formToken=%", 400)]
    [InlineData("multipart/form-data", "no boundary", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\ncut", 400)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b", 415)]
    public async Task A_form_that_cannot_be_read_is_refused_with_a_page(string type, string body, int status)
    {
        await using var house = await OpenHouse.Open();
        using var browser = new DeskBrowser(house.DeskAddress);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var refused = await browser.Send(request);
        Assert.Equal(status, (int)refused.Status);
        Assert.Contains("<h1>", refused.Text, StringComparison.Ordinal);
    }

    // Works at the farm too, so that he can change.
    private static async Task<DeskBrowser> Manager(OpenHouse house)
    {
        await house.Hire("Mill", Role.Producer, "manager");
        house.Clock.GoTo(OpenHouse.Noon.AddMinutes(1));
        return await house.Staffed("Farmer", Role.Producer, "manager");
    }

    [GeneratedRegex("/people/invitations/([0-9a-f-]{36})/withdraw")]
    private static partial Regex Invitation();

    [GeneratedRegex("/account/passkeys/([0-9a-f-]{36})/remove")]
    private static partial Regex Passkey();

    [GeneratedRegex("/keys/([0-9a-f-]{36})/revoke")]
    private static partial Regex Key();

    [GeneratedRegex("/people/members/([0-9a-f-]{36})/remove")]
    private static partial Regex Member();
}
