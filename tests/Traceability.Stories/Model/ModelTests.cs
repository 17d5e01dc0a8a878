using System.Collections.Concurrent;

namespace Traceability.Stories.Model;

/// <summary>Random programs at both doors of a real house against dictionaries that count. MODEL_SEED=17 runs one seed alone, MODEL_SEEDS=5000 the first five thousand.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int StepsPerProgram = 44;

    // So many programs share a house: their days fit into its season and their fields into its zone.
    private const int ProgramsPerHouse = 16;

    // As many as a house has room for.
    private const int SeedsToContradict = 32;

    private static readonly ParallelOptions TwoAtOnce = new() { MaxDegreeOfParallelism = 2 };

    [Fact]
    public async Task Whatever_growers_mills_officers_and_shoppers_do_both_doors_say_what_plain_counting_says()
    {
        var seeds = Number("MODEL_SEED") is { } one ? [one] : Enumerable.Range(1, Number("MODEL_SEEDS") ?? 200).ToArray();
        var met = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(seeds.Chunk(ProgramsPerHouse), TwoAtOnce, async (chunk, cancellation) =>
        {
            await using var house = await ModelHouse.Open();
            foreach (var seed in chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                var walk = new Walk(seed, (seed - 1) % ProgramsPerHouse, house, new SecondOpinion(), kind => met.AddOrUpdate(kind, 1, (_, times) => times + 1));
                await new RandomProgram(walk).Run(StepsPerProgram);
            }
        });

        foreach (var (kind, times) in met.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{times,6} {kind}");
    }

    // What the house is right about, somebody else would be wrong about; a comparison that cannot tell is none.
    [Fact]
    public async Task An_opinion_that_is_wrong_about_one_promise_is_contradicted_by_the_house_with_the_whole_program()
    {
        await Parallel.ForEachAsync(MistakenOpinions.All, TwoAtOnce, async (mistaken, _) =>
        {
            await using var house = await ModelHouse.Open();
            for (var seed = 1; seed <= SeedsToContradict; seed++)
            {
                try
                {
                    await new RandomProgram(new Walk(seed, seed - 1, house, mistaken.Opinion(), _ => { })).Run(StepsPerProgram);
                }
                catch (DisagreementException contradicted)
                {
                    output.WriteLine($"{mistaken.Mistake}: {contradicted.Message}\n");
                    Assert.Contains($"MODEL_SEED={seed} ", contradicted.Message, StringComparison.Ordinal);
                    Assert.Contains("   1. ", contradicted.Message, StringComparison.Ordinal);
                    return;
                }
            }

            Assert.Fail($"Nobody contradicts that {mistaken.Mistake}.");
        });
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
