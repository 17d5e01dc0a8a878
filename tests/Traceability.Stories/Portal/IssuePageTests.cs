using System.Net;
using System.Text.RegularExpressions;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Labels issued on a page: once, with what is left before and after, and by two people when they are many.</summary>
public sealed partial class IssuePageTests
{
    [Fact]
    public async Task A_form_that_is_sent_twice_issues_once_and_the_page_tells_what_is_left()
    {
        await using var desk = await MillDesk.Open();
        var path = $"/lots/{desk.Lot}/issue?lang=en";
        var form = await desk.Mill.Get(path);
        Assert.Contains("Left now 4,000", MillDesk.Words(form), StringComparison.Ordinal);
        var key = Key().Match(form.Text).Groups[1].Value;
        var first = await desk.Mill.Post(path, ("key", key), ("count", "40"));
        var second = await desk.Mill.Post(path, ("key", key), ("count", "40"));
        Assert.Matches("^/batches/[0-9a-f-]{36}\\?done=issued&lang=en$", first.Location!);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal(1, desk.House.Count("SELECT count(*) FROM batch"));
        Assert.Contains("Lot has left 3,960", MillDesk.Words(await desk.Mill.Get(first.Location!)), StringComparison.Ordinal);

        // The same sheet for another number is no second request of the same kind.
        var other = await desk.Mill.Post(path, ("key", key), ("count", "50"));
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
        Assert.Contains("already stands for another request", other.Text, StringComparison.Ordinal);
        Assert.NotEqual(key, Key().Match((await desk.Mill.Get(path)).Text).Groups[1].Value);
    }

    [Theory]
    [InlineData("zh", "many", "整数")]
    [InlineData("zh", "0", "1 到")]
    [InlineData("zh", "4001", "只能再签发 4000 枚")]
    [InlineData("en", "4001", "carries 4000 more labels")]
    public async Task A_number_that_cannot_be_is_told_at_its_field(string language, string typed, string told)
    {
        await using var desk = await MillDesk.Open();
        await desk.Refused($"/lots/{desk.Lot}/issue?lang={language}", "count", told, $"value=\"{typed}\"", ("key", "k"), ("count", typed));
    }

    [Fact]
    public async Task What_closes_the_gate_is_said_in_the_words_of_the_gate_and_a_test_print_spends_nothing()
    {
        await using var desk = await MillDesk.Open();
        var test = await desk.Fill($"/lots/{desk.Lot}/issue?lang=en", ("key", "t"), ("count", "10"), ("testPrint", "yes"));
        var page = MillDesk.Words(await desk.Mill.Get(test.Location!));
        Assert.Contains("test print", page, StringComparison.Ordinal);
        Assert.Contains("Lot has left 4,000", page, StringComparison.Ordinal);

        await Village.RecordState(desk.Village.Association, desk.House, desk.Village.GiRight, "Invalidated", -1);
        var before = desk.House.Acts();
        var refused = await desk.Fill($"/lots/{desk.Lot}/issue", ("key", "k"), ("count", "10"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Matches("class=\"bad\" role=\"alert\">[^<]*[一-鿿]", refused.Text);
        Assert.DoesNotContain("这里填的内容不能用", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, desk.House.Acts());
    }

    [Theory]
    [InlineData("zh", "不够，差 979")]
    [InlineData("en", "not enough, short of 979")]
    public async Task What_a_lot_lacks_is_said_and_is_no_negative_number(string language, string told)
    {
        await using var desk = await MillDesk.Open();
        var page = MillDesk.Words(await desk.Fill($"/lots/{desk.Lot}/issue?lang={language}", ("key", "k"), ("count", "4979")));
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.DoesNotContain("-979", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", "Issued: its labels can be taken.", "3,899")]
    [InlineData("no", "Declined: its allowance went back to the lot.", "4,000")]
    public async Task Many_labels_wait_for_a_second_person_who_is_named_and_answers_on_the_batch(string agree, string told, string left)
    {
        await using var desk = await MillDesk.Open(("Issuing:FourEyesAboveCount", "100"));
        var asked = await desk.Fill($"/lots/{desk.Lot}/issue?lang=en", ("key", "k"), ("count", "101"));
        var batch = asked.Location!.Split('?')[0];
        var waiting = await desk.Mill.Get(asked.Location!);
        Assert.Contains("has no second person yet", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"agree\"", waiting.Text, StringComparison.Ordinal);

        using var second = await desk.House.Joined(desk.Mill, "bela");
        Assert.Contains("Who may agree: bela", MillDesk.Words(await desk.Mill.Get($"{batch}?lang=en")), StringComparison.Ordinal);
        var own = await desk.Mill.Post($"{batch}/approval?lang=en", ("agree", "yes"));
        Assert.Contains("cannot approve it", own.Text, StringComparison.Ordinal);

        Assert.Contains("name=\"agree\"", (await second.Get($"{batch}?lang=en")).Text, StringComparison.Ordinal);
        var answered = await second.Post($"{batch}/approval?lang=en", ("agree", agree));
        var page = MillDesk.Words(await second.Get(answered.Location!));
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains($"Lot has left {left}", page, StringComparison.Ordinal);
        Assert.Contains("已经有人答复过", (await second.Post($"{batch}/approval", ("agree", "yes"))).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
