using System.Net;
using Traceability.Storage.Access;

namespace Traceability.Stories.Portal;

/// <summary>Labels activated and spoiled by their first and last: found, shown once more, changed.</summary>
public sealed class RangePageTests
{
    [Theory]
    [InlineData("{0}", "{1}")]
    [InlineData("{1}", "{0}")]
    [InlineData("https://zy.example.cn/{0}", "HTTPS://ZY.EXAMPLE.CN/{1}")]
    public async Task A_scanned_first_and_last_show_how_many_they_are_and_only_then_change(string first, string last)
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        var codes = await desk.Village.Codes(batch, 1, 40);
        (string, string)[] typed = [("first", Of(first)), ("last", Of(last)), ("state", "Activated"), ("reason", "")];
        var before = desk.House.Acts();
        var look = await desk.Fill("/batches/ranges?lang=en", [.. typed, ("act", "look")]);
        Assert.Contains("21 labels : 盘锦大米 5 kg , A , serials 10–30", MillDesk.Words(look), StringComparison.Ordinal);
        Assert.Contains("21 not activated", MillDesk.Words(look), StringComparison.Ordinal);
        Assert.Equal(before, desk.House.Acts());

        for (var twice = 0; twice < 2; twice++)
            Assert.Equal($"/batches/{batch}?done=changed&lang=en", (await desk.Mill.Post("/batches/ranges?lang=en", [.. typed, ("act", "change")])).Location);
        Assert.Equal(before + 1, desk.House.Acts());
        Assert.Contains("Activated 21", MillDesk.Words(await desk.Mill.Get($"/batches/{batch}?done=changed&lang=en")), StringComparison.Ordinal);

        string Of(string shape) => string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, codes[9], codes[29]);
    }

    [Fact]
    public async Task Spoiled_before_use_gives_the_allowance_back_and_a_serial_will_do_where_the_batch_is_known()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        (string, string)[] typed = [("first", "３"), ("last", "12"), ("state", "Spoiled"), ("reason", "印糊了"), ("act", "change")];
        Assert.Contains("这不是知源码", (await desk.Fill("/batches/ranges", typed)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await desk.Fill($"/batches/ranges?batch={batch}", typed)).Status);
        var page = MillDesk.Words(await desk.Mill.Get($"/batches/{batch}?lang=en"));
        Assert.Contains("Lot has left 3,970", page, StringComparison.Ordinal);
        Assert.Contains("3–12 spoiled 印糊了", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first", "", "不是知源码")]
    [InlineData("first", "hello", "不是知源码")]
    [InlineData("first", "mistyped", "有一位不对")]
    [InlineData("first", "https://evil.example/0000", "指向别的网址")]
    [InlineData("first", "theirs", "不是您单位的标签")]
    [InlineData("first", "never", "不是您单位的标签")]
    [InlineData("last", "otherBatch", "不是同一批")]
    [InlineData("last", "theirs", "不是您单位的标签")]
    [InlineData("state", "NotActivated", "从列表里选")]
    [InlineData("state", "Sold", "从列表里选")]
    [InlineData("reason", "", "写明原因")]
    public async Task A_label_that_cannot_be_meant_is_told_in_words(string field, string typed, string told)
    {
        await using var desk = await MillDesk.Open();
        var codes = await desk.Village.Codes(await desk.Issue(3), 1, 3);
        var value = typed switch
        {
            "mistyped" => codes[0][..^1] + (codes[0][^1] == '0' ? '1' : '0'),
            "never" => desk.House.House.Keys.Seal.Seal(codes[0][0], 7, 1).ToString(),
            "otherBatch" => (await desk.Village.Codes(await desk.Issue(3), 1, 1)).Single(),
            "theirs" => await Theirs(desk),
            _ => typed,
        };
        (string Name, string Value)[] right = [("first", codes[0]), ("last", codes[2]), ("state", "Withdrawn"), ("reason", "丢失"), ("act", "change")];
        await desk.Refused("/batches/ranges", field, told, "id=\"first\"", [.. right.Where(one => one.Name != field), (field, value)]);
    }

    [Fact]
    public async Task What_may_not_become_so_is_told_and_a_carton_stands_for_what_lies_in_it()
    {
        await using var desk = await MillDesk.Open();
        var items = await desk.Issue(10);
        var cartons = (await desk.Village.Producer.Post($"/api/v1/batches/{items}/cartons", new { itemsPerCarton = 4 }, "cartons")).GetProperty("id").GetGuid();
        var carton = (await desk.Village.Codes(cartons, 2, 1)).Single();
        (string, string)[] typed = [("first", carton), ("last", ""), ("state", "Activated"), ("reason", "")];
        Assert.Contains("4 labels : 盘锦大米 5 kg , A , serials 5–8, all in this carton", MillDesk.Words(await desk.Fill("/batches/ranges?lang=en", [.. typed, ("act", "look")])), StringComparison.Ordinal);
        Assert.Equal($"/batches/{items}?done=changed&lang=en", (await desk.Mill.Post("/batches/ranges?lang=en", [.. typed, ("act", "change")])).Location);

        var refused = await desk.Fill($"/batches/ranges?batch={items}", ("first", "5"), ("last", "8"), ("state", "Spoiled"), ("reason", "脏了"), ("act", "change"));
        Assert.Contains("第 5 枚现在是“已启用”，不能改成“已报废”", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "8", "Spoiled", "第 5 枚现在是“已启用”，不能改成“已报废”")]
    [InlineData("1", "8", "Spoiled", "第 5 枚现在是“已启用”，不能改成“已报废”")]
    [InlineData("1", "8", "Retired", "第 1 枚现在是“尚未启用”，不能改成“已退役”")]
    public async Task What_the_change_would_refuse_is_refused_before_its_button_is_shown(string first, string last, string state, string told)
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(10);
        await desk.Village.Range(batch, 5, 8, "Activated");
        var look = await desk.Fill($"/batches/ranges?batch={batch}&lang=zh", ("first", first), ("last", last), ("state", state), ("reason", "脏了"), ("act", "look"));
        Assert.Equal(HttpStatusCode.BadRequest, look.Status);
        Assert.Contains(told, look.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"change\"", look.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/batches/{batch}?lang=zh\"", look.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_print_and_a_carton_that_was_taken_back_are_refused_before_the_button_and_a_carton_tells_what_it_leaves()
    {
        await using var desk = await MillDesk.Open();
        var test = (await desk.Village.Producer.Post("/api/v1/batches", new { lotId = desk.Lot, count = 2, testPrint = true }, "test")).GetProperty("id").GetGuid();
        var look = await desk.Fill($"/batches/ranges?batch={test}&lang=zh", ("first", "1"), ("last", "2"), ("state", "Activated"), ("reason", ""), ("act", "look"));
        Assert.Contains("这是试印批", look.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"change\"", look.Text, StringComparison.Ordinal);

        var items = await desk.Issue(8);
        var cartons = (await desk.Village.Producer.Post($"/api/v1/batches/{items}/cartons", new { itemsPerCarton = 4 }, "cartons")).GetProperty("id").GetGuid();
        var carton = (await desk.Village.Codes(cartons, 1, 1)).Single();
        await desk.Village.Range(items, 1, 1, "Spoiled", "印糊了");
        (string, string)[] typed = [("first", carton), ("last", ""), ("state", "Activated"), ("reason", ""), ("act", "look")];
        Assert.Contains("其中 1 枚不能改成这样", (await desk.Fill("/batches/ranges?lang=zh", typed)).Text, StringComparison.Ordinal);
        await desk.Village.Range(cartons, 1, 1, "Withdrawn", "丢失");
        var gone = await desk.Mill.Post("/batches/ranges?lang=zh", typed);
        Assert.Contains("这枚箱码是“已作废”", gone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"change\"", gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_camera_is_allowed_on_this_page_and_on_no_other()
    {
        await using var desk = await MillDesk.Open();
        using var client = new HttpClient { BaseAddress = new Uri(desk.House.DeskAddress) };
        foreach (var (path, camera) in ((string, string)[])[("/batches/ranges", "camera=(self)"), ("/batches", "camera=()"), ($"/lots/{desk.Lot}/issue", "camera=()")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", $"__Host-desk={desk.Mill.SignIn}");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.OK, camera), (path, answer.StatusCode, answer.Headers.GetValues("Permissions-Policy").Single().Split(", ")[0]));
        }
    }

    private static async Task<string> Theirs(MillDesk desk)
    {
        var rival = await desk.House.Caller("Farmer", Role.Producer, "labels");
        var product = await rival.Make("/api/v1/products", new { kind = "Gi", name = "大洼大米", giRightId = desk.Village.GiRight, netContentGrams = 5_000 });
        await desk.Village.Association.Post($"/api/v1/rights/{desk.Village.GiRight}/permissions", new { kind = "MarkUseApproval", partyId = desk.Village.Farm, documentNumber = "A-2", validFrom = Village.Day(desk.House, -200) });
        var lot = await rival.Make("/api/v1/lots", new { productId = product, partyId = desk.Village.Farm, name = "F", seasonId = desk.Village.Season, grams = 50_000 });
        var batch = (await rival.Post("/api/v1/batches", new { lotId = lot, count = 1 }, "theirs")).GetProperty("id").GetGuid();
        return (await rival.Get($"/api/v1/batches/{batch}/codes?from=1&count=1")).GetProperty("codes")[0].GetString()!;
    }
}
