using System.Net;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Acts;

/// <summary>DESIGN §8: whatever could be disputed leaves its act. The doors list their own routes, so that a new one without an entry fails here.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class ActTests(AttackedHouse attacked)
{
    private const string Api = "/api/v1";

    // They measure and record nothing.
    private static readonly string[] ChangesNothing = ["POST /zones/{id:guid}/checks", "POST /alerts/replay", "POST /parties/import"];

    private static readonly Dictionary<string, Func<AttackedHouse, (string Path, HttpContent Body)>> Scans = new()
    {
        ["POST /v1/scans"] = house => ("/v1/scans", Json(new { scanId = AttackedHouse.ScanId(), code = house.FreshCode() })),
        ["POST /{code}"] = house => ($"/{house.FreshCode()}", Form()),
        ["POST /01/{gtin}/21/{code}"] = house => ($"/01/{AttackedHouse.Gtin}/21/{house.FreshSmallBag()}", Form()),
    };

    public static TheoryData<string> DeskRoutes => [.. DeskDeeds.All.Keys];

    [Fact]
    public void Every_route_that_changes_anything_is_tried_here()
    {
        Assert.Equal(
            Routes.OfDesk(attacked.House).Where(route => Routes.Changes(route.Verb)).Select(route => $"{route.Verb} {route.Pattern.Replace(Api, "", StringComparison.Ordinal)}").Order(),
            DeskDeeds.All.Keys.Concat(ChangesNothing.Union(People.FormTests.All.Keys).Union(Isolation.RoleTests.Forms)).Order());
        Assert.Equal(
            Routes.OfPublicDoor(attacked.House).Where(route => Routes.Changes(route.Verb)).Select(route => $"{route.Verb} {route.Pattern}").Order(),
            // A photo is looked at, and nothing is counted.
            Scans.Keys.Append("POST /v1/photos").Order());
    }

    [Theory]
    [MemberData(nameof(DeskRoutes))]
    public async Task A_deed_at_the_desk_is_refused_to_strangers_without_a_trace_and_leaves_an_act_when_done(string route)
    {
        var deed = await DeskDeeds.All[route](attacked);
        await Expect(HttpStatusCode.Unauthorized, Watch.At(attacked.DeskDoor), deed);
        await Expect(HttpStatusCode.Unauthorized, Watch.At(attacked.DeskDoor, "tk_" + new string('A', 43)), deed);
        await Expect(HttpStatusCode.Unauthorized, Watch.At(attacked.DeskDoor, new string('A', 5_000)), deed);

        // Keys are themselves acts: made first, counted after.
        var rival = await attacked.Person("Rival", deed.Role);
        var doer = await attacked.Person(deed.Tenant, deed.Role, deed.Person);
        var before = attacked.House.Acts();
        // An officer or administrator of whatever tenant decides for the whole house.
        if (route.Contains("{id:guid}", StringComparison.Ordinal) && deed.Role is not (Role.Administrator or Role.Officer))
            await Expect(HttpStatusCode.NotFound, rival, deed);
        Assert.Equal(before, attacked.House.Acts());

        using var done = await doer.SendAsync(deed.Request(), TestContext.Current.CancellationToken);
        Assert.True(done.IsSuccessStatusCode, $"{route}: {(int)done.StatusCode} {await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        Assert.True(attacked.House.Acts() > before, $"{route} left no act");
    }

    [Theory]
    [InlineData("POST /v1/scans")]
    [InlineData("POST /{code}")]
    [InlineData("POST /01/{gtin}/21/{code}")]
    public async Task A_counted_scan_leaves_an_act(string route)
    {
        var (path, body) = Scans[route](attacked);
        var before = attacked.House.Acts();
        using var response = await attacked.Anyone.PostAsync(path, body, TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode < 400);
        Assert.Equal(before + 1, attacked.House.Acts());
    }

    [Theory]
    [InlineData("codes?count=3", 1)]
    [InlineData("labels.csv?count=3", 2)]
    [InlineData("labels.svg?count=3", 2)]
    public async Task Codes_that_leave_the_house_leave_an_act_and_a_file_one_more_for_its_manifest_and_those_refused_leave_none(string download, int acts)
    {
        var batch = await attacked.Village.Issue(attacked.Lot, 3, $"act of {download}");
        var before = attacked.House.Acts();
        using var response = await attacked.Mill.GetAsync($"{Api}/batches/{batch}/{download}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before + acts, attacked.House.Acts());
        using var refused = await attacked.Mill.GetAsync($"{Api}/batches/{batch}/{download}&from=9999", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(before + acts, attacked.House.Acts());
    }

    private static async Task Expect(HttpStatusCode status, HttpClient who, Deed deed)
    {
        using var response = await who.SendAsync(deed.Request(), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), null, "application/json");

    private static FormUrlEncodedContent Form() => new([new("scanId", AttackedHouse.ScanId().ToString())]);
}
