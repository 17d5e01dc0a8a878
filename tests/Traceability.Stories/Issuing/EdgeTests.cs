using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Issuing;

/// <summary>The edges of ranges, downloads, seasons and second persons, as text over the wire.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class EdgeTests(AttackedHouse attacked)
{
    [Theory]
    [InlineData("0", "1")]
    [InlineData("-1", "1")]
    [InlineData("2", "1")]
    [InlineData("1", "11")]
    [InlineData("11", "11")]
    [InlineData("1", "4294967297")]
    [InlineData("4294967297", "4294967297")]
    [InlineData("1", "9223372036854775807")]
    [InlineData("1", "9223372036854775808")]
    [InlineData("1.5", "2")]
    [InlineData("\"1\"", "2")]
    [InlineData("null", "2")]
    public async Task A_range_outside_its_batch_is_refused(string first, string last)
    {
        var batch = await attacked.Village.Issue(attacked.Lot, 10, $"range {first} {last}");
        var before = attacked.House.Acts();
        Assert.Equal(HttpStatusCode.BadRequest, (await Send($"/batches/{batch}/ranges", $$"""{"first":{{first}},"last":{{last}},"state":"Activated"}""")).Status);
        Assert.Equal(before, attacked.House.Acts());
    }

    [Fact]
    public async Task Of_all_moves_between_states_only_the_lawful_ones_are_made()
    {
        string[] states = ["NotActivated", "Activated", "Spoiled", "Withdrawn", "Retired"];
        foreach (var from in states)
        {
            foreach (var to in states)
            {
                var batch = await attacked.Village.Issue(attacked.Lot, 1, $"{from} {to}");
                if (from != "NotActivated")
                {
                    if (from != "Spoiled")
                        await attacked.Village.Range(batch, 1, 1, "Activated");
                    if (from != "Activated")
                        await attacked.Village.Range(batch, 1, 1, from, "r");
                }

                var before = attacked.House.Acts();
                var (status, _) = await Send($"/batches/{batch}/ranges", $$"""{"first":1,"last":1,"state":"{{to}}","reason":"r"}""");
                var expected = to == "NotActivated" ? HttpStatusCode.BadRequest : status is HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.Conflict;
                Assert.Equal((from, to, expected), (from, to, status));
                // A label once taken back never answers as genuine again.
                if (from is "Spoiled" or "Withdrawn" or "Retired" && to == "Activated")
                    Assert.Equal((from, HttpStatusCode.Conflict), (from, status));
                if (status != HttpStatusCode.OK || from == to)
                    Assert.Equal(before, attacked.House.Acts());
            }
        }
    }

    [Theory]
    [InlineData("codes?from=0")]
    [InlineData("codes?count=0")]
    [InlineData("codes?count=1001")]
    [InlineData("codes?count=-1")]
    [InlineData("codes?from=401")]
    [InlineData("codes?from=9223372036854775808")]
    [InlineData("codes?count=abc")]
    [InlineData("labels.csv?count=0")]
    [InlineData("labels.csv?from=0")]
    [InlineData("labels.csv?from=401")]
    [InlineData("labels.csv?count=1e3")]
    [InlineData("labels.svg?widthMm=NaN")]
    [InlineData("labels.svg?widthMm=Infinity")]
    [InlineData("labels.svg?widthMm=-40")]
    [InlineData("labels.svg?heightMm=1e400")]
    [InlineData("labels.svg?widthMm=40,5")]
    [InlineData("labels.svg?widthMm=3,0")]
    public async Task A_download_that_cannot_be_cut_is_refused_without_an_act(string download)
    {
        var before = attacked.House.Acts();
        using var refused = await attacked.Mill.GetAsync($"/api/v1/batches/{attacked.Batch}/{download}", TestContext.Current.CancellationToken);
        Assert.Equal((download, HttpStatusCode.BadRequest), (download, refused.StatusCode));
        Assert.Equal(before, attacked.House.Acts());
    }

    [Fact]
    public async Task A_waiting_batch_has_no_codes_and_whoever_asked_cannot_approve_it()
    {
        var lot = $"/api/v1/lots/{attacked.Lot}";
        var left = (await attacked.Village.Producer.Get(lot)).GetProperty("remainingAllowance").GetInt64();
        using var asking = await attacked.Person("Mill", Role.Producer, "asking");
        var (status, batch) = await Send("/batches", $$"""{"lotId":"{{attacked.Lot}}","count":{{AttackedHouse.FourEyesAbove + 1}}}""", asking);
        Assert.Equal((HttpStatusCode.Created, "Waiting"), (status, batch.GetProperty("state").GetString()));
        var id = batch.GetProperty("id").GetGuid();
        foreach (var download in (string[])["codes", "labels.csv", "labels.svg"])
            Assert.Equal(HttpStatusCode.Conflict, (await attacked.Mill.GetAsync($"/api/v1/batches/{id}/{download}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Send($"/batches/{id}/ranges", """{"first":1,"last":1,"state":"Activated"}""")).Status);
        Assert.Equal("secondPersonNeeded", (await Send($"/batches/{id}/approval", """{"agree":true}""", asking)).Body.GetProperty("code").GetString());

        Assert.Equal(HttpStatusCode.OK, (await Send($"/batches/{id}/approval", """{"agree":false}""")).Status);
        Assert.Equal("notWaiting", (await Send($"/batches/{id}/approval", """{"agree":true}""")).Body.GetProperty("code").GetString());
        Assert.Equal(left, (await attacked.Village.Producer.Get(lot)).GetProperty("remainingAllowance").GetInt64());
    }

    [Theory]
    [InlineData("2198-12-31", "2199-12-31", HttpStatusCode.Created)]
    [InlineData("2197-12-30", "2199-12-31", HttpStatusCode.Created)]
    [InlineData("9998-12-31", "9999-12-31", HttpStatusCode.BadRequest)]
    [InlineData("1899-12-31", "1900-12-31", HttpStatusCode.BadRequest)]
    [InlineData("2026-01-01", "2029-01-01", HttpStatusCode.BadRequest)]
    [InlineData("2026-01-02", "2026-01-01", HttpStatusCode.BadRequest)]
    [InlineData("0001-01-01", "9999-12-31", HttpStatusCode.BadRequest)]
    public async Task A_season_lasts_two_years_at_most_even_at_the_end_of_time(string from, string to, HttpStatusCode expected)
    {
        using var keeper = await attacked.Person("Association", Role.Association, "seasons");
        Assert.Equal(expected, (await Send("/seasons",
            $$"""{"giRightId":"{{attacked.Village.GiRight}}","name":"{{from}} {{to}}","startsOn":"{{from}}","endsOn":"{{to}}","yieldCapGramsPerMu":1,"processingYieldPerMille":1}""", keeper)).Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Send(string path, string body, HttpClient? who = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("Idempotency-Key", path + body.GetHashCode(StringComparison.Ordinal));
        using var response = await (who ?? attacked.Mill).SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
