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
        var names = await NamesOf(db, holders, cancellation);
        if (holders.Except(names.Keys).ToList() is { Count: > 0 } foreign)
        {
            // A holder's registered name is public with the right, whoever's tenant it is.
            await using var house = db.WholeHouse();
            foreach (var (id, name) in await NamesOf(house, foreign, cancellation))
                names.Add(id, name);
        }

        return rows.ToDictionary(row => row.Id, row => row.ToRight(names[row.HolderPartyId], states[row.Id]));
    }

    private static Task<Dictionary<Guid, string>> NamesOf(TraceabilityDb db, IReadOnlyCollection<Guid> parties, CancellationToken cancellation) =>
        db.Parties.Where(party => parties.Contains(party.Id)).ToDictionaryAsync(party => party.Id, party => party.Name, cancellation);

    /// <summary>The permissions that a party has for these rights.</summary>
    public static async Task<List<Permission>> PermissionsOf(this TraceabilityDb db, Guid partyId, IReadOnlyCollection<Guid> rightIds, CancellationToken cancellation) =>
        [.. (await db.Permissions.AsNoTracking().Where(row => row.PartyId == partyId && rightIds.Contains(row.RightId)).ToListAsync(cancellation))
            .Select(row => row.ToPermission())];
}
