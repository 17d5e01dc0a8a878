using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Stories.Operating;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A shop with labels on sale, and officers who look into them.</summary>
internal sealed class Bureau : IAsyncDisposable
{
    private Bureau(OpenHouse house, Shop shop, DeskBrowser officer) => (House, Shop, Officer) = (house, shop, officer);

    public OpenHouse House { get; }

    public Shop Shop { get; }

    public DeskBrowser Officer { get; }

    /// <summary>Eight labels, of which the last is not on sale, and an officer who may look everywhere.</summary>
    public static async Task<Bureau> Open(Func<Task<OpenHouse>>? open = null)
    {
        var house = await (open ?? (() => OpenHouse.Open()))();
        var shop = await Shop.Open(house, 8);
        return new Bureau(house, shop, await house.Staffed("Authority", Role.Officer, "wang", "王警官"));
    }

    /// <summary>An officer of another authority, limited to regions.</summary>
    public async Task<DeskBrowser> OfficerOf(string tenant, params string[] regions)
    {
        var officer = await House.Staffed(tenant, Role.Officer, $"of-{tenant.ToLowerInvariant()}");
        using var administrator = await House.Caller("Operator", Role.Administrator, $"limits {tenant}");
        await administrator.Put($"/api/v1/tenants/{await House.IdOf(tenant)}/regions", new { regions });
        return officer;
    }

    /// <summary>Looks at a page a moment later, so that acts have an order.</summary>
    public Task<DeskAnswer> Get(DeskBrowser who, string path)
    {
        House.Clock.GoTo(House.Clock.GetUtcNow().AddMilliseconds(1));
        return who.Get(path);
    }

    /// <summary>The facts of every read so far, oldest first.</summary>
    public async Task<List<string>> Reads()
    {
        await using var db = House.House.Store.Read(TenantScope.House);
        return await db.Acts.Where(act => act.Kind == ActKind.DossierRead).OrderBy(act => act.At).Select(act => act.Facts).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        await House.DisposeAsync();
    }
}
