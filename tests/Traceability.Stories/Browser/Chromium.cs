using Microsoft.Playwright;

namespace Traceability.Stories.Browser;

/// <summary>A real browser that the story drives: it hears every complaint of the page, and knows every address that the page asked.</summary>
internal sealed class Chromium(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly List<string> _complaints = [], _asked = [];

    /// <summary>Errors on the console, those of the content security policy among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Addresses that were asked for.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>Starts it; skips where it is not installed.</summary>
    /// <param name="video">What its camera sees, as Y4M; none for a machine without a camera.</param>
    public static async Task<Chromium> Start(string? video = null)
    {
        Assert.SkipUnless(File.Exists(Program), "chromium is not installed: tests/run installs it.");
        string[] camera = video is null ? [] : ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={video}"];
        var playwright = await Playwright.CreateAsync();
        // As root, as in a container, it does not start in its sandbox; it is shown nothing but our own pages.
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", .. camera] }));
    }

    /// <summary>A page in a language and a width of its own, on a device whose clock goes by a time zone; that of this machine unless told otherwise.</summary>
    public async Task<IPage> Open(string language = "zh", int width = 390, bool withScript = true, string? timeZone = null)
    {
        var page = await browser.NewPageAsync(new() { TimezoneId = timeZone, Locale = language == "zh" ? "zh-CN" : "en-GB", ViewportSize = new() { Width = width, Height = 844 }, JavaScriptEnabled = withScript });
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                _complaints.Add(said.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _asked.Add(request.Url);
        return page;
    }

    /// <summary>A picture of a page beside the tests, for whoever wants to look.</summary>
    public static Task Picture(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
