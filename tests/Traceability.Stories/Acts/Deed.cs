using System.Net.Http.Headers;
using System.Net.Http.Json;
using Traceability.Storage.Access;

namespace Traceability.Stories.Acts;

/// <summary>One request that succeeds, ready to be sent: by whom, where and with what.</summary>
/// <param name="Tenant">Whose key.</param>
/// <param name="Role">Of which role.</param>
/// <param name="Method">The verb.</param>
/// <param name="Path">The address.</param>
/// <param name="Body">JSON, bytes of a file, or nothing.</param>
/// <param name="Person">Which of the tenant's people.</param>
internal sealed record Deed(string Tenant, Role Role, HttpMethod Method, string Path, object? Body = null, string Person = "doer")
{
    /// <summary>The request, made anew: it can be sent more than once, by whoever.</summary>
    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(Method, Path)
        {
            Content = Body switch
            {
                null => null,
                byte[] file => new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } },
                HttpContent content => content,
                _ => JsonContent.Create(Body),
            },
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Path + Tenant + Body?.GetHashCode());
        return request;
    }
}
