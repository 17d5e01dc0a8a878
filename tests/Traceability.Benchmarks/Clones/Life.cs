using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Benchmarks.Clones;

/// <summary>One scan of a life: who was behind it is known here and to no rule.</summary>
internal readonly record struct LivedScan(Sighting Sighting, bool IsOfCopy);

/// <summary>Lives of items as <see cref="Mix"/> has them. The same seed gives the same lives.</summary>
internal sealed class Life(int seed, double offersPlace, bool knowsNetworks)
{
    // Longitude, latitude, and how many people buy there, roughly in millions.
    private static readonly (double Longitude, double Latitude, double Weight)[] Cities =
    [
        (116.40, 39.90, 21), (121.47, 31.23, 24), (113.26, 23.13, 18), (114.06, 22.54, 17), (104.07, 30.57, 20), (106.55, 29.56, 16),
        (120.16, 30.27, 12), (114.31, 30.59, 13), (108.94, 34.34, 12), (118.80, 32.06, 9), (117.20, 39.12, 13), (120.58, 31.30, 12),
        (123.43, 41.80, 9), (122.07, 41.12, 1), (120.56, 30.63, 1), (126.64, 45.75, 9), (112.98, 28.19, 10), (119.30, 26.08, 8),
        (120.38, 36.07, 10), (102.71, 25.04, 8), (87.62, 43.82, 4), (116.99, 36.65, 9), (117.28, 31.86, 9), (113.62, 34.75, 12),
    ];

    private const ulong CarrierAddressesFrom = 1_000_000_000_000;

    private static readonly double AllWeights = Cities.Sum(city => city.Weight);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly Random _random = new(seed);
    private readonly List<LivedScan> _scans = [];
    private ulong _persons;
    private double _recalledOn;
    private double _retiredOn;
    private bool _isSpoiled;
    private bool _isCopy;

    /// <summary>An item that was never copied, or the genuine one together with its copies; scans in the order of their arrival.</summary>
    public (SaleTerms Terms, LivedScan[] Scans) Live(bool isCloned)
    {
        _scans.Clear();
        _isCopy = false;
        (_recalledOn, _retiredOn) = (double.MaxValue, double.MaxValue);
        _isSpoiled = Happens(Mix.IsSpoiledByMistake);
        var shop = City();
        var sold = 50 + (_random.NextDouble() * Mix.SoldWithinDays);
        var terms = new SaleTerms(
            Happens(Mix.HasMarket) ? [new MarketCircle(GeoPoint.At(Cities[shop].Longitude, Cities[shop].Latitude), Mix.MarketMetres)] : [],
            Start.AddDays(Mix.SellByDays));

        if (Happens(Mix.PackersTry))
            Repeat(1 + _random.Next(2), () => Scan(Person.In(this, City()), _random.NextDouble(), Verdict.NotActivated));
        if (Happens(Mix.WholesalerScans))
            Visit(Person.In(this, Elsewhere(shop, Mix.OtherCity)), sold - 31 - (_random.NextDouble() * 15));
        if (Happens(Mix.ShopScans))
            Visit(Person.In(this, shop), sold - (_random.NextDouble() * 10));
        while (Happens(Mix.ShopperPutsBack))
            Visit(Person.In(this, shop), sold - (_random.NextDouble() * 10));
        if (Happens(Mix.IsAtFair))
            Show(City(), sold - 30, days: 3 + _random.Next(3), least: 10, most: 80);
        if (Happens(Mix.IsOnCounter))
        {
            var days = 14 + _random.Next(29);
            Show(shop, sold, days, least: 1, most: 5);
            sold += days;
        }

        if (Happens(Mix.IsRecalled))
            _recalledOn = sold + (_random.NextDouble() * 20);
        Buy(shop, sold);

        if (isCloned)
            SellCopies(sold);

        return (terms, [.. _scans.OrderBy(scan => scan.Sighting.At)]);
    }

    private void SellCopies(double from)
    {
        _isCopy = true;
        var days = Mix.CopiesSoldDaysMin + (_random.NextDouble() * (Mix.CopiesSoldDaysMax - Mix.CopiesSoldDaysMin));
        var cities = new int[Happens(Mix.SellsInOneCity) ? 1 : 2 + _random.Next(5)];
        for (var at = 0; at < cities.Length; at++)
            cities[at] = City();
        Repeat(Mix.Copies, () => Buy(cities[_random.Next(cities.Length)], from + (_random.NextDouble() * days)));
    }

    private void Buy(int shop, double day)
    {
        var isGift = Happens(Mix.IsGift);
        // What was opened is not given away.
        if (!_isCopy && !isGift && Happens(Mix.IsRetired))
            _retiredOn = day + 7;
        var home = Elsewhere(shop, Mix.OtherCity / 2);
        if (Happens(Mix.BuyerScans))
            Household(home, day);
        var givenOn = day;
        for (; isGift; isGift = Happens(Mix.IsGivenOn))
        {
            givenOn += 2 + (_random.NextDouble() * 40);
            home = Elsewhere(home, Mix.OtherCity);
            if (Happens(Mix.BuyerScans))
                Household(home, givenOn);
        }
    }

    private void Household(int city, double day)
    {
        var buyer = Person.In(this, city);
        Visit(buyer, day);
        if (Happens(Mix.FamilyScans))
            Repeat(1 + _random.Next(3), () => Visit(Person.Beside(this, buyer), day + (_random.NextDouble() * 7)));
    }

    private void Visit(Person person, double day)
    {
        do
        {
            var now = person;
            if (person.HasScanned && Happens(Mix.ComesBackFromElsewhere))
            {
                // Travelled there meanwhile, so not within the hour.
                now = person.At(this, City());
                day += 1;
            }

            Scan(now, day, null);
            if (Happens(Mix.RetriesOverOtherNetwork))
                Scan(now with { IsOnCarrier = true, Receipt = null }, day + (30 / 86_400.0), null);
            day += now.City == person.City ? 0 : 1;
            person = person with { HasScanned = true, Receipt = person.LosesReceipt ? null : person.Receipt ?? person.Id };
            day += -Math.Log(1 - _random.NextDouble()) * Mix.ComesBackAfterDays;
        }
        while (Happens(Mix.ComesBack));
    }

    private void Show(int city, double from, int days, int least, int most)
    {
        var spot = Person.In(this, city);
        for (var day = 0; day < days; day++)
            Repeat(least + _random.Next(most - least + 1), () => Scan(
                Person.In(this, city) with { Longitude = spot.Longitude, Latitude = spot.Latitude, IsOnCarrier = true },
                // Open for ten hours a day.
                Math.Floor(from) + day + ((9 + (_random.NextDouble() * 10)) / 24),
                null));
    }

    private void Scan(Person person, double day, Verdict? forced)
    {
        var today = (ulong)Math.Floor(day);
        var (verdict, cause) = forced is { } given ? (given, Cause.None)
            : _isSpoiled ? (Verdict.Withdrawn, Cause.Spoiled)
            : day >= _recalledOn ? (Verdict.Withdrawn, Cause.Withdrawn)
            : day >= _retiredOn ? (Verdict.Withdrawn, Cause.Retired)
            : (Verdict.SeenBefore, Cause.None);
        // Away from home it is one of the few addresses that all phones of a city share.
        var address = person.IsOnCarrier || !Happens(Mix.AtHome)
            ? CarrierAddressesFrom + ((ulong)person.City * 1_000) + (ulong)_random.Next(Mix.CarrierAddresses)
            : person.Home;
        var network = Mixed(address, today, 0);
        _scans.Add(new LivedScan(
            new Sighting(Start.AddDays(day), verdict, cause, person.OffersPlace ? PlaceOf(person) : null, network, Mixed(address, today, 1 + person.Browser), person.Receipt)
            {
                City = knowsNetworks ? CityOf(address, person.City) : null,
            },
            _isCopy));
    }

    // Told by the address alone: a file says the same of it every day, and to look into it changes no life.
    private static ScanPlace? CityOf(ulong address, int city)
    {
        if (Chance(address, 1) >= (address >= CarrierAddressesFrom ? Mix.CarrierCityKnown : Mix.HomeCityKnown))
            return null;

        var told = Chance(address, 2) < Mix.CityIsWrong ? CityAt(Chance(address, 3)) : city;
        return new ScanPlace(GeoPoint.At(Cities[told].Longitude, Cities[told].Latitude), Sighting.CityMetres);
    }

    private static double Chance(ulong address, ulong question) => (Mixed(address, question, ulong.MaxValue) >> 11) * (1.0 / (1ul << 53));

    private ScanPlace PlaceOf(Person person)
    {
        var isWrong = Happens(Mix.PlaceIsWrong);
        var (longitude, latitude) = isWrong ? Spot(City()) : (person.Longitude, person.Latitude);
        var accuracy = person.IsCoarse ? 3_000 + (_random.NextDouble() * 7_000) : 10 * Math.Exp(_random.NextDouble() * 4.6);
        // Off by up to what it claims.
        var (off, turn) = (accuracy * _random.NextDouble() / 111_000, _random.NextDouble() * Math.Tau);
        return new ScanPlace(GeoPoint.At(longitude + (off * Math.Cos(turn)), latitude + (off * Math.Sin(turn))), accuracy);
    }

    private (double Longitude, double Latitude) Spot(int city)
    {
        // A city's people within some twenty kilometres, most of them near the middle.
        var (metres, turn) = (20_000 * _random.NextDouble() * _random.NextDouble(), _random.NextDouble() * Math.Tau);
        var (_, latitude, _) = Cities[city];
        return (Cities[city].Longitude + (metres * Math.Cos(turn) / (111_000 * Math.Cos(double.DegreesToRadians(latitude)))), latitude + (metres * Math.Sin(turn) / 111_000));
    }

    private int City() => CityAt(_random.NextDouble());

    private static int CityAt(double share)
    {
        var weight = share * AllWeights;
        var city = 0;
        for (; city < Cities.Length - 1 && weight >= Cities[city].Weight; city++)
            weight -= Cities[city].Weight;
        return city;
    }

    private int Elsewhere(int city, double share) => Happens(share) ? City() : city;

    private bool Happens(double share) => _random.NextDouble() < share;

    private static void Repeat(int times, Action action)
    {
        for (var time = 0; time < times; time++)
            action();
    }

    private static ulong Mixed(ulong address, ulong day, ulong browser)
    {
        var mixed = (address ^ (day * 0x9E3779B97F4A7C15UL)) + (browser * 0xD1B54A32D192ED03UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    private readonly record struct Person(
        ulong Id, ulong Home, int City, double Longitude, double Latitude, ulong Browser, bool OffersPlace, bool IsCoarse, bool LosesReceipt)
    {
        public bool IsOnCarrier { get; init; }

        public bool HasScanned { get; init; }

        public ulong? Receipt { get; init; }

        public static Person In(Life life, int city)
        {
            var id = ++life._persons;
            var (longitude, latitude) = life.Spot(city);
            return new Person(
                id, id, city, longitude, latitude, (ulong)life._random.Next(Mix.Browsers), life.Happens(life.PlaceShare), life.Happens(Mix.OffersCoarsePlace),
                life.Happens(Mix.LosesReceipt));
        }

        public Person At(Life life, int city)
        {
            var (longitude, latitude) = life.Spot(city);
            return this with { City = city, Longitude = longitude, Latitude = latitude, IsOnCarrier = true };
        }

        public static Person Beside(Life life, Person other) =>
            In(life, other.City) with { Home = other.Home, Longitude = other.Longitude, Latitude = other.Latitude };
    }

    private double PlaceShare { get; } = offersPlace;
}
