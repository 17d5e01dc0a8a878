using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Parties;
using Traceability.Pages;
using Traceability.Pages.Allowance;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Parties;

namespace Traceability.Desk.Issuing;

/// <summary>The page of a season for the tenant that keeps its geographical indication: members' totals, grants with their arithmetic, and its end.</summary>
internal static class SeasonPages
{
    private const int PlotsMax = 200;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/allowance/seasons/{id:guid}", Show).ForPeople(AllowancePages.Keepers);
        door.MapPost("/allowance/seasons/{id:guid}/grants", Grant).ForPeople(AllowancePages.Keepers);
        door.MapPost("/allowance/seasons/{id:guid}/close", Close).ForPeople(AllowancePages.Keepers);
    }

    private static Task<IResult> Show(
        Guid id, HttpContext context, SignedIn person, string? party, string? done, int? granted, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        var language = PageReply.LanguageOf(context);
        return Page(id, context, person, party, null, done switch
        {
            "opened" => language.Say("产季已开。", "The season is open."),
            "closed" => language.Say("产季已关闭，没用完的额度已到期。", "The season is closed, and what was left has expired."),
            "granted" => language.Say($"已核发 {granted ?? 0} 块地。", $"{Figures.Of(granted ?? 0, "plot", "plots")} granted."),
            _ => null,
        }, store, zones, clock, cancellation);
    }

    private static async Task<IResult> Grant(Guid id, HttpContext context, SignedIn person, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var (partyId, plotId) = (form.Id("partyId"), form.OptionalId("plotId"));
        if (form.Fault is not null)
            return await Page(id, context, person, null, form.Fault, null, store, zones, clock, cancellation);

        // One plot, or all that can be granted: each in a transaction of its own, so that one refusal undoes no other.
        var plots = plotId is { } one ? [one] : await Grantable(id, partyId, person, store, zones, clock, cancellation);
        var (granted, refusal) = (0, (Problem?)null);
        foreach (var plot in plots)
        {
            if ((await GrantAllowance.Grant(new GrantRequest(id, plot), person.Caller, store, zones, clock, cancellation)).Result is Problem bad)
                refusal ??= bad;
            else
                granted++;
        }

        return granted == 0 && refusal is not null
            ? await Page(id, context, person, $"{partyId}", refusal, null, store, zones, clock, cancellation)
            : PageGate.SeeOther(context, $"/allowance/seasons/{id}?party={partyId}&done=granted&granted={granted}");
    }

    private static async Task<IResult> Close(Guid id, HttpContext context, SignedIn person, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation) =>
        (await CloseSeason.Close(id, person.Caller, store, clock, cancellation)).Result is Problem bad
            ? await Page(id, context, person, null, bad, null, store, zones, clock, cancellation)
            : PageGate.SeeOther(context, $"/allowance/seasons/{id}?done=closed");

    private static async Task<List<Guid>> Grantable(Guid id, Guid partyId, SignedIn person, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return await db.Seasons.SingleOrDefaultAsync(season => season.Id == id && season.TenantId == person.TenantId, cancellation) is { } season
            ? [.. (await Shares(db, season, partyId, zones, clock, cancellation)).Where(share => share is { IsGranted: false, WhyNot: null }).Select(share => share.Id)]
            : [];
    }

    // The grower is another tenant: the keeper of the GI sees what his plots would be granted, and not where they lie.
    private static async Task<List<PlotShare>> Shares(TraceabilityDb db, SeasonRow season, Guid partyId, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        await using var house = db.WholeHouse();
        var plots = await house.Plots.Where(plot => plot.PartyId == partyId).OrderBy(plot => plot.Id).Take(PlotsMax).ToListAsync(cancellation);
        return await AllowanceSheet.Shares(house, season, plots, zones, HouseTime.DayOf(clock.GetUtcNow()), cancellation);
    }

    private static async Task<IResult> Page(
        Guid id, HttpContext context, SignedIn person, string? typed, Problem? trouble, string? done, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await db.Seasons.SingleOrDefaultAsync(season => season.Id == id && season.TenantId == person.TenantId, cancellation) is not { } season)
            return Problem.NotFound;
        await using var house = db.WholeHouse();
        var (party, fault) = string.IsNullOrWhiteSpace(typed) ? ((PartyRow?)null, (Problem?)null) : await PartyByCode.Find(db, typed, "party", cancellation);
        var shares = party is null ? [] : await Shares(db, season, party.Id, zones, clock, cancellation);
        return DeskPages.Show<SeasonPage>(context, new()
        {
            [nameof(SeasonPage.Visitor)] = person.Visitor,
            [nameof(SeasonPage.Token)] = PageGate.TokenOf(context),
            [nameof(SeasonPage.Season)] = AllowanceSheet.LineOf(season, await db.Rights.Where(right => right.Id == season.GiRightId).Select(right => right.Title).SingleAsync(cancellation)),
            [nameof(SeasonPage.Members)] = await SeasonSheet.Members(house, id, cancellation),
            [nameof(SeasonPage.Typed)] = party?.Uscc ?? typed,
            [nameof(SeasonPage.PartyFault)] = fault?.Words,
            [nameof(SeasonPage.Party)] = party is null ? null : (party.Id, party.Name),
            // Land elsewhere is none of the keeper's business, not even by name.
            [nameof(SeasonPage.Shares)] = shares.FindAll(share => !share.IsOutside),
            [nameof(SeasonPage.OutsideCount)] = shares.Count(share => share.IsOutside),
            [nameof(SeasonPage.Done)] = done,
            [nameof(SeasonPage.Trouble)] = trouble?.Words,
        }, trouble is null && fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
