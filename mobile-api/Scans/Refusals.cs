using Traceability.Pages.Doors;

namespace Traceability.MobileApi.Scans;

/// <summary>What this door alone says to a code.</summary>
internal static class Refusals
{
    /// <summary>A code that was never issued, from a network that has asked for too many of them.</summary>
    public static Problem TooManyMisses { get; } = new(StatusCodes.Status429TooManyRequests, "tooManyMisses",
        "This code cannot be confirmed: your network has asked for too many codes that were never issued. Try again in a minute, or over another network.", "code")
    {
        Zh = "这个码不能确认：您的网络查过太多没有签发的码。请过一分钟再试，或换一个网络。",
        RetryAfterSeconds = 60,
    };
}
