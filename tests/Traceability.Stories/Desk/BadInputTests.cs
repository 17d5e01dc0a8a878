using System.Net;

namespace Traceability.Stories.Desk;

/// <summary>SECURITY.md, bad input: whatever comes, the answer is a 4xx that names the field, nothing changes, and nothing of ours shows.</summary>
public sealed class BadInputTests(DeskHouse desk) : IClassFixture<DeskHouse>, IAsyncLifetime
{
    private static readonly string[] Ours = ["System.", "   at ", "Sqlite", "SELECT", "Microsoft.", "Exception", "/tmp", "/work", "Traceability."];

    // A sound body for each endpoint; its names are the members that are tried one by one.
    private static readonly (string Path, string Who, (string Name, string Value)[] Members)[] Sound =
    [
        ("/parties", "producer", [("name", "\"甲\""), ("uscc", "\"@uscc\""), ("kind", "\"Mill\""), ("adcode", "\"211104\"")]),
        ("/rights", "producer",
            [("kind", "\"Trademark\""), ("number", "\"@number\""), ("title", "\"辽河口\""), ("holderPartyId", "\"@party\""), ("niceClass", "30"), ("expiresOn", "\"2030-01-01\"")]),
        ("/rights/@right/states", "producer", [("state", "\"Granted\""), ("effectiveOn", "\"2026-01-01\""), ("source", "\"公告\""), ("asOf", "\"2026-01-01\"")]),
        ("/rights/@right/permissions", "producer", [("kind", "\"Licence\""), ("partyId", "\"@party\""), ("documentNumber", "\"1\""), ("validFrom", "\"2026-01-01\"")]),
        ("/zones", "administrator",
            [("name", "\"区\""), ("source", "\"s\""), ("fileDate", "\"2026-01-01\""), ("datum", "\"wgs84\""), ("boundaryAccuracyMetres", "10"), ("geometry", DeskHouse.Square)]),
        ("/plots", "producer", [("partyId", "\"@party\""), ("name", "\"田\""), ("datum", "\"wgs84\""), ("accuracyMetres", "3"), ("geometry", DeskHouse.Field)]),
        ("/products", "producer", [("kind", "\"Gi\""), ("name", "\"米\""), ("giRightId", "\"@gi\""), ("netContentGrams", "500")]),
    ];

    private static readonly string[] BadTexts =
        ["\"\"", "\"   \"", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\u202Egnp\"", "\"a\\u2028b\"", "\"\\u200Bx\"", "\"\\ud800\"", "\"\\uE000\"", $"\"{new string('x', 600)}\"", "7", "{}", "[]", "null"];

    private static readonly string[] BadNumbers = ["-1", "1e400", "-1e400", "NaN", "Infinity", "\"5\"", "null", "true", "01", "1,5"];

    private static readonly string[] BadDays = ["\"2026-02-30\"", "\"2026-1-1\"", "\"01/02/2026\"", "\"2026-01-01T00:00:00Z\"", "20260101", "\"\""];

    private static readonly string[] BadIds = ["\"1\"", "\"../../etc/passwd\"", "1", "\"' OR 1=1 --\"", "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\""];

    private Guid _party, _right, _gi;

    public static TheoryData<string> Paths => [.. Sound.Select(sound => sound.Path)];

    public async ValueTask InitializeAsync()
    {
        _party = await desk.Party(desk.Producer);
        _right = await desk.Mark(desk.Producer, _party);
        _gi = await desk.Gi(desk.Association, await desk.Party(desk.Association));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_sound_body_is_taken(string path) => (await Send(path, Json(path))).Expect(HttpStatusCode.Created);

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_member_that_is_missing_unknown_repeated_or_ill_typed_is_refused(string path)
    {
        foreach (var (name, value) in Members(path).Where(member => member.Name is not ("adcode" or "expiresOn")))
        {
            await Refuse(path, Json(path, name, null));
            await Refuse(path, Json(path, name, $"{value},\"{name}\":{value}"));
        }

        await Refuse(path, Json(path, "tenantId", $"\"{Guid.Empty}\""));
        await Refuse(path, Json(path, "Name", "\"case\""));
        foreach (var body in (string[])["", "null", "[]", "\"x\"", "7", "{", "{}", "{}{}", new string('[', 5_000), "{\"name\":" + new string('[', 200) + new string(']', 200) + "}", "\uFEFFx", "<xml/>"])
            await Refuse(path, body);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_value_that_cannot_be_used_is_refused_by_its_field(string path)
    {
        foreach (var (name, value) in Members(path))
        {
            foreach (var bad in BadFor(name, value))
            {
                var refused = await Refuse(path, Json(path, name, bad));
                // A body that is no JSON has no field; everything else names the one at fault.
                if (bad is not ("NaN" or "Infinity" or "01" or "1,5"))
                    Assert.True(refused.Field?.StartsWith(name, StringComparison.Ordinal) == true, $"{name} = {bad}: {refused.Text}");
            }
        }
    }

    [Theory]
    [InlineData("""{"lon":122,"lat":41,"accuracyMetres":5}""", "points[0].datum")]
    [InlineData("null", "points")]
    [InlineData("""{"lon":122,"lat":41,"datum":"wgs72","accuracyMetres":5}""", "points[0].datum")]
    [InlineData("""{"lon":122,"lat":41,"datum":"cgcs2000, gcj02","accuracyMetres":5}""", "points[0].datum")]
    [InlineData("""{"lon":122,"lat":41,"datum":"1","accuracyMetres":5}""", "points[0].datum")]
    [InlineData("""{"lon":122,"lat":41,"datum":2,"accuracyMetres":5}""", "points[0].datum")]
    [InlineData("""{"lon":41,"lat":122,"datum":"wgs84","accuracyMetres":5}""", "points[0]")]
    [InlineData("""{"lon":181,"lat":41,"datum":"wgs84","accuracyMetres":5}""", "points[0]")]
    [InlineData("""{"lon":1e400,"lat":41,"datum":"wgs84","accuracyMetres":5}""", "points[0]")]
    [InlineData("""{"lon":122,"lat":41,"datum":"wgs84","accuracyMetres":-1}""", "points[0].accuracyMetres")]
    [InlineData("""{"lon":122,"lat":41,"datum":"wgs84","accuracyMetres":1e400}""", "points[0].accuracyMetres")]
    [InlineData("""{"lon":"122","lat":41,"datum":"wgs84","accuracyMetres":5}""", "points[0].lon")]
    public async Task A_point_that_cannot_be_measured_is_refused_by_its_place_in_the_list(string point, string field)
    {
        var path = $"/zones/{await desk.Zone()}/checks";
        Assert.Equal(field, (await Refuse(path, $$"""{"points":[{{point}}],"plots":[]}""")).Field);
    }

    [Fact]
    public async Task Too_many_places_at_once_are_refused()
    {
        var path = $"/zones/{await desk.Zone()}/checks";
        var point = """{"lon":122,"lat":41,"datum":"wgs84","accuracyMetres":5}""";
        Assert.Equal("points", (await Refuse(path, $$"""{"points":[{{string.Join(',', Enumerable.Repeat(point, 1_001))}}]}""")).Field);
        var plot = $$"""{"datum":"wgs84","geometry":{{DeskHouse.Field}}}""";
        Assert.Equal("plots", (await Refuse(path, $$"""{"plots":[{{string.Join(',', Enumerable.Repeat(plot, 21))}}]}""")).Field);
    }

    [Theory]
    [InlineData("/parties?limit=0")]
    [InlineData("/parties?limit=201")]
    [InlineData("/rights?limit=x")]
    [InlineData("/plots?after=x")]
    public async Task A_page_that_cannot_be_cut_is_refused(string path) => Look(await desk.Producer.Look(path), path);

    [Theory]
    [InlineData("parties")]
    [InlineData("rights")]
    [InlineData("zones")]
    [InlineData("plots")]
    [InlineData("products")]
    public async Task What_is_not_there_is_not_found(string records)
    {
        foreach (var id in (string[])[Guid.Empty.ToString(), "1", "x'y", "..%2f..%2fetc"])
            Assert.Equal(HttpStatusCode.NotFound, Look(await desk.Producer.Look($"/{records}/{id}"), id).Status);
    }

    private static IEnumerable<string> BadFor(string name, string value) => name switch
    {
        "kind" or "state" => ["\"None\"", "0", "\"0\"", "null"],
        "holderPartyId" or "partyId" or "giRightId" => BadIds,
        "effectiveOn" or "asOf" or "fileDate" or "validFrom" or "expiresOn" => BadDays,
        "niceClass" => [.. BadNumbers.Except(["null"]), "0", "46", "1.5"],
        "geometry" => ["7", "\"x\"", "[]", "{}", "null"],
        "adcode" => BadTexts.Except(["null"]),
        _ when char.IsAsciiDigit(value[0]) => BadNumbers,
        _ => BadTexts,
    };

    private async Task<Answer> Refuse(string path, string body)
    {
        var before = Rows();
        var answer = Look(await Send(path, body), body);
        Assert.Equal(before, Rows());
        return answer;
    }

    private static Answer Look(Answer answer, string sent)
    {
        Assert.True((int)answer.Status is >= 400 and < 500, $"{(int)answer.Status} for {sent}: {answer.Text}");
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.NotNull(answer.Code);
        Assert.All(Ours, word => Assert.DoesNotContain(word, answer.Text, StringComparison.Ordinal));
        return answer;
    }

    private long Rows() => desk.House.Count(
        "SELECT (SELECT count(*) FROM party) + (SELECT count(*) FROM ip_right) + (SELECT count(*) FROM right_state) + (SELECT count(*) FROM permission)"
        + " + (SELECT count(*) FROM zone) + (SELECT count(*) FROM plot) + (SELECT count(*) FROM product) + (SELECT count(*) FROM act)");

    private static (string Name, string Value)[] Members(string path) => Sound.Single(sound => sound.Path == path).Members;

    private static string Json(string path, string? change = null, string? to = null)
    {
        var members = Members(path).ToDictionary();
        if (change is not null)
        {
            if (to is null)
                members.Remove(change);
            else
                members[change] = to;
        }

        return "{" + string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}")) + "}";
    }

    private async Task<Answer> Send(string path, string body)
    {
        string Fill(string text) => text
            .Replace("@party", _party.ToString(), StringComparison.Ordinal).Replace("@right", _right.ToString(), StringComparison.Ordinal)
            .Replace("@gi", _gi.ToString(), StringComparison.Ordinal).Replace("@uscc", desk.NextUscc(), StringComparison.Ordinal)
            .Replace("@number", $"{88_000_000 + desk.NextNumber()}", StringComparison.Ordinal);
        var who = path == "/zones" ? desk.Administrator : desk.Producer;
        return await who.Post(Fill(path), Fill(body));
    }
}
