using System.Net;
using System.Text;

namespace Traceability.Stories.Desk;

public sealed class RightTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    private static readonly byte[] Paper = Encoding.ASCII.GetBytes("%PDF-1.4\ncertificate");

    [Fact]
    public async Task A_right_counts_for_issuing_only_after_state_certificate_and_a_second_person()
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        Assert.Equal("NotYetGranted", await WhyNotForIssuing(right));

        (await State(desk.Producer, right, "Granted", "2026-01-01")).Expect(HttpStatusCode.Created);
        Assert.Equal("CertificateMissing", await WhyNotForIssuing(right));
        Assert.Equal("certificateMissing", (await desk.SecondProducer.Post($"/rights/{right}/check", "{}")).Expect(HttpStatusCode.Conflict).Code);

        (await desk.Producer.PutFile($"/rights/{right}/certificate", Paper)).Expect(HttpStatusCode.OK);
        Assert.Equal("NotChecked", await WhyNotForIssuing(right));
        Assert.Equal("samePerson", (await desk.Producer.Post($"/rights/{right}/check", "{}")).Expect(HttpStatusCode.Conflict).Code);

        (await desk.SecondProducer.Post($"/rights/{right}/check", "{}")).Expect(HttpStatusCode.OK);
        Assert.Null(await WhyNotForIssuing(right));

        // Another file is another thing to check.
        (await desk.Producer.PutFile($"/rights/{right}/certificate", [.. Paper, 1])).Expect(HttpStatusCode.OK);
        Assert.Equal("NotChecked", await WhyNotForIssuing(right));
    }

    [Fact]
    public async Task A_check_of_an_older_file_is_refused_when_it_says_which_it_saw()
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        var seen = (await desk.Producer.PutFile($"/rights/{right}/certificate", Paper)).Expect(HttpStatusCode.OK).ETag;
        (await desk.Producer.PutFile($"/rights/{right}/certificate", [.. Paper, 2])).Expect(HttpStatusCode.OK);
        (await desk.SecondProducer.Post($"/rights/{right}/check", "{}", seen)).Expect(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_certificate_is_handed_over_and_never_shown()
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        (await desk.Producer.Look($"/rights/{right}/certificate")).Expect(HttpStatusCode.NotFound);
        (await desk.Producer.PutFile($"/rights/{right}/certificate", Paper)).Expect(HttpStatusCode.OK);

        using var response = await desk.Producer.GetAsync($"/api/v1/rights/{right}/certificate", TestContext.Current.CancellationToken);
        Assert.Equal(Paper, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("GIF89a")]
    [InlineData("MZ")]
    [InlineData("")]
    public async Task Only_pdf_jpeg_and_png_are_taken_by_their_bytes(string content)
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        var before = desk.House.Acts();
        (await desk.Producer.PutFile($"/rights/{right}/certificate", Encoding.ASCII.GetBytes(content))).Expect(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(before, desk.House.Acts());
    }

    [Fact]
    public async Task A_certificate_above_15_MB_is_refused()
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        var file = new byte[(15 << 20) + 1];
        Paper.CopyTo(file, 0);
        Assert.Equal("tooLarge", (await desk.Producer.PutFile($"/rights/{right}/certificate", file)).Expect(HttpStatusCode.RequestEntityTooLarge).Code);
    }

    [Fact]
    public async Task A_foreign_right_is_seen_only_as_a_gi_or_by_permission_and_never_changed()
    {
        var gi = await desk.Gi(desk.Association, await desk.Party(desk.Association));
        var mark = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        Assert.False((await desk.Rival.Look($"/rights/{gi}")).Expect(HttpStatusCode.OK)["keptByYou"].GetBoolean());
        (await desk.Rival.Look($"/rights/{mark}")).Expect(HttpStatusCode.NotFound);

        var rival = await desk.Party(desk.Rival, "竞争者");
        (await Permit(desk.Producer, mark, "Licence", rival)).Expect(HttpStatusCode.Created);
        (await desk.Rival.Look($"/rights/{mark}")).Expect(HttpStatusCode.OK);

        var before = desk.House.Acts();
        foreach (var right in (Guid[])[gi, mark])
        {
            (await State(desk.Rival, right, "Revoked", "2026-01-01")).Expect(HttpStatusCode.NotFound);
            (await desk.Rival.PutFile($"/rights/{right}/certificate", Paper)).Expect(HttpStatusCode.NotFound);
            (await desk.Rival.Post($"/rights/{right}/check", "{}")).Expect(HttpStatusCode.NotFound);
            (await Permit(desk.Rival, right, "Licence", rival)).Expect(HttpStatusCode.NotFound);
        }

        Assert.Equal(before, desk.House.Acts());
    }

    [Fact]
    public async Task A_permission_is_seen_by_giver_and_user_and_withdrawn_once_by_the_giver()
    {
        var gi = await desk.Gi(desk.Association, await desk.Party(desk.Association));
        var mill = await desk.Party(desk.Producer);
        var permission = (await Permit(desk.Association, gi, "MarkUseApproval", mill)).Expect(HttpStatusCode.Created).Id;

        Assert.Equal(1, await Seen(desk.Association, gi));
        Assert.Equal(1, await Seen(desk.Producer, gi));
        Assert.Equal(0, await Seen(desk.Rival, gi));

        const string withdrawal = """{"on":"2026-10-01","reason":"未达标准"}""";
        (await desk.Producer.Post($"/permissions/{permission}/withdraw", withdrawal)).Expect(HttpStatusCode.NotFound);
        Assert.False((await desk.Association.Post($"/permissions/{permission}/withdraw", withdrawal)).Expect(HttpStatusCode.OK)["inForceToday"].GetBoolean());
        Assert.Equal("alreadyWithdrawn", (await desk.Association.Post($"/permissions/{permission}/withdraw", withdrawal)).Expect(HttpStatusCode.Conflict).Code);
    }

    [Theory]
    [InlineData("GeographicalIndication", "Licence")]
    [InlineData("Trademark", "MarkUseApproval")]
    public async Task A_permission_is_of_the_kind_that_the_right_asks_for(string rightKind, string permissionKind)
    {
        var holder = await desk.Party(desk.Association);
        var right = rightKind == "Trademark" ? await desk.Mark(desk.Association, holder) : await desk.Gi(desk.Association, holder);
        Assert.Equal("kindMismatch", (await Permit(desk.Association, right, permissionKind, holder)).Expect(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task The_zone_of_a_gi_is_set_by_its_keeper_over_the_version_he_saw()
    {
        var gi = await desk.Gi(desk.Association, await desk.Party(desk.Association));
        var zone = await desk.Zone();
        var body = $$"""{"zoneId":"{{zone}}"}""";
        (await desk.Producer.Put($"/rights/{gi}/zone", body, "*")).Expect(HttpStatusCode.Forbidden);
        (await desk.Administrator.Put($"/rights/{gi}/zone", body, "*")).Expect(HttpStatusCode.NotFound);
        (await desk.Association.Put($"/rights/{gi}/zone", body)).Expect(HttpStatusCode.PreconditionRequired);
        Assert.Equal("unknownZone", (await desk.Association.Put($"/rights/{gi}/zone", $$"""{"zoneId":"{{gi}}"}""", "*")).Expect(HttpStatusCode.BadRequest).Code);
        Assert.Equal(zone, (await desk.Association.Put($"/rights/{gi}/zone", body, "\"1\"")).Expect(HttpStatusCode.OK)["zoneId"].GetGuid());
    }

    [Fact]
    public async Task A_producer_records_no_gi()
    {
        var party = await desk.Party(desk.Producer);
        var body = $$"""{"kind":"GeographicalIndication","number":"AGI2012-02-869","title":"朝阳小米","holderPartyId":"{{party}}"}""";
        (await desk.Producer.Post("/rights", body)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task States_are_added_and_never_overwritten()
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        (await State(desk.Producer, right, "Granted", "2026-01-01")).Expect(HttpStatusCode.Created);
        var after = (await State(desk.Producer, right, "Revoked", "2026-09-01")).Expect(HttpStatusCode.Created);
        Assert.Equal(2, after["states"].GetArrayLength());
        Assert.Equal("Revoked", after["today"].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("2027-10-11", "2026-10-10", "effectiveOn")]
    [InlineData("2026-10-10", "2026-10-11", "asOf")]
    public async Task A_state_from_too_far_ahead_is_refused(string effectiveOn, string asOf, string field)
    {
        var right = await desk.Mark(desk.Producer, await desk.Party(desk.Producer));
        var refused = (await State(desk.Producer, right, "Granted", effectiveOn, asOf)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(field, refused.Field);
    }

    private static Task<Answer> State(HttpClient who, Guid right, string state, string effectiveOn, string asOf = "2026-10-01") =>
        who.Post($"/rights/{right}/states", $$"""{"state":"{{state}}","effectiveOn":"{{effectiveOn}}","source":"公告","asOf":"{{asOf}}"}""");

    private static Task<Answer> Permit(HttpClient who, Guid right, string kind, Guid party) =>
        who.Post($"/rights/{right}/permissions", $$"""{"kind":"{{kind}}","partyId":"{{party}}","documentNumber":"核准2026-1","validFrom":"2026-01-01"}""");

    private static async Task<int> Seen(HttpClient who, Guid right) => (await who.Look($"/rights/{right}/permissions"))["items"].GetArrayLength();

    private async Task<string?> WhyNotForIssuing(Guid right)
    {
        var standing = (await desk.Producer.Look($"/rights/{right}")).Expect(HttpStatusCode.OK)["forIssuing"];
        return standing.GetProperty("stands").GetBoolean() ? null : standing.GetProperty("reason").GetString();
    }
}
