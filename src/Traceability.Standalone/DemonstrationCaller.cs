using System.Net.Http.Headers;
using System.Text.Json;

namespace Traceability.Standalone;

/// <summary>Somebody of the demonstration at a door: the demonstration does nothing that a key of that role could not do over the API.</summary>
internal sealed class DemonstrationCaller : IDisposable
{
    private readonly HttpClient _client;

    public DemonstrationCaller(string address, string? key)
    {
        _client = new HttpClient { BaseAddress = new Uri(address) };
        if (key is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Posts JSON and answers the reply.</summary>
    public Task<JsonElement> Post(string path, object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return Send(request);
    }

    /// <summary>Puts JSON, over whatever version stands.</summary>
    public Task<JsonElement> Put(string path, object body) => PutContent(path, JsonContent.Create(body));

    /// <summary>Puts a file.</summary>
    public Task<JsonElement> PutFile(string path, byte[] file, string mediaType) => PutContent(path, FileOf(file, mediaType));

    /// <summary>Posts a file.</summary>
    public Task<JsonElement> PostFile(string path, byte[] file, string mediaType) => Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = FileOf(file, mediaType) });

    /// <summary>Gets JSON.</summary>
    public Task<JsonElement> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Gets a file.</summary>
    public Task<byte[]> GetFile(string path) => _client.GetByteArrayAsync(path);

    /// <summary>Reads a file as it streams and answers its length; it is kept nowhere.</summary>
    public async Task<long> CountBytes(string path)
    {
        await using var stream = await _client.GetStreamAsync(path);
        var buffer = new byte[1 << 16];
        long total = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            total += read;
        return total;
    }

    /// <summary>Posts JSON and answers the new identity.</summary>
    public async Task<Guid> Make(string path, object body) => (await Post(path, body)).GetProperty("id").GetGuid();

    public void Dispose() => _client.Dispose();

    private static ByteArrayContent FileOf(byte[] file, string mediaType) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    private Task<JsonElement> PutContent(string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return Send(request);
    }

    private async Task<JsonElement> Send(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? default : JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"The demonstration was refused: {request.Method} {request.RequestUri}: {(int)response.StatusCode} {text}");
    }
}
