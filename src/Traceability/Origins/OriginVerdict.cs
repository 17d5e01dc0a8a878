namespace Traceability.Origins;

/// <summary>How a point or plot stands to a protected area, from best to worst: the worst of several is their maximum.</summary>
public enum OriginVerdict
{
    /// <summary>Inside by more than all accuracies together.</summary>
    Inside,

    /// <summary>Nearer to the border than the accuracies allow to tell.</summary>
    TooCloseToCall,

    /// <summary>A plot with land on both sides of the border.</summary>
    Straddles,

    /// <summary>Outside by more than all accuracies together, or the zone is not in force.</summary>
    Outside,
}
