using System.Net;
using System.Text.RegularExpressions;
using Traceability.Stories.Manners;

namespace Traceability.Stories.People;

/// <summary>A browser at the desk: keeps cookies as one does on loopback, fills in forms with the token of the page it looked at last, follows no redirect.</summary>
internal sealed partial class DeskBrowser(string address) : IDisposable
{
    private readonly HttpClient _client = Watch.At(new Uri(address));

    /// <summary>The desk's address, which is the origin of its pages.</summary>
    public string Address => address;

    /// <summary>Cookies by name.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The Set-Cookie lines of the last answer.</summary>
    public IReadOnlyList<string> Set { get; private set; } = [];

    /// <summary>The token of the last page that had a form.</summary>
    public string Token { get; set; } = "";

    /// <summary>The password that signed in last.</summary>
    public string Password { get; private set; } = "";

    /// <summary>The cookie of whoever is signed in; empty when nobody is.</summary>
    public string SignIn
    {
        get => Cookies.GetValueOrDefault("__Host-desk", "");
        set => Cookies["__Host-desk"] = value;
    }

    public Task<DeskAnswer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a form; a field named formToken stands for the page's own, and one named field@file for a file of that name whose bytes are the characters of its value (Latin-1).</summary>
    public Task<DeskAnswer> Post(string path, params (string Name, string Value)[] fields)
    {
        var all = fields.Any(field => field.Name == "formToken") ? fields : [("formToken", Token), .. fields];
        return Send(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = all.Any(field => field.Name.Contains('@', StringComparison.Ordinal)) ? WithFiles(all) : new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        });
    }

    /// <summary>Opens the page and signs in.</summary>
    public async Task<DeskAnswer> Enter(string user, string password, string query = "?lang=en", string to = "/")
    {
        Password = password;
        await Get("/sign-in" + query);
        return await Post("/sign-in" + query, ("user", user), ("password", password), ("to", to));
    }

    public async Task<DeskAnswer> Send(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Set = response.Headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];
        foreach (var line in Set)
        {
            var (name, value) = (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
            if (value.Length == 0)
                Cookies.Remove(name);
            else
                Cookies[name] = value;
        }

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (FormToken().Match(text) is { Success: true } found)
            Token = found.Groups[1].Value;
        return new(response.StatusCode, text, response.Headers.Location?.OriginalString, response.Headers.RetryAfter?.Delta, response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : "");
    }

    public void Dispose() => _client.Dispose();

    private static MultipartFormDataContent WithFiles((string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (name.Split('@') is [var field, var file])
                form.Add(new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(value)), field, file);
            else
                form.Add(new StringContent(value), name);
        }

        return form;
    }

    [GeneratedRegex("name=\"formToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

/// <summary>What the desk answered.</summary>
internal sealed partial record DeskAnswer(HttpStatusCode Status, string Text, string? Location, TimeSpan? RetryAfter, string Policy)
{
    /// <summary>The page without what is new in every answer.</summary>
    public string Plain => Once().Replace(Text, "");

    [GeneratedRegex("nonce=\"[^\"]+\"|name=\"formToken\" value=\"[^\"]+\"")]
    private static partial Regex Once();
}
