using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Geo;
using Traceability.Origins;
using Traceability.Pages.Dossiers;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Origins;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Scans;

/// <summary>Hands what was read of a code to its page.</summary>
internal static class DossierShown
{
    /// <summary>The dossier as its page shows it.</summary>
    public static Dossier Of(ReadOut read, SignedIn person, CityShelf cities, ZonePack pack) =>
        new(read.Answer, read.At, $"{person.DisplayName} ({person.TenantName})", read.IsForeignKey, read.Facts is { } facts ? LabelOf(facts, cities, pack, read.At) : null);

    private static DossierLabel LabelOf(DossierFacts facts, CityShelf cities, ZonePack pack, DateTimeOffset now)
    {
        var deeds = facts.Deeds.Where(deed => deed.First <= facts.Serial && deed.Last >= facts.Serial).ToList();
        var (batch, names) = (facts.Batch, facts.Names);
        return new DossierLabel(
            facts.Tenant.Name, facts.Producer.Adcode is { } seat ? RegionGate.NameOf(seat, pack) : null, facts.IsSuspicious, facts.Label.SuspicionReason,
            new DossierBatch(facts.Serial, batch.Count, batch.Kind, batch.IssuedAt, names.NameOf(batch.IssuedBy), batch.ApprovedAt, batch.ApprovedBy is { } second ? names.NameOf(second) : null),
            deeds.ConvertAll(deed => new DossierDeed(deed.At, deed.State, deed.First, deed.Last, deed.Reason, names.NameOf(deed.By))), facts.Deeds.Count - deeds.Count,
            [.. facts.Suspicions.Select(deed => new DossierSuspicion(deed.At, deed.Reason, deed.TakenBackFor, names.NameOf(deed.By)))],
            [.. facts.RightRows.Select(row => RightOf(facts, row, now))],
            LandOf(facts),
            new DossierAllowance(facts.Season, facts.Left, facts.Issued, facts.Product.ToProduct().QuantityPerLabel),
            [.. facts.Scans.Select(scan => new DossierScan(scan.Seen.At, scan.Seen.Verdict, scan.Seen.IsOwn, scan.Seen.InFlood, cities.NameOf(scan.Adcode)?.Zh, scan.Seen.Place))],
            [.. facts.Alerts.Select(row => AlertPages.LineOf(row, facts.Product.Name, cities, names))]);
    }

    private static DossierRight RightOf(DossierFacts facts, RightRow row, DateTimeOffset now)
    {
        var permissions = facts.Permissions.Select(permission => permission.ToPermission()).ToList();
        return new DossierRight(
            row.Id, facts.Rights[row.Id],
            ShowRight.Of(facts.Rights[row.Id], facts.Producer.Id, permissions, facts.Lot.MadeOn, facts.Lot.MadeAt, HouseTime.DayOf(now), now),
            [.. permissions.Where(permission => permission.RightId == row.Id)],
            row.CertificateSha256 is { } sha256 ? facts.CertificateKinds[sha256] : null, row.CheckedBy is { } by ? facts.Names.NameOf(by) : null);
    }

    private static DossierLand? LandOf(DossierFacts facts) => facts is { Zone: { } zone, Lot: { OriginVerdict: { } verdict, OriginMetresInside: { } metres } }
        ? new DossierLand(
            zone.Name, zone.Source, zone.File, zone.FileDate, zone.Datum, zone.BoundaryAccuracyMetres, verdict, metres,
            [.. facts.Plots.Select(plot => new DossierPlot(
                plot.Name, plot.Grower, plot.AreaSquareMetres, plot.AccuracyMetres, Datums.TryParse(plot.Datum, out var datum) ? datum : Datum.Wgs84, plot.Verdict, plot.ShareInside, plot.MetresInside, plot.Grams))],
            [LandMap.Whole(zone), .. facts.PlotShapes])
        : null;
}
