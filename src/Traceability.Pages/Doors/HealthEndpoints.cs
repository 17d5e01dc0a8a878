using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Traceability.Pages.Doors;

/// <summary>What a watcher asks: does the process live, and can it answer?</summary>
public static class HealthEndpoints
{
    /// <summary>Maps <c>/healthz</c>, true while the process runs, and <c>/readyz</c>, true while it can answer.</summary>
    public static void MapHealth(this IEndpointRouteBuilder door, Func<CancellationToken, Task<bool>> canAnswer)
    {
        door.MapGet("/healthz", () => TypedResults.Text("ok\n"));
        door.MapGet("/readyz", async Task<IResult> (CancellationToken cancellation) => await canAnswer(cancellation)
            ? TypedResults.Text("ready\n")
            : new Problem(StatusCodes.Status503ServiceUnavailable, "notReady", "The database cannot be read.") { RetryAfterSeconds = 2 });
    }
}
