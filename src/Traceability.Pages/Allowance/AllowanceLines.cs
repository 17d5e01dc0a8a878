namespace Traceability.Pages.Allowance;

/// <summary>What a party may label in a season, with every step of the arithmetic behind it. Masses are whole grams of finished product.</summary>
/// <param name="Season">The season.</param>
/// <param name="Party">Whose it is.</param>
/// <param name="Plots">The party's plots, those that count and those that do not, as far as they are listed.</param>
/// <param name="Granted">What its own land was granted, listed or not.</param>
/// <param name="Received">Came from other parties.</param>
/// <param name="Given">Went to other parties.</param>
/// <param name="Offered">Offered to others who have not answered.</param>
/// <param name="SetAside">Set aside for lots, not yet on labels.</param>
/// <param name="Issued">Carried by labels.</param>
/// <param name="Returned">Came back from labels that were spoiled; it is no longer in <paramref name="Issued"/>.</param>
/// <param name="Expired">Ended unused with the season.</param>
/// <param name="Left">May still be set aside or transferred.</param>
/// <param name="Packs">How many labels that makes, for each product.</param>
public sealed record AllowanceAccount(
    SeasonLine Season, string Party, IReadOnlyList<PlotShare> Plots, long Granted, long Received, long Given, long Offered, long SetAside, long Issued, long Returned, long Expired, long Left, IReadOnlyList<PackLine> Packs)
{
    /// <summary>What the listed plots were granted.</summary>
    public long GrantedAsListed => Plots.Where(plot => plot.IsGranted).Sum(plot => plot.Grams);

    /// <summary>What the listed plots would still be granted.</summary>
    public long Grantable => Plots.Where(plot => !plot.IsGranted).Sum(plot => plot.Grams);
}

/// <summary>A season as pages name it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Gi">The geographical indication.</param>
/// <param name="Name">As people say it.</param>
/// <param name="StartsOn">First day of the harvest.</param>
/// <param name="EndsOn">Last day on which labels may be issued.</param>
/// <param name="YieldCapGramsPerMu">Most raw product per mu.</param>
/// <param name="ProcessingYieldPerMille">Finished product from raw.</param>
/// <param name="IsClosed">What was left has expired.</param>
public sealed record SeasonLine(Guid Id, string Gi, string Name, DateOnly StartsOn, DateOnly EndsOn, long YieldCapGramsPerMu, int ProcessingYieldPerMille, bool IsClosed)
{
    /// <summary>Name and season in one.</summary>
    public string Title => $"{Gi} {Name}";
}

/// <summary>What a plot gives in a season.</summary>
/// <param name="Id">The plot.</param>
/// <param name="Name">As people call it.</param>
/// <param name="AreaInsideSquareMetres">Its area inside the protected area.</param>
/// <param name="ShareInside">Share of its area inside, 0 to 1.</param>
/// <param name="Grams">What it was granted, or would be.</param>
/// <param name="IsGranted">It was granted; else it would be.</param>
/// <param name="WhyNot">Why it gives nothing; none when it gives something.</param>
/// <param name="IsOutside">It gives nothing because none of it lies inside.</param>
public sealed record PlotShare(Guid Id, string Name, double AreaInsideSquareMetres, double ShareInside, long Grams, bool IsGranted, PlainWords? WhyNot, bool IsOutside = false);

/// <summary>How many labels of a product an allowance makes.</summary>
/// <param name="Product">Its name.</param>
/// <param name="NetContentGrams">Net content of one pack.</param>
/// <param name="Labels">Whole labels of what is left.</param>
/// <param name="InLots">Labels that may still be issued for lots already made of it.</param>
public sealed record PackLine(string Product, long NetContentGrams, long Labels, long InLots);

/// <summary>What a party had of a season, for the association that keeps the geographical indication.</summary>
/// <param name="Id">The party.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Plots">How many of its plots were granted.</param>
/// <param name="AreaInsideSquareMetres">Their area inside.</param>
/// <param name="Granted">Grams granted.</param>
/// <param name="Received">Grams from other parties.</param>
/// <param name="Given">Grams to other parties.</param>
/// <param name="Issued">Grams on labels.</param>
/// <param name="ActivatedLabels">Labels released for sale.</param>
public sealed record SeasonMember(Guid Id, string Name, int Plots, double AreaInsideSquareMetres, long Granted, long Received, long Given, long Issued, long ActivatedLabels);

/// <summary>A transfer in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Season">The season's title.</param>
/// <param name="From">The giver.</param>
/// <param name="To">The taker.</param>
/// <param name="Grams">How much.</param>
/// <param name="Kind">How it stands, as a sign.</param>
/// <param name="Words">How it stands.</param>
/// <param name="At">When it was offered.</param>
/// <param name="MayConfirm">The reader is its taker, and it waits.</param>
/// <param name="MayEnd">The reader is on either side, and it waits.</param>
public sealed record TransferLine(Guid Id, string Season, string From, string To, long Grams, MarkKind Kind, PlainWords Words, string At, bool MayConfirm, bool MayEnd);
