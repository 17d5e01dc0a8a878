using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Traceability.Codes;
using Traceability.Scans;

namespace Traceability.Pages.Doors;

/// <summary>What both doors say to input that is no code of ours to look up.</summary>
public static class CodeRefusal
{
    /// <summary>The check symbol fails: a slip of the finger, no alarm.</summary>
    public static Problem Mistyped { get; } = new(StatusCodes.Status400BadRequest, "mistyped", "Check your typing: one of the 20 symbols does not fit the others.", "code")
    {
        More = new JsonObject { ["verdict"] = nameof(Verdict.Mistyped) },
        Zh = "请核对输入：20 位里有一位与其他各位不符，多半是抄错了。",
    };

    /// <summary>Cannot be a code at all.</summary>
    public static Problem NoCode { get; } = new(StatusCodes.Status400BadRequest, "noCode", "This is no source code: it has 20 letters and digits.", "code")
    {
        Zh = "这不是溯源码：溯源码有 20 位字母和数字。",
    };

    /// <summary>A look-alike site may carry a genuine code: its address is refused whatever code it carries.</summary>
    public static Problem NotOurAddress { get; } = new(StatusCodes.Status422UnprocessableEntity, "notOurAddress",
        "This address is not ours. Beware: labels of ours lead only to our own address.", "url")
    {
        Zh = "这个网址不是我们的。请当心：我们的标签只通向我们自己的网址，不管里面带着什么码。",
    };

    /// <summary>The refusal of what was read; none for a label.</summary>
    public static Problem? Of(LabelUriReading reading) => reading switch
    {
        LabelUriReading.Label => null,
        LabelUriReading.Mistyped => Mistyped,
        LabelUriReading.NotOurAddress => NotOurAddress,
        _ => NoCode,
    };
}
