namespace Traceability.Issuing;

/// <summary>One harvest of a GI (产季): how much its land may yield, and until when labels may be issued for it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="GiRightId">The GI right whose land it measures.</param>
/// <param name="Name">As people say it, such as 2026.</param>
/// <param name="StartsOn">First day of the harvest.</param>
/// <param name="EndsOn">Last day on which labels may be issued for it.</param>
/// <param name="YieldCapGramsPerMu">Most raw product that one mu may yield, in grams.</param>
/// <param name="ProcessingYieldPerMille">Finished product from raw, in thousandths: paddy to rice about 650.</param>
/// <param name="ClosedAt">When what was left expired; none while it runs.</param>
public sealed record Season(
    Guid Id, Guid GiRightId, string Name, DateOnly StartsOn, DateOnly EndsOn, long YieldCapGramsPerMu, int ProcessingYieldPerMille, DateTimeOffset? ClosedAt)
{
    /// <summary>Labels may be issued from the first day of the harvest to the last day of the season, while it is not closed.</summary>
    public bool IssuesOn(DateOnly day) => ClosedAt is null && day >= StartsOn && day <= EndsOn;

    /// <summary>Goods may have been harvested from the first day of the harvest to <paramref name="today"/>, and not after the season.</summary>
    public bool HarvestedOn(DateOnly day, DateOnly today) => day >= StartsOn && day <= EndsOn && day <= today;
}
