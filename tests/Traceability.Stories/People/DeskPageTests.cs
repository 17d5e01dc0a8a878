using System.Text.RegularExpressions;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>Every page of the desk for people: in both languages, without script, asking for nothing else, everything typed shown as text.</summary>
public sealed partial class DeskPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Every_page_speaks_one_language_runs_no_script_and_asks_for_nothing_else(string language)
    {
        await using var house = await OpenHouse.Open();
        using var administrator = await house.Staffed("Operator", Role.Administrator, "root", "Root");
        var link = await administrator.Invite("guest");
        using var stranger = new DeskBrowser(house.DeskAddress);
        await stranger.Get("/sign-in");
        (DeskBrowser Who, string Path)[] pages =
        [
            (stranger, "/"), (stranger, "/sign-in"), (stranger, "/sign-in?to=%2Fpeople"), (stranger, link), (stranger, "/join/none"),
            (administrator, "/"), (administrator, "/account"), (administrator, "/account?done=password"), (administrator, "/people"), (administrator, "/keys"), (administrator, "/keys?done=revoked"), (administrator, link),
        ];
        var shown = new List<DeskAnswer>();
        foreach (var (who, path) in pages)
            shown.Add(await who.Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}"));
        shown.Add(await stranger.Post($"/sign-in?lang={language}", ("user", "u"), ("password", "p")));
        shown.Add(await administrator.Post($"/people/invitations?lang={language}", ("name", ""), ("role", "Officer")));
        shown.Add(await administrator.Post($"/keys?lang={language}", ("name", "ERP")));
        shown.Add(await administrator.Post($"/keys?lang={language}", ("name", "ERP"), ("Read", "yes")));
        shown.Add(await administrator.Post($"/people/members/{Guid.Empty}/remove?lang={language}"));

        Assert.All(shown, page =>
        {
            Assert.StartsWith("<!DOCTYPE html>", page.Text, StringComparison.Ordinal);
            Assert.Contains($"<html lang=\"{language}\">", page.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\s(src|srcset|style|on\w+)=|@import|url\(|<script", page.Text);
            Assert.Contains($"<style nonce=\"{page.Policy.Split("'nonce-")[1].Split('\'')[0]}\">", page.Text, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", page.Policy, StringComparison.Ordinal);
            Assert.DoesNotMatch("unsafe|script-src|\\*", page.Policy);
            Assert.Contains("form-action 'self'", page.Policy, StringComparison.Ordinal);
            var words = Markup().Replace(page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..], "");
            if (language == "en")
                Assert.DoesNotMatch("[一-鿿]", words);
            else
                Assert.Matches("[一-鿿]", words);
            // Each field says what it is, each form of a page carries its token.
            foreach (Match field in Fields().Matches(page.Text))
                Assert.Contains($"<label for=\"{field.Groups[1].Value}\"", page.Text, StringComparison.Ordinal);
            Assert.Equal(Forms().Count(page.Text), page.Text.Split("name=\"formToken\"").Length - 1);
        });
    }

    [Theory]
    [InlineData("/nothing", "text/html,*/*;q=0.8", "text/html", 404)]
    [InlineData("/nothing", "application/json", "application/problem+json", 404)]
    [InlineData("/nothing", "*/*", "application/problem+json", 404)]
    [InlineData("/api/v1/nothing", "text/html", "application/problem+json", 404)]
    // Where a form was refused a phone may open the address once more by itself.
    [InlineData("/people/invitations", "text/html,*/*;q=0.8", "text/html", 405)]
    [InlineData("/people/invitations", "application/json", "application/problem+json", 405)]
    [InlineData("/api/v1/batches/00000000-0000-0000-0000-000000000000/approval", "text/html", "application/problem+json", 405)]
    public async Task An_address_that_leads_nowhere_is_a_page_for_people_and_a_problem_for_programs(string path, string accept, string mediaType, int status)
    {
        await using var house = await OpenHouse.Open();
        using var client = new HttpClient { BaseAddress = new Uri(house.DeskAddress) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((status, mediaType), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_sign_in_page_helps_password_managers_and_begins_where_one_types()
    {
        await using var house = await OpenHouse.Open();
        using var browser = new DeskBrowser(house.DeskAddress);
        var page = (await browser.Get("/sign-in?lang=en")).Text;
        Assert.Matches("<input id=\"user\"[^>]* autocomplete=\"username\"[^>]* autofocus", page);
        Assert.Matches("<input id=\"password\" name=\"password\" type=\"password\"[^>]* autocomplete=\"current-password\"", page);
        Assert.Contains("name=\"viewport\"", page, StringComparison.Ordinal);
        var again = (await browser.Post("/sign-in?lang=en", ("user", "ami"), ("password", "x"))).Text;
        Assert.Matches("<input id=\"password\"[^>]* autofocus", again);
        Assert.Contains("role=\"alert\"", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_shown_as_text_wherever_somebody_else_reads_them()
    {
        await using var house = await OpenHouse.Open();
        using var manager = await house.Staffed("Mill", Role.Producer, "manager");
        var link = await manager.Invite(Hostile);
        using var guest = new DeskBrowser(house.DeskAddress);
        await guest.Get(link);
        Assert.Equal("/?lang=en", (await guest.Post($"{link}?lang=en", ("name", Hostile), ("user", "guest"), ("password", Staff.Password), ("again", Staff.Password))).Location);
        await manager.Invite(Hostile);
        foreach (var page in (DeskAnswer[])[await guest.Get("/?lang=en"), await guest.Get("/account?lang=en"), await manager.Get("/people?lang=en"), await guest.Get($"{await manager.Invite("x")}?lang=en")])
        {
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex("<(?:input|select) id=\"([^\"]+)\"")]
    private static partial Regex Fields();

    [GeneratedRegex("<form ")]
    private static partial Regex Forms();
}
