using System.Net;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;
using Traceability.Stories.People;

namespace Traceability.Stories.Isolation;

/// <summary>Who may call what: written down once more here, apart from the doors, so that a route opened by mistake is noticed.</summary>
[Collection(nameof(AttackedHouse))]
public sealed partial class RoleTests(AttackedHouse attacked)
{
    // P producer, A association, O officer, S administrator of the system, R print shop, V supervisor.
    internal static readonly Dictionary<string, string> Who = new()
    {
        ["POST /tenants"] = "S",
        ["PUT /tenants/{id:guid}/regions"] = "S",
        ["POST /api-keys"] = "S",
        ["DELETE /api-keys/{id:guid}"] = "S",
        ["GET /parties"] = "PAOSV",
        ["GET /parties/{id:guid}"] = "PAOSV",
        ["POST /parties"] = "PAS",
        ["PUT /parties/{id:guid}"] = "PAS",
        ["DELETE /parties/{id:guid}"] = "PAS",
        ["GET /rights"] = "PAOSV",
        ["GET /rights/{id:guid}"] = "PAOSV",
        ["GET /rights/{id:guid}/certificate"] = "PAOSV",
        ["GET /rights/{id:guid}/permissions"] = "PAOSV",
        ["POST /rights"] = "PAS",
        ["POST /rights/{id:guid}/states"] = "PAS",
        ["PUT /rights/{id:guid}/certificate"] = "PAS",
        ["POST /rights/{id:guid}/check"] = "PAS",
        ["POST /rights/{id:guid}/mismatch"] = "PAS",
        ["PUT /rights/{id:guid}/zone"] = "AS",
        ["POST /rights/{id:guid}/permissions"] = "PAS",
        ["DELETE /rights/{id:guid}"] = "PAS",
        ["POST /permissions/{id:guid}/withdraw"] = "PAS",
        ["GET /products"] = "PAOSV",
        ["GET /products/{id:guid}"] = "PAOSV",
        ["POST /products"] = "PAS",
        ["PUT /products/{id:guid}"] = "PAS",
        ["DELETE /products/{id:guid}"] = "PAS",
        ["GET /products/{id:guid}/artwork"] = "PAOSV",
        ["PUT /products/{id:guid}/artwork"] = "PAS",
        ["DELETE /products/{id:guid}/artwork"] = "PAS",
        ["POST /products/{id:guid}/pictures"] = "PAS",
        ["GET /products/{id:guid}/pictures/{sha256}"] = "PAOSV",
        ["DELETE /products/{id:guid}/pictures/{sha256}"] = "PAS",
        ["GET /zones"] = "PAOSV",
        ["GET /zones/{id:guid}"] = "PAOSV",
        ["POST /zones"] = "S",
        ["POST /zones/from-pack"] = "S",
        ["POST /zones/{id:guid}/checks"] = "PAOSV",
        ["GET /plots"] = "PAOSV",
        ["GET /plots/{id:guid}"] = "PAOSV",
        ["POST /plots"] = "PAS",
        ["DELETE /plots/{id:guid}"] = "PAS",
        ["GET /seasons"] = "PAOSV",
        ["POST /seasons"] = "AS",
        ["POST /seasons/{id:guid}/close"] = "AS",
        ["GET /allowances"] = "PAOSV",
        ["POST /allowances/grants"] = "AS",
        ["GET /allowances/transfers"] = "PAOSV",
        ["POST /allowances/transfers"] = "P",
        ["POST /allowances/transfers/{id:guid}/confirm"] = "P",
        ["POST /allowances/transfers/{id:guid}/decline"] = "P",
        ["GET /lots"] = "PAOSV",
        ["GET /lots/{id:guid}"] = "PAOSV",
        ["POST /lots"] = "P",
        ["GET /batches"] = "PAOSVR",
        ["GET /batches/{id:guid}"] = "PAOSVR",
        ["POST /batches"] = "P",
        ["POST /batches/{id:guid}/approval"] = "P",
        ["POST /batches/{id:guid}/ranges"] = "P",
        ["POST /batches/{id:guid}/cartons"] = "P",
        ["POST /cartons/{code}/state"] = "P",
        ["GET /cartons/{code}"] = "PAOSV",
        ["POST /batches/{id:guid}/rolls"] = "PR",
        ["GET /batches/{id:guid}/rolls"] = "PAOSVR",
        ["POST /batches/{id:guid}/stock-counts"] = "P",
        ["GET /batches/{id:guid}/reconciliation"] = "PAOSV",
        ["GET /batches/{id:guid}/codes"] = "P",
        ["GET /label-presets"] = "PAOSVR",
        ["GET /batches/{id:guid}/labels.csv"] = "PR",
        ["GET /batches/{id:guid}/labels.svg"] = "PR",
        ["GET /batches/{id:guid}/labels.png"] = "PR",
        ["GET /batches/{id:guid}/labels.pdf"] = "PR",
        ["GET /batches/{id:guid}/labels.zpl"] = "PR",
        ["GET /batches/{id:guid}/labels.tspl"] = "PR",
        ["GET /batches/{id:guid}/labels/plan"] = "PR",
        ["GET /batches/{id:guid}/downloads"] = "PR",
        ["GET /batches/{id:guid}/downloads/{number:int}"] = "PR",
        ["GET /batches/{id:guid}/reprints"] = "PR",
        ["POST /batches/{id:guid}/reprints"] = "PR",
        ["POST /reprints/{id:guid}/answer"] = "P",
        ["GET /print-jobs"] = "PR",
        ["POST /print-jobs"] = "PR",
        ["GET /print-jobs/{id:guid}"] = "PR",
        ["DELETE /print-jobs/{id:guid}"] = "PR",
        ["GET /print-jobs/{id:guid}/manifest"] = "PR",
        ["GET /print-jobs/{id:guid}/parts/{number:int}"] = "PR",
        ["GET /dossiers/{code}"] = "O",
        ["PUT /labels/{code}/suspicion"] = "O",
        ["DELETE /labels/{code}/suspicion"] = "O",
        ["GET /alerts"] = "PAOSV",
        ["GET /alerts/{id:guid}"] = "PAOSV",
        ["GET /alerts/precision"] = "PAOSV",
        ["POST /alerts/replay"] = "O",
        ["POST /alerts/{id:guid}/explained"] = "O",
        ["POST /alerts/{id:guid}/confirmed"] = "O",
        ["GET /keys"] = "S",
        ["POST /keys/rotation"] = "S",
        ["POST /keys/{symbol}/compromise"] = "S",
    };

    // Pages and their forms, for people who signed in, by the same letters.
    internal static readonly Dictionary<string, string> Pages = new()
    {
        ["GET /parties"] = "PAOSV",
        ["GET /parties/new"] = "PAS",
        ["POST /parties/new"] = "PAS",
        ["GET /lots"] = "PAOSV",
        ["GET /lots/new"] = "P",
        ["POST /lots/new"] = "P",
        ["GET /lots/{id:guid}"] = "PAOSV",
        ["GET /lots/{id:guid}/issue"] = "P",
        ["POST /lots/{id:guid}/issue"] = "P",
        ["GET /batches"] = "PAOSVR",
        ["GET /batches/{id:guid}"] = "PAOSVR",
        ["POST /batches/{id:guid}/approval"] = "P",
        ["GET /batches/{id:guid}/labels"] = "PR",
        ["POST /batches/{id:guid}/labels"] = "PR",
        ["GET /batches/ranges"] = "P",
        ["POST /batches/ranges"] = "P",
        ["GET /batches/{id:guid}/stock"] = "PAOSV",
        ["POST /batches/{id:guid}/stock"] = "P",
        ["GET /batches/{id:guid}/rolls/new"] = "PR",
        ["POST /batches/{id:guid}/rolls/new"] = "PR",
        ["GET /batches/{id:guid}/reprints/new"] = "PR",
        ["POST /batches/{id:guid}/reprints/new"] = "PR",
        ["GET /print-jobs/{id:guid}"] = "PR",
        ["POST /print-jobs/{id:guid}/cancel"] = "PR",
        ["POST /print-jobs/{id:guid}/parts/{number:int}"] = "PR",
        ["GET /parties/uscc"] = "PAS",
        ["GET /parties/{id:guid}"] = "PAOSV",
        ["POST /parties/{id:guid}"] = "PAS",
        ["GET /parties/import"] = "PAS",
        ["POST /parties/import"] = "PAS",
        ["GET /parties/import/sample"] = "PAS",
        ["POST /parties/import/confirmed"] = "PAS",
        ["GET /parties/{id:guid}/remove"] = "PAS",
        ["POST /parties/{id:guid}/remove"] = "PAS",
        ["GET /rights"] = "PAOSV",
        ["GET /rights/new"] = "PAS",
        ["POST /rights/new"] = "PAS",
        ["GET /rights/{id:guid}"] = "PAOSV",
        ["GET /rights/{id:guid}/certificate"] = "PAOSV",
        ["POST /rights/{id:guid}/certificate"] = "PAS",
        ["POST /rights/{id:guid}/check"] = "PAS",
        ["POST /rights/{id:guid}/mismatch"] = "PAS",
        ["POST /rights/{id:guid}/states"] = "PAS",
        ["POST /rights/{id:guid}/permissions"] = "PAS",
        ["POST /rights/{id:guid}/zone"] = "AS",
        ["GET /permissions/{id:guid}/withdraw"] = "PAS",
        ["POST /permissions/{id:guid}/withdraw"] = "PAS",
        ["GET /rights/{id:guid}/remove"] = "PAS",
        ["POST /rights/{id:guid}/remove"] = "PAS",
        ["GET /products"] = "PAOSV",
        ["GET /products/new"] = "PAS",
        ["POST /products/new"] = "PAS",
        ["GET /products/{id:guid}"] = "PAOSV",
        ["POST /products/{id:guid}"] = "PAS",
        ["GET /products/{id:guid}/artwork"] = "PAOSV",
        ["POST /products/{id:guid}/artwork"] = "PAS",
        ["POST /products/{id:guid}/artwork/remove"] = "PAS",
        ["GET /products/{id:guid}/pictures/{sha256}"] = "PAOSV",
        ["POST /products/{id:guid}/pictures"] = "PAS",
        ["POST /products/{id:guid}/pictures/{sha256}/remove"] = "PAS",
        ["GET /approvals"] = "PAS",
        ["POST /approvals"] = "P",
        ["GET /products/{id:guid}/remove"] = "PAS",
        ["POST /products/{id:guid}/remove"] = "PAS",
        ["GET /alerts"] = "PAOSV",
        ["GET /alerts/{id:guid}"] = "PAOSV",
        ["GET /alerts/{id:guid}/confirmed"] = "O",
        ["POST /alerts/{id:guid}/confirmed"] = "O",
        ["GET /alerts/{id:guid}/explained"] = "O",
        ["POST /alerts/{id:guid}/explained"] = "O",
        ["GET /dossier"] = "O",
        ["GET /dossier/{code}"] = "O",
        ["GET /dossier/{code}/certificates/{id:guid}"] = "O",
        ["GET /dossier/{code}/pictures/{sha256}"] = "O",
        ["GET /dossier/{code}/suspicion"] = "O",
        ["POST /dossier/{code}/suspicion"] = "O",
        ["GET /people/regions"] = "S",
        ["POST /people/regions"] = "S",
        ["GET /plots"] = "PAOSV",
        ["GET /plots/{id:guid}"] = "PAOSV",
        ["GET /plots/{id:guid}/remove"] = "PAS",
        ["POST /plots/{id:guid}/remove"] = "PAS",
        ["GET /plots/new"] = "PAS",
        ["POST /plots/new"] = "PAS",
        ["GET /allowance"] = "PAS",
        ["GET /allowance/seasons/new"] = "AS",
        ["POST /allowance/seasons/new"] = "AS",
        ["GET /allowance/seasons/{id:guid}"] = "AS",
        ["POST /allowance/seasons/{id:guid}/grants"] = "AS",
        ["POST /allowance/seasons/{id:guid}/close"] = "AS",
        ["GET /allowance/transfers"] = "P",
        ["POST /allowance/transfers"] = "P",
        ["POST /allowance/transfers/{id:guid}/confirm"] = "P",
        ["POST /allowance/transfers/{id:guid}/decline"] = "P",
    };

    /// <summary>Forms that do what a route of the API does: the same use case, tried there.</summary>
    internal static IEnumerable<string> Forms => Pages.Keys.Where(page => page.StartsWith("POST", StringComparison.Ordinal));

    internal static readonly Dictionary<char, Role> Roles = new() { ['P'] = Role.Producer, ['A'] = Role.Association, ['O'] = Role.Officer, ['S'] = Role.Administrator, ['R'] = Role.PrintShop, ['V'] = Role.Supervisor };

    // Open to whoever comes: they tell that the desk lives and how to speak to it, and let people in by a password or an invitation.
    private static readonly string[] Open = ["GET /", "GET /privacy", "GET /healthz", "GET /readyz", "GET /openapi/{documentName}.json", "GET /sign-in", "POST /sign-in", "GET /sign-in/passkey/question", "POST /sign-in/passkey", "GET /join/{secret}", "POST /join/{secret}",
        // The reader for cameras is the same for everybody and tells nothing.
        "GET /client/zxing-reader.js", "GET /client/zxing-reader.wasm"];

    // For people who signed in, whatever their role.
    private static readonly string[] SignedIn = ["POST /sign-out", "POST /tenant", "GET /account", "POST /account", "GET /account/passkeys/question", "POST /account/passkeys", "POST /account/passkeys/{id:guid}/remove", "POST /account/sign-out-elsewhere"];

    // For those of them who manage people.
    private static readonly string[] Managing = ["GET /people", "POST /people/invitations", "POST /people/invitations/{id:guid}/withdraw", "POST /people/members/{id:guid}/remove", "GET /keys", "POST /keys", "POST /keys/{id:guid}/revoke"];

    [Fact]
    public void Every_route_of_the_desk_stands_in_the_table()
    {
        const string api = "/api/v1";
        var heads = Routes.OfDesk(attacked.House).Where(route => route.Verb == "HEAD").ToList();
        Assert.Subset(Open.ToHashSet(), heads.Select(route => $"GET {route.Pattern}").ToHashSet());
        var served = Routes.OfDesk(attacked.House).Except(heads).ToList();
        Assert.Equal(served.Where(route => route.Pattern.StartsWith(api, StringComparison.Ordinal)).Select(route => $"{route.Verb} {route.Pattern[api.Length..]}").Order(), Who.Keys.Order());
        Assert.Equal(served.Where(route => !route.Pattern.StartsWith(api, StringComparison.Ordinal)).Select(route => $"{route.Verb} {route.Pattern}").Order(), Open.Concat(SignedIn).Concat(Managing).Concat(Pages.Keys).Order());
    }

    [Fact]
    public async Task Without_a_sign_in_every_page_sends_to_it_a_key_opens_none_and_who_does_not_manage_people_sees_none_of_theirs()
    {
        using var manager = await attacked.House.Staffed("Mill", Role.Producer, "manager-of-roles");
        using var worker = await attacked.House.Joined(manager, "worker-of-roles");
        using var stranger = new DeskBrowser(attacked.House.DeskAddress);
        await stranger.Get("/sign-in");
        using var key = await attacked.Person("Mill", Role.Producer, "at pages");
        foreach (var route in SignedIn.Concat(Managing).Concat(Pages.Keys))
        {
            var (verb, path) = (route.Split(' ')[0], Filled(route.Split(' ')[1]));
            Task<DeskAnswer> Knocked(DeskBrowser who) => verb == "GET" ? who.Get(path) : who.Post(path, ("tenantId", ""), ("role", "Producer"));
            Assert.StartsWith("/sign-in?", (await Knocked(stranger)).Location, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(verb), path);
            using var answer = await key.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((route, HttpStatusCode.SeeOther), (route, answer.StatusCode));
            if (Managing.Contains(route))
            {
                Assert.Equal((route, HttpStatusCode.Forbidden), (route, (await Knocked(worker)).Status));
                Assert.NotEqual(HttpStatusCode.Forbidden, (await Knocked(manager)).Status);
            }
        }
    }

    [Fact]
    public async Task A_page_opens_to_the_roles_it_is_for_and_to_no_other()
    {
        foreach (var (letter, role) in Roles)
        {
            using var person = await attacked.House.Staffed("Strangers", role, $"pages-{char.ToLowerInvariant(letter)}");
            foreach (var (route, allowed) in Pages)
            {
                var (verb, path) = (route.Split(' ')[0], Filled(route.Split(' ')[1]));
                var status = (verb == "GET" ? await person.Get(path) : await person.Post(path)).Status;
                Assert.True(allowed.Contains(letter) == status is not HttpStatusCode.Forbidden, $"{route} answers {role} with {(int)status}");
                Assert.NotEqual(HttpStatusCode.SeeOther, status);
            }
        }
    }

    [Fact]
    public async Task Without_a_key_or_with_one_of_another_role_every_route_is_closed()
    {
        var people = new Dictionary<char, HttpClient>();
        foreach (var (letter, role) in Roles)
            people[letter] = await attacked.Person("Strangers", role, role.ToString());
        var keyless = Watch.At(attacked.DeskDoor);
        var before = attacked.House.Acts();

        foreach (var (route, allowed) in Who)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Knock(keyless, route));
            foreach (var (letter, person) in people)
            {
                // An empty body, an unknown identity: whoever may come in learns that, and changes nothing.
                if (route == "POST /keys/rotation" && allowed.Contains(letter))
                    continue;
                var status = await Knock(person, route);
                Assert.True(allowed.Contains(letter) == status is not HttpStatusCode.Forbidden, $"{route} answers {Roles[letter]} with {(int)status}");
                Assert.NotEqual(HttpStatusCode.Unauthorized, status);
            }
        }

        Assert.Equal(before, attacked.House.Acts());
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_that_moment_on()
    {
        using var administrator = await attacked.Person("Operator", Role.Administrator, "revoking");
        var tenant = await Made(administrator, "/api/v1/tenants", """{"name":"Leaving"}""");
        var key = await Made(administrator, "/api/v1/api-keys", $$"""{"tenantId":"{{tenant.GetProperty("id").GetGuid()}}","role":"Producer","name":"leaver"}""");
        using var leaver = Watch.At(attacked.DeskDoor, key.GetProperty("secret").GetString());
        Assert.Equal(HttpStatusCode.OK, await Knock(leaver, "GET /lots"));

        var address = $"/api/v1/api-keys/{key.GetProperty("id").GetGuid()}";
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.DeleteAsync(address, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await Knock(leaver, "GET /lots"));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.DeleteAsync(address, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_key_is_taken_in_its_header_and_nowhere_else()
    {
        using var client = await attacked.House.Client("Mill", Role.Producer, "header");
        var key = client.DefaultRequestHeaders.Authorization!.Parameter!;
        using var nobody = Watch.At(attacked.DeskDoor);
        foreach (var (name, value) in (((string, string)[])[("Authorization", key), ("Authorization", $"Basic {key}"), ("Authorization", $"Bearer{key}"), ("Authorization", "Bearer "), ("X-Api-Key", key), ("Cookie", $"key={key}")]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/lots?key={key}&access_token={key}");
            request.Headers.TryAddWithoutValidation(name, value);
            using var response = await nobody.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    private static async Task<System.Text.Json.JsonElement> Made(HttpClient client, string path, string body)
    {
        using var response = await client.PostAsync(path, new StringContent(body, null, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks a route for nothing in particular.</summary>
    internal static async Task<HttpStatusCode> Knock(HttpClient client, string route)
    {
        var (verb, pattern) = (route[..route.IndexOf(' ', StringComparison.Ordinal)], route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        using var request = new HttpRequestMessage(new HttpMethod(verb), "/api/v1" + Filled(pattern));
        if (Routes.Changes(verb) && verb != "DELETE")
            request.Content = new StringContent("", null, "application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static string Filled(string pattern) => Placeholder().Replace(pattern.Replace("{number:int}", "1", StringComparison.Ordinal), "00000000-0000-0000-0000-000000000001");

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Placeholder();
}
