using Traceability.Desk.Access;
using Traceability.Desk.Issuing;
using Traceability.Desk.Origins;
using Traceability.Desk.Parties;
using Traceability.Desk.Products;
using Traceability.Desk.Rights;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Scans;

/// <summary>The dossier of a code.</summary>
/// <param name="Code">The code in its 20 symbols.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Verdict">What the public is told at this moment.</param>
/// <param name="Because">The fact that speaks against the label.</param>
/// <param name="Reason">The words recorded with that fact.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="Checks">How often consumers confirmed it.</param>
/// <param name="GtinMismatch">The link named another product.</param>
/// <param name="ForeignKey">It names a batch of ours but was sealed under another key: somebody else seals.</param>
/// <param name="Label">The records behind it; left out for a code that was never issued.</param>
public sealed record DossierReply(
    string Code, DateTimeOffset ReadAt, Verdict Verdict, Cause? Because, string? Reason, DateTimeOffset? Since, long Checks, bool? GtinMismatch, bool? ForeignKey, DossierLabelReply? Label)
{
    internal static DossierReply Of(ReadOut read, Caller caller, CityShelf cities) => new(
        read.Answer.Code.ToString(), read.At, read.Answer.Judgement.Verdict, read.Answer.Judgement.Cause == Cause.None ? null : read.Answer.Judgement.Cause,
        read.Answer.Judgement.Reason, read.Answer.Judgement.Since, read.Answer.Scans.Count, read.Answer.GtinMismatch ? true : null, read.IsForeignKey ? true : null,
        read.Facts is { } facts ? DossierLabelReply.Of(facts, read.Answer.Backing?.Product.Pictures ?? [], caller, cities, read.At) : null);
}

/// <summary>The records behind an issued label.</summary>
/// <param name="TenantId">Whose they are.</param>
/// <param name="Tenant">Its name.</param>
/// <param name="Producer">Who puts the label on the goods.</param>
/// <param name="Product">The goods.</param>
/// <param name="Lot">The lot, with the labels that its allowance still carries.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Serial">The label's place in it.</param>
/// <param name="Season">The season whose allowance it is.</param>
/// <param name="Left">What the lot's account holds: grams, or pieces of an order.</param>
/// <param name="Issued">What its labels carry.</param>
/// <param name="SuspiciousSince">Since when an officer holds it suspicious.</param>
/// <param name="ConflictSince">Since when its scans contradict each other.</param>
/// <param name="Ranges">Changes of state that took in this label, newest first.</param>
/// <param name="Suspicions">Officers' suspicions and how they were taken back, newest first.</param>
/// <param name="Rights">The rights with their whole life.</param>
/// <param name="Permissions">The producer's permissions to use them.</param>
/// <param name="ZoneId">The protected area.</param>
/// <param name="Plots">The plots behind the lot.</param>
/// <param name="Scans">The first and the newest scans, newest first.</param>
/// <param name="Alerts">Alerts of the label and of its batch as a whole, newest first.</param>
public sealed record DossierLabelReply(
    Guid TenantId, string Tenant, PartyReply Producer, ProductReply Product, LotReply Lot, BatchReply Batch, uint Serial, string? Season, long Left, long Issued,
    DateTimeOffset? SuspiciousSince, DateTimeOffset? ConflictSince, IReadOnlyList<RangeDeed> Ranges, IReadOnlyList<SuspicionDeed> Suspicions, IReadOnlyList<RightReply> Rights, IReadOnlyList<PermissionReply> Permissions,
    Guid? ZoneId, IReadOnlyList<PlotBehindReply> Plots, IReadOnlyList<ScanSeenReply> Scans, IReadOnlyList<AlertReply> Alerts)
{
    internal static DossierLabelReply Of(DossierFacts facts, IReadOnlyList<string> pictures, Caller caller, CityShelf cities, DateTimeOffset now) => new(
        facts.Tenant.Id, facts.Tenant.Name, PartyReply.Of(facts.Producer), ProductReply.Of(facts.Product, pictures), LotReply.Of(facts.Lot, facts.Product, facts.Left), BatchReply.Of(facts.Batch), facts.Serial,
        facts.Season, facts.Left, facts.Issued, facts.Label.SuspicionSince, facts.Label.ConflictSince, [.. facts.Deeds.Where(deed => deed.First <= facts.Serial && deed.Last >= facts.Serial)], facts.Suspicions,
        [.. facts.RightRows.Select(row => RightReply.Of(row, facts.Rights[row.Id], caller, now))], [.. facts.Permissions.Select(row => PermissionReply.Of(row, HouseTime.DayOf(now)))],
        facts.Zone?.Id, facts.Plots, [.. facts.Scans.Select(scan => ScanSeenReply.Of(scan, cities))], [.. facts.Alerts.Select(row => AlertReply.Of(row, cities))]);
}

/// <summary>A plot behind a lot, as measured when the lot was made.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">What its grower calls it.</param>
/// <param name="Grower">Who grows there.</param>
/// <param name="AreaSquareMetres">Its area.</param>
/// <param name="AccuracyMetres">How exactly it was surveyed.</param>
/// <param name="Datum">The datum in which it was declared.</param>
/// <param name="Verdict">How it lies to the protected area.</param>
/// <param name="ShareInside">The part of its area inside, 0 to 1.</param>
/// <param name="MetresInside">Its smallest distance to the border, negative outside.</param>
/// <param name="Grams">What of the lot came from it.</param>
public sealed record PlotBehindReply(
    Guid Id, string Name, string Grower, double AreaSquareMetres, double AccuracyMetres, string Datum, OriginVerdict Verdict, double ShareInside, double MetresInside, long Grams);

/// <summary>A scan that a label remembers.</summary>
/// <param name="At">When.</param>
/// <param name="Verdict">What was answered.</param>
/// <param name="Own">It showed the label's receipt: the same person looking again.</param>
/// <param name="Flood">It came in a flood.</param>
/// <param name="Adcode">Its city (GB/T 2260), when one is known.</param>
/// <param name="City">Its name.</param>
/// <param name="Place">The place that was offered, to some hundred metres, for as long as it is kept.</param>
public sealed record ScanSeenReply(DateTimeOffset At, Verdict Verdict, bool? Own, bool? Flood, string? Adcode, string? City, PointRequest? Place)
{
    internal static ScanSeenReply Of(DossierSighting scan, CityShelf cities) => new(
        scan.Seen.At, scan.Seen.Verdict, scan.Seen.IsOwn ? true : null, scan.Seen.InFlood ? true : null, scan.Adcode, cities.NameOf(scan.Adcode)?.Zh,
        scan.Seen.Place is { } place ? new PointRequest(place.Point.Longitude, place.Point.Latitude, place.AccuracyMetres, Datums.WireName(Traceability.Origins.Datum.Wgs84)) : null);
}
