using Traceability.Pages.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>The page on which a phone's camera reads a code, and the reader for browsers that have none; where the build could not fetch that, there is none.</summary>
internal static class ScanByCamera
{
    public const string Address = "/scan";

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet(Address, (HttpContext context) =>
        {
            context.Response.Headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
            return PeoplePages.Scan(context);
        }).ExcludeFromDescription();
        Serve(door, CameraScript.ReaderAddress, "text/javascript");
        Serve(door, CameraScript.ReaderCodeAddress, "application/wasm");
    }

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
