using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;

namespace Traceability.Desk.Rights;

/// <summary>
/// Whom a form lets use a right. A party of another tenant is no row that the giver may see: he names it by its social credit code, or by the number of its record where several tenants recorded it.
/// </summary>
internal static class Permittee
{
    /// <summary>The party that was chosen or named, or what is wrong with its name.</summary>
    public static async Task<(Guid Party, Problem? Problem)> Find(TraceabilityDb db, PageForm form, CancellationToken cancellation)
    {
        if (form.Optional("party") is not { } named)
            return (form.Id("partyId"), null);
        if (Guid.TryParseExact(named, "D", out var record))
            return (record, null);
        if (Uscc.Read(named) is not UsccReading.Valid { Uscc: var uscc })
            return (default, Problem.BadInput("party", "Give a whole social credit code, or the number of the record.", zh: "请填完整的统一社会信用代码，或对方的记录编号。"));
        await using var house = db.WholeHouse();
        return await house.Parties.Where(party => party.Uscc == uscc.ToString()).Select(party => party.Id).Take(2).ToListAsync(cancellation) switch
        {
            [var only] => (only, null),
            [] => (default, Problem.BadInput("party", "Nobody of this code is recorded here yet: ask it to record itself first.", "unknownParty", "还没有人登记过这个代码，请对方先来登记主体。")),
            _ => (default, Problem.BadInput("party", "Several have recorded this code: ask it for its record number, on its page under Parties.", "manyParties", "这个代码被几家登记过。请向对方要“记录编号”（在“主体”里它的页面上）。")),
        };
    }
}
