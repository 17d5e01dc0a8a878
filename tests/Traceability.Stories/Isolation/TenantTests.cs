using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;
using Traceability.Stories.People;

namespace Traceability.Stories.Isolation;

/// <summary>SECURITY T17, T18: to another tenant our rows are not there, by whatever route, and nobody writes what is not his to write.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class TenantTests(AttackedHouse attacked)
{
    // Protected areas and the GIs that stand on them are public knowledge.
    private static readonly string[] Public = ["/api/v1/zones/{id:guid}", "/api/v1/zones"];

    [Fact]
    public async Task By_every_route_that_reads_an_identity_a_foreign_one_is_not_there()
    {
        using var rival = await attacked.Person("Rival", Role.Producer, "reading");
        var mine = await Mine();
        foreach (var (verb, pattern) in Routes.OfDesk(attacked.House).Where(route => !Routes.Changes(route.Verb) && route.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal) && route.Pattern.Contains("{id:guid}", StringComparison.Ordinal)).Except(Public.Select(route => ("GET", route))))
        {
            var records = pattern.Split('/')[3];
            string Address(string typed) => pattern.Replace("{id:guid}", typed, StringComparison.Ordinal).Replace("{number:int}", "1", StringComparison.Ordinal).Replace("{sha256}", AttackedHouse.Picture, StringComparison.Ordinal);
            foreach (var spelling in (string[])["D", "N", "B"])
            {
                var id = mine[records].ToString(spelling);
                foreach (var typed in (string[])[id, id.ToUpperInvariant()])
                {
                    var address = Address(Uri.EscapeDataString(typed));
                    using var theirs = await rival.GetAsync(address, TestContext.Current.CancellationToken);
                    Assert.True(theirs.StatusCode == HttpStatusCode.NotFound, $"{verb} {address}: {(int)theirs.StatusCode}");
                }
            }

            using var ours = await attacked.Mill.GetAsync(Address(mine[records].ToString()), TestContext.Current.CancellationToken);
            Assert.True(ours.StatusCode == HttpStatusCode.OK, $"{pattern}: {(int)ours.StatusCode}");
        }
    }

    [Fact]
    public async Task On_every_page_of_an_identity_a_foreign_one_is_not_there()
    {
        using var rival = await attacked.House.Staffed("Rival", Role.Producer, "rival-at-pages");
        using var ours = await attacked.House.Staffed("Mill", Role.Producer, "mill-at-pages");
        var mine = await Mine();
        foreach (var pattern in Routes.OfDesk(attacked.House).Where(route => route.Verb == "GET" && !route.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal) && route.Pattern.Contains("{id:guid}", StringComparison.Ordinal)).Select(route => route.Pattern)
            .Where(pattern => RoleTests.Pages[$"GET {pattern}"].Contains('P')))
        {
            var page = pattern.Replace("{id:guid}", $"{mine[pattern.Split('/')[1]]}", StringComparison.Ordinal).Replace("{sha256}", AttackedHouse.Picture, StringComparison.Ordinal);
            Assert.Equal((page, HttpStatusCode.NotFound), (page, (await rival.Get(page)).Status));
            Assert.Equal((page, HttpStatusCode.OK), (page, (await ours.Get(page)).Status));
        }
    }

    [Fact]
    public async Task In_every_list_foreign_rows_are_not_there_nor_behind_a_foreign_mark()
    {
        using var rival = await attacked.Person("Rival", Role.Producer, "listing");
        var mine = await Mine();
        var lists = Routes.OfDesk(attacked.House).Where(route => route.Verb == "GET" && route.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal) && !route.Pattern.Contains('{', StringComparison.Ordinal))
            .Select(route => route.Pattern).Except(Public).Where(pattern => pattern is not ("/api/v1/keys" or "/api/v1/label-presets")).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            foreach (var query in (string[])["", $"?after={Guid.Empty}", $"?after={mine["batches"]}", $"?limit=1&seasonId={attacked.Village.Season}&partyId={attacked.Village.Mill}"])
            {
                var page = await rival.GetFromJsonAsync<JsonElement>(list + query, TestContext.Current.CancellationToken);
                Assert.All(page.GetProperty("items").EnumerateArray(), item => Assert.True(
                    list.EndsWith("/seasons", StringComparison.Ordinal) || item.GetProperty("kind").GetString() == "GeographicalIndication", $"{list}{query}: {item}"));
            }

            foreach (var bad in (string[])["limit=0", "limit=201", "limit=-1", "limit=abc", "limit=1.5", "limit=1e3", "limit=99999999999", "limit=1&limit=2", "after=x", "after=1", "after=%00", "limit=%FF"])
            {
                using var refused = await rival.GetAsync($"{list}?{bad}", TestContext.Current.CancellationToken);
                Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{list}?{bad}: {(int)refused.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task What_belongs_to_others_is_unknown_in_a_body_too()
    {
        using var rival = await attacked.Person("Rival", Role.Producer, "writing");
        var (village, before) = (attacked.Village, attacked.House.Acts());
        (string Path, object Body, string Field)[] tries =
        [
            ("/plots", new { partyId = village.Farm, name = "田", datum = "wgs84", accuracyMetres = 3, geometry = new { type = "Polygon", coordinates = (double[][][])[Village.ZoneRing] } }, "partyId"),
            ("/rights", new { kind = "Trademark", number = "91298159", title = "辽河口", holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" }, "holderPartyId"),
            ("/lots", new { productId = village.Product, partyId = village.Mill, name = "X", seasonId = village.Season, grams = 1_000 }, "productId"),
            ("/batches", new { lotId = attacked.Lot, count = 1 }, "lotId"),
            ("/print-jobs", new { batchId = attacked.Batch, form = "Svg" }, "batchId"),
            ("/allowances/transfers", new { seasonId = village.Season, fromPartyId = village.Farm, toPartyId = village.Mill, grams = 1 }, "fromPartyId"),
        ];
        foreach (var (path, body, field) in tries)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", "foreign");
            using var refused = await rival.SendAsync(request, TestContext.Current.CancellationToken);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.BadRequest, field), (path, refused.StatusCode, problem.GetProperty("field").GetString()));
        }

        Assert.Equal(before, attacked.House.Acts());
    }

    [Theory]
    [InlineData("/lots", """{"productId":"@product","partyId":"@mill","name":"M","seasonId":"@season","grams":5000@}""")]
    [InlineData("/batches", """{"lotId":"@lot","count":1@}""")]
    [InlineData("/batches/@batch/ranges", """{"first":1,"last":1,"state":"Activated"@}""")]
    [InlineData("/batches/@batch/approval", """{"agree":true@}""")]
    [InlineData("/batches/@batch/reprints", """{"form":"Svg","first":1,"last":1,"reason":"r"@}""")]
    [InlineData("/print-jobs", """{"batchId":"@batch","form":"Svg"@}""")]
    [InlineData("/allowances/transfers", """{"seasonId":"@season","fromPartyId":"@mill","toPartyId":"@farm","grams":1@}""")]
    [InlineData("/zones/@zone/checks", """{"points":[]@}""")]
    public async Task A_member_that_nobody_asks_for_is_refused(string path, string body)
    {
        var before = attacked.House.Acts();
        string Fill(string text) => text
            .Replace("@product", $"{attacked.Village.Product}", StringComparison.Ordinal).Replace("@mill", $"{attacked.Village.Mill}", StringComparison.Ordinal).Replace("@farm", $"{attacked.Village.Farm}", StringComparison.Ordinal)
            .Replace("@season", $"{attacked.Village.Season}", StringComparison.Ordinal).Replace("@lot", $"{attacked.Lot}", StringComparison.Ordinal).Replace("@batch", $"{attacked.Batch}", StringComparison.Ordinal)
            .Replace("@zone", $"{attacked.Village.Zone}", StringComparison.Ordinal);
        foreach (var member in (string[])["tenantId", "id", "role", "number", "keySymbol", "issuedBy", "version", "remainingAllowance", "balance", "isDemonstration", "__proto__", "$type"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + Fill(path))
            {
                Content = new StringContent(Fill(body).Replace("@", $",\"{member}\":\"1\"", StringComparison.Ordinal), null, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", $"mass {member}");
            using var refused = await attacked.Mill.SendAsync(request, TestContext.Current.CancellationToken);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal((member, HttpStatusCode.BadRequest, "badJson"), (member, refused.StatusCode, problem.GetProperty("code").GetString()));
        }

        Assert.Equal(before, attacked.House.Acts());
    }

    private async Task<Dictionary<string, Guid>> Mine()
    {
        var right = await attacked.Village.Producer.Make("/api/v1/rights",
            new { kind = "Trademark", number = $"{60_000_000 + attacked.House.Acts()}", title = "辽河口", holderPartyId = attacked.Village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        await attacked.Village.Producer.PutFile($"/api/v1/rights/{right}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        // Not activated, so that its labels may be taken as often as there are routes.
        var batch = await attacked.Village.Issue(attacked.Lot, 3, $"mine {right}");
        return new()
        {
            ["parties"] = attacked.Village.Mill,
            ["rights"] = right,
            ["permissions"] = await attacked.Village.Producer.Make($"/api/v1/rights/{right}/permissions", new { kind = "Licence", partyId = attacked.Village.Mill, documentNumber = "1", validFrom = "2026-01-01" }),
            ["products"] = attacked.Village.Product,
            ["plots"] = await attacked.Village.MakePlot(attacked.Village.Producer, attacked.Village.Mill, "田", 122.08, 41.08, 50),
            ["lots"] = attacked.Lot,
            ["batches"] = batch,
            ["alerts"] = await attacked.Alert(),
            ["print-jobs"] = await attacked.Village.PrintJob(new { batchId = batch, form = "Svg" }),
        };
    }
}
