namespace Traceability.Pages.Issuing;

/// <summary>The labels that a change is about, before it is done.</summary>
/// <param name="BatchId">Their batch.</param>
/// <param name="Product">What they go on.</param>
/// <param name="Lot">Its lot.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="IsCarton">They lie in a carton whose code was given.</param>
/// <param name="Labels">How many of them are in each state, those in none left out.</param>
/// <param name="Left">How many of a carton's items may not take the state and stay as they are.</param>
public sealed record RangeToChange(Guid BatchId, string Product, string Lot, long First, long Last, bool IsCarton, IReadOnlyList<(PlainWords State, long Count)> Labels, long Left)
{
    /// <summary>How many labels.</summary>
    public long Count => Last - First + 1;
}
