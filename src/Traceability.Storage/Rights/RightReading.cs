using Microsoft.EntityFrameworkCore;
using Traceability.Rights;

namespace Traceability.Storage.Rights;

/// <summary>Reads rights whole: row, holder and state series.</summary>
public static class RightReading
{
    /// <summary>The rights of these ids that the caller may see, by id.</summary>
    public static async Task<Dictionary<Guid, Right>> RightsOf(this TraceabilityDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var rows = await db.Rights.AsNoTracking().Where(right => ids.Contains(right.Id)).ToListAsync(cancellation);
        var states = (await db.RightStates.AsNoTracking().Where(state => ids.Contains(state.RightId)).ToListAsync(cancellation)).ToLookup(state => state.RightId);
        var holders = rows.Select(row => row.HolderPartyId).ToList();
        // A holder's registered name is public with the right, whoever's tenant it is.
        var names = await db.Parties.IgnoreQueryFilters().Where(party => holders.Contains(party.Id))
            .ToDictionaryAsync(party => party.Id, party => party.Name, cancellation);
        return rows.ToDictionary(row => row.Id, row => row.ToRight(names[row.HolderPartyId], states[row.Id]));
    }

    /// <summary>The permissions that a party has for these rights.</summary>
    public static async Task<List<Permission>> PermissionsOf(this TraceabilityDb db, Guid partyId, IReadOnlyCollection<Guid> rightIds, CancellationToken cancellation) =>
        [.. (await db.Permissions.AsNoTracking().Where(row => row.PartyId == partyId && rightIds.Contains(row.RightId)).ToListAsync(cancellation))
            .Select(row => row.ToPermission())];
}
