using Microsoft.EntityFrameworkCore;
using Traceability.Storage;

namespace Traceability.Desk.Access;

/// <summary>Tells how those are called who stand in acts by the identity of their key or person.</summary>
internal static class NamesOfPeople
{
    /// <summary>Names by identity, as far as the view shows them: of people their own, of keys the one that says who uses it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesOf(this TraceabilityDb db, IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var asked = ids.OfType<Guid>().Distinct().ToList();
        var names = await db.People.Where(person => asked.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        foreach (var key in await db.ApiKeys.Where(key => asked.Contains(key.Id)).Select(key => new { key.Id, key.Name }).ToListAsync(cancellation))
            names[key.Id] = key.Name;
        return names;
    }

    /// <summary>The name of one of them; the beginning of his identity where he is not to be named.</summary>
    public static string NameOf(this IReadOnlyDictionary<Guid, string> names, Guid id) => names.GetValueOrDefault(id) ?? $"{id.ToString()[..8]}…";
}
