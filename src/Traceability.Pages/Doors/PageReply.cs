using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Traceability.Pages.Doors;

/// <summary>A page as a door answers it: in the language of the request, under a policy that runs and shows nothing but what this house wrote for this one response.</summary>
public static class PageReply
{
    /// <summary>The language of a request.</summary>
    public static Language LanguageOf(HttpContext context) => Languages.Choose(context.Request.Query["lang"], context.Request.Headers.AcceptLanguage);

    /// <summary>The page with its parameters; language, nonce and operator are added.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Of the page.</param>
    /// <param name="scripts">What may run beside a script under the nonce, which may ask this door; none when the page has no script.</param>
    /// <param name="images">An origin whose pictures it shows beside this door's; none for every page but one.</param>
    public static RazorComponentResult<TPage> Of<TPage>(HttpContext context, int status, Dictionary<string, object?> parameters, string? scripts, string? images = null) where TPage : IComponent
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; {(scripts is null ? "" : $"script-src 'nonce-{nonce}' {scripts}; connect-src 'self'; manifest-src 'self'; worker-src 'self'; ")}img-src 'self' data:{(images is null ? "" : $" {images}")}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        parameters["Language"] = LanguageOf(context);
        parameters["Nonce"] = nonce;
        parameters["OperatorName"] = context.RequestServices.GetRequiredService<Imprint>().OperatorName;
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }
}
