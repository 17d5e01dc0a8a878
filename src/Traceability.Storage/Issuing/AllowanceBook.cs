using Microsoft.EntityFrameworkCore;
using Traceability.Issuing;

namespace Traceability.Storage.Issuing;

/// <summary>The allowance ledger within one transaction: opens accounts and moves quantities between them, never below zero.</summary>
/// <remarks>The database decides on the balance by a conditional update, so two writers can never spend the same gram on any database.</remarks>
public sealed class AllowanceBook(TraceabilityDb db, DateTimeOffset now, CancellationToken cancellation)
{
    /// <summary>The land of a plot in a season: where grants come from.</summary>
    public Task<AccountRow> Land(Guid seasonId, Guid plotId) =>
        Open($"land:{seasonId}:{plotId}", AccountKind.Land, seasonId: seasonId, plotId: plotId);

    /// <summary>What a party holds from a plot in a season.</summary>
    public Task<AccountRow> Holding(Guid tenantId, Guid seasonId, Guid partyId, Guid plotId) =>
        Open($"holding:{seasonId}:{partyId}:{plotId}", AccountKind.Holding, tenantId, seasonId, partyId, plotId);

    /// <summary>What of a plot is offered in a transfer; it still belongs to the giver.</summary>
    public Task<AccountRow> InTransfer(TransferRow transfer, Guid plotId) =>
        Open($"transfer:{transfer.Id}:{plotId}", AccountKind.InTransfer, transfer.FromTenantId, transfer.SeasonId, transfer.FromPartyId, plotId, transfer.Id);

    /// <summary>What is set aside for a lot.</summary>
    public Task<AccountRow> Lot(Guid tenantId, Guid? seasonId, Guid partyId, Guid lotId) =>
        Open($"lot:{lotId}", AccountKind.Lot, tenantId, seasonId, partyId, lotId: lotId);

    /// <summary>What the labels of a lot carry.</summary>
    public Task<AccountRow> Issued(AccountRow lot) =>
        Open($"issued:{lot.LotId}", AccountKind.Issued, lot.TenantId, lot.SeasonId, lot.PartyId, lotId: lot.LotId);

    /// <summary>A right holder's declared production order for a lot.</summary>
    public Task<AccountRow> Order(AccountRow lot) =>
        Open($"order:{lot.LotId}", AccountKind.Order, lot.TenantId, lot.SeasonId, lot.PartyId, lotId: lot.LotId);

    /// <summary>What nobody used of a season.</summary>
    public Task<AccountRow> Expired(Guid seasonId) => Open($"expired:{seasonId}", AccountKind.Expired, seasonId: seasonId);

    /// <summary>Moves a quantity; false when the giver has less.</summary>
    /// <exception cref="InvalidOperationException">Allowance never moves this way, or the quantity is not positive.</exception>
    public async Task<bool> Move(MovementKind kind, AccountRow from, AccountRow to, long quantity, string reference)
    {
        if (quantity <= 0 || !MovementRule.Allows(kind, from.Kind, to.Kind))
            throw new InvalidOperationException($"{quantity} cannot move from {from.Kind} to {to.Kind} as {kind}.");

        var mayOwe = MovementRule.MayOwe(from.Kind);
        var gave = await db.Accounts.IgnoreQueryFilters().Where(account => account.Id == from.Id && (mayOwe || account.Balance >= quantity))
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.Balance, a => a.Balance - quantity), cancellation);
        if (gave == 0)
            return false;

        await db.Accounts.IgnoreQueryFilters().Where(account => account.Id == to.Id)
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.Balance, a => a.Balance + quantity), cancellation);
        db.Movements.Add(new MovementRow(Guid.CreateVersion7(now), kind, from.Id, to.Id, quantity, reference, now));
        return true;
    }

    /// <summary>What an account holds now.</summary>
    public Task<long> BalanceOf(Guid accountId) =>
        db.Accounts.IgnoreQueryFilters().Where(account => account.Id == accountId).Select(account => account.Balance).SingleAsync(cancellation);

    private async Task<AccountRow> Open(
        string key, AccountKind kind, Guid? tenantId = null, Guid? seasonId = null, Guid? partyId = null, Guid? plotId = null, Guid? transferId = null, Guid? lotId = null)
    {
        // The other side of a transfer is another tenant: the ledger sees all accounts, its callers have judged who may move what.
        if (await db.Accounts.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(account => account.AccountKey == key, cancellation) is { } known)
            return known;

        var opened = new AccountRow(Guid.CreateVersion7(now), key, kind, tenantId, seasonId, partyId, plotId, transferId, lotId);
        db.Accounts.Add(opened);
        await Store.Flush(db, cancellation);
        db.Entry(opened).State = EntityState.Detached;
        return opened;
    }
}
