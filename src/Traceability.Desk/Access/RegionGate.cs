using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Traceability.Geo;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Scans;

namespace Traceability.Desk.Access;

/// <summary>Keeps officers to the regions of their authority: of what lies elsewhere they learn whose it is, and nothing more.</summary>
internal static class RegionGate
{
    /// <summary>The regions of the caller's authority.</summary>
    public static async Task<OfficerRegions> RegionsOf(this TraceabilityDb house, Caller caller, CancellationToken cancellation) =>
        (await house.Tenants.AsNoTracking().SingleAsync(tenant => tenant.Id == caller.TenantId, cancellation)).OfficerRegions;

    /// <summary>The alerts that the caller may see: a tenant's own, and for officers and supervisors those of producers, protected areas and scans in the regions of their authority.</summary>
    public static async Task<IQueryable<AlertRow>> AlertsFor(this TraceabilityDb db, Caller caller, CancellationToken cancellation)
    {
        if (await db.PartsFor(caller, cancellation) is not { } parts)
            return db.Alerts;
        var batches = db.BatchesWithin(parts);
        return db.Alerts.Where(alert => parts.Any(part => alert.Evidence.Contains("\"adcode\":\"" + part)) || batches.Any(batch => batch.Id == alert.BatchId));
    }

    /// <summary>The batches whose scans the caller may look at: of producers and protected areas in the regions of his authority.</summary>
    public static async Task<IQueryable<BatchRow>> BatchesFor(this TraceabilityDb db, Caller caller, CancellationToken cancellation) =>
        await db.PartsFor(caller, cancellation) is { } parts ? db.BatchesWithin(parts) : db.Batches;

    private static async Task<IReadOnlyList<string>?> PartsFor(this TraceabilityDb db, Caller caller, CancellationToken cancellation) =>
        caller.Role is Role.Officer or Role.Supervisor && await db.RegionsOf(caller, cancellation) is { AreEverywhere: false } regions ? regions.Parts : null;

    private static IQueryable<BatchRow> BatchesWithin(this TraceabilityDb db, IReadOnlyList<string> parts) =>
        from batch in db.Batches
        join lot in db.Lots on batch.LotId equals lot.Id
        join party in db.Parties on lot.PartyId equals party.Id
        where parts.Any(part => party.Adcode!.StartsWith(part)) || db.Zones.Any(zone => zone.Id == lot.ZoneId && parts.Any(part => (" " + zone.Adcodes).Contains(" " + part)))
        select batch;

    /// <summary>What an officer is told of a label in other regions: where its producer is set or its protected area lies, and which authorities may look.</summary>
    public static async Task<Problem> Elsewhere(this TraceabilityDb house, IEnumerable<string?> divisions, ZonePack pack, CancellationToken cancellation)
    {
        var codes = divisions.OfType<string>().Distinct().ToList();
        var limited = await house.Tenants.Where(tenant => tenant.Regions != null).OrderBy(tenant => tenant.Name).ToListAsync(cancellation);
        var authorities = limited.Where(tenant => tenant.OfficerRegions.Hold(codes)).Select(tenant => tenant.Name).ToList();
        var places = codes.Count == 0 ? null : string.Join('、', codes.Select(code => NameOf(code, pack)));
        var those = authorities.Count == 0 ? null : string.Join('、', authorities);
        return new Problem(StatusCodes.Status404NotFound, "outsideRegion",
            $"This label lies outside your regions: {(places is null ? "its place is not recorded" : $"it belongs to {places}")}.{(those is null ? "" : $" Ask: {those}.")}", "code")
        {
            Zh = $"这张标签不在您的辖区内：{(places is null ? "没有登记它的所在地" : $"它属于{places}")}。{(those is null ? "" : $"请联系：{those}。")}",
            More = new JsonObject { ["divisions"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]), ["authorities"] = new JsonArray([.. authorities.Select(name => (JsonNode)name)]) },
        };
    }

    /// <summary>A division as people know it: name and code; the code alone where the data pack does not know it.</summary>
    public static string NameOf(string code, ZonePack pack) => pack.Units.Where(unit => unit.Adcode == code).Select(unit => $"{unit.Name} ({code})").FirstOrDefault() ?? code;
}
