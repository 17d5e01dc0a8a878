using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Traceability.Pages.Scans;

/// <summary>Serves the reader for browsers that have none of their own; where the build could not fetch that, there is none.</summary>
public static class CameraReader
{
    /// <summary>What may run beside the script of a page with a camera: the reader is machine code that the browser translates.</summary>
    public const string Scripts = "'wasm-unsafe-eval'";

    /// <summary>Adds its two files to a door.</summary>
    public static void Map(IEndpointRouteBuilder door)
    {
        Serve(door, CameraScript.ReaderAddress, "text/javascript");
        Serve(door, CameraScript.ReaderCodeAddress, "application/wasm");
    }

    /// <summary>Lets the page that is about to be answered ask for the camera; no other may.</summary>
    public static void Allow(HttpContext context) => context.Response.Headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";

    private static void Serve(IEndpointRouteBuilder door, string address, string mediaType)
    {
        var file = AppContext.BaseDirectory + address;
        if (!File.Exists(file))
            return;
        door.MapGet(address, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.PhysicalFile(file, mediaType, lastModified: File.GetLastWriteTimeUtc(file));
        }).ExcludeFromDescription();
    }
}
