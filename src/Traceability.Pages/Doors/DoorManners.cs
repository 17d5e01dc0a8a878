using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Traceability.Pages.Doors;

/// <summary>How both doors behave towards whoever knocks: strict JSON, one kind of refusal, headers that protect, limits on everything.</summary>
public static class DoorManners
{
    /// <summary>Largest body unless an endpoint says otherwise, in bytes.</summary>
    public const long BodyBytesMax = 1 << 20;

    // Longer than any answer takes.
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(35);

    /// <summary>A door to be built, known by the assembly that holds it.</summary>
    public static WebApplicationBuilder CreateDoor(string[] args, Assembly door) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        // Settings are read once. To follow their file means to watch everything beneath the working directory, and the write-ahead log would be heard with every page.
        Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
        ApplicationName = door.GetName().Name,
    });

    /// <summary>Limits, strict JSON and host names of a door. Only requests to one of the hosts are answered.</summary>
    /// <param name="builder">The door.</param>
    /// <param name="hosts">Its names.</param>
    /// <param name="drain">How long it goes on answering after it was told to close.</param>
    /// <param name="proxies">Whose <c>X-Forwarded-For</c> is believed: each of them adds the address that it saw, so the last that none of them has is where the request came from.</param>
    public static void AddDoorManners(this WebApplicationBuilder builder, IEnumerable<string> hosts, TimeSpan drain, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        DoorLog.KeepSilence(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Limits.MaxConcurrentConnections = Descriptors.ConnectionsMax();
        });
        if (Descriptors.ConnectionsMax() is { } held)
        {
            builder.Services.AddSingleton<IConnectionListenerFactory>(services =>
                new MeasuredListeners(ActivatorUtilities.CreateInstance<SocketTransportFactory>(services), (int)Math.Min(held + Descriptors.OnTheirWayOut, int.MaxValue)));
        }

        builder.Services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(filter =>
        {
            filter.AllowedHosts = [.. hosts.Distinct(StringComparer.OrdinalIgnoreCase)];
            filter.AllowEmptyHosts = false;
            filter.IncludeFailureMessage = false;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
                forwarded.KnownIPNetworks.Add(proxy);
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => MakeStrict(json.SerializerOptions));
        builder.Services.AddSingleton(services => new DoorClosing(drain, services.GetRequiredService<IHostApplicationLifetime>())).AddHostedService(services => services.GetRequiredService<DoorClosing>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = drain + CloseWithin);
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = TimeSpan.FromSeconds(30) });
    }

    /// <summary>JSON as this house reads and writes it: camelCase, enums by name, nothing unknown, nothing twice, nothing missing.</summary>
    public static void MakeStrict(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.PropertyNameCaseInsensitive = false;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new EnumByName());
        json.Converters.Add(new LivingDay());
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(WholeLists.Ask);
    }

    /// <summary>Puts refusals and headers around everything that follows.</summary>
    /// <param name="app">The door.</param>
    /// <param name="passesByItself">Tells a fault after which the same request may be sent again.</param>
    /// <param name="publicUrl">The address printed in codes: when it is https, browsers are told never to ask without TLS again (RFC 6797).</param>
    /// <param name="pages">Answers people with a page instead of a problem; none at a door for programs.</param>
    public static void UseDoorManners(this WebApplication app, Func<Exception, bool> passesByItself, string publicUrl, ProblemPages? pages = null)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Traceability.Door");
        app.Use(async (context, next) =>
        {
            SetHeaders(context.Response.Headers);
            if (publicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
                context.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            context.Features.Set(pages);
            Problem? problem = null;
            try
            {
                await next(context);
                if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } silent)
                    problem = OfStatus(silent.StatusCode);
            }
            catch (Exception error) when (Refusal(context, error, passesByItself) is { } refusal)
            {
                // That the storage refuses is said once, not by every request that meets it.
                if (refusal.Status == StatusCodes.Status500InternalServerError)
                    DoorLog.Failed(log, error, context, refusal.Code);
                // An answer that has begun cannot become another: whoever reads it is to see that it was cut.
                if (context.Response.HasStarted)
                    context.Abort();
                else
                    problem = refusal;
            }

            if (problem is not null && !context.RequestAborted.IsCancellationRequested)
                await problem.ExecuteAsync(context);
        });
        app.UseForwardedHeaders();
        app.UseRequestTimeouts();
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static Problem? Refusal(HttpContext context, Exception error, Func<Exception, bool> passesByItself) => error switch
    {
        OperationCanceledException when context.RequestAborted.IsCancellationRequested => null,
        BadHttpRequestException { InnerException: JsonException json } => OfJson(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } =>
            new Problem(StatusCodes.Status400BadRequest, "badInput", "A value of the request is missing or cannot be read.") { Zh = "请求里缺了一个值，或有一个值读不出来。" },
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        InvalidOperationException or NotSupportedException when NamesUnknownCharset(context.Request) => OfStatus(StatusCodes.Status415UnsupportedMediaType),
        // Reading a form says so when it is cut short, malformed, of too many parts, or a part of it is in an encoding that the platform forbids (UTF-7).
        InvalidDataException or IOException or NotSupportedException when context.Request.HasFormContentType =>
            new Problem(StatusCodes.Status400BadRequest, "badForm", "The form cannot be read.") { Zh = "表单读不出来。" },
        _ when passesByItself(error) => Problem.Busy,
        _ => OfStatus(StatusCodes.Status500InternalServerError),
    };

    // Reading JSON asks for the encoding late, and takes an unknown one for a fault of ours. To ask what it is would throw again where the platform forbids one (UTF-7).
    private static bool NamesUnknownCharset(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static Problem OfJson(JsonException error)
    {
        // The path is the caller's own text; the message names our types and stays here.
        var field = error.Path is null or "$" ? null : error.Path.StartsWith("$.", StringComparison.Ordinal) ? error.Path[2..] : error.Path;
        return new Problem(StatusCodes.Status400BadRequest, "badJson", error is NotOneOfException unknown
            ? $"Give one of {unknown.Names}."
            : "The body is not the JSON that is asked for: look for a missing, unknown, repeated or ill-typed member.", field)
        {
            Zh = error is NotOneOfException one ? $"请填其中一个：{one.Names}。" : "发来的 JSON 不是这里要的：请看是不是少了、多了、重复了一项，或有一项类型不对。",
            More = error.LineNumber is { } line ? new JsonObject { ["line"] = line + 1 } : null,
        };
    }

    private static Problem OfStatus(int status) => status switch
    {
        401 => new(status, "keyNeeded", "Send your API key as: Authorization: Bearer KEY.") { Zh = "请在请求头里带上密钥：Authorization: Bearer KEY。" },
        403 => new(status, "notAllowed", "This key may not do that.") { Zh = "这把密钥不能做这件事。" },
        404 => new(status, "notFound", "There is nothing at this address.") { Zh = "这个网址没有内容。" },
        405 => new(status, "methodNotAllowed", "This address does not take this method.") { Zh = "这个网址不接受这种请求方法。" },
        408 => new(status, "tooSlow", "The request came too slowly.") { Zh = "请求来得太慢。" },
        413 => new(status, "tooLarge", "The body is larger than is taken here.") { Zh = "发来的内容太大。" },
        415 => new(status, "mediaType", "Send the body as application/json.") { Zh = "请以 application/json 发送。" },
        504 => new(StatusCodes.Status503ServiceUnavailable, "tooLong", "This took too long; please try again.") { Zh = "用时太长，请再试一次。", RetryAfterSeconds = 5 },
        >= 500 => new(status, "failed", "This failed on our side; nothing was changed.") { Zh = "我们这边出错了，没有任何内容被更改。" },
        _ => new(status, "refused", "The request cannot be answered as it is.") { Zh = "这样的请求没法回答。" },
    };
}
