using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Traceability.Pages;

namespace Traceability.Desk;

/// <summary>The desk's first page: what is here for people so far, and where programs find the API.</summary>
internal static class DeskHome
{
    public static void Map(IEndpointRouteBuilder door) => door.MapGet("/", Show).ExcludeFromDescription();

    private static RazorComponentResult<DeskHomePage> Show(string? lang, HttpContext context)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = "Accept-Language";
        return new RazorComponentResult<DeskHomePage>(new Dictionary<string, object?>
        {
            [nameof(DeskHomePage.Language)] = Languages.Choose(lang, context.Request.Headers.AcceptLanguage),
            [nameof(DeskHomePage.Nonce)] = nonce,
            [nameof(DeskHomePage.OperatorName)] = "知源码 Traceability",
        });
    }
}
