namespace Traceability.Stories.Operating;

/// <summary>Waits for what must come by itself.</summary>
internal static class Patience
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(20);

    public static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    public static async Task Until(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Max, "It did not come.");
            await Task.Delay(20);
        }
    }
}
