using Traceability.Benchmarks.Clones;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Benchmarks;

/// <summary>How many cloned items the alert rules find, and how many honest ones they accuse, over lives as <see cref="Mix"/> has them (docs/clones.md).</summary>
internal static class CloneLines
{
    private const int HonestItems = 2_000_000;

    private const int ClonedItems = HonestItems / 99;

    // Not the lives on which the thresholds were chosen (20_261_124 and 555): those would flatter them.
    private const int Seed = 7_001;
    private const double FalseGoalPerMillion = 100;
    private const double SecondGoalPercent = 85;
    private const double FifthGoalPercent = 97;
    private const int UnplacedScans = 10;
    private const double MetresApart = 50_000;

    public static IEnumerable<Line> Measure()
    {
        CheckPlantedLives();

        var chosen = AlertThresholds.Default;
        return Measure("with cities of networks", knowsNetworks: true, "networks in a week", chosen.ManyCitiesNetworks, [2, 3, 4], networks => chosen with { ManyCitiesNetworks = networks })
            .Concat(Measure("without", knowsNetworks: false, "networks", chosen.ManyPlacesNetworks, [3, 4, 5, 6], networks => chosen with { ManyPlacesNetworks = networks }));
    }

    // Both goals are set for an operator who has a file of networks; one who has none must accuse no more either. The curve goes over the threshold that decides most.
    private static IEnumerable<Line> Measure(string file, bool knowsNetworks, string curved, int chosenValue, int[] curve, Func<int, AlertThresholds> at)
    {
        var chosen = Array.IndexOf(curve, chosenValue);
        var thresholds = curve.Select(at).ToArray();
        var honest = Honest(thresholds, knowsNetworks);
        var cloned = Cloned(thresholds, knowsNetworks);

        var accused = honest[chosen].Items;
        var upper = 1e6 * UpperBound(accused, HonestItems);
        yield return new Line(
            $"clones, {file}: honest items accused, exact one-sided 95 % upper bound", upper, "per million", $"found: {accused} of {HonestItems:N0}",
            upper / (1e6 * Math.Max(accused, 1) / HonestItems), FalseGoalPerMillion, upper <= FalseGoalPerMillion);
        foreach (var (cause, items) in honest[chosen].ByCause.OrderBy(each => each.Key))
        {
            var perMillion = 1e6 * items / HonestItems;
            yield return new Line(
                $"clones, {file}: of these by {cause}", perMillion, "per million", $"all {accused} accused", (double)items / Math.Max(accused, 1), null, true);
        }

        var crowded = 1e6 * honest[chosen].Flooded / HonestItems;
        yield return new Line($"clones, {file}: honest items with a flood, which accuses none", crowded, "per million", "items at fairs and on counters",
            crowded / (1e6 * (Mix.IsAtFair + Mix.IsOnCounter)), null, true);
        yield return Recall($"clones, {file}: found by the 2nd placed scan of a copy", cloned[chosen].Second, knowsNetworks ? SecondGoalPercent : null);
        yield return Recall($"clones, {file}: found by the 5th placed scan of a copy", cloned[chosen].Fifth, FifthGoalPercent);
        yield return Recall($"clones, {file}: the same by the 5th, sold in one city or many", cloned[chosen].FifthAnywhere, null);
        yield return Recall($"clones, {file}: found by the {UnplacedScans}th scan of a copy, no place offered", Unplaced(knowsNetworks), null);
        for (var value = 0; value < curve.Length; value++)
        {
            var second = cloned[value].Second.Percent;
            yield return new Line(
                $"clones, {file}: found by the 2nd at {curve[value]} {curved} (curve)", second, "%",
                $"accused {honest[value].Items} of {HonestItems:N0}; found by the 5th {cloned[value].Fifth.Percent:0.0} %",
                second / cloned[chosen].Second.Percent, null, true);
        }
    }

    private static Line Recall(string name, Share share, double? goalPercent) =>
        new(name, share.Percent, "%", $"{share.Hits:N0} of {share.All:N0} cloned items", share.Percent / 100, goalPercent, goalPercent is not { } goal || share.Percent >= goal);

    private static Accused[] Honest(AlertThresholds[] thresholds, bool knowsNetworks)
    {
        var life = new Life(Seed, Mix.OffersPlace, knowsNetworks);
        var all = thresholds.Select(_ => new Accused()).ToArray();
        for (var item = 0; item < HonestItems; item++)
        {
            var (terms, scans) = life.Live(isCloned: false);
            for (var at = 0; at < thresholds.Length; at++)
                all[at].Add(Causes(terms, scans, thresholds[at]).SelectMany(causes => causes));
        }

        return all;
    }

    private static Found[] Cloned(AlertThresholds[] thresholds, bool knowsNetworks)
    {
        var life = new Life(Seed + 1, Mix.OffersPlace, knowsNetworks);
        var all = thresholds.Select(_ => new Found()).ToArray();
        for (var item = 0; item < ClonedItems; item++)
        {
            var (terms, scans) = life.Live(isCloned: true);
            for (var at = 0; at < thresholds.Length; at++)
                all[at].Add(scans, FirstFound(terms, scans, thresholds[at]));
        }

        return all;
    }

    private static Share Unplaced(bool knowsNetworks)
    {
        var life = new Life(Seed + 2, offersPlace: 0, knowsNetworks);
        var share = new Share();
        for (var item = 0; item < ClonedItems; item++)
        {
            var (terms, scans) = life.Live(isCloned: true);
            var tenth = Nth(scans, UnplacedScans, scan => scan.IsOfCopy && !scan.Sighting.IsOwn);
            if (tenth >= 0)
                share.Add(FirstFound(terms, scans, AlertThresholds.Default) <= tenth);
        }

        return share;
    }

    // What accused the genuine item before its first copy was scanned found no copy.
    private static int FirstFound(SaleTerms terms, LivedScan[] scans, AlertThresholds thresholds)
    {
        var firstCopy = Nth(scans, 1, scan => scan.IsOfCopy);
        var at = 0;
        foreach (var causes in Causes(terms, scans, thresholds))
        {
            if (firstCopy >= 0 && at >= firstCopy && causes.Length > 0 && causes[0] != AlertCause.Flood)
                return at;
            at++;
        }

        return int.MaxValue;
    }

    private static IEnumerable<AlertCause[]> Causes(SaleTerms terms, LivedScan[] scans, AlertThresholds thresholds)
    {
        var history = LabelHistory.Of(terms);
        foreach (var (sighting, _) in scans)
        {
            yield return [.. AlertRule.Judge(history, sighting, thresholds).Select(alert => alert.Cause)];
            history = history.With(sighting, thresholds);
        }
    }

    private static int Nth(LivedScan[] scans, int n, Predicate<LivedScan> counts)
    {
        for (var at = 0; at < scans.Length; at++)
        {
            if (counts(scans[at]) && --n == 0)
                return at;
        }

        return -1;
    }

    /// <summary>Clopper-Pearson: the share at which so few hits would be seen once in twenty.</summary>
    private static double UpperBound(int hits, int all)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(hits, all, middle) > 0.05 ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double AtMost(int hits, int all, double share)
    {
        var (logarithm, sum) = (all * Math.Log(1 - share), 0.0);
        for (var hit = 0; hit <= hits; hit++)
        {
            sum += Math.Exp(logarithm);
            logarithm += Math.Log((all - hit) / (hit + 1.0)) + Math.Log(share) - Math.Log(1 - share);
        }

        return sum;
    }

    private static void CheckPlantedLives()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        LivedScan At(int day, ulong number, double latitude) => new(
            new Sighting(noon.AddDays(day), Verdict.SeenBefore, Cause.None, new ScanPlace(GeoPoint.At(120, latitude), 50), number, number, null), IsOfCopy: day > 0);
        var clone = Enumerable.Range(0, 9).Select(day => At(day, (ulong)day, 30 + (day % 2 * 5) + (day * 0.02))).ToArray();
        LivedScan[] gift = [At(0, 1, 30), At(9, 2, 35)];
        var isSound = FirstFound(SaleTerms.Free, clone, AlertThresholds.Default) == AlertThresholds.Default.ManyPlacesNetworks - 1
            && FirstFound(SaleTerms.Free, gift, AlertThresholds.Default) == int.MaxValue
            // 3 of a million at 95 %: the rule of three for none, and a tabled value (4.744) for one.
            && Math.Abs((UpperBound(0, 1_000_000) * 1e6) - 2.996) < 0.01
            && Math.Abs((UpperBound(1, 1_000_000) * 1e6) - 4.744) < 0.01;
        if (!isSound)
            throw new InvalidOperationException("A planted clone is not found, a gift is accused, or the bound is wrong.");
    }

    private sealed class Share
    {
        public int Hits { get; private set; }

        public int All { get; private set; }

        public double Percent => 100.0 * Hits / Math.Max(All, 1);

        public void Add(bool isHit)
        {
            All++;
            Hits += isHit ? 1 : 0;
        }
    }

    private sealed class Accused
    {
        public int Items { get; private set; }

        public int Flooded { get; private set; }

        public Dictionary<AlertCause, int> ByCause { get; } = [];

        public void Add(IEnumerable<AlertCause> causes)
        {
            var all = causes.Distinct().ToList();
            Flooded += all.Remove(AlertCause.Flood) ? 1 : 0;
            Items += all.Count > 0 ? 1 : 0;
            foreach (var cause in all)
                ByCause[cause] = ByCause.GetValueOrDefault(cause) + 1;
        }
    }

    private sealed class Found
    {
        public Share Second { get; } = new();

        public Share Fifth { get; } = new();

        public Share FifthAnywhere { get; } = new();

        public void Add(LivedScan[] scans, int found)
        {
            CountBy(2, Second, scans, found, mustBeApart: true);
            CountBy(5, Fifth, scans, found, mustBeApart: true);
            CountBy(5, FifthAnywhere, scans, found, mustBeApart: false);
        }

        private static void CountBy(int n, Share share, LivedScan[] scans, int found, bool mustBeApart)
        {
            var at = Nth(scans, n, IsPlacedCopy);
            if (at < 0)
                return;

            ScanPlace[] places = [.. scans.Take(at + 1).Where(scan => IsPlacedCopy(scan)).Select(scan => scan.Sighting.Place!.Value)];
            if (!mustBeApart || places.Any(one => places.Any(other => one.MetresTo(other.Point) > MetresApart)))
                share.Add(found <= at);
        }

        private static bool IsPlacedCopy(LivedScan scan) => scan is { IsOfCopy: true, Sighting: { IsOwn: false, Place: not null } };
    }
}
