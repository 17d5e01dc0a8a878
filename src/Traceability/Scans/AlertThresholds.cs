namespace Traceability.Scans;

/// <summary>Where each rule begins to speak. The defaults were measured against the lives of items in docs/clones.md.</summary>
public sealed record AlertThresholds
{
    /// <summary>The defaults.</summary>
    public static readonly AlertThresholds Default = new();

    /// <summary>Metres per second: faster than an airliner, so only a second label explains it.</summary>
    public double TravelMetresPerSecondMax { get; init; } = 300;

    /// <summary>Certain metres below which no travel is impossible: a phone that understates its error by a city must not alarm.</summary>
    public double TravelMetresMin { get; init; } = 50_000;

    /// <summary>Time below which two networks may be one person's, whose Wi-Fi is listed where its router once stood.</summary>
    public TimeSpan TravelApart { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Scans without receipt within <see cref="FloodWithin"/> from which on they are a flood: no shelf has that many buyers of one item.</summary>
    public int FloodScans { get; init; } = 10;

    /// <summary>The time in which a flood comes together: who spreads one more thinly needs days.</summary>
    public TimeSpan FloodWithin { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Time after which another network counts as another person's. Wi-Fi and then mobile is one person; so are all addresses of one flood before it shows itself.</summary>
    public TimeSpan IndependentApart { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Time in which independent networks must come together: one person who looks again now and then, without a receipt, takes longer.</summary>
    public TimeSpan IndependentWithin { get; init; } = TimeSpan.FromDays(21);

    /// <summary>Certain metres between two places that no one household has on an ordinary day.</summary>
    public double ManyPlacesMetres { get; init; } = 50_000;

    /// <summary>Independent networks that places far apart need beside them: dealer, shopper, buyer, family and gift are up to five.</summary>
    public int ManyPlacesNetworks { get; init; } = 6;

    /// <summary>Cities, each farther than <see cref="ManyPlacesMetres"/> from each, that need few networks beside them: shop, buyer and gift seldom are in three within days.</summary>
    public int ManyCities { get; init; } = 3;

    /// <summary>Independent networks that come beside them within <see cref="ManyCitiesWithin"/>.</summary>
    public int ManyCitiesNetworks { get; init; } = 3;

    /// <summary>The time before the newest scan in which they come: a gift on its way takes longer.</summary>
    public TimeSpan ManyCitiesWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Moves from one city to another that one item would have made: from dealer to buyer and as a gift it makes two.</summary>
    public int ToAndFroMoves { get; init; } = 3;

    /// <summary>Independent networks that so many moves need beside them: one traveller who comes home is fewer.</summary>
    public int ToAndFroNetworks { get; init; } = 5;

    /// <summary>Cities that speak without two offered places: a wrong line in a file of networks makes one more, seldom two.</summary>
    public int UnplacedCities { get; init; } = 4;

    /// <summary>Moves between them: an item on a counter, seen over a few networks with wrong cities, makes fewer.</summary>
    public int UnplacedMoves { get; init; } = 5;

    /// <summary>Unrelated phones within <see cref="BurstWithin"/> that a household, a gift and a few shoppers do not reach.</summary>
    public int BurstPhones { get; init; } = 8;

    /// <summary>The time in which they must come together: a week, for an item is bought and looked at within one.</summary>
    public TimeSpan BurstWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Independent networks among them: a party or a flood is fewer.</summary>
    public int BurstNetworks { get; init; } = 4;

    /// <summary>Places among them, each with each apart: an item on a counter has one, its buyer's home is the second.</summary>
    public int BurstPlaces { get; init; } = 3;

    /// <summary>Certain metres between two of these places: farther than across any market hall.</summary>
    public double BurstMetres { get; init; } = 3_000;

    /// <summary>Independent networks that look at a label which is not activated: packers and printers try one or two.</summary>
    public int BeforeActivationNetworks { get; init; } = 3;

    /// <summary>Certain metres outside the market: nearer by, people shop across its border.</summary>
    public double OffMarketMetres { get; init; } = 100_000;

    /// <summary>Independent networks outside the market: a traveller or a gift is one or two.</summary>
    public int OffMarketNetworks { get; init; } = 3;

    /// <summary>Independent networks for a spoiled label: it was destroyed, so one is enough.</summary>
    public int SpoiledNetworks { get; init; } = 1;

    /// <summary>Independent networks for a withdrawn label: after a recall its owner looks more than once.</summary>
    public int WithdrawnNetworks { get; init; } = 4;

    /// <summary>Independent networks for a retired label: its owner opened it and may look again.</summary>
    public int RetiredNetworks { get; init; } = 4;

    /// <summary>Time after the last day of sale in which what was sold before is still eaten and scanned.</summary>
    public TimeSpan SellByGrace { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Independent networks after that time: an old bag at the back of a cupboard is one household.</summary>
    public int AfterSellByNetworks { get; init; } = 4;

    /// <summary>Certain metres from the producer's site to an activation: warehouses lie nearer.</summary>
    public double ActivationMetres { get; init; } = 50_000;

    /// <summary>Activated labels over declared capacity of a day, as a share: stock of the day before is labelled in the morning.</summary>
    public double ActivationPaceMax { get; init; } = 1.5;

    /// <summary>The first threshold by its name that means nothing: a number of scans or networks below 1 or above 1,000, a time below nothing or over a year, another measure below 0 or no number; none when all do.</summary>
    public string? Fault()
    {
        (string Name, double Value, double Min, double Max)[] all =
        [
            Measure(nameof(TravelMetresPerSecondMax), TravelMetresPerSecondMax), Measure(nameof(TravelMetresMin), TravelMetresMin), Time(nameof(TravelApart), TravelApart),
            Number(nameof(FloodScans), FloodScans), Time(nameof(FloodWithin), FloodWithin), Time(nameof(IndependentApart), IndependentApart),
            Time(nameof(IndependentWithin), IndependentWithin), Measure(nameof(ManyPlacesMetres), ManyPlacesMetres), Number(nameof(ManyPlacesNetworks), ManyPlacesNetworks),
            Number(nameof(ManyCities), ManyCities), Number(nameof(ManyCitiesNetworks), ManyCitiesNetworks), Time(nameof(ManyCitiesWithin), ManyCitiesWithin),
            Number(nameof(ToAndFroMoves), ToAndFroMoves), Number(nameof(ToAndFroNetworks), ToAndFroNetworks),
            Number(nameof(UnplacedCities), UnplacedCities), Number(nameof(UnplacedMoves), UnplacedMoves),
            Number(nameof(BurstPhones), BurstPhones), Time(nameof(BurstWithin), BurstWithin), Number(nameof(BurstNetworks), BurstNetworks), Number(nameof(BurstPlaces), BurstPlaces),
            Measure(nameof(BurstMetres), BurstMetres), Number(nameof(BeforeActivationNetworks), BeforeActivationNetworks), Measure(nameof(OffMarketMetres), OffMarketMetres),
            Number(nameof(OffMarketNetworks), OffMarketNetworks), Number(nameof(SpoiledNetworks), SpoiledNetworks), Number(nameof(WithdrawnNetworks), WithdrawnNetworks),
            Number(nameof(RetiredNetworks), RetiredNetworks), Time(nameof(SellByGrace), SellByGrace), Number(nameof(AfterSellByNetworks), AfterSellByNetworks),
            Measure(nameof(ActivationMetres), ActivationMetres), Measure(nameof(ActivationPaceMax), ActivationPaceMax),
        ];
        return Array.Find(all, threshold => !(threshold.Value >= threshold.Min && threshold.Value <= threshold.Max)).Name;

        static (string, double, double, double) Number(string name, int value) => (name, value, 1, 1_000);
        static (string, double, double, double) Time(string name, TimeSpan value) => (name, value.TotalDays, 0, 366);
        static (string, double, double, double) Measure(string name, double value) => (name, value, 0, double.MaxValue);
    }
}
