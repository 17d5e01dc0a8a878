using Traceability.Desk.Parties;
using Traceability.Pages.Doors;
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
        var (party, bad) = await PartyByCode.Find(db, named, "party", cancellation);
        return (party?.Id ?? default, bad);
    }
}
