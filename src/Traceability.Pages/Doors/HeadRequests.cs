using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Traceability.Pages.Doors;

/// <summary>What is answered to whoever wants to know of an address without reading it (RFC 9110, 9.3.2).</summary>
public static class HeadRequests
{
    /// <summary>Answers HEAD as GET and without the body, wherever GET is all that an address takes. Not for answers that are recorded: HEAD would be recorded as well.</summary>
    public static T AnswersHead<T>(this T endpoints) where T : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { HttpMethods: ["GET"] })
                endpoint.Metadata.Add(new HttpMethodMetadata(["GET", "HEAD"]));
        });
        return endpoints;
    }
}
