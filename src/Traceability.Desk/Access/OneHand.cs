using Microsoft.EntityFrameworkCore;
using Traceability.Storage;

namespace Traceability.Desk.Access;

/// <summary>Knows who is one where two are asked for: a person, and every key he made for his own tenant.</summary>
internal static class OneHand
{
    /// <summary>Who acts under an id: whoever made the key, or the id itself.</summary>
    public static async Task<Guid> PersonBehind(this TraceabilityDb db, Guid callerId, CancellationToken cancellation) =>
        await db.ApiKeys.Where(key => key.Id == callerId).Select(key => key.MadeBy).SingleOrDefaultAsync(cancellation) ?? callerId;

    /// <summary>Every id under which the same person acts as under this one, itself among them; keys that were taken back, too.</summary>
    public static async Task<IReadOnlyList<Guid>> HandOf(this TraceabilityDb db, Guid callerId, CancellationToken cancellation)
    {
        var person = await db.PersonBehind(callerId, cancellation);
        return [person, .. await db.ApiKeys.Where(key => key.MadeBy == person).Select(key => key.Id).ToListAsync(cancellation)];
    }
}
