using System.Net.Http.Headers;
using System.Text.Json;

namespace Traceability.Stories.Manners;

/// <summary>Looks at every answer of a door as it passes: whatever was asked, it is no fault of ours, it protects whoever reads it, and it shows nothing of how we are built.</summary>
internal sealed class Watch : DelegatingHandler
{
    private static readonly string[] Ours = ["System.", "   at ", "SELECT", "Sqlite", "SQLite", "Npgsql", "Microsoft.", "Exception", "/home", "/work", "/tmp"];

    private static readonly string[] Protection = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"];

    private Watch() : base(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    /// <summary>Somebody at a door, whose every answer is looked at. Redirects and cookies are shown, never followed.</summary>
    public static HttpClient At(Uri door, string? key = null)
    {
        var client = new HttpClient(new Watch()) { BaseAddress = door };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>No text of ours is in a refusal.</summary>
    public static void ShowsNothingOfOurs(string text) => Assert.All(Ours, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await base.SendAsync(request, cancellation);
        var asked = $"{request.Method} {request.RequestUri}: {(int)response.StatusCode}";
        Assert.True((int)response.StatusCode < 500, asked);
        Assert.All(Protection, header => Assert.True(response.Headers.Contains(header), $"{asked} without {header}"));
        Assert.False(response.Headers.Contains("Server"), asked);
        if ((int)response.StatusCode < 400)
            return response;

        await response.Content.LoadIntoBufferAsync(cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        ShowsNothingOfOurs(text);
        if (request.Method == HttpMethod.Head)
            return response;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var problem = JsonElement.Parse(text);
            Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
            Assert.All(["type", "title", "code", "traceId"], member => Assert.False(string.IsNullOrEmpty(problem.GetProperty(member).GetString()), $"{asked} without {member}"));
            Assert.True(problem.TryGetProperty("titleZh", out var zh) && zh.GetString()!.Any(letter => letter is >= '\u4E00' and <= '\u9FFF'), $"{asked} without Chinese words: {text}");
        }
        else
        {
            Assert.True(response.Content.Headers.ContentType?.MediaType == "text/html" && text.Contains("<h1>", StringComparison.Ordinal), $"{asked} {text}");
        }

        return response;
    }
}
