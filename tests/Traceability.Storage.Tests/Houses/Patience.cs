namespace Traceability.Storage.Tests.Houses;

/// <summary>A client as the house asks for one: told that the store is busy, it sends the same request again.</summary>
internal static class Patience
{
    public static async Task<T> Sent<T>(Func<Task<T>> request)
    {
        while (true)
        {
            try
            {
                return await request();
            }
            catch (StoreBusyException)
            {
                // Come again, as told. A store that stays busy for ever hangs the test, which then fails by its runner's limit.
            }
        }
    }

    /// <summary>Many requests at once, each on a thread of its own as far as there are any.</summary>
    public static Task<T[]> Together<T>(int count, Func<int, Task<T>> request) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => Sent(() => request(i)))));
}
