using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Allowance;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Issuing;

/// <summary>The page of allowance and the forms of seasons.</summary>
internal static class AllowancePages
{
    /// <summary>Whoever keeps geographical indications.</summary>
    public static readonly Role[] Keepers = [Role.Association, Role.Administrator];

    private const int ListMax = 200;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/allowance", Show).ForPeople(Everyone.Recorders);
        door.MapGet("/allowance/seasons/new", async (HttpContext context, SignedIn person, Store store, CancellationToken cancellation) =>
            await Page(context, person, PageForm.New(context), store, cancellation)).ForPeople(Keepers);
        door.MapPost("/allowance/seasons/new", Open).ForPeople(Keepers);
    }

    private static async Task<IResult> Show(HttpContext context, SignedIn person, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, object?> { [nameof(AllowancePage.Visitor)] = person.Visitor };
        await using var db = store.Read(person.Caller.Scope);
        if (Keepers.Contains(person.Role))
        {
            parameters[nameof(AllowancePage.Seasons)] = (await (
                from season in db.Seasons
                where season.TenantId == person.TenantId
                join right in db.Rights on season.GiRightId equals right.Id
                orderby season.StartsOn descending, season.Id
                select new { season, right.Title }).Take(ListMax).ToListAsync(cancellation)).ConvertAll(row => AllowanceSheet.LineOf(row.season, row.Title));
        }
        else
        {
            parameters[nameof(AllowancePage.Accounts)] = await new AllowanceSheet(store, person.Caller, zones, HouseTime.DayOf(clock.GetUtcNow()), cancellation).Read();
            parameters[nameof(AllowancePage.WaitingOffers)] = await db.Transfers.CountAsync(transfer => transfer.ToTenantId == person.TenantId && transfer.State == TransferState.Offered, cancellation);
        }

        return DeskPages.Show<AllowancePage>(context, parameters);
    }

    private static async Task<IResult> Open(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new SeasonRequest(
            form.Id("giRightId"), form.Text("name"), form.Day("startsOn"), form.Day("endsOn"), form.Parts("yieldCapGramsPerMu", 1_000), (int)Math.Clamp(form.Parts("processingYieldPerMille", 10), int.MinValue, int.MaxValue));
        var result = form.Fault ?? (await OpenSeason.Open(request, person.Caller, store, clock, cancellation)).Result;
        return result is Microsoft.AspNetCore.Http.HttpResults.Created<SeasonReply> opened
            ? PageGate.SeeOther(context, $"/allowance/seasons/{opened.Value!.Id}?done=opened")
            : await Page(context, person, form.Shown((Problem)result), store, cancellation);
    }

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return DeskPages.Show<OpenSeasonPage>(context, person, form, new()
        {
            [nameof(OpenSeasonPage.Rights)] = (await db.Rights.Where(right => right.TenantId == person.TenantId && right.Kind == RightKind.GeographicalIndication).OrderBy(right => right.Title).ThenBy(right => right.Id)
                .Take(ListMax).Select(right => new { right.Id, right.Title }).ToListAsync(cancellation)).ConvertAll(right => ($"{right.Id}", right.Title)),
        });
    }
}
