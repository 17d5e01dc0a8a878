using System.Diagnostics;

namespace Traceability.Stories.Faults;

/// <summary>Looks again and again until it sees what it waits for; running out of patience fails the test with what it saw last.</summary>
internal static class Patience
{
    public static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> isIt, TimeSpan within)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isIt(seen))
                return seen;
            Assert.True(waited.Elapsed < within, $"After {within}: {seen}");
            await Task.Delay(50);
        }
    }

    public static Task Until(Func<bool> look, TimeSpan within) => Until(() => Task.FromResult(look()), isIt => isIt, within);
}
