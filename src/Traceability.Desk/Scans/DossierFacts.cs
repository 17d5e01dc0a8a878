using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Geo;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Pages.Maps;
using Traceability.Rights;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Parties;
using Traceability.Storage.Products;
using Traceability.Storage.Rights;
using Traceability.Storage.Scans;

namespace Traceability.Desk.Scans;

/// <summary>Every record behind one issued label, read from the whole house for whoever may see all of it.</summary>
internal sealed record DossierFacts(uint Serial, BatchRow Batch, LotRow Lot, ProductRow Product, PartyRow Producer, TenantRow Tenant)
{
    // Of a batch that was activated carton by carton there may be many more; the newest tell how the label stands.
    private const int DeedsMax = 20_000;

    /// <summary>What happened to the label.</summary>
    public required LabelRow Label { get; init; }

    /// <summary>The scans that it remembers, newest first.</summary>
    public required IReadOnlyList<DossierSighting> Scans { get; init; }

    /// <summary>Its rights as rows, in the order in which pages show them.</summary>
    public required IReadOnlyList<RightRow> RightRows { get; init; }

    /// <summary>The same as the core knows them.</summary>
    public required IReadOnlyDictionary<Guid, Right> Rights { get; init; }

    /// <summary>The producer's permissions to use them.</summary>
    public required IReadOnlyList<PermissionRow> Permissions { get; init; }

    /// <summary>Kinds of the certificate files, by hash.</summary>
    public required IReadOnlyDictionary<string, string> CertificateKinds { get; init; }

    /// <summary>The protected area; none for apparel.</summary>
    public required Zone? Zone { get; init; }

    /// <summary>The plots behind the lot.</summary>
    public required IReadOnlyList<PlotBehindReply> Plots { get; init; }

    /// <summary>The same to be drawn.</summary>
    public required IReadOnlyList<MapShape> PlotShapes { get; init; }

    /// <summary>The season's name; none for a production order.</summary>
    public required string? Season { get; init; }

    /// <summary>What the lot's account holds.</summary>
    public required long Left { get; init; }

    /// <summary>What its labels carry.</summary>
    public required long Issued { get; init; }

    /// <summary>Changes of the batch's ranges, newest first.</summary>
    public required IReadOnlyList<RangeDeed> Deeds { get; init; }

    /// <summary>Officers' suspicions of the label and how they were taken back, newest first.</summary>
    public required IReadOnlyList<SuspicionDeed> Suspicions { get; init; }

    /// <summary>Alerts of the label and of its batch as a whole, newest first.</summary>
    public required IReadOnlyList<AlertRow> Alerts { get; init; }

    /// <summary>Names of everybody who did any of it, by the key or person that acts name.</summary>
    public required IReadOnlyDictionary<Guid, string> Names { get; init; }

    /// <summary>An officer marked it, or its scans contradict each other.</summary>
    public bool IsSuspicious => Label.SuspicionSince is not null || Label.ConflictSince is not null;

    /// <summary>The divisions that decide to whose region the label belongs: its producer's, its protected area's, and those of its scans.</summary>
    public IEnumerable<string?> Divisions => [Producer.Adcode, .. Zone?.Adcodes ?? [], Label.FirstScanAdcode, .. Scans.Select(scan => scan.Adcode)];

    /// <summary>Reads them.</summary>
    public static async Task<DossierFacts> Read(TraceabilityDb db, uint number, uint serial, ZoneShelf zones, CityShelf cities, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await (
            from batch in db.Batches
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            join party in db.Parties on lot.PartyId equals party.Id
            join tenant in db.Tenants on batch.TenantId equals tenant.Id
            where batch.Number == number
            select new { Batch = batch, Lot = lot, Product = product, Party = party, Tenant = tenant }).SingleAsync(cancellation);
        var rightIds = found.Product.ToProduct().RightIds.ToList();
        var rights = await db.Rights.Where(right => rightIds.Contains(right.Id)).ToDictionaryAsync(right => right.Id, cancellation);
        var papers = rights.Values.Select(right => right.CertificateSha256).ToList();
        var accounts = await db.Accounts.Where(account => account.LotId == found.Lot.Id).ToListAsync(cancellation);
        var deeds = await RangeDeeds(db, found.Batch, cancellation);
        var suspicions = await SuspicionDeeds(db, found.Batch, serial, cancellation);
        var alerts = await db.Alerts.Where(alert => alert.BatchId == found.Batch.Id && (alert.Serial == serial || alert.Serial == 0)).OrderByDescending(alert => alert.Id).ToListAsync(cancellation);
        var plots = await PlotsBehind(db, found.Lot, cancellation);
        var key = new LabelKey(ShardKey.Of(number, serial), number, serial);
        var label = await db.Labels.SingleOrDefaultAsync(row => row.Shard == key.Shard && row.Batch == number && row.Serial == serial, cancellation) ?? new LabelRow(key.Shard, number, serial);
        return new DossierFacts(serial, found.Batch, found.Lot, found.Product, found.Party, found.Tenant)
        {
            Label = label,
            Scans = await Sightings(db, label, cities, now, cancellation),
            RightRows = [.. rightIds.Where(rights.ContainsKey).Select(id => rights[id])],
            Rights = await db.RightsOf(rightIds, cancellation),
            Permissions = await db.Permissions.Where(row => row.PartyId == found.Party.Id && rightIds.Contains(row.RightId)).OrderBy(row => row.ValidFrom).ToListAsync(cancellation),
            CertificateKinds = await db.Certificates.Where(file => papers.Contains(file.Sha256)).ToDictionaryAsync(file => file.Sha256, file => file.MediaType, cancellation),
            Zone = found.Lot.ZoneId is { } zoneId ? (await zones.Find(db, zoneId, cancellation))?.Zone : null,
            Plots = plots.ConvertAll(plot => plot.Plot),
            PlotShapes = plots.ConvertAll(plot => plot.Shape),
            Season = await db.Seasons.Where(season => season.Id == found.Lot.SeasonId).Select(season => season.Name).SingleOrDefaultAsync(cancellation),
            Left = accounts.Where(account => account.Kind == AccountKind.Lot).Sum(account => account.Balance),
            Issued = accounts.Where(account => account.Kind == AccountKind.Issued).Sum(account => account.Balance),
            Deeds = deeds,
            Suspicions = suspicions,
            Alerts = alerts,
            Names = await db.NamesOf(
                [found.Batch.IssuedBy, found.Batch.ApprovedBy, .. deeds.Select(deed => (Guid?)deed.By), .. suspicions.Select(deed => (Guid?)deed.By), .. alerts.Select(alert => alert.DecidedBy), .. rights.Values.Select(right => right.CheckedBy)], cancellation),
        };
    }

    private static async Task<List<(PlotBehindReply Plot, MapShape Shape)>> PlotsBehind(TraceabilityDb db, LotRow lot, CancellationToken cancellation) =>
    [
        .. (await (
            from behind in db.LotPlots
            join plot in db.Plots on behind.PlotId equals plot.Id
            join grower in db.Parties on plot.PartyId equals grower.Id
            where behind.LotId == lot.Id
            orderby plot.Name, plot.Id
            select new { Behind = behind, plot.Id, plot.Name, Grower = grower.Name, plot.AreaSquareMetres, plot.AccuracyMetres, plot.Datum, plot.Geometry }).ToListAsync(cancellation))
            .Select(one => (
                new PlotBehindReply(
                    one.Id, one.Name, one.Grower, Math.Round(one.AreaSquareMetres), one.AccuracyMetres, one.Datum.WireName(),
                    one.Behind.Verdict, Math.Round(one.Behind.ShareInside, 4), Math.Round(one.Behind.MetresInside, 1), one.Behind.Quantity),
                LandMap.Plot((Polygon)Wkb.FromBytes(one.Geometry), one.Name))),
    ];

    private static async Task<List<RangeDeed>> RangeDeeds(TraceabilityDb db, BatchRow batch, CancellationToken cancellation)
    {
        // A reason may name other batches: only the fact itself tells whose labels they were.
        var (name, since) = ($"\"batch\":\"{batch.Id}\"", batch.IssuedAt);
        return [.. (await db.Acts.Where(act => act.Kind == ActKind.RangeChanged && act.TenantId == batch.TenantId && act.At >= since && act.Facts.Contains(name))
            .OrderByDescending(act => act.At).Take(DeedsMax).Select(act => new { act.At, act.Facts }).ToListAsync(cancellation)).Select(act => RangeDeed.Of(act.At, act.Facts))];
    }

    private static async Task<List<SuspicionDeed>> SuspicionDeeds(TraceabilityDb db, BatchRow batch, uint serial, CancellationToken cancellation)
    {
        var (ofBatch, ofLabel, since) = ($"\"batch\":{batch.Number},", $"\"serial\":{serial},", batch.IssuedAt);
        return [.. (await db.Acts.Where(act => act.Kind == ActKind.SuspicionChanged && act.At >= since && act.Facts.Contains(ofBatch) && act.Facts.Contains(ofLabel))
            .OrderByDescending(act => act.At).Take(DeedsMax).Select(act => new { act.At, act.Facts }).ToListAsync(cancellation)).Select(act => SuspicionDeed.Of(act.At, act.Facts))];
    }

    // The journal knows the city of a scan, the label's memory its place for as long as that is kept.
    private static async Task<List<DossierSighting>> Sightings(TraceabilityDb db, LabelRow label, CityShelf cities, DateTimeOffset now, CancellationToken cancellation)
    {
        var remembered = LabelMemory.Of(label, SaleTerms.Free).WithoutOldPlaces(now).History.Sightings;
        var moments = remembered.Select(sighting => sighting.At).ToList();
        var known = (await db.Scans.Where(scan => scan.Shard == label.Shard && scan.Batch == label.Batch && scan.Serial == label.Serial && moments.Contains(scan.At))
            .Select(scan => new { scan.ScanId, scan.At, scan.Adcode }).ToListAsync(cancellation)).ToDictionary(scan => (scan.ScanId, scan.At), scan => scan.Adcode);
        return [.. remembered.Reverse().Select(sighting => new DossierSighting(
            sighting, known.GetValueOrDefault((sighting.Scan, sighting.At)) ?? (sighting.Place is { } place ? cities.CityAt(place) : null)))];
    }
}

/// <summary>A scan in the memory of its label, with its city.</summary>
/// <param name="Seen">The scan.</param>
/// <param name="Adcode">Its city (GB/T 2260), when one is known.</param>
internal sealed record DossierSighting(Sighting Seen, string? Adcode);

/// <summary>A change of the state of a range, as its act tells it.</summary>
/// <param name="At">When.</param>
/// <param name="State">What the labels became.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The key or person who did it.</param>
public sealed record RangeDeed(DateTimeOffset At, LabelState State, long First, long Last, string? Reason, Guid By)
{
    /// <summary>Reads the facts that <see cref="Issuing.LabelChange.ActOf"/> wrote.</summary>
    internal static RangeDeed Of(DateTimeOffset at, string facts)
    {
        var read = JsonElement.Parse(facts);
        return new(
            at, Enum.Parse<LabelState>(read.GetProperty("state").GetString()!), read.GetProperty("first").GetInt64(), read.GetProperty("last").GetInt64(),
            read.TryGetProperty("reason", out var reason) ? reason.GetString() : null, read.GetProperty("by").GetGuid());
    }
}

/// <summary>An officer's suspicion of a label, or that it was taken back, as its act tells it.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as the public reads it; none when it was taken back.</param>
/// <param name="TakenBackFor">Why it was taken back, when that was said; none while it stood.</param>
/// <param name="By">The key or person who did it.</param>
public sealed record SuspicionDeed(DateTimeOffset At, string? Reason, string? TakenBackFor, Guid By)
{
    /// <summary>Reads the facts that <see cref="MarkSuspicious"/> wrote.</summary>
    internal static SuspicionDeed Of(DateTimeOffset at, string facts)
    {
        var read = JsonElement.Parse(facts);
        string? Told(string fact) => read.TryGetProperty(fact, out var told) ? told.GetString() : null;
        return new(at, Told("reason"), Told("takenBackFor"), read.GetProperty("by").GetGuid());
    }
}
