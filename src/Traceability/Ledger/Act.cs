namespace Traceability.Ledger;

/// <summary>One deed that could be disputed (存证事项): what was done, when, and its facts in canonical JSON. Written in the transaction of the deed itself.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="At">When the deed was decided, in UTC.</param>
/// <param name="Facts">The facts, canonical (RFC 8785), so that the same deed always has the same bytes.</param>
public sealed record Act(ActKind Kind, DateTimeOffset At, string Facts)
{
    /// <summary>An act from its facts; the order in which they are given does not matter.</summary>
    public static Act Of(ActKind kind, DateTimeOffset at, params ReadOnlySpan<Fact> facts) =>
        new(kind, at, CanonicalJson.Object(facts));
}

/// <summary>The deeds that enter the ledger (DESIGN, the ledger). Names are stored: a member may be added, never renamed.</summary>
public enum ActKind
{
    /// <summary>A tenant or a key to the doors was made or taken back.</summary>
    AccessChanged,
    /// <summary>A party was recorded, corrected or taken away.</summary>
    PartyRecorded,
    /// <summary>A right, its certificate, its check or one of its states was recorded, or it was taken away.</summary>
    RightRecorded,
    /// <summary>A mark-use approval or a licence was recorded or withdrawn.</summary>
    PermissionRecorded,
    /// <summary>A protected area was recorded.</summary>
    ZoneRecorded,
    /// <summary>A product was recorded, corrected or taken away.</summary>
    ProductRecorded,
    /// <summary>A plot was recorded or taken away.</summary>
    PlotRecorded,
    /// <summary>A season was opened or closed.</summary>
    SeasonRecorded,
    /// <summary>Allowance was granted, transferred, returned or let expire.</summary>
    AllowanceMoved,
    /// <summary>A lot was made.</summary>
    LotMade,
    /// <summary>Codes were issued or wait for a second person.</summary>
    CodesIssued,
    /// <summary>A range of labels changed its state.</summary>
    RangeChanged,
    /// <summary>Codes were read out or printed.</summary>
    CodesRead,
    /// <summary>A label was scanned.</summary>
    Scanned,
    /// <summary>An officer marked a label suspicious or took that back.</summary>
    SuspicionChanged,
    /// <summary>A sealing key was made, rotated or declared compromised.</summary>
    KeyChanged,
    /// <summary>Labels were put on a roll, or those of a roll or range were counted.</summary>
    StockCounted,
    /// <summary>A repeat of a printing was asked for, agreed to or declined.</summary>
    ReprintDecided,
    /// <summary>A print job was asked for or cancelled.</summary>
    PrintJobChanged,
    /// <summary>An alert was raised, opened, voided by a flood or explained by a remembered pattern.</summary>
    AlertRaised,
    /// <summary>An officer explained or confirmed an alert.</summary>
    AlertDecided,
    /// <summary>A person signed in or out, or went on for another tenant.</summary>
    SignedIn,
    /// <summary>A person, a password, a membership or an invitation was made, changed or taken back.</summary>
    PeopleChanged,
    /// <summary>An officer read the dossier of a label, or was kept from it because the label lies outside his regions.</summary>
    DossierRead,
}
