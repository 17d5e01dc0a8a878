using System.Net;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Alerts;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Alerts on pages: producers read those of their own labels, officers read all and decide.</summary>
public sealed class AlertPageTests
{
    [Fact]
    public async Task A_producer_reads_his_own_in_words_and_metres_and_nobody_elses()
    {
        await using var bureau = await Bureau.Open();
        using var mill = await bureau.House.Staffed("Mill", Role.Producer, "ami");
        using var rival = await bureau.House.Staffed("Rival", Role.Producer, "eve");
        Assert.Contains("class=\"empty\"", (await mill.Get("/alerts?lang=zh")).Text, StringComparison.Ordinal);
        var id = await Alarm.Tell(bureau.House, bureau.Shop.Batch, 2, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang, null);

        Assert.Contains("多地查验", (await mill.Get("/alerts?lang=zh")).Text, StringComparison.Ordinal);
        var page = (await mill.Get($"/alerts/{id}?lang=zh")).Text;
        foreach (var told in (string[])["120 公里", "沈阳市", "没有提供位置", "盘锦大米 5 kg", "第 2 号标签", "待查"])
            Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.DoesNotContain(bureau.Shop.Codes[1], page, StringComparison.Ordinal);
        Assert.DoesNotContain("/confirmed", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{id}", (await rival.Get("/alerts")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Get($"/alerts/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await mill.Get($"/alerts/{id}/confirmed")).Status);
    }

    [Fact]
    public async Task An_officer_explains_one_and_confirms_another_and_what_is_open_stands_first()
    {
        await using var bureau = await Bureau.Open();
        var officer = bureau.Officer;
        var fair = await Alarm.Tell(bureau.House, bureau.Shop.Batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        var copy = await Alarm.Tell(bureau.House, bureau.Shop.Batch, 2, AlertCause.ImpossibleTravel, Alarm.Panjin, Alarm.Shanghai);
        Assert.Contains($"/dossier/{bureau.Shop.Codes[0]}?lang=en", (await officer.Get($"/alerts/{fair}?lang=en")).Text, StringComparison.Ordinal);

        var form = (await officer.Get($"/alerts/{fair}/explained?lang=en")).Text;
        // To be told again is what is chosen at first: silence is asked for.
        Assert.Matches("<select id=\"remember\"[^>]*>\\s*<option value=\"Nothing\">", form);
        Assert.Contains("Bother nobody in 沈阳市", form, StringComparison.Ordinal);
        Assert.Equal($"/alerts/{fair}?done=decided&lang=en",
            (await officer.Post($"/alerts/{fair}/explained?lang=en", ("reason", "Exhibition"), ("text", "沈阳农博会"), ("remember", "City"), ("until", "2026-10-20"))).Location);
        Assert.Equal($"/alerts/{copy}?done=decided&lang=en", (await officer.Post($"/alerts/{copy}/confirmed?lang=en", ("text", "查获"))).Location);
        var told = (await officer.Get($"/alerts/{fair}?done=decided&lang=en")).Text;
        foreach (var words in (string[])["role=\"status\">Recorded.", "goods were shown at a fair", "沈阳农博会", "王警官"])
            Assert.Contains(words, told, StringComparison.Ordinal);

        var open = await Alarm.Tell(bureau.House, bureau.Shop.Batch, 3, AlertCause.OffMarket, Alarm.Shanghai);
        var list = (await officer.Get("/alerts?lang=en")).Text;
        Assert.True(list.IndexOf($"{open}", StringComparison.Ordinal) < list.IndexOf($"{copy}", StringComparison.Ordinal));
        Assert.Contains("To be looked at (1)", list, StringComparison.Ordinal);
        Assert.Contains($"/alerts/{open}", (await officer.Get($"/dossier/{bureau.Shop.Codes[2]}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confirmed", "text", " ", "不能空着")]
    [InlineData("explained", "text", "", "不能空着")]
    [InlineData("explained", "reason", "Fair", "从列表里选")]
    [InlineData("explained", "until", "2026-10-09", "已经过去")]
    [InlineData("explained", "until", "soon", "选一个日期")]
    [InlineData("explained", "remember", "Everything", "从列表里选")]
    public async Task What_is_wrong_with_a_decision_is_told_at_its_field_and_nothing_changes(string what, string field, string typed, string told)
    {
        await using var bureau = await Bureau.Open();
        var id = await Alarm.Tell(bureau.House, bureau.Shop.Batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        await bureau.Officer.Get($"/alerts/{id}/{what}?lang=zh");
        var before = bureau.House.Acts();
        (string Name, string Value)[] right = [("reason", "Dealer"), ("text", "经销商<b>"), ("remember", "Batch"), ("until", "2026-10-20")];
        var refused = await bureau.Officer.Post($"/alerts/{id}/{what}?lang=zh", [.. right.Where(one => one.Name != field), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(told, refused.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        if (field != "text")
            Assert.Contains("value=\"经销商&lt;b&gt;\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, bureau.House.Acts());
    }

    [Fact]
    public async Task A_decision_that_was_made_is_told_on_the_page()
    {
        await using var bureau = await Bureau.Open();
        var id = await Alarm.Tell(bureau.House, bureau.Shop.Batch, 1, AlertCause.ManyPlaces, null, null);
        await bureau.Officer.Get($"/alerts/{id}/confirmed?lang=zh");
        await bureau.Officer.Post($"/alerts/{id}/confirmed?lang=zh", ("text", "查实"));
        Assert.Contains("不用再记", (await bureau.Officer.Post($"/alerts/{id}/confirmed?lang=zh", ("text", "查实"))).Text, StringComparison.Ordinal);
        // Its scans lie in no one city, so nothing could be remembered for one.
        Assert.DoesNotContain("value=\"City\"", (await bureau.Officer.Get($"/alerts/{id}/explained?lang=zh")).Text, StringComparison.Ordinal);
        var refused = await bureau.Officer.Post($"/alerts/{id}/explained?lang=zh", ("reason", "Other"), ("text", "x"), ("remember", "City"), ("until", "2026-12-31"));
        Assert.Contains("不在同一座已知城市", refused.Text.Split("id=\"remember-fault\">")[1], StringComparison.Ordinal);
        Assert.Contains("从列表里选", (await bureau.Officer.Post($"/alerts/{id}/explained?lang=zh", ("reason", "Other"), ("text", "x"))).Text.Split("id=\"remember-fault\">")[1], StringComparison.Ordinal);
    }
}
