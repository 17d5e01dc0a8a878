using System.Net;
using System.Text;

namespace Traceability.Stories.Desk;

public sealed class ZoneTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Theory]
    [InlineData(122.0, 41.0, "Inside")]
    [InlineData(122.3, 41.0, "Outside")]
    [InlineData(122.1, 41.0, "TooCloseToCall")]
    public async Task A_point_is_told_where_it_lies(double lon, double lat, string verdict)
    {
        var zone = await desk.Zone();
        var reply = (await Points(zone, Point(lon, lat))).Expect(HttpStatusCode.OK)["points"][0];
        Assert.Equal(verdict, reply.GetProperty("verdict").GetString());
        var metres = reply.GetProperty("metres").GetDouble();
        Assert.True(verdict switch { "Inside" => metres > 8_000, "Outside" => metres < -16_000, _ => Math.Abs(metres) < 1 }, $"{metres}");
    }

    [Fact]
    public async Task A_declared_datum_is_moved_before_measuring()
    {
        var zone = await desk.Zone();
        var reply = (await Points(zone, Point(122.1, 41.0), Point(122.1, 41.0, "cgcs2000"), Point(122.1, 41.0, "gcj02"), Point(122.1, 41.0, "bd09")))
            .Expect(HttpStatusCode.OK)["points"];
        var metres = reply.EnumerateArray().Select(point => point.GetProperty("metres").GetDouble()).ToList();
        Assert.Equal(metres[0], metres[1]);
        Assert.InRange(metres[2] - metres[0], 200, 900);
        Assert.InRange(metres[3] - metres[2], 200, 900);
    }

    [Fact]
    public async Task A_plot_is_told_share_area_and_verdict()
    {
        var zone = await desk.Zone();
        const string straddling = """{"type":"Polygon","coordinates":[[[122.095,41.0],[122.105,41.0],[122.105,41.01],[122.095,41.01],[122.095,41.0]]]}""";
        var plots = (await desk.Officer.Post($"/zones/{zone}/checks",
            $$"""{"points":[],"plots":[{"datum":"wgs84","geometry":{{DeskHouse.Field}}},{"datum":"wgs84","geometry":{{straddling}}}]}""")).Expect(HttpStatusCode.OK)["plots"];
        Assert.Equal("Inside", plots[0].GetProperty("verdict").GetString());
        Assert.Equal(1, plots[0].GetProperty("shareInside").GetDouble());
        Assert.InRange(plots[0].GetProperty("areaSquareMetres").GetDouble(), 9_300, 9_400);
        Assert.Equal("Straddles", plots[1].GetProperty("verdict").GetString());
        Assert.Equal(0.5, plots[1].GetProperty("shareInside").GetDouble(), 3);
    }

    [Theory]
    [InlineData("2025-12-31", "Outside")]
    [InlineData("2026-01-01", "Inside")]
    [InlineData("2026-12-31", "Inside")]
    [InlineData("2027-01-01", "Outside")]
    public async Task Outside_its_validity_a_zone_answers_outside(string on, string verdict)
    {
        var zone = await desk.Zone(more: """ "validFrom":"2026-01-01","validTo":"2027-01-01", """);
        var reply = await desk.Producer.Post($"/zones/{zone}/checks", $$"""{"on":"{{on}}","points":[{{Point(122, 41)}}],"plots":[]}""");
        Assert.Equal(verdict, reply.Expect(HttpStatusCode.OK)["points"][0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_zone_is_read_without_its_outline_by_every_key()
    {
        var zone = await desk.Zone();
        var read = (await desk.Rival.Look($"/zones/{zone}")).Expect(HttpStatusCode.OK);
        Assert.Equal("wgs84", read["datum"].GetString());
        Assert.NotNull(read.ETag);
        Assert.Contains(zone.ToString(), (await desk.Officer.Look("/zones?limit=200")).Text, StringComparison.Ordinal);
        (await desk.Officer.Look($"/zones/{Guid.Empty}")).Expect(HttpStatusCode.NotFound);
        (await desk.Officer.Post($"/zones/{Guid.Empty}/checks", """{"points":[],"plots":[]}""")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_the_administrator_records_zones()
    {
        foreach (var who in (HttpClient[])[desk.Producer, desk.Association, desk.Officer])
            (await who.Post("/zones", DeskHouse.ZoneBody(DeskHouse.Square))).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_pack_gives_a_zone_once_and_then_the_same_again()
    {
        var first = (await desk.Administrator.Post("/zones/from-pack", """{"product":"盘锦大米"}""")).Expect(HttpStatusCode.Created);
        Assert.Equal(["211102", "211103", "211104", "211122"], first["adcodes"].EnumerateArray().Select(code => code.GetString()));
        var acts = desk.House.Acts();
        var again = (await desk.Administrator.Post("/zones/from-pack", """{"product":"盘锦大米"}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(acts, desk.House.Acts());
    }

    [Theory]
    [InlineData("铁岭大米", HttpStatusCode.Conflict, "partlyCovered")]
    [InlineData("无此大米", HttpStatusCode.BadRequest, "unknownProduct")]
    public async Task The_pack_makes_no_border_up(string product, HttpStatusCode status, string code) =>
        Assert.Equal(code, (await desk.Administrator.Post("/zones/from-pack", $$"""{"product":"{{product}}"}""")).Expect(status).Code);

    [Fact]
    public async Task A_zone_may_take_ten_megabytes_and_nothing_else_more_than_one()
    {
        // 1.2 MB that are a sound zone: the corners of a circle.
        var ring = new StringBuilder();
        const int corners = 40_000;
        for (var i = 0; i <= corners; i++)
        {
            var angle = Math.Tau * (i % corners) / corners;
            ring.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}[{122 + (0.2 * Math.Cos(angle)):F12},{41 + (0.2 * Math.Sin(angle)):F12}]");
        }

        var circle = $$"""{"type":"Polygon","coordinates":[[{{ring}}]]}""";
        Assert.True(circle.Length > 1 << 20);
        await desk.Zone(circle);

        var before = desk.House.Acts();
        var tooMuch = DeskHouse.ZoneBody(DeskHouse.Square) + new string(' ', 10 << 20);
        Assert.Equal("tooLarge", (await desk.Administrator.Post("/zones", tooMuch)).Expect(HttpStatusCode.RequestEntityTooLarge).Code);
        var party = $$"""{"name":"甲","uscc":"{{desk.NextUscc()}}","kind":"Mill"}{{new string(' ', 1 << 20)}}""";
        Assert.Equal("application/problem+json", (await desk.Producer.Post("/parties", party)).Expect(HttpStatusCode.RequestEntityTooLarge).MediaType);
        Assert.Equal(before, desk.House.Acts());
    }

    private Task<Answer> Points(Guid zone, params string[] points) =>
        desk.Producer.Post($"/zones/{zone}/checks", $$"""{"points":[{{string.Join(',', points)}}],"plots":[]}""");

    private static string Point(double lon, double lat, string datum = "wgs84") =>
        FormattableString.Invariant($$"""{"lon":{{lon}},"lat":{{lat}},"datum":"{{datum}}","accuracyMetres":5}""");
}
