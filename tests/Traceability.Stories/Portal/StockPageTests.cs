using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Rolls recorded and stock counted on pages.</summary>
public sealed class StockPageTests
{
    [Fact]
    public async Task A_roll_is_counted_and_what_is_missed_is_told_with_what_cannot_be_true()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        await desk.Village.Range(batch, 1, 20, "Activated");
        Assert.Equal($"/batches/{batch}/stock?done=recorded&lang=en", (await desk.Fill($"/batches/{batch}/rolls/new?lang=en", ("name", "卷 1"), ("first", "1"), ("last", "40"))).Location);
        Assert.Equal($"/batches/{batch}/stock?done=counted&lang=en", (await desk.Fill($"/batches/{batch}/stock?lang=en", Counted("15", "4"))).Location);
        var page = MillDesk.Words(await desk.Mill.Get($"/batches/{batch}/stock?done=counted&lang=en"));
        Assert.Contains("Difference 21 ✕ not balanced", page, StringComparison.Ordinal);
        Assert.Contains("Some labels are accounted for nowhere.", page, StringComparison.Ordinal);

        await desk.Fill($"/batches/{batch}/stock?lang=en", Counted("20", "20"));
        Assert.Contains("Difference 0 ✓ balanced", MillDesk.Words(await desk.Mill.Get($"/batches/{batch}/stock?lang=en")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("applied", "-1", "0 到")]
    [InlineData("inStock", "many", "整数")]
    [InlineData("roll", "卷 2", "没有这个卷")]
    [InlineData("roll", "", "选一卷，或者填首号和末号")]
    [InlineData("note", "a\u202eb", "印不出来")]
    public async Task What_is_wrong_with_a_count_is_told_at_its_field(string field, string typed, string told)
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        await desk.Fill($"/batches/{batch}/rolls/new", ("name", "卷 1"), ("first", "1"), ("last", "40"));
        await desk.Refused($"/batches/{batch}/stock", field, told, "value=\"7\"", [.. Counted("1", "1").Where(one => one.Item1 != field && one.Item1 != "destroyed"), ("destroyed", "7"), (field, typed)]);
    }

    [Theory]
    [InlineData("name", "", "不能空着")]
    [InlineData("name", "卷 1", "已有同名的卷")]
    [InlineData("first", "0", "1 到 40")]
    [InlineData("first", "20", "已登记在卷")]
    [InlineData("last", "x", "整数")]
    public async Task What_is_wrong_with_a_roll_is_told_at_its_field(string field, string typed, string told)
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        await desk.Fill($"/batches/{batch}/rolls/new", ("name", "卷 1"), ("first", "1"), ("last", "20"));
        (string Name, string Value)[] right = [("name", "卷 2"), ("first", "21"), ("last", "40")];
        await desk.Refused($"/batches/{batch}/rolls/new", field, told, field == "last" ? "value=\"21\"" : "value=\"40\"", [.. right.Where(one => one.Name != field), (field, typed)]);
    }

    [Fact]
    public async Task Others_find_nothing_to_count()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        using var rival = await desk.House.Staffed("Rival", Role.Producer, "eve");
        var before = desk.House.Acts();
        foreach (var path in (string[])[$"/batches/{batch}/stock", $"/batches/{batch}/rolls/new"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await rival.Get(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await rival.Post(path, [("name", "卷"), ("first", "1"), ("last", "2"), .. Counted("1", "1").Where(one => one.Item1 != "roll")])).Status);
        }

        Assert.Equal(before, desk.House.Acts());
    }

    private static (string, string)[] Counted(string applied, string inStock) => [("roll", "卷 1"), ("applied", applied), ("spoiled", "0"), ("destroyed", "0"), ("inStock", inStock)];
}
