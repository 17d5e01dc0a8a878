using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Issuing;

/// <summary>An open house with a mill that prints, packs and counts; every test issues batches of its own.</summary>
public sealed class PackingHouse : IAsyncLifetime
{
    private int _keys;

    internal OpenHouse House { get; private set; } = null!;

    internal Village Village { get; private set; } = null!;

    internal HttpClient Mill { get; private set; } = null!;

    internal HttpClient Rival { get; private set; } = null!;

    internal HttpClient Officer { get; private set; } = null!;

    internal Guid Lot { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // A second person is asked early: whatever needs none must not wait for one.
        House = await OpenHouse.Open(("Issuing:FourEyesAboveCount", "200"));
        Village = await Village.Settle(House);
        await Village.Transfer(30_000_000);
        Lot = await Village.MakeLot("packing", 20_000_000);
        Mill = await House.Client("Mill", Role.Producer, "packing");
        Rival = await House.Client("Rival", Role.Producer, "packing");
        Officer = await House.Client("Authority", Role.Officer, "packing");
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    internal string Key() => $"key {Interlocked.Increment(ref _keys)}";

    internal Task<Guid> Items(int count) => Village.Issue(Lot, count, Key());

    internal async Task<Guid> TestPrint(int count) =>
        (await Post("/batches", new { lotId = Lot, count, testPrint = true })).Expect(HttpStatusCode.Created).Id;

    internal async Task<Guid> Cartons(Guid items, int itemsPerCarton) =>
        (await Post($"/batches/{items}/cartons", new { itemsPerCarton })).Expect(HttpStatusCode.Created).Id;

    internal async Task<string> Code(Guid batch, int serial) => (await Village.Codes(batch, serial, 1)).Single();

    internal async Task<long> Remaining() => (await Village.Producer.Get($"/api/v1/lots/{Lot}")).GetProperty("remainingAllowance").GetInt64();

    /// <summary>Labels of a batch in a state, as the desk counts them.</summary>
    internal async Task<long> Labels(Guid batch, string state) =>
        (await Village.Producer.Get($"/api/v1/batches/{batch}")).GetProperty("labels").GetProperty(state).GetInt64();

    /// <summary>What anyone with a phone is told.</summary>
    internal async Task<JsonElement> Look(string code)
    {
        using var response = await House.Browser.GetAsync($"/{code}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    internal async Task<string?> Verdict(string code) => (await Look(code)).GetProperty("verdict").GetString();

    internal Task<Answer> Post(string path, object body, string? key = null, HttpClient? who = null) => Send(path, JsonSerializer.Serialize(body), key ?? Key(), who ?? Mill);

    internal async Task<Answer> Send(string path, string json, string? key, HttpClient who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, DeskClient.Api + path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await who.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.Tag, response.Headers.Location?.ToString());
    }

    /// <summary>A refusal with this code that changed nothing and left no act.</summary>
    internal async Task<Answer> Refuse(HttpStatusCode status, string code, Func<Task<Answer>> send)
    {
        var before = House.Acts();
        var answer = (await send()).Expect(status);
        Assert.Equal(("application/problem+json", code), (answer.MediaType, answer.Code));
        Assert.Equal(before, House.Acts());
        return answer;
    }
}
