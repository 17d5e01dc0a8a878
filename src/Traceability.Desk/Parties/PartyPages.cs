using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Parties;
using Traceability.Parties;
using Traceability.Storage;

namespace Traceability.Desk.Parties;

/// <summary>The pages of parties: who is recorded, and a form to record one.</summary>
internal static class PartyPages
{
    private const int ListMax = 500;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/parties", List).ForPeople(Everyone.WithAKey);
        door.MapGet("/parties/new", (HttpContext context, SignedIn person) => Page(context, person, PageForm.New(context))).ForPeople(Everyone.Recorders);
        door.MapPost("/parties/new", Record).ForPeople(Everyone.Recorders);
    }

    private static async Task<IResult> List(HttpContext context, SignedIn person, string? done, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        var parties = await db.Parties.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(ListMax).Select(row => new PartyLine(row.Id, row.Name, row.Uscc, row.Kind)).ToListAsync(cancellation);
        return DeskPages.Show<PartiesPage>(context, new()
        {
            [nameof(PartiesPage.Visitor)] = person.Visitor,
            [nameof(PartiesPage.Parties)] = parties,
            [nameof(PartiesPage.MayRecord)] = Everyone.Recorders.Contains(person.Role),
            [nameof(PartiesPage.Done)] = done == "recorded" ? PageReply.LanguageOf(context).Say("已登记。", "Recorded.") : null,
        });
    }

    private static async Task<IResult> Record(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new PartyRequest(form.Text("name"), form.Text("uscc"), form.Name<PartyKind>("kind"), form.Optional("adcode"), null, form.OptionalWhole("capacityPerDay"));
        return (form.Fault ?? (await RecordParty.Record(request, person.Caller, store, clock, cancellation)).Result) is Problem bad
            ? Page(context, person, form.Shown(bad))
            : PageGate.SeeOther(context, "/parties?done=recorded");
    }

    private static IResult Page(HttpContext context, SignedIn person, ShownForm form) => DeskPages.Show<PartyPage>(context, person, form, []);
}
