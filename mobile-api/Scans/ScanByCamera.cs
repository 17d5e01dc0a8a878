using Traceability.Pages.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>The page on which a phone's camera reads a code.</summary>
internal static class ScanByCamera
{
    public const string Address = "/scan";

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet(Address, (HttpContext context) =>
        {
            CameraReader.Allow(context);
            return PeoplePages.Scan(context);
        }).ExcludeFromDescription();
        CameraReader.Map(door);
    }
}
