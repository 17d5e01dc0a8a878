using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Issuing;

/// <summary>Issuing at its edges: never one label more than the land carries, never one less, and a million codes are one row.</summary>
public sealed class IssuingTests : IAsyncLifetime
{
    private OpenHouse _house = null!;
    private Village _village = null!;
    private HttpClient _mill = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await OpenHouse.Open();
        _village = await Village.Settle(_house);
        await _village.Transfer(30_000_000);
        using var client = await _house.Client("Mill", Role.Producer, "issuing");
        _mill = Watch.At(new Uri(_house.DeskAddress), client.DefaultRequestHeaders.Authorization!.Parameter);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    // 2,000 labels and 32 who want 100 each: twenty fit, whatever their order.
    [Fact]
    public async Task Thirty_two_at_once_at_the_edge_get_all_that_fits_and_nothing_more()
    {
        var lot = await _village.MakeLot("edge", 10_000_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Issue(lot, 100, $"edge {i}")));
        Assert.Equal(20, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer =>
            Assert.Equal((HttpStatusCode.Conflict, "allowanceExceeded"), (answer.Status, answer.Body.GetProperty("code").GetString())));
        Assert.Equal(2_000, _house.Count("SELECT sum(count) FROM batch"));
        Assert.Equal(20, _house.Count("SELECT count(DISTINCT number) FROM batch"));
        Assert.Equal(0, await Remaining(lot));
    }

    // Of unequal sizes the last gram is used whenever somebody asks for just that much.
    [Fact]
    public async Task Whoever_asks_for_what_is_left_gets_it_and_one_more_is_refused()
    {
        var lot = await _village.MakeLot("last", 10_004_999);
        Assert.Equal(2_000, await Remaining(lot));
        var sizes = Enumerable.Range(1, 32).Select(i => i * 7).ToList();
        var answers = await Task.WhenAll(sizes.Select((size, i) => Issue(lot, size, $"last {i}")));
        var issued = answers.Zip(sizes).Where(pair => pair.First.Status == HttpStatusCode.Created).Sum(pair => pair.Second);
        var left = await Remaining(lot);
        Assert.Equal(2_000, issued + left);
        Assert.All(answers.Zip(sizes).Where(pair => pair.First.Status != HttpStatusCode.Created), pair => Assert.True(pair.Second > left, $"{pair.Second} of {left} refused"));

        Assert.Equal(HttpStatusCode.Conflict, (await Issue(lot, left + 1, "one more")).Status);
        if (left > 0)
            Assert.Equal(HttpStatusCode.Created, (await Issue(lot, left, "all")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Issue(lot, 1, "none left")).Status);
    }

    [Fact]
    public async Task The_same_request_fifty_times_at_once_is_one_batch_and_its_key_stands_for_nothing_else()
    {
        var lot = await _village.MakeLot("same", 10_000_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Issue(lot, 100, "same")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body.GetProperty("id").GetGuid()).Distinct());
        Assert.Equal(1_900, await Remaining(lot));

        Assert.Equal((HttpStatusCode)422, (await Issue(lot, 101, "same")).Status);
        foreach (var bad in (string?[])[null, "", "   ", new string('k', 101)])
            Assert.Equal(HttpStatusCode.BadRequest, (await Issue(lot, 100, bad)).Status);
        Assert.Equal(1_900, await Remaining(lot));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("100000001")]
    [InlineData("1000000000")]
    [InlineData("4294967297")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("1e2")]
    [InlineData("5.0")]
    [InlineData("\"5\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[5]")]
    [InlineData("NaN")]
    [InlineData("+5")]
    [InlineData("05")]
    public async Task A_count_that_is_no_count_is_refused(string count)
    {
        var lot = await _village.MakeLot("count", 1_000_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batches")
        {
            Content = new StringContent($$"""{"lotId":"{{lot}}","count":{{count}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "count");
        using var refused = await _mill.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((count, HttpStatusCode.BadRequest), (count, refused.StatusCode));
        Assert.Equal(0, _house.Count("SELECT count(*) FROM batch"));
    }

    [Fact]
    public async Task A_million_codes_are_a_row_and_the_press_file_gives_them_back_one_by_one()
    {
        var lot = await Garments(1_200_000);
        var before = DatabaseBytes();
        var million = await Issue(lot, 1_000_000, "million");
        Assert.Equal(HttpStatusCode.Created, million.Status);
        Assert.InRange(DatabaseBytes() - before, 0, 100_000);

        // Read by nobody's CSV reader but the standard's: CRLF ends a row, quotes are doubled.
        var batch = (await Issue(lot, 200_000, "press")).Body.GetProperty("id").GetGuid();
        using var response = await _mill.GetAsync($"/api/v1/batches/{batch}/labels.csv", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        var rows = Rfc4180.Read(reader).ToList();
        var data = rows.Where(row => row.Any(cell => cell.Length == 20 && cell.All(char.IsAsciiLetterOrDigit)) || row.Any(cell => cell.StartsWith("HTTPS://", StringComparison.Ordinal))).ToList();
        Assert.Equal(200_000, data.Count);
        Assert.Single(data.Select(row => row.Length).Distinct());
        var printed = data.Select(row => row.Single(cell => cell.StartsWith("HTTPS://", StringComparison.Ordinal))[^20..]).ToList();
        Assert.Equal(200_000, printed.Distinct().Count());
        foreach (var from in (int[])[1, 500, 99_900, 199_001])
        {
            var told = await _mill.GetFromJsonAsync<JsonElement>($"/api/v1/batches/{batch}/codes?from={from}&count=1000", TestContext.Current.CancellationToken);
            Assert.Equal(told.GetProperty("codes").EnumerateArray().Select(code => code.GetString()), printed.Skip(from - 1).Take(1_000));
        }
    }

    private long DatabaseBytes()
    {
        Assert.Equal(0, _house.Count("PRAGMA wal_checkpoint(TRUNCATE)"));
        return new FileInfo(_house.DatabaseFile).Length;
    }

    private async Task<Guid> Garments(int pieces)
    {
        var (maker, second) = (_village.Producer, await _house.Caller("Mill", Role.Producer, "second"));
        var copyright = await Village.RecordRight(maker, second, _house, new { kind = "Copyright", number = "国作登字-2021-F-00268255", title = "盘扣", holderPartyId = _village.Mill });
        var patent = await Village.RecordRight(maker, second, _house, new { kind = "DesignPatent", number = "202530000001.5", title = "衬衫", holderPartyId = _village.Mill, filedOn = "2025-01-15" });
        var product = await maker.Make("/api/v1/products", new { kind = "Apparel", name = "衬衫, \"盘扣\"", designPatentId = patent, copyrightId = copyright, designer = "张" });
        return await maker.Make("/api/v1/lots", new { productId = product, partyId = _village.Mill, name = "=1+1", pieces });
    }

    private async Task<int> Remaining(Guid lot) => (await _village.Producer.Get($"/api/v1/lots/{lot}")).GetProperty("remainingAllowance").GetInt32();

    private async Task<(HttpStatusCode Status, JsonElement Body)> Issue(Guid lotId, int count, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batches") { Content = JsonContent.Create(new { lotId, count }) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await _mill.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
