using Traceability.Codes;
using Traceability.Pages.Doors;
using Traceability.Storage.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>Answers a check of a code as a page or as JSON and changes nothing, however often previews, crawlers and curious people look.</summary>
internal static class LookAtLabel
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/{code}", (string code, HttpContext context, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation) =>
            Look(code, null, context, labels, misses, clock, cancellation)).Produces<ScanReply>();
        foreach (var address in (string[])["/01/{gtin}/21/{code}", "/01/{gtin}/10/{lot}/21/{code}"])
        {
            door.MapGet(address, (string gtin, string code, HttpContext context, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation) =>
                Look(code, gtin, context, labels, misses, clock, cancellation)).Produces<ScanReply>();
        }
    }

    private static async Task<IResult> Look(
        string typed, string? typedGtin, HttpContext context, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation)
    {
        if (LabelPath.Read(typed, typedGtin, out var path) is { } problem)
            return problem;

        // The receipt's cookie lives at the label's one address, so people are led there.
        var wantsPage = PeoplePages.Wants(context);
        if (wantsPage && context.Request.Path.Value != path.Address)
            return TypedResults.LocalRedirect(path.Address + context.Request.QueryString);

        var now = clock.GetUtcNow();
        var answer = await labels.Look(path.Code, path.Gtin?.ToString(), context.Request.Cookies[ReceiptCookie.Name], now, cancellation);
        if (misses.Note(context, answer.Judgement.Verdict) is { } tooMany)
            return tooMany;
        VerdictHeaders.Set(context.Response);
        return wantsPage ? PeoplePages.Verdict(context, answer, path, now) : TypedResults.Ok(ScanReply.From(answer));
    }
}

/// <summary>A label's own address on this door: plain, or under its GTIN as a GS1 Digital Link.</summary>
internal readonly record struct LabelPath(SourceCode Code, Gtin? Gtin)
{
    /// <summary>The one spelling of the address, beginning with a slash.</summary>
    public string Address => Gtin is { } gtin ? $"/01/{gtin}/21/{Code}" : $"/{Code}";

    /// <summary>Reads the parts of a path; the problem says what is wrong with them.</summary>
    public static Problem? Read(string typed, string? typedGtin, out LabelPath path)
    {
        path = default;
        Gtin? gtin = null;
        if (typedGtin is not null)
        {
            if (!Codes.Gtin.TryParse(typedGtin, out var read))
                return Problem.BadInput("gtin", "This is no GTIN: 8, 12, 13 or 14 digits with a check digit.", "badGtin", "这不是商品条码：8、12、13 或 14 位数字，最后一位是校验位。");
            gtin = read;
        }

        switch (SourceCode.Read(typed))
        {
            case SourceCodeReading.Valid { Code: var code }:
                path = new LabelPath(code, gtin);
                return null;
            case SourceCodeReading.Mistyped:
                return CodeRefusal.Mistyped;
            default:
                return CodeRefusal.NoCode;
        }
    }
}
