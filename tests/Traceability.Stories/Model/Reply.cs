using System.Text.Json;

namespace Traceability.Stories.Model;

/// <summary>What a door answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON, if it was any.</param>
/// <param name="Cookie">The receipt that came as a cookie.</param>
internal sealed record Reply(int Status, JsonElement Body, string? Cookie)
{
    /// <summary>A member as text; none when it is not there.</summary>
    public string? this[string member] => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(member, out var value) ? value.ToString() : null;

    public Guid Id => Body.GetProperty("id").GetGuid();

    /// <summary>Status and, of a refusal, its code with whatever numbers it gave.</summary>
    public string Outcome => Status < 400 ? $"{Status}"
        : string.Join(' ', new[] { $"{Status}", this["code"], this["remainingAllowance"], this["availableGrams"], this["serial"], this["from"] }.OfType<string>());

    public static async Task<Reply> To(HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.First() : null;
        return new Reply(
            (int)response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default, cookie?["receipt=".Length..cookie.IndexOf(';', StringComparison.Ordinal)]);
    }
}
