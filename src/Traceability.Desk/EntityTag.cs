using System.Globalization;
using Traceability.Pages.Doors;

namespace Traceability.Desk;

/// <summary>Entity tags (RFC 9110, 8.8.3) over a row's version: whoever changes something says which version he saw.</summary>
internal static class EntityTag
{
    private const string Zh = "这条记录刚被别人改过，您填的还没有保存。请看过现在的内容，再提交一次。";

    /// <summary>Tells the caller the version.</summary>
    public static void Tell(HttpContext context, int version) => context.Response.Headers.ETag = Of(version);

    /// <summary>The problem when the caller did not name the current version: 428 when he named none, 412 when another.</summary>
    public static Problem? Check(HttpContext context, int version)
    {
        var match = context.Request.Headers.IfMatch.ToString();
        return match.Length == 0
            ? new Problem(StatusCodes.Status428PreconditionRequired, "ifMatchNeeded", "Send the ETag that you last read as If-Match.", "If-Match") { Zh = Zh }
            : match == "*" || match.Split(',').Any(tag => tag.Trim() == Of(version))
                ? null
                : new Problem(StatusCodes.Status412PreconditionFailed, "changedMeanwhile", "Somebody changed this meanwhile: read it again.", "If-Match") { Zh = Zh };
    }

    private static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
