using System.Globalization;

namespace Traceability.Stories.Faults;

/// <summary>Randomness that can be had again: its seed stands in the output of the test, and FAULT_SEED brings it back.</summary>
internal sealed class Chance
{
    private readonly Random _random;
    private readonly int _seed;

    private Chance(int seed) => (_seed, _random) = (seed, new Random(seed));

    /// <summary>How many times as long as usual to look for what is rare: FAULT_ROUNDS, 1 unless given.</summary>
    public static int Rounds { get; } = int.TryParse(Environment.GetEnvironmentVariable("FAULT_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) && rounds > 0 ? rounds : 1;

    public static Chance Begin()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"FAULT_SEED={seed.ToString(CultureInfo.InvariantCulture)} brings these moments back.");
        return new Chance(seed);
    }

    /// <summary>A moment from now.</summary>
    public Task Moment(int fromMilliseconds, int toMilliseconds) => Task.Delay(Number(fromMilliseconds, toMilliseconds));

    public int Number(int from, int to) => _random.Next(from, to);

    /// <summary>A source of its own for one of many that act at once.</summary>
    public Random Apart(int which) => new(HashCode.Combine(_seed, which, _random.Next()));
}
