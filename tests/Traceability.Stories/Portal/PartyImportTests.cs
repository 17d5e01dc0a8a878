using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>Many parties from a table: looked at first, then recorded, and never twice.</summary>
public sealed partial class PartyImportTests
{
    [Fact]
    public async Task Each_bad_line_is_told_with_its_number_and_reason_and_only_the_good_ones_are_recorded_once()
    {
        await using var house = await OpenHouse.Open();
        await house.Party("Mill", Tables.Uscc(5), "Known Farm");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get("/parties/import?lang=en");
        var before = house.Acts();
        var table = "\uFEFF名称,备注,统一社会信用代码,做什么,行政区划代码,每天最多标签数\r\n"
            + $"一号农场,x,{Tables.Uscc(1)},生产者,211104,200\r\n\r\n,,,,,\r\n"
            + $"\"二,号\",x,{Tables.Uscc(2)},mill,,\r\n"
            + $",x,{Tables.Uscc(3)},生产者,,\r\n"
            + "三号农场,x,92211104MA0000003A,生产者,,\r\n"
            + $"一号又来,x,{Tables.Uscc(1)},生产者,,\r\n"
            + $"四号农场,x,{Tables.Uscc(4)},飞行员,,\r\n"
            + $"\"没关上的引号,x,{Tables.Uscc(6)},生产者,,\r\n"
            + $"=HYPERLINK(\"\"x\"\"),x,{Tables.Uscc(7)},生产者,2111,\r\n"
            + $"<b>八号</b>,x,{Tables.Uscc(8)},生产者,,-1\r\n"
            + $"九号农场,x,{Tables.Uscc(9)},生产者,,,多出来的\r\n"
            + $"Known Farm,x,{Tables.Uscc(5)},生产者,,\r\n";
        var preview = await producer.Post("/parties/import?lang=en", ("file@table.csv", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(table))));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("Lines: 11. To be recorded: 2. Recorded already and skipped: 1. With a fault and left out: 8.", preview.Text, StringComparison.Ordinal);
        foreach (var (line, told) in ((int, string)[])[(6, "may not be empty"), (7, "check symbol"), (8, "line 2 already"), (9, "Give one of: producer, mill"), (10, "cannot be read"), (11, "cannot be read|six digits"), (12, "whole number"), (13, "cannot be read"), (14, "skipped")])
            Assert.Matches($"<b>Line {line}</b>(?:(?!</li>).)*(?:{told})", preview.Text.ReplaceLineEndings(""));
        Assert.Contains("&lt;b&gt;八号&lt;/b&gt;", preview.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());

        // What the page itself would send.
        (string, string)[] confirmed = [("table", WebUtility.HtmlDecode(Table().Match(preview.Text).Groups[1].Value))];
        Assert.Equal("/parties?done=imported&count=2&known=1&lang=en", (await producer.Post("/parties/import/confirmed?lang=en", confirmed)).Location);
        Assert.Equal(before + 2, house.Acts());
        Assert.Equal("/parties?done=imported&count=0&known=3&lang=en", (await producer.Post("/parties/import/confirmed?lang=en", confirmed)).Location);
        Assert.Equal(before + 2, house.Acts());
        var list = (await producer.Get("/parties?done=imported&count=2&known=1&lang=en")).Text;
        Assert.Contains("2 recorded, 1 skipped that were there already.", list, StringComparison.Ordinal);
        Assert.Contains("二,号", list, StringComparison.Ordinal);
        Assert.DoesNotContain("四号农场", list, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "none", "", "Choose a file" },
        // 名称, as a Chinese spreadsheet saves it unless told otherwise (GBK).
        { "GBK", "\u00C3\u00FB\u00B3\u00C6,uscc,kind\n", "CSV UTF-8" },
        { "UTF-16", "\u00FF\u00FEn\u0000a\u0000m\u0000e\u0000", "CSV UTF-8" },
        { "workbook", "PK\u0003\u0004\u00FF\u00FE", "CSV UTF-8" },
        { "no names", $"Farm,{Recorded.Uscc},producer\n", "first line must name the columns" },
        { "a name twice", "name,uscc,kind,name\n", "first line must name the columns" },
        { "nothing below", Tables.Names, "no party below" },
        { "too many", Tables.Of(5_001), "at most 5000" },
        { "too large", Tables.Names + new string('x', 1 << 20), "at most 1 MB" },
        { "much too large", Tables.Names + new string('x', 7 << 20), "at most 1 MB" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_is_no_table_of_parties_is_refused_at_its_field_with_what_to_do(string why, string content, string told)
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get("/parties/import?lang=en");
        var before = house.Acts();
        var refused = await producer.Post("/parties/import?lang=en", ("file@table.csv", content));
        Assert.Equal((why, HttpStatusCode.BadRequest), (why, refused.Status));
        Assert.Contains(told, refused.Text.Split("id=\"file-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    [Fact]
    public async Task As_many_as_a_table_may_have_are_recorded_in_one_deed()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get("/parties/import");
        Assert.Contains("这 5000 个", (await producer.Post("/parties/import?lang=zh", ("file@table.csv", Tables.Of(5_000)))).Text, StringComparison.Ordinal);
        var before = house.Acts();
        Assert.Equal("/parties?done=imported&count=5000&known=0&lang=zh", (await producer.Post("/parties/import/confirmed?lang=zh", ("table", Tables.Of(5_000)), ("with@file", ""))).Location);
        Assert.Equal(before + 5_000, house.Acts());
    }

    [Theory]
    [InlineData("zh", "这是样表，请换成您自己的数据", "样表")]
    [InlineData("en", "This is the sample: put your own data", "sample")]
    public async Task The_sample_is_read_without_a_fault_but_its_households_are_nobody_and_are_not_recorded(string language, string refusal, string mark)
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("/parties/import/sample", (await producer.Get($"/parties/import?lang={language}")).Text, StringComparison.Ordinal);
        var sample = (await producer.Get($"/parties/import/sample?lang={language}")).Text;
        var before = house.Acts();
        Task<DeskAnswer> Preview(string table) => producer.Post($"/parties/import?lang={language}", ("file@table.csv", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(table))));
        var preview = (await Preview(sample)).Text;
        Assert.Contains(refusal, preview, StringComparison.Ordinal);
        Assert.Equal(2, preview.Split($"</span> {mark}</span>").Length - 1);
        Assert.DoesNotContain("class=\"mark no\"", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("/parties/import/confirmed", preview, StringComparison.Ordinal);
        var refused = await producer.Post($"/parties/import/confirmed?lang={language}", ("table", sample));
        Assert.Equal((HttpStatusCode.BadRequest, before), (refused.Status, house.Acts()));
        Assert.Contains(refusal, refused.Text, StringComparison.Ordinal);

        // One line of one's own among them is recorded, and alone.
        var mixed = sample.TrimEnd() + $"\r\n阿米农场,{Recorded.Uscc},producer,,\r\n";
        var page = (await Preview(mixed)).Text;
        Assert.DoesNotContain(refusal, page, StringComparison.Ordinal);
        Assert.Contains("/parties/import/confirmed", page, StringComparison.Ordinal);
        Assert.Equal("/parties?done=imported&count=1&known=0&lang=en", (await producer.Post("/parties/import/confirmed?lang=en", ("table", mixed))).Location);
        Assert.Equal(1, house.Count("SELECT count(*) FROM party WHERE uscc LIKE '91110000%' OR uscc LIKE '92000000%'"));
    }

    [GeneratedRegex("name=\"table\" value=\"([^\"]*)\"")]
    private static partial Regex Table();
}
