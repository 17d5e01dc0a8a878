using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.People;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Access;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Access.RegionsReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Access;

/// <summary>Lets the administrator limit the officers of a tenant to regions. Which labels that keeps from them: <see cref="RegionGate"/>.</summary>
internal static class SetRegions
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/tenants/{id:guid}/regions", Set).For(Role.Administrator)
        .WithSummary("Limits the officers of a tenant to provinces, prefectures and counties; an empty list lets them look everywhere.");

    public static void MapPage(IEndpointRouteBuilder door)
    {
        door.MapGet("/people/regions", (Guid? tenant, HttpContext context, SignedIn person, Store store, CancellationToken cancellation) =>
            Page(tenant, context, person, PageForm.New(context), store, cancellation)).ForPeople(Role.Administrator);
        door.MapPost("/people/regions", async (Guid? tenant, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation) =>
        {
            var form = await PageForm.Of(context);
            var done = await Set(tenant ?? Guid.Empty, new RegionsRequest(form.Optional("regions") is { } typed ? [typed] : []), person.Caller, store, clock, cancellation);
            return done.Result is Problem bad
                ? await Page(tenant, context, person, form.Shown(bad), store, cancellation)
                : PageGate.SeeOther(context, $"/people?tenant={tenant}");
        }).ForPeople(Role.Administrator);
    }

    /// <summary>Limits the officers of a tenant to provinces, prefectures and counties; an empty list lets them look everywhere.</summary>
    public static async Task<Reply> Set(Guid id, RegionsRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Regions.Any(string.IsNullOrWhiteSpace) || !OfficerRegions.TryParse(string.Join(' ', request.Regions), out var regions))
        {
            return Problem.BadInput("regions", $"Give at most {OfficerRegions.CodesMax} codes of provinces, prefectures or counties, six digits each (GB/T 2260).",
                zh: $"请填省、市、县的行政区划代码：六位数字，如 211100，最多 {OfficerRegions.CodesMax} 个。");
        }

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            if (await db.Tenants.SingleOrDefaultAsync(tenant => tenant.Id == id, cancellation) is not { } tenant)
                return Written<Reply>.Nothing(Problem.NotFound);
            tenant.OfficerRegions = regions;
            return Written<Reply>.Done(TypedResults.Ok(new RegionsReply(id, regions.Divisions)),
                Act.Of(ActKind.AccessChanged, now, Fact.Id("tenant", id), Fact.Text("what", "regions"), Fact.Text("regions", regions.Stored), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static async Task<IResult> Page(Guid? id, HttpContext context, SignedIn person, ShownForm form, Store store, CancellationToken cancellation)
    {
        await using var house = store.Read(TenantScope.House);
        return await house.Tenants.SingleOrDefaultAsync(tenant => tenant.Id == id, cancellation) is { } tenant
            ? DeskPages.Show<RegionsPage>(context, person, form, new()
            {
                [nameof(RegionsPage.Tenant)] = new TenantChoice(tenant.Id, tenant.Name),
                [nameof(RegionsPage.Regions)] = tenant.Regions,
            })
            : Problem.NotFound;
    }
}

/// <summary>Regions to be set.</summary>
/// <param name="Regions">Codes of provinces, prefectures and counties, six digits each (GB/T 2260); an empty list takes every limit away.</param>
public sealed record RegionsRequest(IReadOnlyList<string> Regions);

/// <summary>Regions as set.</summary>
/// <param name="TenantId">Whose officers they limit.</param>
/// <param name="Regions">The codes.</param>
public sealed record RegionsReply(Guid TenantId, IReadOnlyList<string> Regions);
