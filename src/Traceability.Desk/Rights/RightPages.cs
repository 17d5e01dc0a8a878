using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Parties;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Rights;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Rights;

/// <summary>The pages of rights: those that the tenant may see, and a form to record one, of which the kind is chosen first.</summary>
internal static class RightPages
{
    private const int ListMax = 100;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/rights", List).ForPeople(Everyone.Readers);
        door.MapGet("/rights/new", New).ForPeople(Everyone.Recorders);
        door.MapPost("/rights/new", Record).ForPeople(Everyone.Recorders);
    }

    private static async Task<IResult> List(HttpContext context, SignedIn person, int? page, string? done, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var (number, now) = (Math.Clamp(page ?? 1, 1, 1_000_000), clock.GetUtcNow());
        await using var db = store.Read(person.Caller.Scope);
        // Every GI is seen by everybody: what is one's own, or may be used, stands before the others.
        var rows = await db.Rights.OrderByDescending(row => row.TenantId == person.TenantId).ThenByDescending(row => db.Permissions.Any(permission => permission.RightId == row.Id)).ThenBy(row => row.Title).ThenBy(row => row.Id)
            .Skip((number - 1) * ListMax).Take(ListMax + 1).ToListAsync(cancellation);
        var rights = await db.RightsOf([.. rows.Select(row => row.Id)], cancellation);
        return DeskPages.Show<RightsPage>(context, new()
        {
            [nameof(RightsPage.Visitor)] = person.Visitor,
            [nameof(RightsPage.Rights)] = rows.Take(ListMax).Select(row => new RightLine(rights[row.Id], row.TenantId == person.TenantId, InForceRule.On(rights[row.Id], HouseTime.DayOf(now), now))).ToList(),
            [nameof(RightsPage.Number)] = number,
            [nameof(RightsPage.HasMore)] = rows.Count > ListMax,
            [nameof(RightsPage.MayRecord)] = Everyone.Recorders.Contains(person.Role),
            [nameof(RightsPage.Done)] = DeskPages.Told(context, RemovalPages.DoneWords(done)),
        });
    }

    private static Task<IResult> New(HttpContext context, SignedIn person, string? kind, Store store, CancellationToken cancellation) =>
        KindsFor(person).Where(one => one.ToString() == kind).Select(one => (RightKind?)one).SingleOrDefault() is { } chosen
            ? Page(context, person, chosen, PageForm.New(context), store, cancellation)
            : Task.FromResult(DeskPages.Show<RightKindsPage>(context, new() { [nameof(RightKindsPage.Visitor)] = person.Visitor, [nameof(RightKindsPage.Kinds)] = KindsFor(person) }));

    private static async Task<IResult> Record(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var kind = form.Name<RightKind>("kind");
        if (form.Fault is { } noKind)
            return noKind;
        var request = new RightRequest(
            kind, form.Text("number"), form.Text("title"), form.Id("holderPartyId"), (int?)Math.Clamp(form.OptionalWhole("niceClass") ?? -1, -1, 99) is var niceClass and >= 0 ? niceClass : null,
            form.OptionalName<TrademarkKind>("trademarkKind"), null, form.Optional("standard"), form.OptionalDay("filedOn"), form.OptionalDay("expiresOn"), form.OptionalId("zoneId"));
        var outcome = form.Fault ?? (await RecordRight.Record(request, person.Caller, store, clock, cancellation)).Result;
        return outcome is Problem bad
            ? await Page(context, person, kind, form.Shown(bad), store, cancellation)
            : PageGate.SeeOther(context, $"/rights/{((Microsoft.AspNetCore.Http.HttpResults.Created<RightReply>)outcome).Value!.Id}?done=recorded");
    }

    private static RightKind[] KindsFor(SignedIn person) => [.. Enum.GetValues<RightKind>().Where(kind => kind != RightKind.GeographicalIndication || KeptRights.GiKeepers.Contains(person.Role))];

    private static async Task<IResult> Page(HttpContext context, SignedIn person, RightKind kind, ShownForm form, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return DeskPages.Show<RecordRightPage>(context, person, form, new()
        {
            [nameof(RecordRightPage.Kind)] = kind,
            [nameof(RecordRightPage.Holders)] = await PartyChoices.Of(db, cancellation),
            [nameof(RecordRightPage.Zones)] = kind == RightKind.GeographicalIndication ? await ZoneChoices(db, cancellation) : [],
        });
    }

    /// <summary>Identity and words of every zone.</summary>
    public static async Task<List<(string Value, string Words)>> ZoneChoices(TraceabilityDb db, CancellationToken cancellation) =>
        [.. (await db.Zones.OrderBy(zone => zone.Name).ThenBy(zone => zone.Id).Select(zone => new { zone.Id, zone.Name, zone.FileDate }).ToListAsync(cancellation)).Select(zone => ($"{zone.Id}", $"{zone.Name} · {zone.FileDate.Iso()}"))];
}
