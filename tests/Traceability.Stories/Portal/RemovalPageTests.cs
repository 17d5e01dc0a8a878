using System.Net;

namespace Traceability.Stories.Portal;

/// <summary>The page on which a record made by mistake is taken away, reached from the record itself.</summary>
public sealed class RemovalPageTests
{
    [Theory]
    [InlineData("parties", "手误")]
    [InlineData("rights", "辽 91298150")]
    [InlineData("products", "错米")]
    [InlineData("plots", "错田")]
    public async Task A_mistake_is_shown_once_more_and_goes_only_with_the_button(string list, string name)
    {
        await using var desk = await MillDesk.Open();
        var producer = desk.Village.Producer;
        var party = await producer.Make("/api/v1/parties", new { name = "手误", uscc = Tables.Uscc(1), kind = "Mill" });
        var id = list switch
        {
            "parties" => party,
            "rights" => await producer.Make("/api/v1/rights", new { kind = "Trademark", number = "91298150", title = "辽", holderPartyId = party, niceClass = 30, expiresOn = "2030-01-01" }),
            "products" => await producer.Make("/api/v1/products", new { kind = "Gi", name = "错米", giRightId = desk.Village.GiRight, netContentGrams = 50 }),
            _ => await desk.Village.MakePlot(producer, party, "错田", 122.02, 41.02, 50),
        };
        var page = $"/{list}/{id}/remove?lang=en";
        Assert.Contains($"href=\"{page}\"", (await desk.Mill.Get($"/{list}/{id}?lang=en")).Text, StringComparison.Ordinal);
        var before = desk.House.Acts();
        var asked = (await desk.Mill.Get(page)).Text;
        Assert.Contains($">{name}</b>", asked, StringComparison.Ordinal);
        if (list != "plots")
            Assert.Contains("Somebody changed this meanwhile", (await desk.Mill.Post(page, ("version", "7"))).Text, StringComparison.Ordinal);
        Assert.Equal(before, desk.House.Acts());

        Assert.Equal($"/{list}?done=removed&lang=en", (await desk.Mill.Post(page, ("version", "1"))).Location);
        Assert.Equal(before + 1, desk.House.Acts());
        Assert.Contains("role=\"status\">Taken away.", (await desk.Mill.Get($"/{list}?done=removed&lang=en")).Text, StringComparison.Ordinal);
        foreach (var gone in (string[])[$"/{list}/{id}", page])
            Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Get(gone)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Post(page, ("version", "1"))).Status);
    }

    [Fact]
    public async Task What_rests_on_a_record_is_told_and_whoever_does_not_keep_it_is_offered_nothing()
    {
        await using var desk = await MillDesk.Open();
        var before = desk.House.Acts();
        var refused = await desk.Mill.Post($"/parties/{desk.Village.Mill}/remove?lang=zh", ("version", "1"));
        Assert.Equal((HttpStatusCode.BadRequest, before), (refused.Status, desk.House.Acts()));
        Assert.Contains("这个主体已经有用标核准或许可、用标额度、额度划转、生产批次，不能删除。", refused.Text, StringComparison.Ordinal);

        // Everybody sees a GI; its keeper alone may take it away.
        Assert.DoesNotContain("/remove", (await desk.Mill.Get($"/rights/{desk.Village.GiRight}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Get($"/rights/{desk.Village.GiRight}/remove")).Status);
    }
}
