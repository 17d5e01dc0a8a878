using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;
using Traceability.Stories.People;

namespace Traceability.Stories.Isolation;

/// <summary>What a key with scopes may call: written down once more here, apart from the door.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class ScopeTests(AttackedHouse attacked)
{
    // Whatever only reads asks for Read, and is not named here unless it takes codes out of the house.
    private static readonly Dictionary<string, Scope> Needed = new()
    {
        ["POST /tenants"] = Scope.Administer,
        ["PUT /tenants/{id:guid}/regions"] = Scope.Administer,
        ["POST /api-keys"] = Scope.Administer,
        ["DELETE /api-keys/{id:guid}"] = Scope.Administer,
        ["POST /parties"] = Scope.Record,
        ["PUT /parties/{id:guid}"] = Scope.Record,
        ["DELETE /rights/{id:guid}"] = Scope.Record,
        ["DELETE /products/{id:guid}"] = Scope.Record,
        ["DELETE /plots/{id:guid}"] = Scope.Record,
        ["DELETE /parties/{id:guid}"] = Scope.Record,
        ["POST /rights"] = Scope.Record,
        ["POST /rights/{id:guid}/states"] = Scope.Record,
        ["PUT /rights/{id:guid}/certificate"] = Scope.Record,
        ["POST /rights/{id:guid}/check"] = Scope.Record,
        ["POST /rights/{id:guid}/mismatch"] = Scope.Record,
        ["PUT /rights/{id:guid}/zone"] = Scope.Record,
        ["POST /rights/{id:guid}/permissions"] = Scope.Record,
        ["POST /permissions/{id:guid}/withdraw"] = Scope.Record,
        ["POST /products"] = Scope.Record,
        ["PUT /products/{id:guid}"] = Scope.Record,
        ["PUT /products/{id:guid}/artwork"] = Scope.Record,
        ["DELETE /products/{id:guid}/artwork"] = Scope.Record,
        ["POST /products/{id:guid}/pictures"] = Scope.Record,
        ["DELETE /products/{id:guid}/pictures/{sha256}"] = Scope.Record,
        ["POST /zones"] = Scope.Record,
        ["POST /zones/from-pack"] = Scope.Record,
        ["POST /zones/{id:guid}/checks"] = Scope.Read,
        ["POST /plots"] = Scope.Record,
        ["POST /seasons"] = Scope.Allowance,
        ["POST /seasons/{id:guid}/close"] = Scope.Allowance,
        ["POST /allowances/grants"] = Scope.Allowance,
        ["POST /allowances/transfers"] = Scope.Allowance,
        ["POST /allowances/transfers/{id:guid}/confirm"] = Scope.Allowance,
        ["POST /allowances/transfers/{id:guid}/decline"] = Scope.Allowance,
        ["POST /lots"] = Scope.Issue,
        ["POST /batches"] = Scope.Issue,
        ["POST /batches/{id:guid}/approval"] = Scope.Issue,
        ["POST /batches/{id:guid}/ranges"] = Scope.Activate,
        ["POST /batches/{id:guid}/cartons"] = Scope.Issue,
        ["POST /cartons/{code}/state"] = Scope.Activate,
        ["POST /batches/{id:guid}/rolls"] = Scope.Labels,
        ["POST /batches/{id:guid}/stock-counts"] = Scope.Record,
        ["GET /batches/{id:guid}/codes"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels.csv"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels.svg"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels.png"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels.pdf"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels.zpl"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels.tspl"] = Scope.Labels,
        ["GET /batches/{id:guid}/labels/plan"] = Scope.Labels,
        ["GET /batches/{id:guid}/downloads"] = Scope.Labels,
        ["GET /batches/{id:guid}/downloads/{number:int}"] = Scope.Labels,
        ["GET /batches/{id:guid}/reprints"] = Scope.Labels,
        ["POST /batches/{id:guid}/reprints"] = Scope.Labels,
        ["POST /reprints/{id:guid}/answer"] = Scope.Issue,
        ["GET /print-jobs"] = Scope.Labels,
        ["POST /print-jobs"] = Scope.Labels,
        ["GET /print-jobs/{id:guid}"] = Scope.Labels,
        ["DELETE /print-jobs/{id:guid}"] = Scope.Labels,
        ["GET /print-jobs/{id:guid}/manifest"] = Scope.Labels,
        ["GET /print-jobs/{id:guid}/parts/{number:int}"] = Scope.Labels,
        ["PUT /labels/{code}/suspicion"] = Scope.Decide,
        ["DELETE /labels/{code}/suspicion"] = Scope.Decide,
        ["POST /alerts/replay"] = Scope.Decide,
        ["POST /alerts/{id:guid}/explained"] = Scope.Decide,
        ["POST /alerts/{id:guid}/confirmed"] = Scope.Decide,
        ["POST /keys/rotation"] = Scope.Administer,
        ["POST /keys/{symbol}/compromise"] = Scope.Administer,
    };

    [Fact]
    public void Every_route_that_changes_anything_names_its_scope() =>
        Assert.Equal([], RoleTests.Who.Keys.Where(route => !route.StartsWith("GET ", StringComparison.Ordinal)).Except(Needed.Keys));

    [Theory]
    [InlineData('P', "Read Record Allowance Issue Labels Activate")]
    [InlineData('A', "Read Record Allowance")]
    [InlineData('O', "Read Decide")]
    [InlineData('S', "Read Record Allowance Administer")]
    [InlineData('R', "Read Labels")]
    [InlineData('V', "Read")]
    public async Task A_key_made_for_one_scope_opens_what_asks_for_it_and_nothing_else_of_its_role(char letter, string useful)
    {
        using var administrator = await attacked.Person("Operator", Role.Administrator, "scoping");
        var tenant = await attacked.House.IdOf("Mill");
        foreach (var scope in Enum.GetValues<Scope>())
        {
            using var made = await administrator.PostAsJsonAsync("/api/v1/api-keys", new { tenantId = tenant, role = $"{RoleTests.Roles[letter]}", name = "scoped", scopes = (string[])[$"{scope}", $"{scope}"] }, TestContext.Current.CancellationToken);
            var told = await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            if (!useful.Split(' ').Contains($"{scope}"))
            {
                Assert.Equal((scope, HttpStatusCode.BadRequest, "scopeNotOfRole"), (scope, made.StatusCode, told.GetProperty("code").GetString()));
                continue;
            }

            Assert.Equal([$"{scope}"], told.GetProperty("scopes").EnumerateArray().Select(one => one.GetString()));
            using var key = Watch.At(attacked.DeskDoor, told.GetProperty("secret").GetString());
            var before = attacked.House.Acts();
            foreach (var (route, _) in RoleTests.Who.Where(route => route.Value.Contains(letter) && route.Key != "POST /keys/rotation"))
            {
                var needed = Needed.GetValueOrDefault(route, Scope.Read);
                var status = await RoleTests.Knock(key, route);
                Assert.True((needed == scope) == status is not HttpStatusCode.Forbidden, $"{route} answers {letter} for {scope} with {(int)status}");
            }

            Assert.Equal(before, attacked.House.Acts());
        }
    }

    [Theory]
    [InlineData("[]", "scopeNotOfRole")]
    [InlineData("[\"Everything\"]", "badJson")]
    [InlineData("[\"Read, Labels\"]", "badJson")]
    [InlineData("[0]", "badJson")]
    [InlineData("\"Read\"", "badJson")]
    public async Task Scopes_that_are_none_make_no_key(string scopes, string code)
    {
        using var administrator = await attacked.Person("Operator", Role.Administrator, "scoping");
        var before = attacked.House.Acts();
        using var refused = await administrator.PostAsync("/api/v1/api-keys",
            new StringContent($$"""{"tenantId":"{{await attacked.House.IdOf("Mill")}}","role":"Producer","name":"n","scopes":{{scopes}}}""", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before, attacked.House.Acts());
    }
}
