using System.Net;
using System.Text;
using System.Text.Json;

namespace Traceability.Stories.Desk;

/// <summary>What the desk answered, with everything a test looks at.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? MediaType, string? ETag, string? Location)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public Guid Id => Json.GetProperty("id").GetGuid();

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? Field => Json.TryGetProperty("field", out var at) ? at.GetString() : null;

    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>The answer, or a failed test that says what came instead.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)status} was expected, not {(int)Status}: {Text}");
        return this;
    }
}

/// <summary>Sends what a program of any quality might send: the body is text, as it goes over the wire.</summary>
internal static class DeskClient
{
    public const string Api = "/api/v1";

    public static Task<Answer> Post(this HttpClient client, string path, string json, string? ifMatch = null) =>
        client.Say(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), ifMatch);

    public static Task<Answer> Put(this HttpClient client, string path, string json, string? ifMatch = null) =>
        client.Say(HttpMethod.Put, path, new StringContent(json, Encoding.UTF8, "application/json"), ifMatch);

    public static Task<Answer> PutFile(this HttpClient client, string path, byte[] file) => client.Say(HttpMethod.Put, path, new ByteArrayContent(file), null);

    public static Task<Answer> PostFile(this HttpClient client, string path, byte[] file) => client.Say(HttpMethod.Post, path, new ByteArrayContent(file), null);

    public static Task<Answer> Delete(this HttpClient client, string path, string? etag = null) => client.Say(HttpMethod.Delete, path, null, etag);

    public static Task<Answer> Look(this HttpClient client, string path) => client.Say(HttpMethod.Get, path, null, null);

    private static async Task<Answer> Say(this HttpClient client, HttpMethod method, string path, HttpContent? content, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, Api + path) { Content = content };
        // A body that is refused unread would break the pipe under a client that keeps sending.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1 << 20;
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.Tag, response.Headers.Location?.ToString());
    }
}
