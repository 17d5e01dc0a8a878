using System.Net;

namespace Traceability.Stories.Desk;

public sealed class PlotTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Fact]
    public async Task A_plot_is_told_its_area_and_shown_to_its_owner_only()
    {
        var plot = (await desk.Producer.Post("/plots", Body(await desk.Party(desk.Producer), DeskHouse.Field))).Expect(HttpStatusCode.Created);
        var squareMetres = plot["areaSquareMetres"].GetDouble();
        Assert.InRange(squareMetres, 9_300, 9_400);
        Assert.Equal(squareMetres * 3 / 2000, plot["mu"].GetDouble(), 2);
        Assert.Equal(squareMetres / 10_000, plot["hectares"].GetDouble(), 3);

        var read = (await desk.Producer.Look($"/plots/{plot.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(122.0, read["geometry"].GetProperty("coordinates")[0][0][0].GetDouble());
        foreach (var other in (HttpClient[])[desk.Rival, desk.Association, desk.Officer, desk.Administrator])
        {
            (await other.Look($"/plots/{plot.Id}")).Expect(HttpStatusCode.NotFound);
            Assert.DoesNotContain(plot.Id.ToString(), (await other.Look("/plots")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_plot_of_another_datum_is_stored_in_wgs84()
    {
        var body = Body(await desk.Party(desk.Producer), DeskHouse.Field, "gcj02");
        var id = (await desk.Producer.Post("/plots", body)).Expect(HttpStatusCode.Created).Id;
        var longitude = (await desk.Producer.Look($"/plots/{id}"))["geometry"].GetProperty("coordinates")[0][0][0].GetDouble();
        Assert.InRange(longitude, 121.99, 121.999);
    }

    [Theory]
    // A speck, a county, two fields as one, a crossing, an open ring, swapped numbers.
    [InlineData("""{"type":"Polygon","coordinates":[[[122,41],[122.000001,41],[122.000001,41.000001],[122,41]]]}""", "badArea", "geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[122,41],[122.5,41],[122.5,41.5],[122,41.5],[122,41]]]}""", "badArea", "geometry")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[122,41],[122.001,41],[122.001,41.001],[122,41]]]]}""", "unsupportedType", "geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[122,41],[122.001,41.001],[122.001,41],[122,41.001],[122,41]]]}""", "selfCrossing", "geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[122,41],[122.001,41],[122.001,41.001],[122,41.001]]]}""", "notClosed", "geometry.coordinates[0][3]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[41,122],[41,122.001],[41.001,122.001],[41,122]]]}""", "swapped", "geometry.coordinates[0][0]")]
    [InlineData("""{"type":"Point","coordinates":[122,41]}""", "unsupportedType", "geometry.type")]
    [InlineData("""{"type":"Polygon","coordinates":[[[1e400,41],[122.001,41],[122.001,41.001],[1e400,41]]]}""", "notFinite", "geometry.coordinates[0][0]")]
    [InlineData("null", "unsupportedType", "geometry.type")]
    public async Task A_faulty_shape_is_refused_with_its_place(string geometry, string code, string field)
    {
        var before = desk.House.Count("SELECT count(*) FROM plot");
        var refused = (await desk.Producer.Post("/plots", Body(await desk.Party(desk.Producer), geometry))).Expect(HttpStatusCode.BadRequest);
        Assert.Equal((code, field), (refused.Code, refused.Field));
        Assert.Equal(before, desk.House.Count("SELECT count(*) FROM plot"));
    }

    [Fact]
    public async Task A_crossing_is_named_with_its_place_on_the_map()
    {
        const string bowTie = """{"type":"Polygon","coordinates":[[[122,41],[122.002,41.002],[122.002,41],[122,41.002],[122,41]]]}""";
        var refused = await desk.Producer.Post("/plots", Body(await desk.Party(desk.Producer), bowTie));
        Assert.Equal(122.001, refused["place"].GetProperty("lon").GetDouble(), 6);
    }

    [Fact]
    public async Task A_plot_of_somebody_elses_party_is_refused()
    {
        var body = Body(await desk.Party(desk.Rival), DeskHouse.Field);
        var refused = (await desk.Producer.Post("/plots", body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(("unknownParty", "partyId"), (refused.Code, refused.Field));
    }

    [Theory]
    [InlineData("null", "datumMissing")]
    [InlineData("\"WGS84\"", "unknownDatum")]
    [InlineData("\"4326\"", "unknownDatum")]
    public async Task A_datum_is_never_guessed(string datum, string code)
    {
        var body = Body(await desk.Party(desk.Producer), DeskHouse.Field).Replace("\"wgs84\"", datum, StringComparison.Ordinal);
        var refused = (await desk.Producer.Post("/plots", body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal((code, "datum"), (refused.Code, refused.Field));
    }

    internal static string Body(Guid party, string geometry, string datum = "wgs84") =>
        $$"""{"partyId":"{{party}}","name":"一号田","datum":"{{datum}}","accuracyMetres":3,"geometry":{{geometry}}}""";
}
