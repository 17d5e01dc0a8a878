using System.Text.Json.Nodes;
using Traceability.Pages.Doors;
using Traceability.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>What is said to input that is no code of any house.</summary>
internal static class Refusals
{
    /// <summary>The check symbol fails: a slip of the finger, no alarm.</summary>
    public static Problem Mistyped { get; } = new(StatusCodes.Status400BadRequest, "mistyped", "Check your typing: one of the 20 symbols does not fit the others.", "code")
    {
        More = new JsonObject { ["verdict"] = nameof(Verdict.Mistyped) },
    };

    /// <summary>Cannot be a code at all.</summary>
    public static Problem NoCode { get; } = new(StatusCodes.Status400BadRequest, "noCode", "This is no source code: it has 20 letters and digits.", "code");

    /// <summary>A look-alike site may carry a genuine code: its address is refused whatever code it carries.</summary>
    public static Problem NotOurAddress { get; } = new(StatusCodes.Status422UnprocessableEntity, "notOurAddress",
        "This address is not ours. Beware: labels of ours lead only to our own address.", "url");

    /// <summary>A code that was never issued, from a network that has asked for too many of them.</summary>
    public static Problem TooManyMisses { get; } = new(StatusCodes.Status429TooManyRequests, "tooManyMisses",
        "This code cannot be confirmed: your network has asked for too many codes that were never issued. Try again in a minute, or over another network.", "code")
    { RetryAfterSeconds = 60 };
}
