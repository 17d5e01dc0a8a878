using Traceability.Origins;

namespace Traceability.Scans;

/// <summary>What is remembered of one label's scans: the first and sixteen of the newest in the order of their arrival, and where and until when it may be sold.</summary>
public sealed class LabelHistory
{
    /// <summary>Most sightings remembered beside the first.</summary>
    public const int RecentMax = 16;

    /// <summary>Most looks of owners among them.</summary>
    public const int OwnMax = 3;

    private readonly Sighting[] _sightings;

    private LabelHistory(SaleTerms terms, Sighting[] sightings) => (Terms, _sightings) = (terms, sightings);

    /// <summary>Where and until when the item may be sold.</summary>
    public SaleTerms Terms { get; }

    /// <summary>The first and the newest, in the order of their arrival.</summary>
    public IReadOnlyList<Sighting> Sightings => _sightings;

    /// <summary>The history of a label that nobody scanned.</summary>
    public static LabelHistory Of(SaleTerms terms) => new(terms, []);

    /// <summary>The history that was remembered, in the order of arrival.</summary>
    public static LabelHistory Of(SaleTerms terms, IEnumerable<Sighting> remembered) => new(terms, [.. remembered]);

    /// <summary>The history after one more sighting: floods are marked, and one is forgotten when there are too many.</summary>
    public LabelHistory With(Sighting now, AlertThresholds thresholds) => With(now, thresholds, out _);

    /// <summary>The same, and which one is forgotten for it, if one is: of an owner's looks and of a flood the oldest when there are more than tell something, else the oldest but the first.</summary>
    public LabelHistory With(Sighting now, AlertThresholds thresholds, out Sighting? forgotten)
    {
        List<Sighting> all = [.. _sightings, now];
        MarkFloods(all, thresholds);
        forgotten = null;
        if (all.Count > RecentMax + 1)
        {
            var at = LeastTelling(all, thresholds);
            forgotten = all[at];
            all.RemoveAt(at);
        }

        return new LabelHistory(Terms, [.. all]);
    }

    // Nobody drives strangers out of memory with his own receipt, or with a flood: of that, as many stay as show that it goes on.
    private static int LeastTelling(List<Sighting> all, AlertThresholds thresholds) =>
        all.Count(sighting => sighting.IsOwn) > OwnMax ? all.FindIndex(1, sighting => sighting.IsOwn)
        : all.Count(sighting => sighting.InFlood) > thresholds.FloodScans ? all.FindIndex(1, sighting => sighting.InFlood)
        : 1;

    // Marked while the whole flood is in memory: its last few sightings alone would look like a calm week.
    private static void MarkFloods(List<Sighting> all, AlertThresholds thresholds)
    {
        if (all.Count < thresholds.FloodScans)
            return;

        int[] strangers = [.. Enumerable.Range(0, all.Count).Where(at => !all[at].IsOwn)];
        for (var from = 0; from + thresholds.FloodScans <= strangers.Length; from++)
        {
            var crowd = strangers.AsSpan(from, thresholds.FloodScans);
            if (all[crowd[^1]].At - all[crowd[0]].At > thresholds.FloodWithin)
                continue;
            foreach (var at in crowd)
                all[at] = all[at].InFlood ? all[at] : all[at] with { InFlood = true };
        }
    }
}

/// <summary>Where and until when an item may be sold, as its producer declared.</summary>
/// <param name="Market">Circles in which it is to be sold; none means anywhere.</param>
/// <param name="SellBy">The last moment of sale; none means no end.</param>
public sealed record SaleTerms(IReadOnlyList<MarketCircle> Market, DateTimeOffset? SellBy)
{
    /// <summary>Anywhere, without end.</summary>
    public static readonly SaleTerms Free = new([], null);

    /// <summary>Metres by which a place lies outside every circle of the market at least; 0 inside, or where no market was declared.</summary>
    public double CertainMetresOutside(ScanPlace place) =>
        Market.Count == 0 ? 0 : Math.Max(Market.Min(circle => place.MetresTo(circle.Centre) - circle.RadiusMetres) - place.AccuracyMetres, 0);
}

/// <summary>A part of the declared market.</summary>
/// <param name="Centre">Its middle on WGS 84.</param>
/// <param name="RadiusMetres">How far it reaches, in metres.</param>
public readonly record struct MarketCircle(GeoPoint Centre, double RadiusMetres);
