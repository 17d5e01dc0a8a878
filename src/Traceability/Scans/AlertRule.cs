namespace Traceability.Scans;

/// <summary>What the scans of one label tell an officer. Each rule is a conjunction, because each single sign has an honest explanation.</summary>
/// <remarks>A rule speaks again with every scan for which it holds; whoever records alerts keeps one open alert for each label and cause.</remarks>
public static class AlertRule
{
    /// <summary>The alerts that a sighting raises, in the order of <see cref="AlertCause"/>; a sighting in a flood raises that and nothing else.</summary>
    public static IReadOnlyList<Alert> Judge(LabelHistory before, Sighting now, AlertThresholds thresholds)
    {
        var after = before.With(now, thresholds).Sightings;
        if (now.IsOwn)
            return Only(ReceiptInTwoPlaces(after, thresholds));
        if (after[^1].InFlood)
            return Only(Flood(after));

        var strangers = Strangers(after);
        var confirmed = Confirmed(strangers);
        return Only(
            ImpossibleTravel(confirmed, now.At, thresholds), UnrelatedPhones(confirmed, thresholds), ManyPlaces(confirmed, thresholds),
            BeforeActivation(strangers, thresholds), OffMarket(confirmed, before.Terms, thresholds),
            AfterWithdrawal(strangers, thresholds), AfterSellBy(confirmed, before.Terms, thresholds));
    }

    /// <summary>
    /// What <see cref="ImpossibleTravel"/> will say once the time has passed in which a flood would have shown itself, with that moment: of what waits, the oldest, so that nobody puts it off by
    /// scanning on.
    /// </summary>
    public static Alert? Awaited(LabelHistory before, Sighting now, AlertThresholds thresholds)
    {
        var after = before.With(now, thresholds).Sightings;
        if (after[^1].IsOwn || after[^1].InFlood)
            return null;

        var confirmed = Confirmed(Strangers(after));
        for (var later = 1; later < confirmed.Length; later++)
        {
            if (now.At - confirmed[later].At <= thresholds.FloodWithin && TravelTo(later, confirmed, thresholds) is { } alert)
                return alert with { StandsAfter = confirmed[later].At + thresholds.FloodWithin };
        }

        return null;
    }

    /// <summary>Two unrelated ones of which no vehicle reaches one from the other. They count once the time has passed in which a flood would have shown itself.</summary>
    public static Alert? ImpossibleTravel(IReadOnlyList<Sighting> strangers, DateTimeOffset now, AlertThresholds thresholds)
    {
        for (var later = strangers.Count - 1; later > 0; later--)
        {
            if (now - strangers[later].At > thresholds.FloodWithin && TravelTo(later, strangers, thresholds) is { } alert)
                return alert;
        }

        return null;
    }

    /// <summary>Many phones in a short time, hours apart and at several places: one item on a counter has one place, however many look at it.</summary>
    public static Alert? UnrelatedPhones(IReadOnlyList<Sighting> strangers, AlertThresholds thresholds)
    {
        if (strangers.Count < thresholds.BurstPhones)
            return null;

        Sighting[] burst = [.. strangers.Where(sighting => strangers[^1].At - sighting.At <= thresholds.BurstWithin)
            .DistinctBy(sighting => sighting.Network).DistinctBy(sighting => sighting.Phone)];
        return burst.Length >= thresholds.BurstPhones
            && Independent(burst, thresholds).Count >= thresholds.BurstNetworks
            && Places(burst, thresholds.BurstMetres) >= thresholds.BurstPlaces
            ? Of(AlertCause.UnrelatedPhones, burst)
            : null;
    }

    /// <summary>Places far apart beside enough independent networks; where the cities of networks are known, beside such a route as no item takes (<see cref="Route"/>).</summary>
    public static Alert? ManyPlaces(IReadOnlyList<Sighting> strangers, AlertThresholds thresholds)
    {
        var independent = Independent(strangers, thresholds);
        var route = Route.Of(strangers, independent, thresholds);
        var offered = FarthestPair(strangers, sighting => sighting.Place) is { } pair && pair.Metres > thresholds.ManyPlacesMetres ? pair : null as (Sighting, Sighting, double)?;
        var tells = route is { IsKnown: true } ? route.Tells(offered is not null, thresholds) : offered is not null && independent.Count >= thresholds.ManyPlacesNetworks;
        if (!tells || (offered ?? FarthestPair(strangers, sighting => sighting.Whereabouts)) is not var (one, other, metres))
            return null;

        var evidence = independent.Union([one, other]).Union(route.Cities).OrderBy(sighting => sighting.At);
        return Of(AlertCause.ManyPlaces, [.. evidence]) with { Metres = metres };
    }

    /// <summary>Enough independent networks looked at the label before it was activated.</summary>
    public static Alert? BeforeActivation(IReadOnlyList<Sighting> strangers, AlertThresholds thresholds) =>
        Enough(AlertCause.BeforeActivation, strangers, sighting => sighting.Verdict == Verdict.NotActivated, thresholds.BeforeActivationNetworks, thresholds);

    /// <summary>Enough independent networks stood far outside the declared market.</summary>
    public static Alert? OffMarket(IReadOnlyList<Sighting> strangers, SaleTerms terms, AlertThresholds thresholds)
    {
        if (terms.Market.Count == 0)
            return null;

        return Enough(AlertCause.OffMarket, strangers, sighting => MetresOutside(sighting) > thresholds.OffMarketMetres, thresholds.OffMarketNetworks, thresholds)
            is { } alert ? alert with { Metres = alert.Evidence.Min(MetresOutside) } : null;

        double MetresOutside(Sighting sighting) => sighting.Place is { } place ? terms.CertainMetresOutside(place) : 0;
    }

    /// <summary>Enough independent networks looked at a label that was taken back, each number by why it was.</summary>
    public static Alert? AfterWithdrawal(IReadOnlyList<Sighting> strangers, AlertThresholds thresholds)
    {
        var now = strangers[^1];
        var networks = now.Cause switch
        {
            Cause.Spoiled => thresholds.SpoiledNetworks,
            Cause.Retired => thresholds.RetiredNetworks,
            _ => thresholds.WithdrawnNetworks,
        };
        return Enough(AlertCause.AfterWithdrawal, strangers, sighting => sighting.Verdict == Verdict.Withdrawn && sighting.Cause == now.Cause, networks, thresholds)
            is { } alert ? alert with { TakenBackFor = now.Cause } : null;
    }

    /// <summary>Enough independent networks long after the last day of sale.</summary>
    public static Alert? AfterSellBy(IReadOnlyList<Sighting> strangers, SaleTerms terms, AlertThresholds thresholds) =>
        terms.SellBy is { } sellBy
            ? Enough(AlertCause.AfterSellBy, strangers, sighting => sighting.At - sellBy > thresholds.SellByGrace, thresholds.AfterSellByNetworks, thresholds)
            : null;

    /// <summary>The newest showed a receipt that was shown earlier where its phone cannot have come from.</summary>
    public static Alert? ReceiptInTwoPlaces(IReadOnlyList<Sighting> sightings, AlertThresholds thresholds)
    {
        var now = sightings[^1];
        foreach (var earlier in sightings)
        {
            if (earlier.IsOwn && earlier.Receipt == now.Receipt && UnreachableMetres(earlier, now, thresholds) is > 0 and var metres)
                return Of(AlertCause.ReceiptInTwoPlaces, [earlier, now]) with { Metres = metres };
        }

        return null;
    }

    /// <summary>A code whose key symbol is not its batch's. It has no label and no history: one scan is enough.</summary>
    public static Alert? KeyAlarm(char keySymbol, char keySymbolOfBatch, Sighting now) =>
        keySymbol == keySymbolOfBatch ? null : Of(AlertCause.KeyAlarm, [now]);

    /// <summary>
    /// Sightings not long before the newest, of networks not counted yet, each later than the one counted before by at least the time that makes it another person's,
    /// and none where one counted before may have stood: that is the same household on another day.
    /// </summary>
    public static IReadOnlyList<Sighting> Independent(IReadOnlyList<Sighting> sightings, AlertThresholds thresholds)
    {
        var counted = new List<Sighting>(sightings.Count);
        foreach (var sighting in sightings)
        {
            var isRecent = sightings[^1].At - sighting.At <= thresholds.IndependentWithin;
            if (isRecent && (counted.Count == 0 || (sighting.At - counted[^1].At >= thresholds.IndependentApart && counted.TrueForAll(other => AreOfTwoHouseholds(other, sighting)))))
                counted.Add(sighting);
        }

        return counted;
    }

    // An owner with a receipt explains itself, and a flood is evidence of nothing.
    private static Sighting[] Strangers(IReadOnlyList<Sighting> sightings) => [.. sightings.Where(sighting => !sighting.IsOwn && !sighting.InFlood)];

    private static Sighting[] Confirmed(Sighting[] strangers) => [.. strangers.Where(sighting => ScanRule.Confirms(sighting.Verdict))];

    private static Alert? TravelTo(int later, IReadOnlyList<Sighting> strangers, AlertThresholds thresholds)
    {
        for (var earlier = later - 1; earlier >= 0; earlier--)
        {
            var (one, other) = (strangers[earlier], strangers[later]);
            if (one.IsUnrelatedTo(other) && other.At - one.At >= thresholds.TravelApart && UnreachableMetres(one, other, thresholds) is > 0 and var metres)
                return Of(AlertCause.ImpossibleTravel, [one, other]) with { Metres = metres };
        }

        return null;
    }

    private static bool AreOfTwoHouseholds(Sighting one, Sighting other) =>
        one.IsUnrelatedTo(other) && !(one.Place is { } here && other.Place is { } there && here.CertainMetresTo(there) == 0);

    private static Alert Flood(IReadOnlyList<Sighting> after) => Of(AlertCause.Flood, [.. after.Where(sighting => sighting.InFlood)]);

    private static Alert? Enough(AlertCause cause, IReadOnlyList<Sighting> sightings, Func<Sighting, bool> holds, int networks, AlertThresholds thresholds)
    {
        // What does not hold now was told when it did.
        if (sightings.Count == 0 || !holds(sightings[^1]))
            return null;

        var independent = Independent([.. sightings.Where(holds)], thresholds);
        return independent.Count >= networks ? Of(cause, independent) : null;
    }

    private static double UnreachableMetres(Sighting one, Sighting other, AlertThresholds thresholds)
    {
        if (one.Place is not { } here || other.Place is not { } there)
            return 0;

        var metres = here.CertainMetresTo(there);
        // Two doors' clocks may differ by a second, so no time is shorter.
        var seconds = Math.Max((other.At - one.At).Duration().TotalSeconds, 1);
        return metres > thresholds.TravelMetresMin && metres / seconds > thresholds.TravelMetresPerSecondMax ? metres : 0;
    }

    private static int Places(IReadOnlyList<Sighting> sightings, double metresApart)
    {
        var places = new List<ScanPlace>();
        foreach (var sighting in sightings)
        {
            if (sighting.Place is { } place && places.TrueForAll(other => place.CertainMetresTo(other) > metresApart))
                places.Add(place);
        }

        return places.Count;
    }

    private static (Sighting One, Sighting Other, double Metres)? FarthestPair(IReadOnlyList<Sighting> sightings, Func<Sighting, ScanPlace?> placeOf)
    {
        (Sighting One, Sighting Other, double Metres)? farthest = null;
        for (var one = 0; one < sightings.Count; one++)
        {
            if (placeOf(sightings[one]) is not { } here)
                continue;
            for (var other = one + 1; other < sightings.Count; other++)
            {
                if (placeOf(sightings[other]) is { } there && sightings[one].IsUnrelatedTo(sightings[other])
                    && here.CertainMetresTo(there) is var metres && !(metres <= farthest?.Metres))
                    farthest = (sightings[one], sightings[other], metres);
            }
        }

        return farthest;
    }

    private static Alert Of(AlertCause cause, IReadOnlyList<Sighting> evidence) =>
        new(cause, evidence) { Hours = (evidence[^1].At - evidence[0].At).TotalHours };

    private static Alert[] Only(params ReadOnlySpan<Alert?> alerts)
    {
        var raised = new List<Alert>();
        foreach (var alert in alerts)
        {
            if (alert is not null)
                raised.Add(alert);
        }

        return [.. raised];
    }
}
