namespace Traceability.Scans;

/// <summary>The only way in which scans alone turn the public verdict: so many independent places in conflict that no honest life explains them, nor a forger of one hour or of few addresses. One who has five of them and a day can turn it, until an officer explains it.</summary>
public static class ConflictRule
{
    /// <summary>Places that must be in conflict, each with each.</summary>
    public const int Places = 5;

    /// <summary>The time in which they must come together.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <summary>Certain metres between any two of them.</summary>
    public const double MetresApart = 50_000;

    /// <summary>Least time between any two of them: five take sixteen hours, in which every flood has shown itself.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromHours(4);

    /// <summary>Scans within <see cref="Within"/> from which on it is frozen: who can send that many can send any five.</summary>
    public const int FrozenFrom = 12;

    /// <summary>True when within a day up to the newest five unrelated strangers stood at five places, each with each certainly apart and hours apart, and no flood is about.</summary>
    /// <param name="sightings">In the order of their arrival, the newest last.</param>
    public static bool IsOverwhelming(IReadOnlyList<Sighting> sightings)
    {
        if (sightings.Count == 0)
            return false;

        Sighting[] day = [.. sightings.Where(sighting => !sighting.IsOwn && sightings[^1].At - sighting.At <= Within)];
        if (day.Length >= FrozenFrom || Array.Exists(day, sighting => sighting.InFlood))
            return false;

        return Reaches([.. day.Where(sighting => sighting.Place is not null && ScanRule.Confirms(sighting.Verdict))], [], from: 0);
    }

    // At most eleven are left, so every choice can be tried.
    private static bool Reaches(Sighting[] placed, Sighting[] chosen, int from)
    {
        if (chosen.Length == Places)
            return true;

        for (var at = from; at < placed.Length; at++)
        {
            if (Array.TrueForAll(chosen, other => InConflict(other, placed[at])) && Reaches(placed, [.. chosen, placed[at]], at + 1))
                return true;
        }

        return false;
    }

    private static bool InConflict(Sighting one, Sighting other) =>
        one.IsUnrelatedTo(other)
        && (other.At - one.At).Duration() >= Apart
        && one.Place!.Value.CertainMetresTo(other.Place!.Value) > MetresApart;
}
