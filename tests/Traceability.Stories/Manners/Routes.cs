using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Traceability.Desk;

namespace Traceability.Stories.Manners;

/// <summary>The routes of both doors as the doors themselves list them: a new one cannot be forgotten.</summary>
internal static class Routes
{
    public static IEnumerable<(string Verb, string Pattern)> OfDesk(OpenHouse house) => Of(DeskDoor.Build([], house.House, "http://127.0.0.1:0", OpenHouse.PublicUrl));

    public static IEnumerable<(string Verb, string Pattern)> OfPublicDoor(OpenHouse house) =>
        Of(MobileApi.PublicDoor.Build([], house.House, "http://127.0.0.1:0", OpenHouse.PublicUrl));

    public static bool Changes(string verb) => verb is not ("GET" or "HEAD");

    // One route may have an answer for each kind of body.
    private static IEnumerable<(string Verb, string Pattern)> Of(WebApplication door) => (
        from source in ((IEndpointRouteBuilder)door).DataSources
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from verb in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (verb, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))).Distinct();
}
