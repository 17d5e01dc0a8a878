using Traceability.Codes;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Scans;
using Traceability.Reading;
using Traceability.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>Answers people with pages: in their language, under a policy that runs nothing but what this house wrote for this response.</summary>
internal static class PeoplePages
{
    /// <summary>A browser asks for text/html; programs ask for JSON or for anything.</summary>
    public static bool Wants(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The page of a verdict.</summary>
    public static IResult Verdict(HttpContext context, LabelAnswer answer, LabelPath path, DateTimeOffset now) =>
        Show<VerdictPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(VerdictPage.Answer)] = answer,
            [nameof(VerdictPage.Path)] = path.Address,
            [nameof(VerdictPage.Printed)] = context.RequestServices.GetRequiredService<LabelUri>().Write(path.Code, path.Gtin),
            [nameof(VerdictPage.Now)] = now,
            [nameof(VerdictPage.ScanId)] = answer.Backing is null || answer.Scans.Yours ? null : Guid.CreateVersion7(now).ToString(),
        });

    /// <summary>The page on which a code is typed.</summary>
    public static IResult TypeCode(HttpContext context) => Show<TypeCodePage>(context, StatusCodes.Status200OK, new() { [nameof(TypeCodePage.Typed)] = TypedIn(context) });

    /// <summary>The page on which a camera reads a code. Its reader is machine code that the browser translates.</summary>
    public static IResult Scan(HttpContext context) => Show<ScanPage>(context, StatusCodes.Status200OK, new()
    {
        [nameof(ScanPage.Typed)] = TypedIn(context),
        [nameof(ScanPage.PhotoAddress)] = context.RequestServices.GetRequiredService<PhotoReaderChoice>() is PhotoReaderChoice.Ready ? ReadPhoto.Address : null,
    }, scripts: CameraReader.Scripts);

    /// <summary>What is kept of people.</summary>
    public static IResult Privacy(HttpContext context) => Show<PrivacyPage>(context, StatusCodes.Status200OK, []);

    /// <summary>The page that a phone keeps for when it has no network.</summary>
    public static IResult Offline(HttpContext context) => Show<OfflinePage>(context, StatusCodes.Status200OK, []);

    /// <summary>Tells a person what is wrong; false when a program asked.</summary>
    public static async Task<bool> ShowProblem(HttpContext context, Problem problem)
    {
        if (!Wants(context))
            return false;
        if (problem.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Page(context, problem).ExecuteAsync(context);
        return true;
    }

    private static IResult Page(HttpContext context, Problem problem)
    {
        VerdictHeaders.Set(context.Response);
        return Show<ErrorPage>(context, problem.Status, new()
        {
            [nameof(ErrorPage.Status)] = problem.Status,
            [nameof(ErrorPage.Code)] = problem.Code,
            [nameof(ErrorPage.Again)] = context.Request.Path == ReadPhoto.Address ? ScanByCamera.Address : null,
            [nameof(ErrorPage.Typed)] = context.Request.Query["code"].FirstOrDefault() ?? context.Request.RouteValues["code"] as string,
        });
    }

    private static string? TypedIn(HttpContext context) => context.Request.Query["code"].FirstOrDefault() is { Length: > 0 and <= CodeForm.LengthMax } typed ? typed : null;

    private static IResult Show<TPage>(HttpContext context, int status, Dictionary<string, object?> parameters, string scripts = "") where TPage : Microsoft.AspNetCore.Components.IComponent =>
        PageReply.Of<TPage>(context, status, parameters, scripts);
}
