using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Traceability.Desk;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Issuing;

/// <summary>What is asked of a label in an address: refused by its field when it cannot be read, by the smallest size that does when it cannot be printed.</summary>
[Collection(nameof(AttackedHouse))]
public sealed class LabelQueryTests(AttackedHouse attacked)
{
    [Theory]
    [InlineData("from=0", "from")]
    [InlineData("from=-1", "from")]
    [InlineData("from=401", "from")]
    [InlineData("from=1.0", "from")]
    [InlineData("from=1%00", "from")]
    [InlineData("widthMm=40%00", "widthMm")]
    [InlineData("symbolOnly=true%00", "symbolOnly")]
    [InlineData("from=9223372036854775808", "from")]
    [InlineData("from=", "from")]
    [InlineData("from=1&from=2", "from")]
    [InlineData("count=0", "count")]
    [InlineData("count=-5", "count")]
    [InlineData("count=1e3", "count")]
    [InlineData("count=%00", "count")]
    [InlineData("widthMm=NaN", "widthMm")]
    [InlineData("widthMm=Infinity", "widthMm")]
    [InlineData("widthMm=1e400", "widthMm")]
    [InlineData("widthMm=-40", "widthMm")]
    [InlineData("widthMm=7.9", "widthMm")]
    [InlineData("widthMm=300.1", "widthMm")]
    [InlineData("widthMm=40,5", "widthMm")]
    [InlineData("heightMm=NaN", "heightMm")]
    [InlineData("heightMm=7.9", "heightMm")]
    [InlineData("heightMm=1e400", "heightMm")]
    [InlineData("heightMm=3,0", "heightMm")]
    [InlineData("dpi=149", "dpi")]
    [InlineData("dpi=1201", "dpi")]
    [InlineData("dpi=203.5", "dpi")]
    [InlineData("dpi=99999999999", "dpi")]
    [InlineData("medium=Stone", "medium")]
    [InlineData("medium=1", "medium")]
    [InlineData("medium=Paper,Textile", "medium")]
    [InlineData("medium=", "medium")]
    [InlineData("forShopScanner=1", "forShopScanner")]
    [InlineData("symbolOnly=yes", "symbolOnly")]
    [InlineData("reprint=1", "reprint")]
    public async Task What_cannot_be_read_is_refused_by_its_field_without_an_act(string query, string field)
    {
        var before = attacked.House.Acts();
        foreach (var file in (string[])["labels.csv", "labels.svg", "labels/plan"])
        {
            var (status, body) = await Get($"{file}?{query}");
            Assert.Equal((file, HttpStatusCode.BadRequest, field), (file, status, body.TryGetProperty("field", out var at) ? at.GetString() : $"{body}"));
        }

        Assert.Equal(before, attacked.House.Acts());
    }

    [Theory]
    [InlineData("")]
    [InlineData("medium=textile&dpi=300&colour=red&x[]=1")]
    [InlineData("medium=CURVED&widthMm=60.5&heightMm=40&forShopScanner=TRUE")]
    [InlineData("symbolOnly=true&widthMm=25&heightMm=25")]
    [InlineData("sheet=A4-3x7&widthMm=63.5")]
    [InlineData("sheet=a4&widthMm=60&heightMm=40")]
    public async Task What_can_be_printed_is_planned_without_an_act_and_printed_so(string query)
    {
        var batch = await attacked.Village.Issue(attacked.Lot, 2, $"plan {query}");
        var before = attacked.House.Acts();
        var (status, plan) = await Get($"labels/plan?{query}", batch);
        Assert.True(status == HttpStatusCode.OK, $"{plan}");
        Assert.Equal(before, attacked.House.Acts());
        Assert.InRange(plan.GetProperty("version").GetInt32(), 1, 6);
        Assert.Equal(query.Contains("medium", StringComparison.Ordinal) ? "Q" : "M", plan.GetProperty("level").GetString());
        Assert.True(plan.GetProperty("moduleMm").GetDouble() >= 0.25 && plan.GetProperty("dotsPerModule").GetInt32() > 0);
        Assert.Equal(query.Contains("symbolOnly", StringComparison.Ordinal), plan.GetProperty("lines").GetArrayLength() == 0);

        // Sheets are PDF's alone: only they are planned.
        if (query.Contains("sheet", StringComparison.Ordinal))
            return;
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await attacked.Mill.GetByteArrayAsync($"/api/v1/batches/{batch}/labels.svg?{query}", TestContext.Current.CancellationToken)));
        using var svg = new StreamReader(zip.Entries[0].Open());
        Assert.Contains($"viewBox=\"0 0 {plan.GetProperty("widthDots").GetInt32()} {plan.GetProperty("heightDots").GetInt32()}\"", await svg.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("widthMm=25&heightMm=15&medium=Textile&dpi=150", "modulesTooSmall")]
    [InlineData("widthMm=30&heightMm=20&forShopScanner=true", "modulesTooSmall")]
    [InlineData("widthMm=30&heightMm=20", "textDoesNotFit")]
    public async Task What_is_too_small_is_refused_with_the_smallest_size_that_does(string query, string code)
    {
        var batch = code == "textDoesNotFit" ? await Garments() : attacked.Batch;
        var before = attacked.House.Acts();
        foreach (var file in (string[])["labels.svg", "labels/plan"])
        {
            var (status, body) = await Get($"{file}?{query}", batch);
            Assert.True((status, body.GetProperty("code").GetString()) == (HttpStatusCode.UnprocessableEntity, code), $"{body}");
            var (width, height) = (body.GetProperty("smallestWidthMm").GetDouble(), body.GetProperty("smallestHeightMm").GetDouble());
            Assert.Contains(FormattableString.Invariant($"{width} × {height} mm"), body.GetProperty("title").GetString(), StringComparison.Ordinal);
            Assert.True(code == "textDoesNotFit" ? body.GetProperty("text").GetString()!.Length > 0 : body.GetProperty("moduleMm").GetDouble() < body.GetProperty("leastModuleMm").GetDouble());
            var rest = query[query.IndexOf("heightMm", StringComparison.Ordinal)..].Split('&', 2) is [_, var more] ? $"&{more}" : "";
            Assert.Equal(HttpStatusCode.OK, (await Get(FormattableString.Invariant($"labels/plan?widthMm={width}&heightMm={height}{rest}"), batch)).Status);
        }

        Assert.Equal(before, attacked.House.Acts());
    }

    [Fact]
    public async Task On_a_sheet_that_is_sold_labels_are_planned_in_its_size()
    {
        var own = (await Get("labels/plan?widthMm=63.5&heightMm=38.1")).Body;
        Assert.Equal(own.ToString(), (await Get("labels/plan?sheet=A4-3x7")).Body.ToString());
        Assert.NotEqual(own.ToString(), (await Get("labels/plan?sheet=A4")).Body.ToString());
    }

    [Theory]
    [InlineData("sheet=A4-3x7&widthMm=40", "widthMm", "Labels of this sheet are 63.5 × 38.1 mm: leave the size out.")]
    [InlineData("sheet=A4-3x7&widthMm=63.5&heightMm=30", "heightMm", "Labels of this sheet are 63.5 × 38.1 mm: leave the size out.")]
    [InlineData("sheet=A4-3x8&heightMm=38", "heightMm", "Labels of this sheet are 70 × 37 mm: leave the size out.")]
    public async Task A_sheet_that_is_sold_takes_no_labels_of_another_size(string query, string field, string title)
    {
        foreach (var file in (string[])["labels.pdf", "labels/plan"])
        {
            var (status, body) = await Get($"{file}?{query}");
            Assert.Equal((HttpStatusCode.BadRequest, field, title), (status, body.GetProperty("field").GetString(), body.GetProperty("title").GetString()));
        }
    }

    [Fact]
    public async Task An_address_too_long_for_a_symbol_is_told_to_the_operator()
    {
        await using var door = DeskDoor.Build([], attacked.House.House, "http://127.0.0.1:0", $"https://{new string('a', 60)}.{new string('b', 60)}.example.cn");
        await door.StartAsync(TestContext.Current.CancellationToken);
        using var response = await attacked.Mill.GetAsync(new Uri(new Uri(door.Urls.First()), $"/api/v1/batches/{attacked.Batch}/labels/plan"), TestContext.Current.CancellationToken);
        Assert.Equal("addressTooLong", (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString());
        await door.StopAsync(TestContext.Current.CancellationToken);
    }

    // A design whose title, which must be printed whole, is a long one.
    private async Task<Guid> Garments()
    {
        var (maker, second, house) = (attacked.Village.Producer, await attacked.House.Caller("Mill", Role.Producer, "second of the tailor"), attacked.House);
        var copyright = await Village.RecordRight(maker, second, house, new { kind = "Copyright", number = "国作登字-2021-F-00268255", title = "盘扣", holderPartyId = attacked.Village.Mill });
        var patent = await Village.RecordRight(maker, second, house,
            new { kind = "DesignPatent", number = "202530000001.5", title = string.Concat(Enumerable.Repeat("立领斜襟盘扣长衫", 4)), holderPartyId = attacked.Village.Mill, filedOn = "2025-01-15" });
        var product = await maker.Make("/api/v1/products", new { kind = "Apparel", name = "长衫", designPatentId = patent, copyrightId = copyright, designer = "张" });
        var lot = await maker.Make("/api/v1/lots", new { productId = product, partyId = attacked.Village.Mill, name = "G", pieces = 5 });
        return await attacked.Village.Issue(lot, 5, "garments");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Get(string path, Guid? batch = null)
    {
        using var response = await attacked.Mill.GetAsync($"/api/v1/batches/{batch ?? attacked.Batch}/{path}", TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
