using Traceability.Codes;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Storage.Scans;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.MobileApi.Scans.ScanReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.MobileApi.Scans;

/// <summary>Counts a scan: by the page's script or an app as JSON, or by a plain button as a form. Nothing else counts.</summary>
internal static class CountScan
{
    private const int BodyBytesMax = 4096;

    // Whoever sends nothing but zeros would share one scan, and its receipt, with everybody who does.
    private static readonly Problem NoScanId = Problem.BadInput("scanId", "Give this scan an id of its own; the page's button does, when the page is opened again.", zh: "每次查验要有自己的编号；重新打开页面，按钮就会带上。");

    private static readonly Problem OtherSite = new(StatusCodes.Status403Forbidden, "otherSite", "A page of another site may lead to a label, but not count a scan of it.") { Zh = "别的网站的页面可以带人到标签，但不能替人查验。" };

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapPost("/v1/scans", Count).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(BodyBytesMax));
        foreach (var address in (string[])["/{code}", "/01/{gtin}/21/{code}"])
            door.MapPost(address, CountByButton).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(BodyBytesMax)).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<Reply> Count(
        ScanRequest request, HttpContext context, LabelUri addresses, Witnesses witnesses, ScanJournal scans, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation)
    {
        if (IsOfAnotherSite(context))
            return OtherSite;
        if (request.Code is null == request.Url is null)
            return Problem.BadInput("code", "Send either the code or the url that was scanned.", zh: "码和扫到的网址，请发其中一个。");
        if (request.ScanId == Guid.Empty)
            return NoScanId;
        PointClaim? place = null;
        if (request.Place is { } offered)
        {
            if (PlaceOf(offered, out var claim) is { } badPlace)
                return badPlace;
            place = claim;
        }

        LabelPath path;
        switch (addresses.Read(request.Url ?? request.Code))
        {
            case LabelUriReading.Label label when request.Url is null == !LooksLikeAddress(request.Url ?? request.Code!):
                path = new LabelPath(label.Code, label.Gtin);
                break;
            case LabelUriReading.Mistyped:
                return CodeRefusal.Mistyped;
            case LabelUriReading.NotOurAddress:
                return CodeRefusal.NotOurAddress;
            default:
                return request.Url is null ? CodeRefusal.NoCode : Problem.BadInput("url", "This is no address of a label.", "noCode", "这不是标签的网址。");
        }

        if (await misses.RefusalOf(context, path.Code, labels, cancellation) is { } tooMany)
            return tooMany;
        var now = clock.GetUtcNow();
        var counted = await scans.Append(
            path.Code, path.Gtin?.ToString(), request.ScanId, request.Receipt ?? context.Request.Cookies[ReceiptCookie.Name], witnesses.Of(context, place, now), now, cancellation);
        misses.Note(context, counted.Answer.Judgement.Verdict);
        VerdictHeaders.Set(context.Response);
        ReceiptCookie.Set(context, path, counted);
        return TypedResults.Ok(ScanReply.From(counted.Answer, counted.Receipt));
    }

    private static async Task<IResult> CountByButton(
        string code, string? gtin, HttpContext context, Witnesses witnesses, ScanJournal scans, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation)
    {
        if (LabelPath.Read(code, gtin, out var path) is { } problem)
            return problem;
        if (IsOfAnotherSite(context))
            return OtherSite;
        if (!context.Request.HasFormContentType)
            return new Problem(StatusCodes.Status415UnsupportedMediaType, "mediaType", "The button sends a form; programs use POST /v1/scans.") { Zh = "按钮发的是表单；程序请用 POST /v1/scans。" };
        var form = await context.Request.ReadFormAsync(cancellation);
        if (!Guid.TryParse(form["scanId"], out var scanId) || scanId == Guid.Empty)
            return NoScanId;
        if (await misses.RefusalOf(context, path.Code, labels, cancellation) is { } tooMany)
            return tooMany;

        var now = clock.GetUtcNow();
        var counted = await scans.Append(
            path.Code, path.Gtin?.ToString(), scanId, context.Request.Cookies[ReceiptCookie.Name], witnesses.Of(context, null, now), now, cancellation);
        misses.Note(context, counted.Answer.Judgement.Verdict);
        ReceiptCookie.Set(context, path, counted);
        // See other: a reload then looks again and counts nothing.
        context.Response.Headers.Location = path.Address + context.Request.QueryString;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Fetch Metadata, §2.4: else any page makes its readers' browsers take first scans away, or gives them a receipt of its own.
    private static bool IsOfAnotherSite(HttpContext context) => context.Request.Headers["Sec-Fetch-Site"] == "cross-site";

    private static bool LooksLikeAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private static Problem? PlaceOf(PlaceRequest place, out PointClaim claim)
    {
        claim = default;
        if (!Datums.TryParse(place.Datum, out var datum))
            return Problem.BadInput("place.datum", "Declare the datum: wgs84, cgcs2000, gcj02 or bd09.", "datumNeeded", "请写明坐标基准：wgs84、cgcs2000、gcj02 或 bd09。");
        return PointClaim.TryCreate(place.Lon, place.Lat, datum, place.AccuracyMetres, out claim)
            ? null
            : Problem.BadInput("place", "Longitude is -180 to 180, latitude -90 to 90, accuracy 0 or more metres.", zh: "经度 -180 到 180，纬度 -90 到 90，精度 0 米或更大。");
    }
}

/// <summary>A scan to be counted.</summary>
/// <param name="ScanId">Chosen by the client; the same scan sent twice counts once.</param>
/// <param name="Code">The code as typed, or</param>
/// <param name="Url">the address as scanned.</param>
/// <param name="Receipt">The receipt of an earlier scan of this label by the same person.</param>
/// <param name="Place">Where, if the person offers it; kept to a hundred metres for 30 days, then only the city.</param>
public sealed record ScanRequest(Guid ScanId, string? Code = null, string? Url = null, string? Receipt = null, PlaceRequest? Place = null);

/// <summary>A place as a client claims it.</summary>
/// <param name="Lon">Longitude in degrees.</param>
/// <param name="Lat">Latitude in degrees.</param>
/// <param name="Datum">wgs84, cgcs2000, gcj02 or bd09.</param>
/// <param name="AccuracyMetres">Radius of uncertainty in metres.</param>
public sealed record PlaceRequest(double Lon, double Lat, string Datum, double AccuracyMetres);
