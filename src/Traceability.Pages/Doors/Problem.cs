using System.Diagnostics;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Traceability.Pages.Doors;

/// <summary>A refusal as problem+json (RFC 9457): what is wrong, at which field, and a code that programs can rely on. It never carries a type, a query or a path of ours.</summary>
/// <param name="Status">HTTP status, 400 or above.</param>
/// <param name="Code">Stable reason code, camelCase.</param>
/// <param name="Title">One sentence that says what is wrong and what to do.</param>
/// <param name="Field">The field at fault, as the caller wrote it.</param>
public sealed record Problem(int Status, string Code, string Title, string? Field = null) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <summary>Media type of every refusal.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>More members for the caller, such as the labels left.</summary>
    public JsonObject? More { get; init; }

    /// <summary>The sentence in Chinese, for pages and beside the title.</summary>
    public required string Zh { get; init; }

    /// <summary>The sentence in both languages.</summary>
    public PlainWords Words => new(Zh, Title);

    /// <summary>Seconds after which the same request may succeed.</summary>
    public int? RetryAfterSeconds { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>The input is not what was asked for.</summary>
    public static Problem BadInput(string field, string title, string zh) => BadInput(field, title, "badInput", zh);

    /// <summary>The input is not what was asked for, for a reason of its own.</summary>
    public static Problem BadInput(string field, string title, string code, string zh) => new(StatusCodes.Status400BadRequest, code, title, field) { Zh = zh };

    /// <summary>Nothing of that identity is there for this caller.</summary>
    public static Problem NotFound { get; } = new(StatusCodes.Status404NotFound, "notFound", "There is nothing here for you under this identity.") { Zh = "它不在了，或不属于您现在工作的单位。" };

    /// <summary>Nothing was done, and the same request may be sent again.</summary>
    public static Problem Busy { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "busy", "This cannot be taken at the moment and was not done: please send the same request again.") { Zh = "现在太忙，没有做成：请把同样的请求再发一次。", RetryAfterSeconds = 2 };

    /// <summary>The request is well formed but the facts do not allow it.</summary>
    public static Problem Conflict(string code, string title, string zh) => Conflict(code, title, null, zh);

    /// <summary>The request is well formed but the facts do not allow it, for what stands in a field.</summary>
    public static Problem Conflict(string code, string title, string? field, string zh) => new(StatusCodes.Status409Conflict, code, title, field) { Zh = zh };

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (httpContext.Features.Get<ProblemPages>() is { } pages && await pages.Show(httpContext, this))
            return;

        var body = new JsonObject
        {
            ["type"] = $"urn:traceability:problem:{Code}",
            ["title"] = Title,
            ["titleZh"] = Zh,
            ["status"] = Status,
            ["code"] = Code,
            ["traceId"] = TraceIdOf(httpContext),
        };
        if (Field is not null)
            body["field"] = Field;
        foreach (var (name, value) in More ?? [])
            body[name] = value?.DeepClone();

        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await response.WriteAsJsonAsync(body, Readable, MediaType, httpContext.RequestAborted);
    }

    /// <summary>What leads from a refusal to its line in the log.</summary>
    internal static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemShape), [MediaType]));
}

/// <summary>Answers people with a page where programs get the problem.</summary>
/// <param name="Show">Tells a person what is wrong; false when a program asked.</param>
public sealed record ProblemPages(Func<HttpContext, Problem, Task<bool>> Show);

/// <summary>The shape of every refusal, for the API description.</summary>
/// <param name="Type">Stable identifier of the problem.</param>
/// <param name="Title">What is wrong and what to do.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable reason code.</param>
/// <param name="TraceId">To be quoted when asking for help.</param>
/// <param name="TitleZh">The title in Chinese.</param>
/// <param name="Field">The field at fault.</param>
public sealed record ProblemShape(string Type, string Title, int Status, string Code, string TraceId, string TitleZh, string? Field);
