using Traceability.Issuing;
using Traceability.Origins;
using Traceability.Pages.Alerts;
using Traceability.Pages.Maps;
using Traceability.Rights;
using Traceability.Scans;

namespace Traceability.Pages.Dossiers;

/// <summary>What an officer is shown of a code.</summary>
/// <param name="Answer">What the public would be told at this moment.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="ReadBy">Who read it, as it stands in print.</param>
/// <param name="IsForeignKey">It names a batch of ours but was sealed under another key than that: somebody else seals.</param>
/// <param name="Label">What stands behind it; none for a code that was never issued.</param>
public sealed record Dossier(LabelAnswer Answer, DateTimeOffset ReadAt, string ReadBy, bool IsForeignKey, DossierLabel? Label);

/// <summary>The records behind an issued label.</summary>
/// <param name="Tenant">Whose they are.</param>
/// <param name="Seat">Where its producer is set; none when nobody declared it.</param>
/// <param name="IsSuspicious">An officer marked it, or its scans contradict each other.</param>
/// <param name="SuspicionReason">Why, in an officer's words that the public reads.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="Deeds">Changes of state that took in this label, newest first.</param>
/// <param name="OtherDeeds">How many changes of the batch did not.</param>
/// <param name="Suspicions">Officers' suspicions and how they were taken back, newest first.</param>
/// <param name="Rights">The rights behind the product.</param>
/// <param name="Land">Where the goods grew; none for apparel.</param>
/// <param name="Allowance">What the account of its lot holds.</param>
/// <param name="Scans">The first and the newest scans, newest first.</param>
/// <param name="Alerts">Alerts of the label and of its batch as a whole, newest first.</param>
public sealed record DossierLabel(
    string Tenant, string? Seat, bool IsSuspicious, string? SuspicionReason, DossierBatch Batch, IReadOnlyList<DossierDeed> Deeds, int OtherDeeds, IReadOnlyList<DossierSuspicion> Suspicions,
    IReadOnlyList<DossierRight> Rights, DossierLand? Land, DossierAllowance Allowance, IReadOnlyList<DossierScan> Scans, IReadOnlyList<AlertLine> Alerts);

/// <summary>A batch of codes as a dossier tells it.</summary>
/// <param name="Serial">The label's place in it.</param>
/// <param name="Count">How many codes it has.</param>
/// <param name="Kind">What they are for.</param>
/// <param name="IssuedAt">When it was asked for.</param>
/// <param name="IssuedBy">By whom.</param>
/// <param name="ApprovedAt">When a second person agreed, where one had to.</param>
/// <param name="ApprovedBy">Who that was.</param>
public sealed record DossierBatch(uint Serial, uint Count, BatchKind Kind, DateTimeOffset IssuedAt, string IssuedBy, DateTimeOffset? ApprovedAt, string? ApprovedBy);

/// <summary>A change of state of a range.</summary>
/// <param name="At">When.</param>
/// <param name="State">What the labels became.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who.</param>
public sealed record DossierDeed(DateTimeOffset At, LabelState State, long First, long Last, string? Reason, string By);

/// <summary>An officer's suspicion of a label, or that it was taken back.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as the public reads it; none when it was taken back.</param>
/// <param name="TakenBackFor">Why it was taken back, when that was said.</param>
/// <param name="By">Who.</param>
public sealed record DossierSuspicion(DateTimeOffset At, string? Reason, string? TakenBackFor, string By);

/// <summary>A right behind a label with all that is recorded of it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Right">The right.</param>
/// <param name="Shown">The same as the public sees it.</param>
/// <param name="Permissions">Papers by which the producer uses it.</param>
/// <param name="Certificate">The certificate's kind of file; none when there is no file.</param>
/// <param name="CheckedBy">The second person who compared it with its certificate; none when nobody did.</param>
public sealed record DossierRight(Guid Id, Right Right, ShownRight Shown, IReadOnlyList<Permission> Permissions, string? Certificate, string? CheckedBy)
{
    /// <summary>The certificate is a picture that pages show.</summary>
    public bool HasPicture => Certificate?.StartsWith("image/", StringComparison.Ordinal) == true;
}

/// <summary>Where the goods of a lot grew, as measured when it was made.</summary>
/// <param name="Zone">The protected area.</param>
/// <param name="Source">Who drew its boundary.</param>
/// <param name="File">The boundary file.</param>
/// <param name="FileDate">Its date.</param>
/// <param name="Datum">Its datum.</param>
/// <param name="BoundaryAccuracyMetres">How far the boundary may be off.</param>
/// <param name="Verdict">The worst verdict over all plots.</param>
/// <param name="MetresInside">The smallest distance to the border, negative outside.</param>
/// <param name="Plots">The plots.</param>
/// <param name="Map">Protected area and plots to be drawn.</param>
public sealed record DossierLand(
    string Zone, string Source, string File, DateOnly FileDate, Datum Datum, double BoundaryAccuracyMetres, OriginVerdict Verdict, double MetresInside, IReadOnlyList<DossierPlot> Plots,
    IReadOnlyList<MapShape> Map);

/// <summary>A plot behind a lot.</summary>
/// <param name="Name">What its grower calls it.</param>
/// <param name="Grower">Who grows there.</param>
/// <param name="AreaSquareMetres">Its area.</param>
/// <param name="AccuracyMetres">How exactly it was surveyed.</param>
/// <param name="Datum">The datum in which it was declared.</param>
/// <param name="Verdict">How it lies to the protected area.</param>
/// <param name="ShareInside">The part of its area inside, 0 to 1.</param>
/// <param name="MetresInside">Its smallest distance to the border, negative outside.</param>
/// <param name="Grams">What of the lot came from it.</param>
public sealed record DossierPlot(
    string Name, string Grower, double AreaSquareMetres, double AccuracyMetres, Datum Datum, OriginVerdict Verdict, double ShareInside, double MetresInside, long Grams);

/// <summary>The account behind a lot.</summary>
/// <param name="Season">The season whose allowance it is; none for a production order.</param>
/// <param name="Left">What may still be labelled: grams, or pieces of an order.</param>
/// <param name="Issued">What its labels carry.</param>
/// <param name="PerLabel">What one label takes.</param>
public sealed record DossierAllowance(string? Season, long Left, long Issued, long PerLabel);

/// <summary>A scan that the label remembers.</summary>
/// <param name="At">When.</param>
/// <param name="Verdict">What was answered.</param>
/// <param name="IsOwn">It showed the label's receipt: the same person looking again.</param>
/// <param name="InFlood">It came in a flood.</param>
/// <param name="City">In which city, when one is known.</param>
/// <param name="Place">The place that was offered, while it is kept.</param>
public sealed record DossierScan(DateTimeOffset At, Verdict Verdict, bool IsOwn, bool InFlood, string? City, ScanPlace? Place);
