using System.Net;
using System.Text.RegularExpressions;
using Traceability.Desk.Access;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>An invitation lets one person in, once, for seven days, as what it says; and nobody manages the people of another tenant.</summary>
public sealed partial class InvitationTests
{
    [Fact]
    public async Task A_newcomer_makes_an_account_by_a_link_and_the_link_opens_nothing_afterwards()
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        var link = await manager.Invite("小李");
        Assert.Contains("小李", (await manager.Get("/people?lang=en")).Text, StringComparison.Ordinal);
        using var newcomer = new DeskBrowser(house.DeskAddress);
        Assert.Contains("<b>Mill</b>", (await newcomer.Get($"{link}?lang=en")).Text, StringComparison.Ordinal);

        Assert.Equal("/?lang=en", (await Join(newcomer, link, "xiaoli")).Location);
        var home = (await newcomer.Get("/?lang=en")).Text;
        Assert.Contains("Hello, 小李", home, StringComparison.Ordinal);
        Assert.DoesNotContain("/people", home, StringComparison.Ordinal);
        using var second = new DeskBrowser(house.DeskAddress);
        Assert.Equal(HttpStatusCode.NotFound, (await second.Get(link)).Status);
        await second.Get("/sign-in");
        Assert.Equal(HttpStatusCode.NotFound, (await Join(second, link, "zhang")).Status);
        Assert.Equal(1, house.Count("SELECT count(*) FROM person WHERE user_name = 'xiaoli'"));
        Assert.Equal(0, house.Count("SELECT count(*) FROM person WHERE user_name = 'zhang'"));
        // Only a hash of the secret is kept.
        Assert.Equal(0, house.Count($"SELECT count(*) FROM invitation WHERE secret_sha256 LIKE '%{link[6..]}%'"));
        Assert.DoesNotContain("小李</b> ·", (await manager.Get("/people?lang=zh")).Text.Split("未用的邀请")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opened_by_many_at_once_it_lets_one_in()
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        var link = await manager.Invite("one");
        var browsers = Enumerable.Range(0, 6).Select(_ => new DeskBrowser(house.DeskAddress)).ToList();
        foreach (var browser in browsers)
            await browser.Get(link);
        var answers = await Task.WhenAll(browsers.Select((browser, i) => Join(browser, link, $"crowd{i}")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
        Assert.Equal(2, house.Count("SELECT count(*) FROM membership"));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task An_agency_joins_several_producers_with_one_account_and_each_takes_back_what_it_gave()
    {
        await using var house = await OpenHouse.Open();
        using var mill = await house.Staffed("Mill", Role.Producer, "mill");
        using var farm = await house.Staffed("Farmer", Role.Producer, "farm");
        using var agency = await house.Joined(mill, "agency");
        house.Clock.GoTo(OpenHouse.Noon.AddMinutes(1));
        var link = await farm.Invite("agency");
        Assert.Contains("Join as agency", (await agency.Get($"{link}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal("/?lang=en", (await agency.Post($"{link}?lang=en")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await agency.Get(link)).Status);
        // Once is enough: a second link of the same tenant stays open for somebody else.
        var spare = await farm.Invite("spare");
        await agency.Get(spare);
        Assert.Equal(HttpStatusCode.Conflict, (await agency.Post(spare)).Status);
        Assert.Equal(HttpStatusCode.OK, (await agency.Get(spare)).Status);

        await agency.Get("/");
        await agency.Post("/tenant", ("tenantId", $"{await house.IdOf("Farmer")}"));
        Assert.Contains("<b>Farmer</b>", (await agency.Get("/?lang=en")).Text, StringComparison.Ordinal);
        var farmers = (await farm.Get("/people?lang=en")).Text;
        Assert.Equal(HttpStatusCode.SeeOther, (await farm.Post(Members().Match(farmers).Value)).Status);
        Assert.StartsWith("/sign-in", (await agency.Get("/account")).Location, StringComparison.Ordinal);
        Assert.Contains("(agency)", (await mill.Get("/people")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("(agency)", (await farm.Get("/people")).Text, StringComparison.Ordinal);
        Assert.Contains("<b>Mill</b>", await agency.Enter("agency", Staff.Password) is { Location: { } on } ? (await agency.Get(on)).Text : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_opens_nothing_after_seven_days_after_it_was_withdrawn_and_after_its_maker_left()
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        var withdrawn = await manager.Invite("withdrawn");
        Assert.Equal(HttpStatusCode.SeeOther, (await manager.Post(Withdrawals().Match((await manager.Get("/people")).Text).Value)).Status);
        using var browser = new DeskBrowser(house.DeskAddress);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(withdrawn)).Status);

        var colleaguesLink = await manager.Invite("colleague", ("manages", "yes"));
        using var colleague = new DeskBrowser(house.DeskAddress);
        await colleague.Get(colleaguesLink);
        await Join(colleague, colleaguesLink, "colleague");
        var ofTheColleague = await colleague.Invite("friend");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(ofTheColleague)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await manager.Post(Members().Match((await manager.Get("/people")).Text).Value)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(ofTheColleague)).Status);

        var old = await manager.Invite("late");
        house.Clock.GoTo(OpenHouse.Noon.AddDays(7).AddMilliseconds(-1));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(old)).Status);
        house.Clock.GoTo(OpenHouse.Noon.AddDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await Join(browser, old, "late")).Status);
        foreach (var guess in (string[])["/join/x", $"/join/{new string('A', 43)}", "/join/%20", $"{old}x"])
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(guess)).Status);
    }

    [Fact]
    public async Task Nobody_looks_at_invites_to_or_removes_from_another_tenant_and_nobody_gives_a_role_he_does_not_have()
    {
        await using var house = await OpenHouse.Open();
        using var mill = await house.Staffed("Mill", Role.Producer, "mill");
        using var rival = await house.Staffed("Rival", Role.Producer, "rival");
        await mill.Invite("meant for the mill");
        var page = (await mill.Get("/people?lang=en")).Text;
        var (tenant, withdrawal) = ($"{await house.IdOf("Mill")}", Withdrawals().Match(page).Value);
        var someone = await house.Joined(mill, "miller");
        var member = Members().Match((await mill.Get("/people?lang=en")).Text).Value;
        await rival.Get("/people");
        var acts = house.Acts();

        Assert.Equal(HttpStatusCode.NotFound, (await rival.Get($"/people?tenant={tenant}")).Status);
        foreach (var path in (string[])[withdrawal, member])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await rival.Post(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await rival.Post(path, ("tenantId", tenant))).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await rival.Post("/people/invitations", ("name", "x"), ("role", "Producer"), ("tenantId", tenant))).Status);
        foreach (var role in (string[])["Administrator", "Officer", "Association", "", "3", "0", "producer", "Producer,Producer", "Producer,Officer"])
            Assert.Equal(HttpStatusCode.Forbidden, (await rival.Post("/people/invitations", ("name", "x"), ("role", role))).Status);
        // Nor does anybody lock himself out.
        var own = await house.PersonId("rival");
        Assert.Equal(HttpStatusCode.Conflict, (await rival.Post($"/people/members/{own}/remove")).Status);
        Assert.Equal(acts, house.Acts());
        Assert.Equal(HttpStatusCode.OK, (await someone.Get("/account")).Status);
        someone.Dispose();
    }

    [Fact]
    public async Task A_producer_invites_a_print_shop_which_prints_and_manages_nobody_even_when_told_it_may()
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        var link = await manager.Invite("打印店", ("role", "PrintShop"), ("manages", "yes"));
        using var shop = new DeskBrowser(house.DeskAddress);
        await shop.Get(link);
        await Join(shop, link, "shop");
        var home = (await shop.Get("/?lang=en")).Text;
        Assert.Contains("<b>print shop</b>", home, StringComparison.Ordinal);
        Assert.DoesNotContain("/people", home, StringComparison.Ordinal);
        foreach (var path in (string[])["/people", "/keys", "/parties"])
            Assert.Equal(HttpStatusCode.Forbidden, (await shop.Get(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.Get("/account")).Status);
        Assert.DoesNotContain("(shop) · print shop, manages people", (await manager.Get("/people?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_invites_anybody_to_any_tenant_and_the_console_invites_the_first_of_all()
    {
        await using var house = await OpenHouse.Open();
        using var _ = await house.Client("Mill", Role.Producer);
        var first = await InvitePerson.FromConsole(house.House.Store, "Operator", Role.Administrator, house.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        using var administrator = new DeskBrowser(house.DeskAddress);
        await administrator.Get(first);
        await Join(administrator, first, "root");
        var mill = $"{await house.IdOf("Mill")}";
        Assert.Contains(mill, (await administrator.Get("/people")).Text, StringComparison.Ordinal);
        var link = await administrator.Invite("officer", ("tenantId", mill), ("role", "Officer"), ("manages", "yes"));
        using var officer = new DeskBrowser(house.DeskAddress);
        await officer.Get(link);
        await Join(officer, link, "officer");
        Assert.Contains("officer", (await officer.Get("/?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get($"/people?tenant={Guid.CreateVersion7(OpenHouse.Noon)}")).Status);
    }

    [Theory]
    [InlineData("", "xiaoli", "name")]
    [InlineData("小李", "x", "user")]
    [InlineData("小李", "李", "user")]
    [InlineData("小李", "li li", "user")]
    [InlineData("小李", "-li", "user")]
    [InlineData("小李", "Manager", "user")]
    public async Task What_does_not_fit_is_told_at_its_field_and_what_was_typed_is_kept(string name, string user, string field)
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        var link = await manager.Invite("小李");
        using var newcomer = new DeskBrowser(house.DeskAddress);
        await newcomer.Get(link);
        var refused = await newcomer.Post($"{link}?lang=en", ("name", name), ("user", user), ("password", Staff.Password), ("again", Staff.Password));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains($"id=\"{field}-fault\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains($"id=\"user\" name=\"user\" type=\"text\" value=\"{user}\"", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Staff.Password, refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.Get(link)).Status);
    }

    private static Task<DeskAnswer> Join(DeskBrowser browser, string link, string user) =>
        browser.Post($"{link}?lang=en", ("name", "小李"), ("user", user), ("password", Staff.Password), ("again", Staff.Password));

    [GeneratedRegex("/people/invitations/[0-9a-f-]{36}/withdraw")]
    private static partial Regex Withdrawals();

    [GeneratedRegex("/people/members/[0-9a-f-]{36}/remove")]
    private static partial Regex Members();
}
