using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Parties;

namespace Traceability.Desk.Parties;

/// <summary>A party of whichever tenant, named by the code on its licence: nobody sees a list of the others' parties.</summary>
internal static class PartyByCode
{
    /// <summary>The party of a social credit code, or of the identity of its record where several tenants recorded the code; else what is wrong with the code.</summary>
    public static async Task<(PartyRow? Party, Problem? Problem)> Find(TraceabilityDb db, string typed, string field, CancellationToken cancellation)
    {
        await using var house = db.WholeHouse();
        if (Guid.TryParseExact(typed.Trim(), "D", out var id) && await house.Parties.SingleOrDefaultAsync(party => party.Id == id, cancellation) is { } recorded)
            return (recorded, null);
        if (Uscc.Read(typed) is not UsccReading.Valid { Uscc: var uscc })
            return (null, Problem.BadInput(field, "Give the eighteen symbols of the social credit code on its licence, or the number of its record.", "badUscc", "请填对方营业执照上的 18 位统一社会信用代码，或对方的记录编号。"));
        return await house.Parties.Where(party => party.Uscc == uscc.Value).Take(2).ToListAsync(cancellation) switch
        {
            [var only] => (only, null),
            [] => (null, Problem.BadInput(field, "Nobody of this code is recorded here yet: ask it to record itself first.", "unknownParty", "还没有人登记过这个代码，请对方先登记主体。")),
            _ => (null, Problem.BadInput(field, "Several have recorded this code: ask it for its record number, on its page under Parties.", "manyParties", "这个代码被几家登记过，请向对方要“记录编号”（在“主体”里它的页面上）。")),
        };
    }
}
