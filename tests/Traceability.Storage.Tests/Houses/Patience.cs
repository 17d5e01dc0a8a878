using System.Diagnostics;

namespace Traceability.Storage.Tests.Houses;

/// <summary>A client as the house asks for one: told that the store is busy, it sends the same request again.</summary>
internal static class Patience
{
    // Nothing is measured by it: a store that will never take the request fails its test instead of holding up all others.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task<T> Sent<T>(Func<Task<T>> request)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await request();
            }
            catch (StoreBusyException) when (Stopwatch.GetElapsedTime(began) < Longest)
            {
                // Come again, as told.
            }
        }
    }

    /// <summary>Many requests at once, each on a thread of its own as far as there are any.</summary>
    public static Task<T[]> Together<T>(int count, Func<int, Task<T>> request) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => Sent(() => request(i)))));
}
