using Microsoft.EntityFrameworkCore;
using Traceability.Issuing;
using Traceability.Pages.Allowance;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>What the members of a season had of it, for the tenant that keeps its geographical indication. They are other tenants' parties: it sees sums, and no place.</summary>
internal static class SeasonSheet
{
    private const int MembersMax = 1_000;

    /// <summary>The parties that were granted or given allowance of a season, the largest first. The database is seen as a whole.</summary>
    public static async Task<List<SeasonMember>> Members(TraceabilityDb house, Guid seasonId, CancellationToken cancellation)
    {
        var granted = await (
            from grant in house.PlotGrants
            where grant.SeasonId == seasonId
            join plot in house.Plots on grant.PlotId equals plot.Id
            group grant by plot.PartyId into grants
            select new { Party = grants.Key, Plots = grants.Count(), Area = grants.Sum(grant => grant.AreaInsideSquareMetres), Grams = grants.Sum(grant => grant.Quantity) }).ToDictionaryAsync(row => row.Party, cancellation);
        var confirmed = house.Transfers.Where(transfer => transfer.SeasonId == seasonId && transfer.State == TransferState.Confirmed);
        var given = await Sums(confirmed.GroupBy(transfer => transfer.FromPartyId).Select(group => new PartySum(group.Key, group.Sum(transfer => transfer.Quantity))), cancellation);
        var received = await Sums(confirmed.GroupBy(transfer => transfer.ToPartyId).Select(group => new PartySum(group.Key, group.Sum(transfer => transfer.Quantity))), cancellation);
        var issued = await Sums(house.Accounts.Where(account => account.SeasonId == seasonId && account.Kind == AccountKind.Issued && account.PartyId != null)
            .GroupBy(account => account.PartyId!.Value).Select(group => new PartySum(group.Key, group.Sum(account => account.Balance))), cancellation);
        var activated = await Sums(
            from lot in house.Lots
            where lot.SeasonId == seasonId
            join batch in house.Batches on lot.Id equals batch.LotId
            where batch.Kind == BatchKind.Items && batch.State == BatchState.Issued
            join range in house.LabelRanges on batch.Id equals range.BatchId
            where range.State == LabelState.Activated
            group (long)range.Last - range.First + 1 by lot.PartyId into labels
            select new PartySum(labels.Key, labels.Sum()), cancellation);

        var ids = granted.Keys.Union(given.Keys).Union(received.Keys).Union(issued.Keys).Take(MembersMax).ToList();
        return
        [
            .. (await house.Parties.Where(party => ids.Contains(party.Id)).Select(party => new { party.Id, party.Name }).ToListAsync(cancellation))
                .Select(party =>
                {
                    var grant = granted.GetValueOrDefault(party.Id);
                    return new SeasonMember(party.Id, party.Name, grant?.Plots ?? 0, grant?.Area ?? 0, grant?.Grams ?? 0, received.GetValueOrDefault(party.Id), given.GetValueOrDefault(party.Id),
                        issued.GetValueOrDefault(party.Id), activated.GetValueOrDefault(party.Id));
                })
                .OrderByDescending(member => member.Granted + member.Received).ThenBy(member => member.Id),
        ];
    }

    private static Task<Dictionary<Guid, long>> Sums(IQueryable<PartySum> sums, CancellationToken cancellation) => sums.ToDictionaryAsync(sum => sum.Party, sum => sum.Quantity, cancellation);

    private sealed record PartySum(Guid Party, long Quantity);
}
