using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Traceability.Benchmarks.Scans;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage;

namespace Traceability.Benchmarks;

/// <summary>Whether the time of an answer tells anything of our keys: forged codes under the sealing key's symbol, a stolen key's and none of ours, in a shuffled order, by Welch's t.</summary>
internal static class TimingLines
{
    private const int Samples = 20_000, Warm = 30_000, Seed = 16;
    private const double GoalT = 4.5;

    // The slowest are the machine's: a collection, a neighbour. The same bound cuts all classes.
    private const double Kept = 0.98;

    private static readonly (Verdict, Cause, bool, long) NeverIssued = (Verdict.NeverIssued, Cause.None, false, 0);

    public static IEnumerable<Line> Measure()
    {
        var directory = Directory.CreateTempSubdirectory("traceability-timing-").FullName;
        try
        {
            return Measure(ScanHouse.Settings(directory)).GetAwaiter().GetResult();
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<List<Line>> Measure(HouseSettings settings)
    {
        await ScanHouse.Fill(settings, 1, 1_000, 0);
        using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
        var stolen = house.Keys.Ring.Sealing.Symbol;
        await house.Keys.Compromise(stolen, house.Clock.GetUtcNow(), CancellationToken.None);
        var foreign = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".First(symbol => !house.Keys.Ring.TryGet(symbol, out _));
        (string Name, SourceCode[] Codes)[] classes =
        [
            ("under the sealing key's symbol", Forged(house.Keys.Ring.Sealing.Symbol)), ("under a stolen key's symbol", Forged(stolen)), ("under a symbol that is none of our keys'", Forged(foreign)),
        ];
        foreach (var code in classes.SelectMany(one => one.Codes))
        {
            if (await Look(house, code) != NeverIssued)
                throw new InvalidOperationException("A forged code is answered otherwise than the others.");
        }

        var order = Enumerable.Range(0, classes.Length * Samples).ToArray();
        new Random(Seed).Shuffle(order);
        var ticks = classes.Select(_ => new List<double>(Samples)).ToArray();
        for (var at = -Warm; at < order.Length; at++)
        {
            var (which, sample) = (order[Math.Abs(at) % order.Length] / Samples, order[Math.Abs(at) % order.Length] % Samples);
            var from = Stopwatch.GetTimestamp();
            await house.Labels.Look(classes[which].Codes[sample], null, null, DateTimeOffset.UnixEpoch, CancellationToken.None);
            if (at >= 0)
                ticks[which].Add(Stopwatch.GetTimestamp() - from);
        }

        var bound = ticks.SelectMany(all => all).Order().ElementAt((int)(Kept * order.Length));
        var kept = Array.ConvertAll(ticks, all => all.Where(tick => tick <= bound).ToArray());
        return
        [
            .. Enumerable.Range(1, classes.Length - 1).Select(other =>
            {
                var t = Math.Abs(WelchT(kept[0], kept[other]));
                return new Line($"time of an answer to a code {classes[other].Name}, Welch's t", t, "", $"{classes[0].Name}, {Samples:N0} each, {kept[0].Average() * 1e6 / Stopwatch.Frequency:0.00} µs",
                    kept[other].Average() / kept[0].Average(), GoalT, t < GoalT);
            }),
        ];
    }

    private static async Task<(Verdict, Cause, bool, long)> Look(House house, SourceCode code)
    {
        var answer = await house.Labels.Look(code, null, null, DateTimeOffset.UnixEpoch, CancellationToken.None);
        return (answer.Judgement.Verdict, answer.Judgement.Cause, answer.Backing is not null, answer.Scans.Count);
    }

    // A forger has the form of our codes and a key of his own.
    private static SourceCode[] Forged(char symbol)
    {
        var forger = new CodeSeal(new KeyRing([new SealingKey(symbol, RandomNumberGenerator.GetBytes(SealingKey.KeyBytes), new KeyState.Sealing())]));
        return [.. Enumerable.Range(1, Samples).Select(serial => forger.Seal(symbol, 7, (uint)serial))];
    }

    private static double WelchT(double[] one, double[] other)
    {
        return (one.Average() - other.Average()) / Math.Sqrt((Variance(one) / one.Length) + (Variance(other) / other.Length));

        static double Variance(double[] all)
        {
            var mean = all.Average();
            return all.Sum(each => (each - mean) * (each - mean)) / (all.Length - 1);
        }
    }
}
