using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage.Issuing;

namespace Traceability.Storage.Origins;

/// <summary>A stored zone ready to be measured against.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Measure">Its border, indexed.</param>
public sealed record ZoneOnShelf(Zone Zone, ZoneMeasure Measure)
{
    /// <summary>Measures a plot whose corners may be some metres off, and judges it as the zone stands on a day.</summary>
    public (PlotMeasure Measure, OriginVerdict Verdict) Judge(Polygon land, double accuracyMetres, DateOnly on)
    {
        var measure = Measure.Measure(land);
        return (measure, OriginRule.JudgePlot(measure, accuracyMetres, Zone.BoundaryAccuracyMetres, Zone.IsInForce(on)));
    }
}

/// <summary>Zones in memory, each read and indexed once: a stored zone never changes.</summary>
public sealed class ZoneShelf
{
    // An index is some ten times its outline; beyond this many the oldest work is done again.
    private const int ZonesMax = 500;

    private readonly ConcurrentDictionary<Guid, Lazy<ZoneOnShelf>> _held = new();

    /// <summary>The zone of an identity; none when it does not exist.</summary>
    public async Task<ZoneOnShelf?> Find(TraceabilityDb db, Guid id, CancellationToken cancellation)
    {
        if (!_held.TryGetValue(id, out var held))
        {
            if (await db.Zones.AsNoTracking().SingleOrDefaultAsync(zone => zone.Id == id, cancellation) is not { } row)
                return null;
            if (_held.Count >= ZonesMax)
                _held.Clear();
            held = _held.GetOrAdd(id, new Lazy<ZoneOnShelf>(() => Open(row)));
        }

        return held.Value;
    }

    /// <summary>The origin of a lot as the public may see it; none for apparel.</summary>
    public async Task<OriginFacts?> OriginOf(TraceabilityDb db, LotRow lot, CancellationToken cancellation)
    {
        if (lot is not { ZoneId: { } zoneId, OriginVerdict: { } verdict, OriginMetresInside: { } metres } || await Find(db, zoneId, cancellation) is not { } zone)
            return null;

        var plots = await (
            from behind in db.LotPlots
            join plot in db.Plots on behind.PlotId equals plot.Id
            where behind.LotId == lot.Id
            select new { plot.West, plot.South, plot.East, plot.North }).ToListAsync(cancellation);
        var cells = plots.Select(plot => PublicPlace.Of(GeoPoint.At((plot.West + plot.East) / 2, (plot.South + plot.North) / 2))).Distinct().ToList();
        return new OriginFacts(
            zone.Zone.Id, zone.Zone.Name, verdict, PublicPlace.RoundMetres(metres), zone.Zone.Datum, zone.Zone.Source, zone.Zone.File, zone.Zone.FileDate, ZoneSketch.Draw(zone.Zone, cells));
    }

    private static ZoneOnShelf Open(ZoneRow row)
    {
        var geometry = Wkb.FromBytes(row.Geometry);
        var zone = new Zone(
            row.Id, row.Name, row.Source, row.File, row.FileDate, row.Datum, row.BoundaryAccuracyMetres, row.ValidFrom, row.ValidTo,
            row.Adcodes.Split(' ', StringSplitOptions.RemoveEmptyEntries), geometry);
        return new ZoneOnShelf(zone, new ZoneMeasure(geometry));
    }
}
