using System.Collections.Concurrent;

namespace Traceability.Stories.Model;

/// <summary>Random programs at both doors of a real house against dictionaries that count. MODEL_SEED runs one seed, MODEL_SEEDS so many from the first.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Steps = 44;

    // So many programs share a house: their days fit into its season and their fields into its zone.
    private const int SeedsPerHouse = 16;

    [Fact]
    public async Task Whatever_growers_mills_officers_and_shoppers_do_both_doors_say_what_plain_counting_says()
    {
        var (one, many) = (Number("MODEL_SEED"), Number("MODEL_SEEDS") ?? 200);
        var met = new ConcurrentDictionary<string, int>();
        await Run(one is { } seed ? [seed] : [.. Enumerable.Range(1, many)], () => new SecondOpinion(), met);

        foreach (var (kind, times) in met.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{times,6} {kind}");
    }

    private static Task Run(int[] seeds, Func<SecondOpinion> opinion, ConcurrentDictionary<string, int> met) =>
        Parallel.ForEachAsync(seeds.Chunk(SeedsPerHouse), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (chunk, cancellation) =>
        {
            await using var house = await ModelHouse.Open();
            foreach (var (slot, seed) in chunk.Index())
            {
                cancellation.ThrowIfCancellationRequested();
                await new RandomProgram(seed, (seed - 1) % SeedsPerHouse, house, opinion(), kind => met.AddOrUpdate(kind, 1, (_, times) => times + 1)).Run(Steps);
            }
        });

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
