using System.Text;
using Microsoft.AspNetCore.Mvc;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Parties;
using Traceability.Storage;

namespace Traceability.Desk.Parties;

/// <summary>The pages on which a table of parties is sent, looked at and confirmed. Between the two steps the table stays in the page: nothing is kept here before it is confirmed.</summary>
internal static class PartyImportPages
{
    // So much more than a table may have that whoever sends a larger one is told so at the field.
    private const int BodyBytesMax = 8 * PartyTable.BytesMax;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/parties/import", (HttpContext context, SignedIn person) => Page(context, person, PageForm.New(context))).ForPeople(Everyone.Recorders);
        door.MapGet("/parties/import/sample", Sample).ForPeople(Everyone.Recorders);
        door.MapPost("/parties/import", Preview).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        door.MapPost("/parties/import/confirmed", Confirm).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
    }

    private static IResult Sample(HttpContext context)
    {
        var language = PageReply.LanguageOf(context);
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(PartyTable.Sample(language)), "text/csv; charset=utf-8", language.Say("主体样表.csv", "parties-sample.csv"));
    }

    private static async Task<IResult> Preview(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        if (form.File("file") is not { } file)
            return Page(context, person, form.Shown(form.Fault));
        var bytes = new byte[Math.Min(file.Length, PartyTable.BytesMax + 1)];
        await using (var content = file.OpenReadStream())
            await content.ReadExactlyAsync(bytes, cancellation);
        if (PartyTable.Decode(bytes, out var table) is { } undecoded)
            return Page(context, person, form.Shown(undecoded));
        if (PartyTable.Read(table, out var rows) is { } unread)
            return Page(context, person, form.Shown(unread));

        await using var db = store.Read(person.Caller.Scope);
        var judged = await ImportParties.Judge(db, rows, person.Caller, clock.GetUtcNow(), cancellation);
        return DeskPages.Show<PartyPreviewPage>(context, person, PageForm.New(context), new()
        {
            [nameof(PartyPreviewPage.Table)] = table,
            [nameof(PartyPreviewPage.Rows)] = judged.Select(Line).ToList(),
            [nameof(PartyPreviewPage.Refusal)] = PartyTable.OnlySample(rows)?.Words,
        });
    }

    private static async Task<IResult> Confirm(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        if ((PartyTable.Read(form.Text("table"), out var rows) ?? PartyTable.OnlySample(rows)) is { } refused)
            return Page(context, person, form.Shown(refused));
        var (count, known) = await ImportParties.Import(rows, person.Caller, store, clock, cancellation);
        return PageGate.SeeOther(context, $"/parties?done=imported&count={count}&known={known}");
    }

    private static ImportLine Line(JudgedParty one) => new(one.Cells.Line, one.Cells["name"], one.Cells["uscc"], one.Fault?.Field is "kind" or "adcode" or "capacityPerDay" ? one.Cells[one.Fault.Field] : null, one.Fault?.Words, one.IsKnown, one.IsSample);

    private static IResult Page(HttpContext context, SignedIn person, ShownForm form) => DeskPages.Show<ImportPartiesPage>(context, person, form, []);
}
