using Microsoft.EntityFrameworkCore;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.People;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Shows who works for a tenant, and which invitations are open; the administrator chooses among all tenants.</summary>
internal static class ShowPeople
{
    private const int ListMax = 500;

    public static void Map(IEndpointRouteBuilder door) => door.MapGet("/people", Show).ForManagers();

    /// <summary>Whose people are meant: one's own tenant's, or any tenant's for the administrator; none for a tenant that is not one's to look at.</summary>
    public static Guid? TenantOf(SignedIn person, string? asked) =>
        string.IsNullOrEmpty(asked) ? person.TenantId
        : Guid.TryParseExact(asked, "D", out var tenantId) && (tenantId == person.TenantId || person.Role == Role.Administrator) ? tenantId : null;

    /// <summary>The address of the page for a tenant.</summary>
    public static string PathOf(Guid tenantId) => $"/people?tenant={tenantId}";

    /// <summary>The page of a tenant's people, with what came of a form.</summary>
    public static async Task<IResult> Page(HttpContext context, SignedIn person, Guid tenantId, PeopleNews news, CancellationToken cancellation)
    {
        var (store, now) = (context.RequestServices.GetRequiredService<Store>(), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        await using var db = store.Read(TenantScope.Of(tenantId));
        if (await db.Tenants.SingleOrDefaultAsync(cancellation) is not { } tenant)
            return Problem.NotFound;
        var members = await (
            from membership in db.Memberships
            join member in db.People on membership.PersonId equals member.Id
            orderby member.DisplayName, member.Id
            select new { member.Id, member.DisplayName, member.UserName, membership.Role, membership.ManagesPeople }).Take(ListMax).ToListAsync(cancellation);
        var invitations = await db.Invitations.Where(row => row.ClosedAt == null && row.EndsAt > now).OrderBy(row => row.EndsAt).Take(ListMax).ToListAsync(cancellation);
        return DeskPages.Show<PeoplePage>(context, new()
        {
            [nameof(PeoplePage.Tenant)] = new TenantChoice(tenant.Id, tenant.Name),
            [nameof(PeoplePage.Tenants)] = person.Role == Role.Administrator ? await Tenants(store, cancellation) : [],
            [nameof(PeoplePage.Members)] = members.Select(one => new MemberLine(one.Id, one.DisplayName, one.UserName, RoleWords.Of(one.Role), one.ManagesPeople, one.Id == person.PersonId)).ToList(),
            [nameof(PeoplePage.Invitations)] = invitations.Select(one => new InvitationLine(one.Id, one.Name, RoleWords.Of(one.Role), Moments.Exact(one.EndsAt))).ToList(),
            [nameof(PeoplePage.Roles)] = Everyone.GivenBy(person.Role).Select(role => (role.ToString(), RoleWords.Of(role))).ToList(),
            [nameof(PeoplePage.News)] = news,
            [nameof(PeoplePage.Token)] = PageGate.TokenOf(context),
        }, news.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, news.Link is null ? null : "");
    }

    private static async Task<IResult> Show(HttpContext context, SignedIn person, string? tenant, CancellationToken cancellation) =>
        TenantOf(person, tenant) is { } tenantId ? await Page(context, person, tenantId, new(), cancellation) : Problem.NotFound;

    private static async Task<List<TenantChoice>> Tenants(Store store, CancellationToken cancellation)
    {
        await using var house = store.Read(TenantScope.House);
        return await house.Tenants.OrderBy(tenant => tenant.Name).Take(ListMax).Select(tenant => new TenantChoice(tenant.Id, tenant.Name)).ToListAsync(cancellation);
    }
}
