using System.Text;
using Traceability.Pages.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>Lets a phone keep the start page as an application, and say without a network that nothing can be said.</summary>
internal static class KeepOnPhone
{
    // Ink on paper, with the quiet zone that a round mask leaves whole.
    private const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="#faf8f2" d="M0 0h64v64H0z"/><path fill="none" stroke="#8c2f1f" stroke-width="4" d="M16 16h12v12H16zM36 16h12v12H36zM16 36h12v12H16z"/><path fill="#8c2f1f" d="M36 36h6v6h-6zM44 42h4v6h-8v-4h4z"/></svg>
        """;

    private const string Manifest = """
        {"name":"知源码 查验溯源码","short_name":"知源码","start_url":"/","scope":"/","display":"standalone","background_color":"#faf8f2","theme_color":"#8c2f1f","icons":[{"src":"/icon.svg","sizes":"any","type":"image/svg+xml","purpose":"any maskable"}]}
        """;

    public static void Map(IEndpointRouteBuilder door)
    {
        Serve(door, OfflineWorker.Address, OfflineWorker.Source, "text/javascript");
        Serve(door, "/manifest.webmanifest", Manifest, "application/manifest+json");
        Serve(door, "/icon.svg", Icon, "image/svg+xml");
        Serve(door, CountedScript.Address, CountedScript.Source, "text/javascript");
        door.MapGet(OfflineWorker.PageAddress, PeoplePages.Offline).ExcludeFromDescription();
    }

    private static void Serve(IEndpointRouteBuilder door, string address, string text, string mediaType) => door.MapGet(address, (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        // The worker asks for pages in the phone's stead.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
        return TypedResults.Text(text, mediaType, Encoding.UTF8);
    }).ExcludeFromDescription();
}
