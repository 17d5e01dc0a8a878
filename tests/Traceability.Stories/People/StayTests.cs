using System.Net;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>How long somebody stays signed in: not idle for long, not beyond a working day, and not a click after what he was let in by is gone.</summary>
public sealed class StayTests
{
    private const string Away = "/sign-in?to=%2Faccount&lang=en";

    [Fact]
    public async Task Unused_for_two_hours_it_ends_and_used_it_goes_on_until_twelve_hours_after_the_password()
    {
        await using var house = await OpenHouse.Open();
        using var idle = await house.Staffed("Mill", Role.Producer, "ami");
        using var busy = await house.Staffed("Mill", Role.Producer, "bao");
        for (var hour = 1; hour < 12; hour++)
        {
            house.Clock.GoTo(OpenHouse.Noon.AddHours(hour));
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/account?lang=en")).Status);
            house.Clock.GoTo(OpenHouse.Noon.AddHours(hour).AddMinutes(59));
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/account?lang=en")).Status);
        }

        Assert.Equal(Away, (await idle.Get("/account?lang=en")).Location);
        house.Clock.GoTo(OpenHouse.Noon.AddHours(12));
        Assert.Equal(Away, (await busy.Get("/account?lang=en")).Location);
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_sign_in_at_once_and_leaves_an_act()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        using var here = new DeskBrowser(house.DeskAddress);
        using var there = new DeskBrowser(house.DeskAddress);
        await here.Enter("ami", password);
        await there.Enter("ami", password);
        var (acts, former) = (house.Acts(), here.SignIn);

        await here.Get("/account?lang=en");
        var changed = await here.Post("/account?lang=en", ("current", password), ("password", "rice in the autumn rain"), ("again", "rice in the autumn rain"));
        Assert.Equal("/account?done=password&lang=en", changed.Location);
        Assert.Equal(acts + 1, house.Acts());
        Assert.Contains("The password is changed", (await here.Get(changed.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(Away, (await there.Get("/account?lang=en")).Location);
        there.SignIn = former;
        Assert.Equal(Away, (await there.Get("/account?lang=en")).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await there.Enter("ami", password)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await there.Enter("ami", "rice in the autumn rain")).Status);
    }

    [Fact]
    public async Task A_membership_taken_back_ends_the_work_there_at_once_and_nowhere_else()
    {
        await using var house = await OpenHouse.Open();
        await house.Hire("Farmer", Role.Producer, "agency");
        house.Clock.GoTo(OpenHouse.Noon.AddMinutes(1));
        var password = await house.Hire("Mill", Role.Producer, "agency");
        using var atTheFarm = new DeskBrowser(house.DeskAddress);
        using var atTheMill = new DeskBrowser(house.DeskAddress);
        await atTheFarm.Enter("agency", password);
        await atTheMill.Enter("agency", password);
        await atTheMill.Get("/?lang=en");
        await atTheMill.Post("/tenant?lang=en", ("tenantId", $"{await house.IdOf("Mill")}"));

        Assert.Contains("<b>Farmer</b>", (await atTheFarm.Get("/?lang=en")).Text, StringComparison.Ordinal);
        await house.Dismiss("agency", "Farmer");
        Assert.Equal(Away, (await atTheFarm.Get("/account?lang=en")).Location);
        var home = (await atTheMill.Get("/?lang=en")).Text;
        Assert.Contains("<b>Mill</b>", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Farmer", home, StringComparison.Ordinal);
        await house.Dismiss("agency", "Mill");
        Assert.Equal(Away, (await atTheMill.Get("/account?lang=en")).Location);
    }

    [Fact]
    public async Task Whoever_works_for_several_changes_between_them_under_a_sign_in_that_grows_no_older_by_it()
    {
        await using var house = await OpenHouse.Open();
        await house.Hire("Farmer", Role.Producer, "agency");
        house.Clock.GoTo(OpenHouse.Noon.AddMinutes(1));
        using var agency = await house.Staffed("Mill", Role.Producer, "agency");
        await house.Client("Rival", Role.Producer);
        var mill = $"{await house.IdOf("Mill")}";
        Assert.Contains($"value=\"{mill}\"", (await agency.Get("/?lang=en")).Text, StringComparison.Ordinal);
        house.Clock.GoTo(OpenHouse.Noon.AddHours(1));
        var (former, acts) = (agency.SignIn, house.Acts());

        Assert.Equal("/?lang=en", (await agency.Post("/tenant?lang=en", ("tenantId", mill))).Location);
        Assert.Equal(acts + 1, house.Acts());
        Assert.Contains("<b>Mill</b>", (await agency.Get("/?lang=en")).Text, StringComparison.Ordinal);
        using var copy = new DeskBrowser(house.DeskAddress) { SignIn = former };
        Assert.Equal(Away, (await copy.Get("/account?lang=en")).Location);

        // A tenant he does not work for is not there, whoever's it is.
        foreach (var other in (string[])[Guid.CreateVersion7(house.Clock.GetUtcNow()).ToString(), "", "x", $"{await house.IdOf("Rival")}"])
            Assert.Equal(HttpStatusCode.NotFound, (await agency.Post("/tenant?lang=en", ("tenantId", other))).Status);
        for (var hour = 2; hour < 12; hour++)
        {
            house.Clock.GoTo(OpenHouse.Noon.AddHours(hour));
            Assert.Equal(HttpStatusCode.OK, (await agency.Get("/account?lang=en")).Status);
        }

        house.Clock.GoTo(OpenHouse.Noon.AddHours(12).AddMinutes(1));
        Assert.Equal(Away, (await agency.Get("/account?lang=en")).Location);
    }

    [Fact]
    public async Task Somebody_who_works_for_nobody_is_told_so_only_with_the_right_password()
    {
        await using var house = await OpenHouse.Open();
        var password = await house.Hire("Mill", Role.Producer, "ami");
        await house.Dismiss("ami", "Mill");
        using var browser = new DeskBrowser(house.DeskAddress);
        Assert.Contains("is wrong", (await browser.Enter("ami", "a wrong password")).Text, StringComparison.Ordinal);
        Assert.Contains("you work for nobody", (await browser.Enter("ami", password)).Text, StringComparison.Ordinal);
        Assert.Equal("", browser.SignIn);
    }

    [Theory]
    [InlineData("short", "short", "At least 10 characters", "at least 10 characters")]
    [InlineData("Password123", "Password123", "", "among the first")]
    [InlineData("aaaaaaaaaaaa", "aaaaaaaaaaaa", "", "among the first")]
    [InlineData("my AMI is long", "my AMI is long", "", "user name out of it")]
    [InlineData("rice in the autumn rain", "rice in the autumn", "", "The two differ")]
    public async Task A_weak_password_is_refused_at_its_field(string password, string again, string hint, string words)
    {
        await using var house = await OpenHouse.Open();
        var present = await house.Hire("Mill", Role.Producer, "ami");
        using var browser = new DeskBrowser(house.DeskAddress);
        await browser.Enter("ami", present);
        await browser.Get("/account?lang=en");
        var acts = house.Acts();
        var refused = await browser.Post("/account?lang=en", ("current", present), ("password", password), ("again", again));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(hint, refused.Text, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{password}\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(acts, house.Acts());
    }

    [Fact]
    public async Task At_a_desk_left_open_nobody_guesses_the_present_password_faster_than_at_the_door()
    {
        await using var house = await OpenHouse.Open();
        using var browser = await house.Staffed("Mill", Role.Producer, "ami");
        await browser.Get("/account?lang=en");
        Task<DeskAnswer> Guess() => browser.Post("/account?lang=en", ("current", "a wrong one"), ("password", "rice in the autumn rain"), ("again", "rice in the autumn rain"));
        for (var i = 0; i < 3; i++)
            Assert.Contains("not your present password", (await Guess()).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), await Guess() is var refused ? (refused.Status, refused.RetryAfter!.Value) : default);
    }
}
