namespace Traceability.Scans;

/// <summary>行程: the cities in which strangers stood, in the order in which one item would have come there. A city is a place offered, else the city of the network.</summary>
/// <param name="Cities">The first sighting of each city within the time in which networks must come together, unrelated and farther from each other than the threshold of places.</param>
/// <param name="Moves">How often one of the independent networks stood so far from the one before it of which a city is known.</param>
/// <param name="Networks">How many independent networks there are.</param>
/// <param name="Lately">How many of them came within the time of many cities.</param>
/// <param name="IsKnown">Where they stood is known of most of them, and the operator's file has a part in it: else a route says little, and the number of networks must do.</param>
public sealed record Route(IReadOnlyList<Sighting> Cities, int Moves, int Networks, int Lately, bool IsKnown)
{
    /// <summary>The route of strangers, the newest last, and the independent networks among them.</summary>
    public static Route Of(IReadOnlyList<Sighting> strangers, IReadOnlyList<Sighting> independent, AlertThresholds thresholds)
    {
        if (strangers.Count == 0)
            return new Route([], 0, 0, 0, IsKnown: false);

        var now = strangers[^1].At;
        var cities = new List<Sighting>();
        foreach (var sighting in strangers)
        {
            if (now - sighting.At <= thresholds.IndependentWithin && sighting.Whereabouts is not null
                && cities.TrueForAll(other => other.IsUnrelatedTo(sighting) && AreFar(other, sighting, thresholds)))
                cities.Add(sighting);
        }

        Sighting[] known = [.. independent.Where(sighting => sighting.Whereabouts is not null)];
        return new Route(
            cities, known.Zip(known.Skip(1)).Count(step => AreFar(step.First, step.Second, thresholds)), independent.Count,
            independent.Count(sighting => now - sighting.At <= thresholds.ManyCitiesWithin),
            known.Length * 2 > independent.Count && independent.Any(sighting => sighting.City is not null));
    }

    /// <summary>True when no item takes it: beside two offered places far apart, through many cities within days or to and fro; without those, to and fro through more cities than wrong lines of a file make.</summary>
    public bool Tells(bool hasOfferedPlacesFarApart, AlertThresholds thresholds) =>
        hasOfferedPlacesFarApart
            && ((Cities.Count >= thresholds.ManyCities && Lately >= thresholds.ManyCitiesNetworks) || (Moves >= thresholds.ToAndFroMoves && Networks >= thresholds.ToAndFroNetworks))
        || (Cities.Count >= thresholds.UnplacedCities && Moves >= thresholds.UnplacedMoves);

    private static bool AreFar(Sighting one, Sighting other, AlertThresholds thresholds) =>
        one.Whereabouts!.Value.CertainMetresTo(other.Whereabouts!.Value) > thresholds.ManyPlacesMetres;
}
