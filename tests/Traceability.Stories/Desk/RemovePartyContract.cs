using System.Net;

namespace Traceability.Stories.Desk;

/// <summary>A party is taken away only while nothing rests on it, whoever recorded that: the database is asked beyond the walls of its tenant.</summary>
public abstract class RemovePartyContract(DeskHouse desk)
{
    // The table names who may rest on a party; each is tried alone by a party that carries nothing else.
    [Theory]
    [InlineData("rights")]
    [InlineData("permissions")]
    [InlineData("plots")]
    [InlineData("nothing")]
    public async Task A_party_is_taken_away_while_nothing_rests_on_it_whoever_recorded_that(string what)
    {
        var id = await desk.Party(desk.Producer);
        var right = $$"""{"kind":"Trademark","number":"{{71_000_000 + desk.NextUscc().GetHashCode(StringComparison.Ordinal) % 1_000_000}}","title":"辽","holderPartyId":"{{(what == "rights" ? id : await desk.Party(desk.Producer))}}","niceClass":30,"expiresOn":"2030-01-01"}""";
        if (what is "rights" or "permissions")
        {
            var recorded = (await desk.Producer.Post("/rights", right)).Expect(HttpStatusCode.Created).Id;
            if (what == "permissions")
                (await desk.Producer.Post($"/rights/{recorded}/permissions", $$"""{"kind":"Licence","partyId":"{{id}}","documentNumber":"1","validFrom":"2026-01-01"}""")).Expect(HttpStatusCode.Created);
        }

        if (what == "plots")
        {
            (await desk.Producer.Post("/plots", $$$"""{"partyId":"{{{id}}}","name":"田","datum":"wgs84","accuracyMetres":3,"geometry":{"type":"Polygon","coordinates":[[[120.0,41.0],[120.001,41.0],[120.001,41.001],[120.0,41.001],[120.0,41.0]]]}}""")).Expect(HttpStatusCode.Created);
        }

        (await desk.Rival.Delete($"/parties/{id}")).Expect(HttpStatusCode.NotFound);
        var answer = await desk.Producer.Delete($"/parties/{id}");
        if (what == "nothing")
        {
            answer.Expect(HttpStatusCode.NoContent);
            (await desk.Producer.Look($"/parties/{id}")).Expect(HttpStatusCode.NotFound);
            return;
        }

        Assert.Equal("partyInUse", answer.Expect(HttpStatusCode.Conflict).Code);
        Assert.Equal([what], answer["restingOnIt"].EnumerateArray().Select(one => one.GetString()!));
        (await desk.Producer.Look($"/parties/{id}")).Expect(HttpStatusCode.OK);
    }
}

/// <summary>The embedded database.</summary>
public sealed class SqliteRemovePartyTests(DeskHouse desk) : RemovePartyContract(desk), IClassFixture<DeskHouse>;

/// <summary>PostgreSQL, where rows of other tenants are behind a wall.</summary>
public sealed class PostgresRemovePartyTests(PostgresDeskHouse desk) : RemovePartyContract(desk), IClassFixture<PostgresDeskHouse>;
