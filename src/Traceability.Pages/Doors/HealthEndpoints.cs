using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Traceability.Pages.Doors;

/// <summary>What a watcher asks: does the process live, and can it answer?</summary>
public static class HealthEndpoints
{
    /// <summary>Maps <c>/healthz</c>, 200 while the process lives whatever its database does, and <c>/readyz</c>, 200 while the door can answer and was not told to close.</summary>
    /// <param name="door">The door.</param>
    /// <param name="canAnswer">Whether it can answer.</param>
    /// <param name="trouble">What rests although it can answer, in a sentence: the second line of a door that is ready, which a proxy need not read and a person should.</param>
    public static void MapHealth(this IEndpointRouteBuilder door, Func<CancellationToken, Task<bool>> canAnswer, Func<string?> trouble)
    {
        var closing = door.ServiceProvider.GetRequiredService<DoorClosing>();
        door.MapGet("/healthz", () => TypedResults.Text("ok\n")).DisableRateLimiting();
        door.MapGet("/readyz", async Task<IResult> (HttpContext context, CancellationToken cancellation) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (closing.HasBegun)
                return NotReady("closing", "This process is about to end.", "这个进程马上就要结束。");
            if (!await canAnswer(cancellation))
                return NotReady("notReady", "The database cannot be read.", "数据库读不出来。");
            return TypedResults.Text(trouble() is { } rests ? $"ready\n{rests}\n" : "ready\n");
        }).DisableRateLimiting();
    }

    private static Problem NotReady(string code, string title, string zh) => new(StatusCodes.Status503ServiceUnavailable, code, title) { Zh = zh, RetryAfterSeconds = 2 };
}
