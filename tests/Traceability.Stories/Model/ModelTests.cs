using System.Collections.Concurrent;

namespace Traceability.Stories.Model;

/// <summary>Random programs at both doors of a real house against dictionaries that count. MODEL_SEED=17 runs one seed alone; MODEL_SEEDS=5000 runs the first five thousand, 32 to a house.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int StepsPerProgram = 40;

    // So many programs share a house: their days fit into its season and their fields into its zone.
    private const int ProgramsPerHouse = 32;

    private const int SeedsUsually = 128;

    private static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    // What a random walk must have come past: else it proves less than it says.
    private static readonly string[] MustBeMet =
    [
        "issue labels of as → new", "issue labels of as →", "issue labels of as → allowanceExceeded", "issue labels of as → idempotencyKeyReused",
        "mill confirms →", "mill declines →", "farm declines →", "farm confirms → takerConfirms", "mill confirms → alreadyAnswered", "farm offers g to mill → allowanceExceeded",
        "make of g → left", "make of g → allowanceExceeded", "grant → alreadyGranted",
        "Activated no reason → changed", "Spoiled reason → changed", "Withdrawn reason → changed", "Retired reason → changed", "NotActivated reason → badInput",
        "Activated no reason → unlawfulState Spoiled", "Activated no reason → unlawfulState Withdrawn", "Spoiled reason → unlawfulState Activated", "Retired reason → unlawfulState NotActivated",
        "scan as → FirstScan times since yours receipt new", "scan as → SeenBefore times since yours receipt new", "scan as → NotActivated times receipt new",
        "scan as → Withdrawn Withdrawn times since receipt new", "scan as → Suspicious OfficerDecision times since yours receipt new",
        "scan as again → FirstScan times since yours receipt", "scan as again → SeenBefore times since yours receipt", "scan as again → NotActivated times receipt",
        "scan as again → FirstScan times receipt", "scan as again → Withdrawn Withdrawn times since yours receipt",
        "scan as with the receipt of of → FirstScan times since yours receipt new", "scan as with the receipt of of → SeenBefore times since yours receipt new",
        "scan as with the id of another label s scan → FirstScan times since yours receipt new", "scan as by the button → receipt new", "scan as again by the button → receipt",
        "scan once more with the receipt of of → FirstScan times since yours receipt", "scan once more with the receipt of of → SeenBefore times since yours receipt",
        "scan once more with the receipt of of → Withdrawn Withdrawn times since yours receipt", "scan once more with the receipt of of → Suspicious OfficerDecision times since yours receipt",
        "scan a mistyped code → mistyped Mistyped receipt none", "scan a serial beyond → NeverIssued times receipt none", "look at a mistyped code → mistyped Mistyped",
        "look at with the receipt of of → SeenBefore times since", "look at with the receipt of of → FirstScan times since yours", "the officer clears →", "the officer suspects →",
        "clock back", "clock on by more than a day", "a later scan at an earlier moment", "restart",
    ];

    [Fact]
    public async Task Whatever_growers_mills_officers_and_shoppers_do_both_doors_say_what_plain_counting_says()
    {
        var seeds = Number("MODEL_SEED") is { } one ? [one] : Enumerable.Range(1, Number("MODEL_SEEDS") ?? SeedsUsually).ToArray();
        var met = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(seeds.Chunk(ProgramsPerHouse), SomeAtOnce, async (chunk, cancellation) =>
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
        if (seeds.Length >= SeedsUsually)
            Assert.Equal("", string.Join('\n', MustBeMet.Where(kind => met.GetValueOrDefault(kind) < 3)));
    }

    // What the house is right about, somebody else would be wrong about; a comparison that cannot tell is none.
    [Fact]
    public async Task An_opinion_that_is_wrong_about_one_promise_is_contradicted_by_the_house_with_the_whole_program()
    {
        await Parallel.ForEachAsync(MistakenOpinions.All, SomeAtOnce, async (mistaken, _) =>
        {
            await using var house = await ModelHouse.Open();
            for (var seed = 1; seed <= ProgramsPerHouse; seed++)
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
