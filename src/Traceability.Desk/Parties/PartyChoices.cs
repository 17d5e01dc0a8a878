using Microsoft.EntityFrameworkCore;
using Traceability.Parties;
using Traceability.Storage;

namespace Traceability.Desk.Parties;

/// <summary>The tenant's parties as a form offers them.</summary>
internal static class PartyChoices
{
    // A browser's list of more is of no use to anybody.
    private const int Max = 500;

    /// <summary>Identity and words of each: mills, holders and associations first, for growers may be thousands.</summary>
    public static async Task<List<(string Value, string Words)>> Of(TraceabilityDb db, CancellationToken cancellation) =>
        [.. (await db.Parties.OrderBy(party => party.Kind == PartyKind.Producer).ThenBy(party => party.Name).ThenBy(party => party.Id).Take(Max).Select(party => new { party.Id, party.Name, party.Uscc }).ToListAsync(cancellation))
            .Select(party => ($"{party.Id}", $"{party.Name} · {party.Uscc}"))];
}
