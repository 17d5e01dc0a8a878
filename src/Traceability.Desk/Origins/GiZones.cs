using Microsoft.EntityFrameworkCore;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Origins;

/// <summary>A geographical indication with its protected area.</summary>
/// <param name="RightId">The right.</param>
/// <param name="Title">Its name.</param>
/// <param name="Zone">Its area.</param>
internal sealed record GiZone(Guid RightId, string Title, ZoneOnShelf Zone);

/// <summary>The protected areas that a tenant's land is measured against.</summary>
internal static class GiZones
{
    // Beyond these somebody chooses: each may be a boundary of megabytes.
    private const int AtOnceMax = 5;
    private const int ChoicesMax = 500;

    /// <summary>
    /// The area of the right that was asked for; else those of rights the tenant keeps, may use, makes goods or holds allowance under. A farmer who has none of these yet gets those with a season under way, where they are few.
    /// </summary>
    public static async Task<List<GiZone>> Of(TraceabilityDb db, ZoneShelf zones, Guid? rightId, CancellationToken cancellation)
    {
        var all = db.Rights.Where(right => right.Kind == RightKind.GeographicalIndication && right.ZoneId != null);
        if (rightId is not null)
            return await Open(db, zones, await Take(all.Where(right => right.Id == rightId), cancellation), cancellation);

        var tenant = db.Scope.TenantId;
        var used = await Take(all.Where(right => right.TenantId == tenant
            || db.Permissions.Any(permission => permission.RightId == right.Id)
            || db.Products.Any(product => product.GiRightId == right.Id)
            || db.Seasons.Any(season => season.GiRightId == right.Id && db.Accounts.Any(account => account.SeasonId == season.Id))), cancellation);
        if (used.Count == 0)
            used = await Take(all.Where(right => db.Seasons.Any(season => season.GiRightId == right.Id && season.ClosedAt == null)), cancellation);
        return used.Count > AtOnceMax ? [] : await Open(db, zones, used, cancellation);
    }

    /// <summary>Every geographical indication with a protected area, to choose from.</summary>
    public static async Task<List<(string Value, string Words)>> Choices(TraceabilityDb db, CancellationToken cancellation) =>
        [.. (await db.Rights.Where(right => right.Kind == RightKind.GeographicalIndication && right.ZoneId != null).OrderBy(right => right.Title).ThenBy(right => right.Id).Take(ChoicesMax)
            .Select(right => new { right.Id, right.Title }).ToListAsync(cancellation)).Select(right => ($"{right.Id}", right.Title))];

    private static Task<List<Named>> Take(IQueryable<Storage.Rights.RightRow> rights, CancellationToken cancellation) =>
        rights.OrderBy(right => right.Title).ThenBy(right => right.Id).Take(AtOnceMax + 1).Select(right => new Named(right.Id, right.Title, right.ZoneId!.Value)).ToListAsync(cancellation);

    private static async Task<List<GiZone>> Open(TraceabilityDb db, ZoneShelf zones, List<Named> rights, CancellationToken cancellation)
    {
        var opened = new List<GiZone>();
        foreach (var right in rights)
        {
            if (await zones.Find(db, right.ZoneId, cancellation) is { } zone)
                opened.Add(new GiZone(right.Id, right.Title, zone));
        }

        return opened;
    }

    private sealed record Named(Guid Id, string Title, Guid ZoneId);
}
