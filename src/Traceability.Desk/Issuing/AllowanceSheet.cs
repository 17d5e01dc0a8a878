using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Issuing;
using Traceability.Pages.Allowance;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Issuing;

/// <summary>The allowance of a tenant's parties as pages show it: what each plot gives and why another does not, and where all of it went, from the movements themselves.</summary>
internal sealed class AllowanceSheet(Store store, Caller caller, ZoneShelf zones, DateOnly today, CancellationToken cancellation)
{
    private const int PartiesMax = 200, SeasonsMax = 20, PlotsMax = 100;

    /// <summary>The accounts, season by season, the latest first; a party without plots and without allowance has none.</summary>
    public async Task<List<AllowanceAccount>> Read()
    {
        await using var db = store.Read(caller.Scope);
        // Land may overlap anybody's: the plots are the caller's own, the judgement is the keeper's.
        await using var house = db.WholeHouse();
        var parties = await db.Parties.OrderBy(party => party.Name).ThenBy(party => party.Id).Take(PartiesMax).Select(party => new { party.Id, party.Name }).ToListAsync(cancellation);
        var partyIds = parties.ConvertAll(party => (Guid?)party.Id);
        var plots = await db.Plots.OrderBy(plot => plot.Id).Take(PlotsMax).ToListAsync(cancellation);
        var sheets = new List<AllowanceAccount>();
        foreach (var (season, line) in await Seasons(db, partyIds))
        {
            var accounts = await db.Accounts.Where(account => account.SeasonId == season.Id && partyIds.Contains(account.PartyId)).ToListAsync(cancellation);
            var moved = await Moved(db, season.Id, partyIds);
            var packs = await db.Products.Where(product => product.GiRightId == season.GiRightId).OrderBy(product => product.Name).Select(product => new { product.Id, product.Name, product.NetContentGrams }).ToListAsync(cancellation);
            var lots = await db.Lots.Where(lot => lot.SeasonId == season.Id).Join(db.Accounts, lot => lot.AccountId, account => account.Id, (lot, account) => new { lot.PartyId, lot.ProductId, account.Balance }).ToListAsync(cancellation);
            foreach (var party in parties)
            {
                var own = accounts.FindAll(account => account.PartyId == party.Id);
                var shares = await Shares(house, season, plots.FindAll(plot => plot.PartyId == party.Id), zones, today, cancellation);
                // What a season that is over did not grant is no news any more.
                if (season.ClosedAt is not null || today > season.EndsOn)
                    shares.RemoveAll(share => !share.IsGranted);
                if (own.Count == 0 && shares.TrueForAll(share => share.IsOutside))
                    continue;
                long Held(AccountKind kind) => own.Where(account => account.Kind == kind).Sum(account => account.Balance);
                long Sum(bool isIn, MovementKind kind) => moved.Where(one => one.IsIn == isIn && one.PartyId == party.Id && one.Kind == kind).Sum(one => one.Grams);
                var (left, setAside) = (Held(AccountKind.Holding), Held(AccountKind.Lot));
                sheets.Add(new AllowanceAccount(
                    line, party.Name, shares, Sum(true, MovementKind.Grant), Sum(true, MovementKind.Confirm), Sum(false, MovementKind.Confirm), Held(AccountKind.InTransfer), setAside, Held(AccountKind.Issued),
                    Sum(false, MovementKind.Return), Sum(false, MovementKind.Expire), left,
                    packs.ConvertAll(pack => new PackLine(pack.Name, pack.NetContentGrams!.Value, AllowanceRule.Labels(left, pack.NetContentGrams.Value),
                        lots.Where(lot => lot.PartyId == party.Id && lot.ProductId == pack.Id).Sum(lot => AllowanceRule.Labels(lot.Balance, pack.NetContentGrams.Value))))));
            }
        }

        return sheets;
    }

    /// <summary>What each of some plots gives in a season, or why nothing.</summary>
    public static async Task<List<PlotShare>> Shares(TraceabilityDb house, SeasonRow season, IEnumerable<PlotRow> plots, ZoneShelf zones, DateOnly today, CancellationToken cancellation)
    {
        var shares = new List<PlotShare>();
        foreach (var plot in plots)
        {
            cancellation.ThrowIfCancellationRequested();
            shares.Add(await house.PlotGrants.SingleOrDefaultAsync(grant => grant.SeasonId == season.Id && grant.PlotId == plot.Id, cancellation) is { } grant
                ? new PlotShare(plot.Id, plot.Name, grant.AreaInsideSquareMetres, grant.ShareInside, grant.Quantity, IsGranted: true, null)
                : await GrantAllowance.Judge(house, season, plot, zones, today, cancellation) switch
                {
                    Prospect.Grantable(_, var measure, _, var grams) => new PlotShare(plot.Id, plot.Name, measure.AreaInsideSquareMetres, measure.ShareInside, grams, IsGranted: false, null),
                    Prospect.Refused(var reason) => new PlotShare(plot.Id, plot.Name, 0, 0, 0, IsGranted: false, reason.Words, reason.Code == "plotOutside"),
                    _ => throw new InvalidOperationException("A prospect is one of the two."),
                });
        }

        return shares;
    }

    // The seasons of what the tenant grows or holds: those that run, and those of which it has an account.
    private async Task<List<(SeasonRow Season, SeasonLine Line)>> Seasons(TraceabilityDb db, List<Guid?> partyIds)
    {
        var rights = (await GiZones.Of(db, zones, null, cancellation)).ConvertAll(zone => zone.RightId);
        var rows = await (
            from season in db.Seasons
            where (season.ClosedAt == null && rights.Contains(season.GiRightId)) || db.Accounts.Any(account => account.SeasonId == season.Id && partyIds.Contains(account.PartyId))
            join right in db.Rights on season.GiRightId equals right.Id
            orderby season.StartsOn descending, season.Id
            select new { season, right.Title }).Take(SeasonsMax).ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.season, LineOf(row.season, row.Title)));
    }

    /// <summary>A season as pages name it.</summary>
    public static SeasonLine LineOf(SeasonRow season, string gi) =>
        new(season.Id, gi, season.Name, season.StartsOn, season.EndsOn, season.YieldCapGramsPerMu, season.ProcessingYieldPerMille, season.ClosedAt is not null);

    private async Task<List<Movements>> Moved(TraceabilityDb db, Guid seasonId, List<Guid?> partyIds)
    {
        var accounts = db.Accounts.Where(account => account.SeasonId == seasonId && partyIds.Contains(account.PartyId));
        var into = await db.Movements.Join(accounts, movement => movement.ToAccountId, account => account.Id, (movement, account) => new { account.PartyId, movement.Kind, movement.Quantity })
            .GroupBy(one => new { one.PartyId, one.Kind }).Select(group => new Movements(true, group.Key.PartyId, group.Key.Kind, group.Sum(one => one.Quantity))).ToListAsync(cancellation);
        var outOf = await db.Movements.Join(accounts, movement => movement.FromAccountId, account => account.Id, (movement, account) => new { account.PartyId, movement.Kind, movement.Quantity })
            .GroupBy(one => new { one.PartyId, one.Kind }).Select(group => new Movements(false, group.Key.PartyId, group.Key.Kind, group.Sum(one => one.Quantity))).ToListAsync(cancellation);
        return [.. into, .. outOf];
    }

    private sealed record Movements(bool IsIn, Guid? PartyId, MovementKind Kind, long Grams);
}
