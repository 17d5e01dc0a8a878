using System.Net;
using System.Text.RegularExpressions;
using Traceability.Stories.Manners;
using Traceability.Stories.People;

namespace Traceability.Stories.Sweep;

/// <summary>SECURITY T17 on pages: what one tenant's pages and forms name is not there for another, whatever page or form comes to be.</summary>
[Collection(nameof(HostileHouse))]
public sealed partial class ForeignPageTests(HostileHouse hostile)
{
    // Reached by no link: by what only its holder knows, or for whoever is not signed in.
    private static readonly string[] NotLinked = ["/sign-in", "/join/{secret}"];

    // Pictures, files, and what a page's script asks for.
    private static readonly string[] Parts =
    [
        "/sign-in/passkey/question", "/account/passkeys/question", "/parties/uscc", "/parties/import/sample", "/rights/{id:guid}/certificate", "/products/{id:guid}/artwork", "/products/{id:guid}/pictures/{sha256}", "/dossier/{code}/certificates/{id:guid}",
        "/dossier/{code}/pictures/{sha256}",
    ];

    [Fact]
    public async Task Every_page_of_the_desk_is_reached_from_its_first_one()
    {
        var reached = new HashSet<string>();
        foreach (var (user, _, _) in HostileHouse.People)
        {
            using var person = await hostile.SignedIn(user);
            reached.UnionWith((await Crawl.From(person)).Keys.Select(Crawl.KindOf));
        }

        var pages = Routes.OfDesk(hostile.House).Where(route => route.Verb == "GET" && !NotAPage().IsMatch(route.Pattern)).Select(route => route.Pattern).Except(NotLinked).Except(Parts);
        var missed = pages.Select(pattern => Placeholder().Replace(pattern, "*")).Except(reached).ToList();
        Assert.True(missed.Count == 0, string.Join(' ', missed));
    }

    [Fact]
    public async Task What_the_pages_of_one_tenant_name_is_not_there_for_another()
    {
        using var miller = await hostile.SignedIn("miller");
        var pages = await Crawl.From(miller);
        using var rival = await hostile.House.Staffed("Rival", Storage.Access.Role.Producer, "rival");
        var (before, theirs) = (hostile.House.Acts(), (await Crawl.From(rival)).Keys.ToHashSet());
        var mine = pages.Keys.Where(path => Crawl.KindOf(path).Contains('*') && !theirs.Contains(path)).ToList();
        Assert.NotEmpty(mine);
        foreach (var path in mine)
        {
            var answer = await rival.Get(path);
            Assert.True(answer.Status == HttpStatusCode.NotFound, $"{path} answers another tenant with {(int)answer.Status}.");
            Assert.DoesNotContain("class=x", answer.Text, StringComparison.Ordinal);
        }

        foreach (var form in pages.Values.SelectMany(Crawl.FormsOf).Distinct().Where(form => Crawl.KindOf(form).Contains('*')))
        {
            var answer = await rival.Post(form);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{form} answers another tenant with {(int)answer.Status}.");
            Assert.DoesNotContain("class=x", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, hostile.House.Acts());
    }

    // Files, fragments for scripts and what programs ask have their own tests.
    [GeneratedRegex("^/(api/|openapi/|healthz|readyz|client/)|\\.[a-z{]+$")]
    private static partial Regex NotAPage();

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Placeholder();
}
