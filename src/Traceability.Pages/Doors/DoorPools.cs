using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Traceability.Pages.Doors;

/// <summary>How much work of one kind, or of one caller, a door does at once: whoever comes then is asked to come again (503), and a flood of one kind starves no other.</summary>
public static class DoorPools
{
    /// <summary>Names the pool of every request.</summary>
    /// <param name="services">The door's services.</param>
    /// <param name="poolOf">The pool of a request; none for what has a limit of its own.</param>
    public static void AddPools(this IServiceCollection services, Func<HttpContext, Pool?> poolOf) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => poolOf(context) is { } pool
            ? RateLimitPartition.GetConcurrencyLimiter(pool.Name, _ => new() { PermitLimit = pool.AtOnce, QueueLimit = pool.Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : RateLimitPartition.GetNoLimiter(""));
        limiter.OnRejected = (refused, _) => new ValueTask(Problem.Busy.ExecuteAsync(refused.HttpContext));
    });

    /// <summary>From here on in the pipeline, once it is known who asks.</summary>
    public static void UsePools(this WebApplication app) => app.UseRateLimiter();
}

/// <summary>A pool.</summary>
/// <param name="Name">Requests of one name share it.</param>
/// <param name="AtOnce">How many are worked on.</param>
/// <param name="Waiting">How many more wait.</param>
public sealed record Pool(string Name, int AtOnce, int Waiting);
