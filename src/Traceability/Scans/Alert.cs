namespace Traceability.Scans;

/// <summary>预警: a reason for an officer to look at a label or an activation, with the evidence. It is inward: no consumer sees it and no verdict follows from it.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Evidence">The sightings it rests on, in the order of their arrival; none for an activation.</param>
public sealed record Alert(AlertCause Cause, IReadOnlyList<Sighting> Evidence)
{
    /// <summary>Certain metres that speak for it; 0 when no distance does.</summary>
    public double Metres { get; init; }

    /// <summary>Hours from the first of the evidence to the last.</summary>
    public double Hours { get; init; }

    /// <summary>Labels above what was declared, for an activation; 0 for scans.</summary>
    public long Labels { get; init; }

    /// <summary>Why the label was taken back, for a scan after that.</summary>
    public Cause TakenBackFor { get; init; }

    /// <summary>It stands once this moment has passed without a flood that takes in its evidence; none when it stands at once.</summary>
    public DateTimeOffset? StandsAfter { get; init; }

    /// <summary>False for a flood: whoever floods abuses the service, and the label is no less genuine for it.</summary>
    public bool IsInfringement => Cause != AlertCause.Flood;
}

/// <summary>How an alert stands.</summary>
public enum AlertState
{
    /// <summary>Its evidence may yet turn out to be a flood.</summary>
    Waiting,
    /// <summary>An officer should look.</summary>
    Open,
    /// <summary>There is an honest explanation.</summary>
    Explained,
    /// <summary>An officer found that it is what it says.</summary>
    Confirmed,
    /// <summary>Its evidence came in a flood, so it says nothing.</summary>
    Voided,
}

/// <summary>Why an officer should look.</summary>
public enum AlertCause
{
    /// <summary>Two unrelated phones stood where no vehicle connects them in the time between: two labels bear one code.</summary>
    ImpossibleTravel,
    /// <summary>More unrelated phones in a few days than one item in one place explains.</summary>
    UnrelatedPhones,
    /// <summary>Places far apart and more networks over days than dealers, a buyer and a gift need.</summary>
    ManyPlaces,
    /// <summary>Labels that were not activated are about: they leaked where they were printed or stored.</summary>
    BeforeActivation,
    /// <summary>Sold far outside the declared market.</summary>
    OffMarket,
    /// <summary>A label that was spoiled, withdrawn or retired is about.</summary>
    AfterWithdrawal,
    /// <summary>Still going about long after its last day of sale: perhaps refilled, perhaps copied.</summary>
    AfterSellBy,
    /// <summary>One receipt was shown at places that one phone cannot have reached in the time: somebody hands out the receipt with the copies.</summary>
    ReceiptInTwoPlaces,
    /// <summary>A code opened under another key than its batch's: somebody else seals.</summary>
    KeyAlarm,
    /// <summary>Labels were activated far from the producer's site.</summary>
    ActivationFar,
    /// <summary>More labels were activated in a day than harvest and mill can fill.</summary>
    ActivationPace,
    /// <summary>More labels were activated than goods moved.</summary>
    ActivationWithoutStock,
    /// <summary>So many scans in so short a time that they are abuse of the service; they count as evidence of nothing else.</summary>
    Flood,
}
