using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Storage;

namespace Traceability.Desk;

/// <summary>The desk's first page: who is here and for whom, what is here for him, and where programs find the API.</summary>
internal static class DeskHome
{
    public static void Map(IEndpointRouteBuilder door) => door.MapGet("/", Show).ForAnyone();

    private static async Task<IResult> Show(HttpContext context, Store store, CancellationToken cancellation)
    {
        if (context.Features.Get<SignedIn>() is not { } person)
            return DeskPages.Show<DeskHomePage>(context, []);
        await using var db = store.Read(TenantScope.House);
        var others = await (
            from membership in db.Memberships
            where membership.PersonId == person.PersonId && membership.TenantId != person.TenantId
            join tenant in db.Tenants on membership.TenantId equals tenant.Id
            orderby tenant.Name
            select new TenantChoice(tenant.Id, tenant.Name)).ToListAsync(cancellation);
        return DeskPages.Show<DeskHomePage>(context, new()
        {
            [nameof(DeskHomePage.Visitor)] = person.Visitor,
            [nameof(DeskHomePage.Others)] = others,
            [nameof(DeskHomePage.Rooms)] = await Rooms(person, store, cancellation),
            [nameof(DeskHomePage.Token)] = PageGate.TokenOf(context),
        });
    }

    private static async Task<List<DeskRoom>> Rooms(SignedIn person, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return await DeskRooms.Of(person, db, cancellation);
    }
}
