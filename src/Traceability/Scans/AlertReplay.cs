namespace Traceability.Scans;

/// <summary>Tries thresholds on what is remembered of labels before they go live. Scans that are forgotten are not replayed, and a scan that came in a flood stays in it.</summary>
public static class AlertReplay
{
    /// <summary>For each cause how many of the labels would have been told, each counted once; a cause that no label has is left out.</summary>
    public static IReadOnlyDictionary<AlertCause, long> Count(IEnumerable<LabelHistory> histories, AlertThresholds thresholds)
    {
        var labels = new SortedDictionary<AlertCause, long>();
        foreach (var cause in histories.SelectMany(history => CausesOf(history, thresholds)))
            labels[cause] = labels.GetValueOrDefault(cause) + 1;
        return labels;
    }

    /// <summary>Why one label would have been told of, each cause once. Two places that only wait for a flood to show itself count, for none did.</summary>
    public static IReadOnlySet<AlertCause> CausesOf(LabelHistory history, AlertThresholds thresholds)
    {
        var causes = new HashSet<AlertCause>();
        var before = LabelHistory.Of(history.Terms);
        foreach (var now in history.Sightings)
        {
            causes.UnionWith(AlertRule.Judge(before, now, thresholds).Select(alert => alert.Cause));
            before = before.With(now, thresholds);
        }

        Sighting[] confirmed = [.. before.Sightings.Where(sighting => !sighting.IsOwn && !sighting.InFlood && ScanRule.Confirms(sighting.Verdict))];
        if (AlertRule.ImpossibleTravel(confirmed, DateTimeOffset.MaxValue, thresholds) is { } travel)
            causes.Add(travel.Cause);
        return causes;
    }
}
