using System.Net.Http.Json;
using Traceability.Storage.Access;

namespace Traceability.Stories.Model;

/// <summary>An open house with a village in it that can be closed and opened again over its directory, and everybody who comes to its doors.</summary>
internal sealed class ModelHouse : IAsyncDisposable
{
    private readonly OpenHouse _first;
    private readonly Dictionary<string, string> _keys = [];
    private readonly Dictionary<string, HttpClient> _people = [];
    private OpenHouse _now;

    private ModelHouse(OpenHouse house, Village village) => (_first, _now, Village) = (house, house, village);

    /// <summary>The village. Its people stand at the doors of the first opening only.</summary>
    public Village Village { get; }

    /// <summary>The house as it is open now.</summary>
    public OpenHouse Now => _now;

    public StoryClock Clock => _first.Clock;

    public static async Task<ModelHouse> Open()
    {
        var house = await OpenHouse.Open();
        var model = new ModelHouse(house, await Village.Settle(house));
        foreach (var (who, tenant, role) in ((string, string, Role)[])
            [("farm", "Farmer", Role.Producer), ("mill", "Mill", Role.Producer), ("association", "Association", Role.Association), ("officer", "Authority", Role.Officer)])
        {
            using var client = await house.Client(tenant, role, "model");
            model._keys.Add(who, client.DefaultRequestHeaders.Authorization!.Parameter!);
        }

        model.LetIn();
        return model;
    }

    /// <summary>Closes the house as a process that is told to end, and opens it again.</summary>
    public async Task Restart()
    {
        await Leave();
        _now = await _first.OpenAgain();
        LetIn();
    }

    /// <summary>Sends JSON to the desk, or only asks when there is none.</summary>
    public async Task<Reply> Desk(string who, string path, object? body = null, string? key = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), "/api/v1" + path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await Reply.To(_people[who], request);
    }

    /// <summary>Looks at an address of the public door, with a receipt as the phone keeps it.</summary>
    public Task<Reply> Look(string code, string? receipt) => Public(HttpMethod.Get, $"/{code}", null, receipt);

    /// <summary>Counts a scan as an app does.</summary>
    public Task<Reply> Count(object scan, string? receipt) => Public(HttpMethod.Post, "/v1/scans", JsonContent.Create(scan), receipt);

    /// <summary>Counts a scan as the page's button does.</summary>
    public Task<Reply> Push(string code, Guid scanId, string? receipt) =>
        Public(HttpMethod.Post, $"/{code}", new FormUrlEncodedContent([new("scanId", scanId.ToString())]), receipt);

    public async ValueTask DisposeAsync()
    {
        await Leave();
        await _first.DisposeAsync();
    }

    private async Task<Reply> Public(HttpMethod method, string path, HttpContent? content, string? receipt)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (receipt is not null)
            request.Headers.Add("Cookie", $"receipt={receipt}");
        return await Reply.To(_now.Browser, request);
    }

    private void LetIn()
    {
        foreach (var (who, key) in _keys)
        {
            _people[who] = new HttpClient { BaseAddress = new Uri(_now.DeskAddress) };
            _people[who].DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    private async Task Leave()
    {
        foreach (var client in _people.Values)
            client.Dispose();
        await _now.Close();
    }
}
