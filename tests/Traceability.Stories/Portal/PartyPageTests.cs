using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A party recorded on a page.</summary>
public sealed class PartyPageTests
{
    private const string Mistyped = "91110000600037341K";

    [Fact]
    public async Task From_an_empty_desk_the_next_step_is_a_party_and_afterwards_it_stands_in_the_list()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Matches("<li class=\"next\"><a href=\"/parties\\?lang=en\">", (await producer.Get("/?lang=en")).Text);
        Assert.Contains("href=\"/parties/new?lang=en\"", (await producer.Get("/parties?lang=en")).Text, StringComparison.Ordinal);
        await producer.Get("/parties/new?lang=en");
        Assert.Equal("/parties?done=recorded&lang=en", (await producer.Post("/parties/new?lang=en", ("name", "盘锦阿米合作社"), ("uscc", "91110000600037341L"), ("kind", "Mill"))).Location);
        var list = (await producer.Get("/parties?done=recorded&lang=en")).Text;
        Assert.Contains("<b lang=\"zh\">盘锦阿米合作社</b>", list, StringComparison.Ordinal);
        Assert.Contains("role=\"status\">Recorded.", list, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"next\"><a href=\"/parties", (await producer.Get("/?lang=en")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "uscc", Mistyped, "校验位不符")]
    [InlineData("en", "uscc", Mistyped, "check symbol")]
    [InlineData("zh", "name", " ", "不能空着")]
    [InlineData("zh", "kind", "3", "从列表里选")]
    [InlineData("zh", "adcode", "21110", "六位数字")]
    [InlineData("zh", "capacityPerDay", "many", "整数")]
    [InlineData("zh", "capacityPerDay", "0", "1 到")]
    [InlineData("zh", "site.lon", "东", "小数点")]
    [InlineData("en", "site.lon", "41.1", "swapped")]
    [InlineData("zh", "site.datum", "", "不替您猜")]
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays(string language, string field, string typed, string told)
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/parties/new?lang={language}");
        var before = house.Acts();
        (string Name, string Value)[] right = [("name", "阿米<b>"), ("uscc", "91110000600037341L"), ("kind", "Mill"), ("adcode", "211103"), ("capacityPerDay", "１,０００"), ("site.lon", "122.07"), ("site.lat", field == "site.lon" ? "122.07" : "41.12"), ("site.datum", "gcj02")];
        var answer = await producer.Post($"/parties/new?lang={language}", [.. right.Where(one => one.Name != field), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"<a href=\"#{field}\">", answer.Text, StringComparison.Ordinal);
        Assert.Contains(told, answer.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        if (field != "name")
            Assert.Contains("value=\"阿米&lt;b&gt;\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    [Fact]
    public async Task A_party_is_corrected_over_the_version_that_was_seen_and_a_correction_made_meanwhile_is_not_written_over()
    {
        await using var house = await OpenHouse.Open();
        var party = await house.Party("Mill");
        using var first = await house.Staffed("Mill", Role.Producer, "ami");
        using var second = await house.Joined(first, "bob");
        (string, string)[] Correction(string name) => [("version", "1"), ("name", name), ("kind", "Mill"), ("site.lon", "122.07"), ("site.lat", "41.12"), ("site.datum", "wgs84"), ("capacityPerDay", "200")];
        Assert.Contains("name=\"version\" value=\"1\"", (await first.Get($"/parties/{party}?lang=en")).Text, StringComparison.Ordinal);
        await second.Get($"/parties/{party}?lang=en");
        Assert.Equal($"/parties/{party}?done=corrected&lang=en", (await first.Post($"/parties/{party}?lang=en", Correction("Ami Mill"))).Location);
        var corrected = (await first.Get($"/parties/{party}?done=corrected&lang=en")).Text;
        Assert.Contains("<h1>Ami Mill</h1>", corrected, StringComparison.Ordinal);
        Assert.Contains("122.070000, 41.120000 (WGS 84)", corrected, StringComparison.Ordinal);

        var before = house.Acts();
        var late = await second.Post($"/parties/{party}?lang=zh", Correction("Bo Mill"));
        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("刚被别人改过", late.Text, StringComparison.Ordinal);
        Assert.Contains("<h1>Ami Mill</h1>", late.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Bo Mill\"", late.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
        // Having seen that, he may insist.
        Assert.Contains("name=\"version\" value=\"2\"", late.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await second.Post($"/parties/{party}?lang=en", [.. Correction("Bo Mill").Skip(1), ("version", "2")])).Status);
    }

    [Fact]
    public async Task A_correction_that_cannot_stand_is_told_at_its_field_and_changes_nothing()
    {
        await using var house = await OpenHouse.Open();
        var party = await house.Party("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/parties/{party}");
        var before = house.Acts();
        foreach (var (field, typed, told) in ((string, string, string)[])[("name", "", "cannot|empty"), ("adcode", "2111", "six digits"), ("site.lat", "1", "datum")])
        {
            (string Name, string Value)[] right = [("version", "1"), ("name", "Ami"), ("kind", "Mill")];
            var refused = await producer.Post($"/parties/{party}?lang=en", [.. right.Where(one => one.Name != field), (field, typed), .. field == "site.lat" ? [("site.lon", "122")] : ((string, string)[])[]]);
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.Matches(told, refused.Text.Split($"id=\"{(field == "site.lat" ? "site.datum" : field)}-fault\">")[1].Split('<')[0]);
        }

        Assert.Equal(before, house.Acts());
    }

    [Theory]
    [InlineData("91110000600037341L", "The code holds")]
    [InlineData("９１１１００００６０００３７３４１ｌ", "The code holds")]
    [InlineData(Mistyped, "check symbol")]
    [InlineData("9111", "18 symbols")]
    [InlineData("", "18 symbols")]
    [InlineData("<script>", "18 symbols")]
    public async Task A_code_is_judged_while_it_is_typed_by_the_same_rule(string typed, string told)
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        var sentence = (await producer.Get($"/parties/uscc?lang=en&text={Uri.EscapeDataString(typed)}")).Text;
        Assert.Contains(told, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("<", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_odd_about_a_code_stands_on_the_page_of_its_party()
    {
        await using var house = await OpenHouse.Open();
        // Its last symbol holds (GB 32100), that of its organization code does not (GB 11714).
        var party = await house.Party("Mill", uscc: "91211104MA0000001N");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("fail the check of the organization code", (await producer.Get($"/parties/{party}?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_party_is_found_by_some_letters_of_its_name_or_its_code_and_a_long_list_has_pages()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get("/parties/import");
        await producer.Post("/parties/import/confirmed", ("table", Tables.Of(101)));
        var second = (await producer.Get("/parties?lang=en&page=2")).Text;
        Assert.Contains("Farm 0101", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Farm 0100", second, StringComparison.Ordinal);
        Assert.Contains("rel=\"prev\"", second, StringComparison.Ordinal);
        foreach (var find in (string[])["m 0042", Tables.Uscc(42).ToLowerInvariant()])
            Assert.Equal(1, (await producer.Get($"/parties?lang=en&find={find}")).Text.Split("Farm 0").Length - 1);
        Assert.Contains("None was found", (await producer.Get("/parties?lang=en&find=%00'%25")).Text + (await producer.Get("/parties?lang=en&find='%25")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await producer.Get("/parties?lang=en&page=-2147483648")).Status);
    }

    [Fact]
    public async Task A_party_that_was_recorded_by_mistake_is_taken_away_and_one_on_which_something_rests_tells_what()
    {
        await using var desk = await MillDesk.Open();
        var mistake = await desk.Village.Producer.Make("/api/v1/parties", new { name = "手误", uscc = Tables.Uscc(1), kind = "Mill" });
        Assert.Contains($"action=\"/parties/{mistake}/removed?lang=en\"", (await desk.Mill.Get($"/parties/{mistake}?lang=en")).Text, StringComparison.Ordinal);
        var before = desk.House.Acts();
        Assert.Contains("Somebody changed this meanwhile", (await desk.Mill.Post($"/parties/{mistake}/removed?lang=en", ("version", "7"), ("act", "remove"))).Text, StringComparison.Ordinal);
        var refused = await desk.Mill.Post($"/parties/{desk.Village.Mill}/removed?lang=zh", ("version", "1"), ("act", "remove"));
        Assert.Equal((HttpStatusCode.BadRequest, before), (refused.Status, desk.House.Acts()));
        Assert.Contains("这个主体已经有用标核准或许可、用标额度、额度划转、生产批次，不能删除。", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"辽河口米业\"", refused.Text, StringComparison.Ordinal);

        // What cannot be undone is asked about once more, and only the answer does it.
        var asked = await desk.Mill.Post($"/parties/{mistake}/removed?lang=en", ("version", "1"));
        Assert.Equal((HttpStatusCode.OK, true), (asked.Status, asked.Text.Contains("name=\"act\" value=\"remove\">Yes, take it away", StringComparison.Ordinal)));
        Assert.Contains("name=\"version\" value=\"1\"", asked.Text.Split("class=\"sure\"")[1].Split("</section>")[0], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.Mill.Get($"/parties/{mistake}")).Status);
        Assert.Equal("/parties?done=removed&lang=en", (await desk.Mill.Post($"/parties/{mistake}/removed?lang=en", ("version", "1"), ("act", "remove"))).Location);
        Assert.Equal(before + 1, desk.House.Acts());
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Get($"/parties/{mistake}")).Status);
        Assert.Contains("role=\"status\">Taken away.", (await desk.Mill.Get("/parties?done=removed&lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Post($"/parties/{mistake}/removed", ("act", "remove"))).Status);
    }

    [Fact]
    public async Task A_code_that_looks_odd_or_is_recorded_already_is_told_before_anything_is_recorded()
    {
        const string odd = "91211104MA0000001N";
        await using var house = await OpenHouse.Open();
        await house.Party("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("already recorded", (await producer.Get($"/parties/uscc?lang=en&text={Recorded.Uscc}")).Text, StringComparison.Ordinal);
        await producer.Get("/parties/new?lang=en");
        var before = house.Acts();
        (string, string)[] typed = [("name", "Ami"), ("uscc", odd), ("kind", "Mill")];
        var asked = await producer.Post("/parties/new?lang=en", typed);
        Assert.Equal((HttpStatusCode.BadRequest, before), (asked.Status, house.Acts()));
        Assert.Contains("fail the check of the organization code", asked.Text.Split("id=\"uscc-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Contains($"name=\"seen\" value=\"{odd}\"", asked.Text, StringComparison.Ordinal);
        Assert.Equal("/parties?done=recorded&lang=en", (await producer.Post("/parties/new?lang=en", [.. typed, ("seen", odd)])).Location);
    }

    [Fact]
    public async Task All_that_cannot_be_read_is_told_at_once()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get("/parties/new");
        var refused = (await producer.Post("/parties/new?lang=zh", ("name", "阿米"), ("uscc", Recorded.Uscc), ("kind", "Pilot"), ("site.lon", "东"), ("site.lat", "41"), ("capacityPerDay", "many"))).Text;
        foreach (var field in (string[])["kind", "site.lon", "capacityPerDay"])
        {
            Assert.Contains($"<a href=\"#{field}\">", refused, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-fault\"", refused, StringComparison.Ordinal);
        }

        Assert.Single(refused.Split(" autofocus")[1..]);
    }
}
