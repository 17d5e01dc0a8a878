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
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays(string language, string field, string typed, string told)
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/parties/new?lang={language}");
        var before = house.Acts();
        (string Name, string Value)[] right = [("name", "阿米<b>"), ("uscc", "91110000600037341L"), ("kind", "Mill"), ("adcode", "211103"), ("capacityPerDay", "１,０００")];
        var answer = await producer.Post($"/parties/new?lang={language}", [.. right.Where(one => one.Name != field), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"<a href=\"#{field}\">", answer.Text, StringComparison.Ordinal);
        Assert.Contains(told, answer.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        if (field != "name")
            Assert.Contains("value=\"阿米&lt;b&gt;\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }
}
