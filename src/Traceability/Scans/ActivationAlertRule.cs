using Traceability.Origins;

namespace Traceability.Scans;

/// <summary>What an activation tells an officer, against what the producer declared. Each value that was not declared speaks for nothing.</summary>
public static class ActivationAlertRule
{
    /// <summary>Far from the producer's site, by certain metres.</summary>
    public static Alert? ActivationFar(ScanPlace? place, GeoPoint? site, AlertThresholds thresholds) =>
        place is { } here && site is { } declared && here.CertainMetresTo(new ScanPlace(declared, 0)) is var metres && metres > thresholds.ActivationMetres
            ? new Alert(AlertCause.ActivationFar, []) { Metres = metres }
            : null;

    /// <summary>More labels in a day than the declared capacity of harvest and mill, with what the threshold leaves open.</summary>
    public static Alert? ActivationPace(long activatedThatDay, long? capacityPerDay, AlertThresholds thresholds) =>
        capacityPerDay is { } capacity && activatedThatDay > capacity * thresholds.ActivationPaceMax
            ? new Alert(AlertCause.ActivationPace, []) { Labels = activatedThatDay - capacity }
            : null;

    /// <summary>More labels than the goods that moved explain. Every single one is too many.</summary>
    public static Alert? ActivationWithoutStock(long activated, long? explainedByStock) =>
        explainedByStock is { } explained && activated > explained
            ? new Alert(AlertCause.ActivationWithoutStock, []) { Labels = activated - explained }
            : null;
}
