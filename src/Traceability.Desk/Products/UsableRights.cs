using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Products;
using Traceability.Products;
using Traceability.Rights;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Products;

/// <summary>What keeps the tenant's parties from issuing codes: on each right they may use, and for one product. Every word is the right gate's own.</summary>
internal static class UsableRights
{
    private const int Max = 500;

    /// <summary>Rights that the tenant keeps or has a permission for, each with what is missing for the party of the tenant that is nearest to using it.</summary>
    public static async Task<List<RightChoice>> Of(TraceabilityDb db, Caller caller, IReadOnlyCollection<RightKind> kinds, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = await db.Rights.Where(row => kinds.Contains(row.Kind) && (row.TenantId == caller.TenantId || db.Permissions.Any(permission => permission.RightId == row.Id)))
            .OrderBy(row => row.Title).ThenBy(row => row.Id).Take(Max).Select(row => row.Id).ToListAsync(cancellation);
        var rights = await db.RightsOf(ids, cancellation);
        var users = await Users.Of(db, rights, cancellation);
        return [.. ids.Select(id => new RightChoice(rights[id], users.Parties.Keys.DefaultIfEmpty()
            .Select(party => RightGate.Against(rights[id], party, users.Permissions, HouseTime.DayOf(now), now).ToList()).MinBy(reasons => reasons.Count)!))];
    }

    /// <summary>For each party of the tenant that holds a right of the product or has a permission for one: whether it may issue codes today.</summary>
    public static async Task<List<GateLine>> Gate(TraceabilityDb db, Product product, Dictionary<Guid, Right> rights, DateTimeOffset now, CancellationToken cancellation)
    {
        var users = await Users.Of(db, product.RequiredRightIds.Where(rights.ContainsKey).ToDictionary(id => id, id => rights[id]), cancellation);
        var markOf = await Marks(db, product, now, cancellation);
        return [.. users.Parties.DefaultIfEmpty().Select(party => new GateLine(
            party.Value, RightGate.Judge(product, party.Key, rights, users.Permissions, HouseTime.DayOf(now), now) is GateOpening.Closed closed ? closed.Reasons : [],
            party.Value is null ? null : markOf(party.Key)))];
    }

    /// <summary>The tenant's parties that hold a right which the product needs or have a permission for one, with their names.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> PartiesFor(TraceabilityDb db, Product product, CancellationToken cancellation) =>
        (await Users.Of(db, await db.RightsOf(product.RequiredRightIds, cancellation), cancellation)).Parties;

    /// <summary>What whoever scans labels of a lot reads of the trademark on its goods; nothing where that stands behind them.</summary>
    public static async Task<MarkDoubt?> MarkOn(TraceabilityDb db, LotRow lot, DateTimeOffset now, CancellationToken cancellation) =>
        (await Marks(db, (await db.Products.SingleAsync(row => row.Id == lot.ProductId, cancellation)).ToProduct(), now, cancellation))(lot.PartyId);

    // Not required, so no gate asks for it: only the words of the verdict page tell.
    private static async Task<Func<Guid, MarkDoubt?>> Marks(TraceabilityDb db, Product product, DateTimeOffset now, CancellationToken cancellation)
    {
        if (product.TrademarkId is not { } id || !(await db.RightsOf([id], cancellation)).TryGetValue(id, out var mark))
            return _ => null;
        var permissions = (await db.Permissions.Where(row => row.RightId == id).ToListAsync(cancellation)).ConvertAll(row => row.ToPermission());
        var today = HouseTime.DayOf(now);
        return party =>
        {
            var shown = ShowRight.Of(mark, party, permissions, today, now, today, now);
            return (shown.NotInForce ?? (shown.IsChecked ? null : RightWords.Unchecked)) is { } words ? new(mark.Title, words) : null;
        };
    }

    // The tenant's parties that hold one of the rights or have a permission for it, with these permissions.
    private sealed record Users(IReadOnlyDictionary<Guid, string> Parties, List<Permission> Permissions)
    {
        public static async Task<Users> Of(TraceabilityDb db, Dictionary<Guid, Right> rights, CancellationToken cancellation)
        {
            var permissions = (await db.Permissions.Where(row => rights.Keys.Contains(row.RightId)).ToListAsync(cancellation)).Select(row => row.ToPermission()).ToList();
            var ids = rights.Values.Select(right => right.HolderId).OfType<Guid>().Concat(permissions.Select(permission => permission.PartyId)).Distinct().ToList();
            return new(await db.Parties.Where(party => ids.Contains(party.Id)).OrderBy(party => party.Name).Take(Max).ToDictionaryAsync(party => party.Id, party => party.Name, cancellation), permissions);
        }
    }
}
